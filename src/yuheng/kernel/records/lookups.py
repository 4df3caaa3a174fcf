"""Lookups on columns that hold several of a fixed list."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Lookup


@models.JSONField.register_lookup
class Last(Lookup):
    """The last item of the list is this one. Lists of codes are stored in their declared order, so the last is the last declared."""

    lookup_name = "last"

    def get_prep_lookup(self) -> str:
        return str(self.rhs)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, before = self.process_lhs(compiler, connection)
        return f"json_extract({column}, '$[#-1]') = %s", [*before, self.rhs]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, before = self.process_lhs(compiler, connection)
        return f"({column} ->> -1) = %s", [*before, self.rhs]
