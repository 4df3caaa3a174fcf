"""The kinds of columns that facts are made of.

A system declares its facts with these functions: each is a Django field that also says how the ledger holds it (public, or a
salted commitment), what personal data it is, and its group and help on forms. Every column may be empty in the table, because
facts come step by step; `blank` says whether a step may leave it empty. `takes="other"`: left empty, it takes over what that
fact holds when the step is done (a notice keeps what it notified); with `fixed` it always does, and no form asks for it. `fixed`
without `takes` is filled from the records by `engine/completing.py`. `table="table.input"` offers the choices of that decision table's input.
`quiet` facts are for machines: pages do not tell them.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from yuheng.kernel.records import lookups as _lookups  # noqa: F401  (registers them)
from yuheng.kernel.records.sealing import SealedField

Choices = type[models.TextChoices] | tuple[tuple[str, str], ...] | list[tuple[str, str]]


def _marked(field: models.Field, kind: str, **extra: Any) -> models.Field:
    field.yuheng = {"kind": kind, **extra}  # type: ignore[attr-defined]
    return field


def _pairs(choices: Choices) -> list[tuple[str, str]]:
    return list(choices.choices) if isinstance(choices, type) else list(choices)


def text(label: str, *, max_length: int = 200, index: bool = False, **extra: Any) -> models.Field:
    """One line of text; a commitment in the ledger. `personal`: name, id, phone, address, plate, bank."""
    field = models.CharField(label, max_length=max_length, null=True, db_index=index)
    return _marked(field, "text", max_length=max_length, **extra)


def code(label: str, *, max_length: int = 64, index: bool = False, **extra: Any) -> models.Field:
    """A code or number that names no person: public in the ledger."""
    field = models.CharField(label, max_length=max_length, null=True, db_index=index)
    return _marked(field, "text", public=True, max_length=max_length, **extra)


def long_text(label: str, *, max_length: int = 20_000, **extra: Any) -> models.Field:
    """Paragraphs of text; a commitment in the ledger."""
    return _marked(models.TextField(label, null=True), "long_text", max_length=max_length, **extra)


def whole(label: str, *, least: int = 0, most: int = 2_000_000_000, index: bool = False, **extra: Any) -> models.Field:
    """A whole number with a unit (`unit=`)."""
    field = models.BigIntegerField(label, null=True, db_index=index)
    return _marked(field, "int", public=True, least=least, most=most, **extra)


def money(label: str, *, index: bool = False, **extra: Any) -> models.Field:
    """A sum in 分. Callers give 分 as an integer or yuan as text; `red` takes reversed entries too, marked 红字 where they are text."""
    field = models.BigIntegerField(label, null=True, db_index=index)
    return _marked(field, "money", public=True, unit="元", **extra)


def day(label: str, *, future: bool = False, index: bool = False, **extra: Any) -> models.Field:
    """A day. Days after the day of recording are refused unless `future`."""
    return _marked(models.DateField(label, null=True, db_index=index), "date", public=True, future=future, **extra)


def moment(label: str, *, future: bool = False, **extra: Any) -> models.Field:
    """A day and time, China standard time."""
    return _marked(models.DateTimeField(label, null=True), "datetime", public=True, future=future, **extra)


def yes_no(label: str, **extra: Any) -> models.Field:
    return _marked(models.BooleanField(label, null=True), "bool", public=True, **extra)


def choice(label: str, choices: Choices, *, index: bool = False, max_length: int = 40, **extra: Any) -> models.Field:
    """One of a fixed list; what is stored is the code, which never changes its meaning."""
    pairs = _pairs(choices)
    field = models.CharField(label, max_length=max_length, null=True, choices=pairs, db_index=index)
    return _marked(field, "choice", public=True, choices=tuple(pairs), **extra)


def several(label: str, choices: Choices, **extra: Any) -> models.Field:
    """Several of a fixed list, stored in its order (`__last` finds the last declared one of them)."""
    return _marked(models.JSONField(label, null=True), "choices", public=True, choices=tuple(_pairs(choices)), **extra)


def secret(label: str, *, personal: str = "id", **extra: Any) -> models.Field:
    """An encrypted column (resident identity numbers, 专封 text), found by equality (`sealing.same`); a commitment in the ledger.

    At most 500 characters, which an index still holds when they are sealed.
    """
    return _marked(SealedField(label, null=True, db_index=True, personal=personal), "encrypted", personal=personal, max_length=500, **extra)


def party(label: str, **extra: Any) -> models.Field:
    """A party of the register of parties."""
    field = models.ForeignKey("kernel.Party", models.PROTECT, null=True, verbose_name=label, related_name="+")
    return _marked(field, "party", public=True, **extra)


def organ(label: str, **extra: Any) -> models.Field:
    field = models.ForeignKey("kernel.Organ", models.PROTECT, null=True, verbose_name=label, related_name="+")
    return _marked(field, "organ", public=True, **extra)


def person(label: str, **extra: Any) -> models.Field:
    """A member of staff."""
    field = models.ForeignKey("kernel.Person", models.PROTECT, null=True, verbose_name=label, related_name="+")
    return _marked(field, "person", public=True, **extra)


def matter(label: str, **extra: Any) -> models.Field:
    """Another matter on the platform, tied by law or by its set (the file reviewed, the penalty repaired).

    `of` names the procedure that it must be of.
    """
    field = models.ForeignKey("kernel.Matter", models.PROTECT, null=True, verbose_name=label, related_name="+")
    return _marked(field, "matter", public=True, **extra)
