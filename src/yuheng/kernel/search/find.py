"""A query as a condition on matters, on either database.

SQLite holds the words in an FTS5 index kept by triggers; PostgreSQL in a GIN index over the words as an array: the words are
already cut, and a text-search parser under a C locale would throw Chinese away.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from yuheng.kernel.search.words import terms


def matching(query: str) -> Q:
    """Matters whose words answer the query; none for a query without words."""
    words = terms(query)
    if not words:
        return Q(pk__in=[])
    if connection.vendor == "postgresql":
        sql = "SELECT matter_id FROM kernel_searchrow WHERE string_to_array(words, ' ') @> %s"
        return Q(pk__in=RawSQL(sql, [words]))
    phrase = " ".join(f'"{word}"' for word in words)
    return Q(pk__in=RawSQL("SELECT rowid FROM kernel_search WHERE kernel_search MATCH %s", [phrase]))
