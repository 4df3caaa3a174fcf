"""The fields of the standard, read from `fields.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

Sort = Literal["penalty", "licence"]

PLACES = 6
"""Decimal places of a sum in 万元: 500 yuan is 0.050000."""

ENDLESS = "2099/12/31"
"""How the standard writes a date without end."""

BETWEEN = "；"
"""What joins several kinds in one field."""


@dataclass(frozen=True)
class Field:
    """One field of a record, in the standard's order."""

    code: str
    name: str
    kind: str
    need: str
    length: int = 0
    public: bool = True
    values: tuple[str, ...] = ()


@cache
def fields_of(sort: Sort) -> tuple[Field, ...]:
    """The fields of one sort of record."""
    declared = yaml.safe_load(Path(__file__).with_name("fields.yaml").read_text(encoding="utf-8"))
    return tuple(Field(**{**entry, "values": tuple(entry.get("values", ()))}) for entry in declared[sort])
