"""Columns whose values lie encrypted in the table, and are found by equality all the same.

What is stored is `<blind index>g<sealed value>`: the index is 64 hex digits, so that equal values share a beginning which an ordinary
index finds, and the letter that parts the two sorts after every hex digit under any collation.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from yuheng.kernel.identity.secret import Key, SecretError, Vault

_DIGITS = 64
UNREADABLE = "（密文校验不通过）"
"""What stands for a value whose sealed form was changed, moved, or sealed by a key that is not here; replay finds and names it."""


@cache
def vault() -> Vault:
    """The keys of this data directory: `secrets/fields` seals, `secrets/index` finds."""
    return Vault([Key(1, bytes.fromhex(settings.FIELD_KEY))], bytes.fromhex(settings.INDEX_KEY))


class SealedField(models.TextField):
    """Text that is sealed on its way into the table and opened on its way out. `personal` is the kind that the blind index is made for."""

    def __init__(self, *args: Any, personal: str = "id", **kwargs: Any) -> None:
        self.personal = personal
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        # To migrations it is the text column that it is in the table: they move sealed values, they never open one.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def sealed(self, value: str | None) -> str | None:
        """The stored form of a value; none for none."""
        if value is None or value == "":
            return None
        return f"{vault().index(self.personal, value)}g{vault().seal(value, self.model._meta.db_table, self.attname)}"

    def opened(self, stored: str | None) -> str | None:
        """The value of a stored form."""
        if stored is None or stored == "":
            return None
        try:
            return vault().open(stored[_DIGITS + 1 :], self.model._meta.db_table, self.attname)
        except SecretError:
            return UNREADABLE

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return self.opened(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> str | None:
        return self.sealed(value)


class OpeningText(models.TextField):
    """The JSON of an opened commitment; sealed where the fact's own column is."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return opened_text(value)


def sealed_text(value: str) -> str:
    """The JSON of a value as an opening keeps it sealed."""
    return vault().seal(value, "kernel_opening", "value")


def opened_text(stored: str | None) -> str | None:
    """The JSON of an opening, sealed or plain. No JSON begins like a sealed value."""
    if not stored or ".sm4." not in stored[:16] or not stored[0].isdigit():
        return stored
    try:
        return vault().open(stored, "kernel_opening", "value")
    except SecretError:
        return f'"{UNREADABLE}"'


def same(model: type[models.Model], name: str, value: str) -> Q:
    """Rows whose sealed column holds this value, whatever its blanks, width and case."""
    field: Any = model._meta.get_field(name)
    index = vault().index(field.personal, value)
    if not index:
        return Q(pk__in=())
    # The lookups of the field itself would seal what they compare with.
    stored = ExpressionWrapper(F(name), output_field=models.TextField())
    return Q(GreaterThanOrEqual(stored, f"{index}g")) & Q(LessThan(stored, f"{index}h"))
