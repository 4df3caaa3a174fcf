"""Steps whose form is a page of its own, because their users need a different one."""

from __future__ import annotations

from django.urls import reverse

OWN_STEPS = {
    ("enforcement.table", "revise"): "decision_edit",
    ("leniency.spot", "judge"): "leniency_judge",
    ("penalty.ordinary", "review"): "legal_review",
    ("penalty.ordinary", "pre_review"): "legal_review",
    ("credit.publicity", "resend"): "delivery",
    ("enforcement.inspection_task", "check"): "inspection_checklist",
    ("enforcement.inspection_task", "join"): "inspection_join",
    ("report.annual", "join"): "report_join",
    ("report.annual", "publish"): "report_publish",
    ("oversight.review", "assign"): "review",
    ("case_review.sheet", "score"): "review_sheet",
    **{("desk.intake", step): "desk_item" for step in ("triage", "join", "distinguish")},
    ("training.exam_round", "assemble"): "exam_paper",
    ("training.exam_round", "collect"): "exam_results",
}
"""Procedure and step → the address of the page, which takes the matter."""

OWN_ROW_STEPS = {
    ("report.annual", "collect"): "report_unit", ("report.annual", "confirm"): "report_unit",
    **{("oversight.reviewed_file", step): "review_problem" for step in ("give", "correct", "verify", "send_back")},
}  # fmt: skip
"""The same for steps done for a row: the address takes the matter and the row."""

OWN_OPENINGS = {"desk.urging": "desk", "enforcement.table": "decision_tables", "oversight.letter": "letter_new"}
"""Procedure → the address where its matters begin."""


ON_THE_STREET = frozenset({"leniency.spot", "enforcement.inspection_task"})
"""Procedures opened on a phone: what was found comes first, the register of parties last."""


def own_step(procedure: str, step: str, matter: int, row: int = 0) -> str:
    """Where the step is performed instead of in the general form; empty for the general form."""
    by_row = OWN_ROW_STEPS.get((procedure, step))
    if by_row:
        return reverse(by_row, args=[matter, row])
    name = OWN_STEPS.get((procedure, step))
    return reverse(name, args=[matter]) if name else ""


def own_opening(procedure: str) -> str:
    """Where a matter of the procedure begins instead of in the general form; empty for the general form."""
    name = OWN_OPENINGS.get(procedure)
    return reverse(name) if name else ""
