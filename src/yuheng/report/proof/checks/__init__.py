"""What reviewers look for beyond numbers. Each check reads a draft and gives findings with their basis and place."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..draft import Draft
from ..model import Finding
from . import claims, copied, dates, duties, names, promises, same_set, secrets

CHECKS: tuple[Callable[[Draft], Iterable[Finding]], ...] = (
    duties.deadlines,
    duties.parts,
    promises.unanswered,
    copied.paragraphs,
    dates.wrong_years,
    claims.without_proof,
    claims.shares_and_their_parts,
    claims.assigned_is_not_rectified,
    claims.unexplained_changes,
    same_set.contradictions,
    names.laws,
    names.fixed_names,
    secrets.personal_data,
    secrets.secret_words,
)


def findings_of(draft: Draft) -> tuple[Finding, ...]:
    """The findings of all checks, those with a place in the order of the text within each check."""
    return tuple(finding for check in CHECKS for finding in check(draft))
