"""What the checker proves of limitation and of orders to correct: each relation that holds a rule up is needed, and missed when it is gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from yuheng.kernel.procedure.check.rules import broken_rules
from yuheng.kernel.procedure.declare import Forbidden, Procedure, Stale
from yuheng.systems.enforcement.penalty.ordinary import ORDINARY_PENALTY as PENALTY
from yuheng.systems.enforcement.penalty.rules import within_notice


def found(rules: tuple[Any, ...], **changes: dict[str, Any]) -> list[Any]:
    """The problems of these rules alone, in the procedure with some steps changed."""
    steps = tuple(replace(step, **changes.get(step.id, {})) for step in PENALTY.steps)
    changed: Procedure = replace(PENALTY, steps=steps, never=rules)
    return broken_rules(changed, 400_000)[0]


ASKED = tuple(rule for rule in PENALTY.never if isinstance(rule, Forbidden)) + tuple(r for r in PENALTY.never if isinstance(r, Stale) and r.on == "recheck")


def test_the_rules_hold_as_declared():
    assert {rule.step for rule in ASKED} == {"file", "decide"}
    assert len(ASKED) == 4
    assert found(ASKED) == []


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        ({"file": {"when": None}}, "forbidden", "立案"),
        ({"decide": {"when": within_notice}}, "forbidden", "没有超过追责期限"),
        ({"approve": {"when": None}}, "forbidden", "复查确认没有改正"),
        ({"order_correct": {"voids": ()}}, "stale", "责令改正"),
    ],
)
def test_a_relation_left_out_is_missed_with_the_shortest_way(fault, code, words):
    problems = found(ASKED, **fault)
    assert [problem.code for problem in problems] == [code]
    assert words in problems[0].message
    assert problems[0].trace, "the shortest sequence of steps is told"
