"""Coercive acts in the file of an enterprise."""

from __future__ import annotations

from yuheng.systems.enforcement.coercion.facts import Coercion
from yuheng.systems.entries import Source, register

register(
    Source(
        ("enforcement.coercion",), "coercion", "行政强制", Coercion, ("decided_on",), title=("kind",), result=("ended_how", "ended_on"), number="number", codes=("uscc",),
        parts=("当事人",), told="ended_on", enrols="party_name",
    ),
)  # fmt: skip
