"""Facts and rows: the typed record of a matter, and the shape that the pure decision reads.

A system declares one `Facts` model per procedure family and one `Row` model per kind of thing that a case has several of::

    class Penalty(Facts):
        violation = text("违法行为")
        proposed_fine = money("拟罚款金额", blank=True)

    class Service(Row):
        rows_of, kind = Penalty, "services"
        receiver = text("受送达人", personal="name")

        class Meta(Row.Meta):
            verbose_name = "送达"
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from django.db import models

from yuheng.kernel.procedure.agreement import Agreement
from yuheng.kernel.procedure.shape import Field, Shape
from yuheng.kernel.records.cleaning import cleaner

_SKIPPED = {"matter", "id", "row", "voided"}


class Facts(models.Model):
    """The typed record of a matter: one-to-one with it. `agreements` is what its fields must satisfy together."""

    agreements: ClassVar[tuple[Agreement, ...]] = ()

    matter = models.OneToOneField("kernel.Matter", models.PROTECT, primary_key=True, related_name="+")

    class Meta:
        abstract = True


class Row(models.Model):
    """One of several things of a matter. Rows are voided by an event, never deleted."""

    rows_of: ClassVar[type[Facts]]
    kind: ClassVar[str]
    agreements: ClassVar[tuple[Agreement, ...]] = ()

    id = models.BigAutoField(primary_key=True)
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, related_name="+")
    row = models.PositiveIntegerField("序号")
    voided = models.BooleanField("已撤销", default=False)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["matter", "row"], name="%(app_label)s_%(class)s_row")]


@cache
def shape_of(model: type[models.Model]) -> Shape:
    """The shape of a facts model with its rows."""
    kinds = [row for row in _row_models() if getattr(row, "rows_of", None) is model]
    for row in kinds:
        if not isinstance(row.kind, str):
            raise TypeError(f"{row.__name__}: a column may not be called kind, which names the kind of row")
        if not row._meta.constraints:
            raise TypeError(f"{row.__name__}: its Meta must inherit Row.Meta, which keeps row numbers unique")
    rows = {
        row.kind: Shape(_fields(row), label=str(row._meta.verbose_name), model=row, agreements=row.agreements)
        for row in kinds
    }
    return Shape(_fields(model), rows, str(model._meta.verbose_name), model, getattr(model, "agreements", ()))


def _row_models(base: type[Row] = Row) -> list[type[Row]]:
    found: list[type[Row]] = []
    for sub in base.__subclasses__():
        found.extend(_row_models(sub))
        if not sub._meta.abstract:
            found.append(sub)
    return found


def _fields(model: type[models.Model]) -> dict[str, Field]:
    return {f.name: field_of(f) for f in model._meta.fields if f.name not in _SKIPPED}


def field_of(column: models.Field) -> Field:
    """The database-free description of one column."""
    extra: dict[str, Any] = dict(getattr(column, "yuheng", {}))
    if not extra:
        raise TypeError(f"{column} is not declared with kernel.records.columns")
    known = {name: extra.get(name, default) for name, default in _KNOWN.items()}
    field = Field(
        name=column.name, label=str(column.verbose_name), clean=cleaner(str(column.verbose_name), extra), **known
    )
    return field


_KNOWN: dict[str, Any] = {
    "kind": "text",
    "blank": False,
    "public": False,
    "personal": "",
    "choices": (),
    "unit": "",
    "help": "",
    "group": "",
    "default": None,
    "max_length": None,
    "takes": "",
    "fixed": False,
    "of": "",
    "table": "",
    "quiet": False,
    "red": False,
}
