"""SQL made once from the models' metadata.

The ORM declares, migrates and reads; the hot path writes through these. One multi-row statement serves a step; thousands of
rows go by COPY on PostgreSQL and by executemany on SQLite.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from django.db import connection
from django.db.models import BinaryField, DateTimeField, JSONField, Model

from yuheng.kernel.engine import prepared
from yuheng.kernel.records.sealing import SealedField

FEW = 60
"""Up to so many rows go as one statement with many VALUES."""


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(value: Any) -> Any:
    if value == [] or value == ():
        return "[]"
    return None if value is None else _encode(value)


# A step writes the same few moments and days in many columns, a chunk the same few hundred.
@lru_cache(maxsize=8192)
def _utc_text(value: datetime | None) -> Any:
    # What Django's SQLite backend stores: naive UTC with a space.
    return None if value is None else value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


@lru_cache(maxsize=8192)
def _day_text(value: date | None) -> Any:
    return None if value is None else value.isoformat()


def _adapter(field: Any, vendor: str) -> Callable[[Any], Any] | None:
    if isinstance(field, SealedField):
        return field.sealed
    if isinstance(field, JSONField):
        return _json
    if vendor == "sqlite":
        if isinstance(field, DateTimeField):
            return _utc_text
        if field.get_internal_type() == "DateField":
            return _day_text
    elif isinstance(field, BinaryField):
        return bytes
    return None


class Table:
    """The statements of one model on one database."""

    def __init__(self, model: type[Model], vendor: str) -> None:
        self.vendor = vendor
        self.name = model._meta.db_table
        fields = [f for f in model._meta.concrete_fields if f.get_internal_type() not in ("BigAutoField", "AutoField")]
        self.columns = [f.column for f in fields]
        self.attributes = [f.attname for f in fields]
        self.adapters = {f.attname: _adapter(f, vendor) for f in fields}
        self.column_of = dict(zip(self.attributes, self.columns, strict=True))

    def _adapted(self, attributes: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
        adapted = [(i, adapt) for i, a in enumerate(attributes) if (adapt := self.adapters[a]) is not None]
        found = [list(row) for row in rows]
        for i, adapt in adapted:
            for values in found:
                values[i] = adapt(values[i])
        return found

    def insert(self, attributes: Sequence[str], rows: Sequence[Sequence[Any]], conflict: str = "") -> None:
        """Inserts rows; `conflict` is the text of an ON CONFLICT clause."""
        if not rows:
            return
        values = self._adapted(attributes, rows)
        if len(rows) <= FEW:
            with prepared.cursor() as cursor:
                sql = self._insert_sql(tuple(attributes), len(rows), conflict)
                cursor.execute(sql, prepared.text([v for row in values for v in row]))
            return
        with connection.cursor() as cursor:
            if self.vendor == "postgresql" and not conflict and not prepared.is_together():
                names = ", ".join(f'"{self.column_of[a]}"' for a in attributes)
                with cursor.copy(f'COPY "{self.name}" ({names}) FROM STDIN') as copy:
                    for row in values:
                        copy.write_row(row)
            else:
                cursor.executemany(self._insert_sql(tuple(attributes), 1, conflict), values)

    @cache  # noqa: B019  # tables live as long as the process
    def _insert_sql(self, attributes: tuple[str, ...], count: int, conflict: str) -> str:
        names = ", ".join(f'"{self.column_of[a]}"' for a in attributes)
        one = "(" + ", ".join(["%s"] * len(attributes)) + ")"
        return f'INSERT INTO "{self.name}" ({names}) VALUES {", ".join([one] * count)} {conflict}'.rstrip()

    def upsert(self, key: Sequence[str], attributes: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Inserts rows or, where `key` exists, sets the other attributes."""
        sets = ", ".join(f'"{c}" = excluded."{c}"' for c in (self.column_of[a] for a in attributes if a not in key))
        keys = ", ".join(f'"{self.column_of[k]}"' for k in key)
        self.insert(attributes, rows, f"ON CONFLICT ({keys}) DO UPDATE SET {sets}")

    def update(self, key: str, attributes: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Sets attributes of existing rows; each row is the values and, last, the key."""
        if not rows:
            return
        sets = ", ".join(f'"{self.column_of[a]}" = %s' for a in attributes)
        sql = f'UPDATE "{self.name}" SET {sets} WHERE "{self.column_of[key]}" = %s'
        values = self._adapted([*attributes, key], rows)
        if len(values) == 1:
            with prepared.cursor() as cursor:
                cursor.execute(sql, prepared.text(values[0]))
            return
        with connection.cursor() as cursor:
            cursor.executemany(sql, values)


@cache
def _table(model: type[Model], vendor: str) -> Table:
    return Table(model, vendor)


def table(model: type[Model]) -> Table:
    """The statements of a model on the connected database."""
    return _table(model, connection.vendor)
