"""Conditions of triage, and the article that stands behind each route."""

from __future__ import annotations

from yuheng.kernel.law import Citation
from yuheng.kernel.procedure.conditions import Condition, View
from yuheng.kernel.procedure.declare import Derived
from yuheng.systems.disputes.desk.choices import PETITIONS, WAYS

inside = Condition(
    "inside", "由本区有关单位承接", ("route",), lambda f: bool(WAYS[f.route].opens), (f"{PETITIONS}#31",),
    why=lambda f: f"“{WAYS[f.route].name}”不由本区单位承接", remedy="请办理“告知途径或者答复”。",
)  # fmt: skip


def _basis(facts: View) -> str:
    return Citation.parse(WAYS[facts.route].cite).zh


BASIS = (Derived("basis", ("route",), _basis),)
