"""Conditions and derivations: which form a paper has, in whose name, and what of a complaint goes to the squad."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.law import LawError, law
from yuheng.kernel.procedure.conditions import Condition, View
from yuheng.kernel.procedure.declare import Derived
from yuheng.kernel.procedure.shape import BadValue
from yuheng.systems.oversight.clues.facts import FORMS
from yuheng.systems.oversight.clues.hiding import cut

REGULATION = "行政执法监督条例(2025-12-17)"
THREE_SYSTEMS = "国办发〔2018〕118号(2018-12-05)"
NAMES = dict(FORMS)

formal = Condition("formal", "条例规定的监督文书", ("form",), lambda f: f.form != "internal", (f"{REGULATION}#26",))


def in_force(cites: tuple[str, ...], on: date) -> tuple[str, ...]:
    """The articles of the regulation, from the day on which it is in force; nothing of it is cited for an earlier act."""
    try:
        law("supervision.documents", on=on)
    except LawError:
        return ()
    return cites


def issuer(f: View) -> str:
    """In whose name the paper issues, by the rules of its day. The zone itself issues 内部整改通知 only."""
    if f.form == "internal":
        return "依法治区办公室（司法所）"
    name = NAMES[f.form]
    try:
        said = f.law("supervision.documents")
    except LawError:
        raise BadValue(f"{name}自《行政执法监督条例》施行之日起才能制发；此前请用内部整改通知。") from None
    return str(said[name]).partition("；")[0]


ISSUER = (Derived("issuer", ("form",), issuer, at="form"),)
SENT = (
    Derived(
        "sent", ("content", "complainant", "phone", "hide"),
        lambda f: cut(f.content, f.complainant or "", f.phone or "", f.hide or ""), at="content",
    ),
)  # fmt: skip
