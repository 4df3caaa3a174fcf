"""Checks one procedure: names, law, markings, rules."""

from __future__ import annotations

import time

from yuheng.kernel.procedure.check.rest import rest_reachable
from yuheng.kernel.procedure.check.result import Problem, Result
from yuheng.kernel.procedure.check.rules import broken_rules
from yuheng.kernel.procedure.check.space import OverBudget
from yuheng.kernel.procedure.declare import Procedure

BUDGET = 400_000
"""Markings that are looked at before a check gives up and says that nothing is proved."""


def explored(procedure: Procedure, budget: int = BUDGET) -> Result:
    """What exploring the markings of a procedure shows."""
    started = time.perf_counter()
    result = Result(procedure.id, procedure.version, procedure.name, len(procedure.steps))
    for part in (rest_reachable, broken_rules):
        try:
            problems, markings = part(procedure, budget)
        except OverBudget:
            message = f"状态超过{budget}个，未能证明；请简化程序或者拆分。"
            problems, markings = [Problem("not_proved", message)], budget
        result.problems += problems
        result.markings += markings
    result.seconds = time.perf_counter() - started
    return result
