"""Checks one procedure: its declaration, its law, its markings, its rules, its lock."""

from __future__ import annotations

import time
from collections.abc import Mapping

from yuheng.kernel.procedure.check.law import Law, lawful
from yuheng.kernel.procedure.check.lock import unlocked
from yuheng.kernel.procedure.check.rest import rest_reachable
from yuheng.kernel.procedure.check.result import Problem, Result
from yuheng.kernel.procedure.check.rules import broken_rules
from yuheng.kernel.procedure.check.space import OverBudget
from yuheng.kernel.procedure.check.static import declared, sound_names
from yuheng.kernel.procedure.declare import Procedure

BUDGET = 600_000
"""Markings that are looked at before a check gives up and says that nothing is proved."""


def check(
    procedure: Procedure,
    law: Law | None = None,
    locked: Mapping[tuple[str, int], str] | None = None,
    budget: int = BUDGET,
) -> Result:
    """All that can be said of one version of a procedure; without `law` its articles and periods are not looked at."""
    started = time.perf_counter()
    result = Result(procedure.id, procedure.version, procedure.name, len(procedure.steps))
    result.problems += unlocked(procedure, locked or {})
    result.problems += declared(procedure)
    if sound_names(procedure):
        if law is not None:
            result.problems += lawful(procedure, law)
        _explore(procedure, budget, result)
    result.seconds = time.perf_counter() - started
    return result


def _explore(procedure: Procedure, budget: int, result: Result) -> None:
    for part in (rest_reachable, broken_rules):
        try:
            problems, markings = part(procedure, budget)
        except OverBudget:
            message = f"状态超过{budget}个，未能证明；请简化程序或者拆分。"
            problems, markings = [Problem("not_proved", message)], budget
        result.problems += problems
        result.markings += markings
