"""Penalty cases in the file of an enterprise: whoever does not handle cases is told of decisions, never of an investigation."""

from __future__ import annotations

from yuheng.systems.enforcement.penalty.facts import Penalty, SummaryPenalty
from yuheng.systems.entries import Source, register
from yuheng.systems.roles import CREDIT_CLERK

PARTY = ("当事人",)
CREDIT = (CREDIT_CLERK.id,)

register(
    Source(
        ("penalty.ordinary",), "penalty", "行政处罚", Penalty, ("decided_on", "filed_on", "found_on"), title=("cause",), result=("outcome", "decided_kinds", "decided_fine", "overturned_how"),
        codes=("uscc",), parts=PARTY, told="decided_on", decided_only=CREDIT, people=("party_head",), places=("place",), enrols="party_name",
    ),
    Source(
        ("penalty.summary",), "penalty", "当场处罚", SummaryPenalty, ("decided_on", "happened_on"), title=("cause",), result=("outcome", "fine", "ground"), number="book_number",
        codes=("uscc",), parts=PARTY, told="decided_on", decided_only=CREDIT, people=("party_head",), places=("place",), enrols="party_name",
    ),
)  # fmt: skip
