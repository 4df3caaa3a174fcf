"""Faults put into a sound procedure: each is found, under its own code, by the shortest way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.kernel.procedure.check.small import (
    ACT,
    LAW,
    NEVER,
    OFFICER,
    PENALTY,
    SHAPE,
    Articles,
    Term,
    Terms,
    but,
    drop,
    major,
    within,
)
from yuheng.kernel.procedure.check import Law, Problem, check
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import (
    Due,
    Excludes,
    Forbidden,
    Lapse,
    Procedure,
    Stale,
    Step,
    Until,
    Wait,
    Without,
    any_of,
)


def problems(procedure: Procedure, law: Law | None = LAW) -> dict[str, Problem]:
    """The first problem of each code."""
    found: dict[str, Problem] = {}
    for problem in check(procedure, law).problems:
        found.setdefault(problem.code, problem)
    return found


def steps_of(problem: Problem) -> list[str]:
    """The names of the steps of a trace."""
    lines = [line for line in problem.trace if line[0].isdigit()]
    return [line.split(" ", 1)[1].split("（")[0].split("，")[0] for line in lines]


def test_the_sound_procedure_has_no_problem():
    assert check(PENALTY, LAW).problems == []


def test_a_dead_end_is_found_by_its_first_fatal_step():
    lost = Step("lose", "遗失卷宗", (OFFICER,), (f"{ACT}#56",), after=("file",), excludes=("conclude",))
    found = problems(but(add=(lost,)))["dead_end"]
    assert steps_of(found) == ["立案", "遗失卷宗"]
    assert "调查终结" not in found.message


def test_a_dead_end_that_only_a_fact_leads_to_names_the_fact():
    stuck = problems(but(conclude={"repeat": False}, spare={"when": drop & major}))["dead_end"]
    assert steps_of(stuck)[-1] == "调查终结"
    assert "不予处罚：是" in stuck.trace[-1]
    assert "重大处罚：否" in stuck.trace[-1]


def test_a_step_that_never_runs_is_found():
    never = Step("appeal", "申诉", (OFFICER,), (f"{ACT}#7",), after=("close",))
    found = problems(but(add=(never,)))
    assert set(found) == {"never_runs"}
    assert "申诉" in found["never_runs"].message


def test_a_step_whose_own_writes_would_be_needed_before_it_never_runs():
    own = Condition("own", "已经自查", ("violation2",), lambda f: True)
    shape = replace(SHAPE, fields={**SHAPE.fields, "violation2": replace(SHAPE.fields["violation"], name="violation2")})
    self_made = Step("selfcheck", "自查", (OFFICER,), (f"{ACT}#56",), after=("file",), when=own, writes=("violation2",))
    assert "never_runs" in problems(replace(but(add=(self_made,)), shape=shape))


def test_a_skipped_legal_review_is_found():
    found = problems(but(decide={"after": ("conclude", "notify")}))["without"]
    assert steps_of(found) == ["立案", "调查终结", "告知", "处罚决定"]
    assert "重大处罚：是" in found.trace[-1]
    assert found.cites == (f"{ACT}#58",)


def test_a_review_skipped_by_the_decision_s_own_writes_is_found_only_without_the_second_test():
    # The decision itself writes the large fine: the marking before it knows of no major penalty.
    late = but(decide={"writes": ("fine",)})
    assert "without" not in problems(late)
    bare = but(late, decide={"writes": ("fine",), "after": ("conclude", "notify"), "when": ~drop})
    found = problems(bare)["without"]
    assert steps_of(found)[-1] == "处罚决定"


def test_a_decision_without_notice_is_found():
    found = problems(but(decide={"after": ("conclude", "review"), "wait": ()}))["without"]
    assert "告知" in found.message
    assert steps_of(found)[-1] == "处罚决定"
    assert "告知" not in steps_of(found)


def test_a_decision_beyond_its_notice_is_found():
    found = problems(but(decide={"when": ~drop}))["beyond"]
    assert steps_of(found) == ["立案", "调查终结", "告知", "处罚决定"]
    assert "不超出告知：" in found.trace[-1]


def test_a_decision_on_a_discussion_older_than_the_defence_is_found():
    discuss = Step("discuss", "集体讨论", (OFFICER,), (f"{ACT}#57",), after=("review", "notify"), repeat=True)
    rule = Stale("decide", "discuss", "rethink", (f"{ACT}#57",))
    late = but(
        conclude={"voids": ("review", "notify", "rethink", "discuss")},
        decide={"after": ("conclude", "notify", "review", "discuss")},
        add=(discuss,),
    )
    found = problems(replace(late, never=(*NEVER, rule)))["stale"]
    assert steps_of(found)[-3:] == ["集体讨论", "复核", "处罚决定"]
    sound = but(late, rethink={"voids": ("discuss",)})
    assert problems(replace(sound, never=(*NEVER, rule))) == {}


def test_a_forbidden_decision_is_found():
    found = problems(but(decide={"when": within}))["forbidden"]
    assert "不予处罚：是" in found.trace[-1]


def test_a_statutory_step_without_an_article_is_found():
    assert "没有注明法律依据" in problems(but(conclude={"cites": ()}))["no_article"].message


def test_an_article_that_does_not_exist_is_found():
    found = problems(but(conclude={"cites": (f"{ACT}#87",)}))["bad_article"]
    assert found.cites == (f"{ACT}#87",)
    assert "bad_article" in problems(replace(PENALTY, cites=("没有的法#1",)))


def test_a_clock_without_a_parameter_is_found():
    found = problems(but(serve={"obliges": (Due("collect", within="no.such.period"),)}))["no_period"]
    assert "no.such.period" in found.message


def test_a_period_missing_on_the_first_day_in_force_is_found():
    law = Law(Terms(serve=Term("送达期限", 7, "working_day", date(2022, 1, 1))), Articles(), date(2024, 1, 1))
    assert "2021-07-15" in problems(PENALTY, law)["no_period"].message
    assert problems(replace(PENALTY, in_force=date(2022, 1, 1)), law) == {}


def test_who_reviews_their_own_work_is_found():
    found = problems(but(review={"by": (OFFICER,), "separate_from": ()}))["self_review"]
    assert "调查终结" in found.message
    assert problems(but(review={"by": (OFFICER,)})) == {}


def test_an_obligation_left_open_at_the_closing_is_found():
    found = problems(but(close={"leaves": ("publish", "unseal")}))
    assert "解除查封" in found["closing_owed"].message
    assert steps_of(found["dead_end"])[-1] == "结案"
    assert "查封" in steps_of(found["dead_end"])


def test_an_obligation_born_at_the_closing_that_nobody_can_meet_is_found():
    found = problems(but(close={"obliges": (Due("archive"), Due("seal"))}))
    assert "closing_owed" in found


def test_a_lapse_that_approves_is_found():
    grant = Step("grant", "视为准予", (), (f"{ACT}#1",), after=("file",), effect="grants")
    lapse = Lapse("conclude", "grant", (f"{ACT}#1",))
    found = problems(replace(but(add=(grant,)), lapses=(lapse,)))["lapse"]
    assert "准予" in found.message
    closing = Lapse("conclude", "close", (f"{ACT}#1",))
    assert "结案" in problems(replace(PENALTY, lapses=(closing,)))["lapse"].message


def test_an_unknown_name_is_found_and_nothing_is_explored():
    result = check(but(serve={"after": ("decision",)}), LAW)
    assert [problem.code for problem in result.problems] == ["unknown_name"]
    assert result.markings == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"writes": ("fine", "drop", "nothing")}, "unknown_field"),
        ({"needs": ("violation",)}, "unknown_field"),
        ({"for_each": "cars"}, "unknown_row"),
        ({"suspends": ("nothing",)}, "unknown_name"),
        ({"opens": True}, "opens"),
    ],
)
def test_what_the_facts_or_the_steps_do_not_have_is_found(change, code):
    assert code in problems(but(conclude=change))


def test_a_procedure_without_an_opening_or_a_closing_is_found():
    assert "opens" in problems(but(file={"opens": False}))
    assert "closes" in problems(but(close={"closes": False}))


def test_a_wait_not_shorter_than_the_right_it_precedes_is_found():
    claim = Step(
        "claim",
        "申请返还",
        (OFFICER,),
        (f"{ACT}#1",),
        after=("decide",),
        wait=(Wait("decide", "seal"),),
        until=Until("decide", "pay"),
    )
    assert "申请返还" in problems(but(add=(claim,)))["wait_until"].message
    sooner = replace(claim, wait=(Wait("decide", "pay"),), until=Until("decide", "seal"))
    assert "wait_until" not in problems(but(add=(sooner,)))


def test_a_period_too_short_for_the_shortest_lawful_way_is_found():
    slow = but(conclude={"obliges": (Due("decide", within="pay"),)}, decide={"wait": (Wait("notify", "seal"),)})
    slow = but(slow, notify={"when": None})
    assert "处罚决定" in problems(slow)["too_short"].message
    assert "too_short" not in problems(PENALTY)


def test_a_condition_that_nobody_writes_is_found():
    found = problems(but(conclude={"writes": ("fine",)}))
    assert "不予处罚" in found["never_written"].message
    assert "不予处罚" in found["dead_end"].message


def test_a_blank_fact_may_leave_a_condition_unknown_for_ever():
    blank = replace(SHAPE, fields={**SHAPE.fields, "drop": replace(SHAPE.fields["drop"], blank=True)})
    once = but(conclude={"repeat": False})
    assert "dead_end" in problems(replace(once, shape=blank))
    needed = but(once, conclude={"repeat": False, "needs": ("drop",)}, decide={"when": ~drop}, notify={"writes": ()})
    assert "dead_end" not in problems(replace(needed, shape=blank, never=()))


def test_a_party_s_silence_that_blocks_the_end_is_found():
    found = problems(but(close={"after": (any_of("decide", "spare"), "serve", "pay")}))
    assert "silence" in found
    assert "dead_end" not in found
    hoping = problems(but(serve={"obliges": (Due("pay"),)}))["silence"]
    assert "缴款" in hoping.message
    # The notice of a sparing is served too, so that every way leads through the service: nothing is left to hope from the start.
    assert steps_of(hoping) == ["立案"]


def test_an_act_of_a_citizen_is_never_counted_on():
    agree = Step("agree", "确认", (), (f"{ACT}#1",), after=("decide",), citizen=True)
    assert "silence" in problems(but(add=(agree,), close={"after": ("serve", any_of("agree", "spare"))}))


def test_a_court_is_counted_on_only_with_its_article():
    court = Step("rule", "裁定", (), (f"{ACT}#1",), after=("serve",), outside="人民法院")
    waits = but(add=(court,), close={"after": (any_of("rule", "spare"), "serve")})
    assert problems(waits) == {}
    bare = but(waits, rule={"cites": ()})
    assert {"silence", "no_article"} <= set(problems(bare))


def test_a_right_that_may_lapse_is_not_counted_on():
    enforce = Step(
        "enforce", "申请强制执行", (OFFICER,), (f"{ACT}#72",), after=("serve",), until=Until("serve", "seal")
    )
    hanging = but(add=(enforce,), decide={"obliges": (Due("serve"), Due("publish"), Due("enforce"))})
    assert "silence" in problems(hanging)


def test_what_is_given_removes_impossible_facts():
    # Without the given, a sparing of a major case has no way out.
    needs_both = but(conclude={"repeat": False}, spare={"when": drop & ~major}, decide={"when": ~drop})
    needs_both = replace(needs_both, never=NEVER[:3])
    assert "dead_end" in problems(needs_both)
    assert "dead_end" not in problems(replace(needs_both, given=(Excludes(drop, major),)))


def test_rows_added_late_must_be_served_too():
    join = Step("join", "追加当事人", (OFFICER,), (f"{ACT}#1",), after=("decide",), writes=("parties",))
    emptied = problems(but(add=(join,)))["dead_end"]
    assert "当事人由1项变为0项" in emptied.trace[-1]
    join = replace(join, needs=("parties",))
    early = replace(join, after=("file",))
    assert problems(but(add=(early,), decide={"excludes": ("conclude", "join")})) == {}
    blind = but(add=(join,), close={"after": (any_of("decide", "spare"),)}, decide={"obliges": (Due("publish"),)})
    unserved = replace(blind, never=(*NEVER, Without("close", "serve", within, (f"{ACT}#61",))))
    assert steps_of(problems(unserved)["without"])[-1] == "结案"


def test_rows_that_nobody_registers_are_found():
    assert "never_written" in problems(but(file={"writes": ("violation",), "needs": ()}))


def test_a_procedure_over_budget_is_not_proved():
    codes = [problem.code for problem in check(PENALTY, LAW, budget=20).problems]
    assert "not_proved" in codes


def test_a_correction_cannot_break_a_rule_that_the_relations_hold():
    rule = Forbidden("serve", drop, (f"{ACT}#33",))
    found = problems(replace(PENALTY, never=(*NEVER, rule)))["forbidden"]
    assert "不予处罚：是" in found.trace[-1]
    assert steps_of(found)[-1] == "送达"
