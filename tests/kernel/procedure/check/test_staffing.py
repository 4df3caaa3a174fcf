"""Whether a unit has the people that a procedure needs."""

from __future__ import annotations

from tests.kernel.procedure.check.small import PENALTY, but
from yuheng.kernel.procedure.check.staffing import Unit, seated, understaffed
from yuheng.kernel.procedure.state import Seat

UNIT = Unit(1, "城管大队", (1,), 1)


def seat(person: int, name: str, *roles: str, certified: bool = True) -> Seat:
    return Seat(person=person, name=name, organ=1, line=(1,), roles=frozenset(roles), certified=certified)


OFFICE = [
    seat(1, "甲", "officer"),
    seat(2, "乙", "officer"),
    seat(3, "丙", "reviewer"),
    seat(4, "丁", "reviewer"),
    seat(5, "戊", "head"),
    seat(6, "己", "head"),
]


def codes(seats, procedure=PENALTY) -> list[str]:
    return [problem.code for problem in understaffed(procedure, UNIT, seats)]


def test_an_office_with_two_of_each_can_do_everything():
    assert codes(OFFICE) == []


def test_a_step_that_nobody_may_do_is_named():
    problems = understaffed(PENALTY, UNIT, [s for s in OFFICE if "reviewer" not in s.roles])
    assert [p.code for p in problems] == ["staff"]
    assert "法制审核" in problems[0].message


def test_nobody_left_when_the_only_one_is_recused_is_said():
    problems = understaffed(PENALTY, UNIT, OFFICE[:5])
    assert {p.code for p in problems} == {"staff_recusal"}
    assert all("戊" in p.message for p in problems)


def test_the_reviewer_may_not_be_the_only_officer():
    both = [seat(1, "甲", "officer", "reviewer"), *OFFICE[4:]]
    assert "staff" in codes(both)


def test_a_certificate_that_is_not_valid_does_not_count():
    assert "staff" in codes([seat(1, "甲", "officer", certified=False), *OFFICE[2:]])


def test_two_officers_are_two_persons():
    two = but(seal={"by": (PENALTY.by_id["seal"].by * 2)})
    assert "staff" in codes([OFFICE[0], *OFFICE[2:]], two)
    assert seated([frozenset({1, 2}), frozenset({1})])
    assert not seated([frozenset({1}), frozenset({1})])
