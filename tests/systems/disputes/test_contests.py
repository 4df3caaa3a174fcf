"""Reconsideration and litigation: what follows from a pending case and from its result; analysis, persons and acts with many cases; the alarm."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.systems.oversight.test_clues import decided, found_on
from yuheng.kernel.documents import Context, all_papers, paper
from yuheng.kernel.documents.preview import render_html
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.now import at as time_at
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Clock, Matter, Notice, Organ
from yuheng.systems import catalogue, roles
from yuheng.systems.disputes.litigation.alarm import lying, raise_alarm
from yuheng.systems.disputes.litigation.analysis import attendance, behind, by_year, cube, matrix, years
from yuheng.systems.disputes.litigation.facts import Contest, LostCase
from yuheng.systems.disputes.litigation.network import one_act, one_person
from yuheng.systems.disputes.litigation.pending import left_out, pending
from yuheng.systems.enforcement.penalty.facts import Penalty
from yuheng.systems.oversight.clues.facts import Clue

catalogue.load()

ZHANG, OTHER = "320583199001011232", "320583198803150014"
RESULT = {"result_number": "〔2023〕昆行复第5号", "after_change": False, "duty": "none"}


def day(month: int, on: int, hour: int = 10, year: int = 2023) -> datetime:
    return datetime(year, month, on, hour, tzinfo=CHINA)


def act(step: str, by: int, at: datetime, data=None, **more) -> int:
    return perform(Order(step, by, data=data or {}, at=at, recorded=at, **more)).matter


def received(bureau, at: datetime, procedure: str = "litigation.reconsideration", who: str = ZHANG, **more) -> int:
    data = {
        "received_on": at.date(), "body": "昆山市人民政府", "sort": "penalty", "claims": "请求撤销", "applicants": [{"sort": "person", "name": "张三", "id_number": who}],
        **({"track": "ordinary"} if procedure == "litigation.lawsuit" or at.year > 2023 else {}), **more,
    }  # fmt: skip
    return act("receive", bureau.justice_clerk, at, data, opening=Opening(procedure, lead=bureau.squad))


def past(bureau, n: int, result: str, on: date, who: str | None = ZHANG, **more) -> int:
    data = {
        "route": "lawsuit", "docket": f"({on.year})苏8601行初{n}号", "body": "姑苏区法院", "sort": "penalty", "result": result, "ended_on": on,
        "applicants": [{"sort": "person", "name": "张三", "id_number": who}], **({"cause": "fact", "remedy": "补正"} if result == "revoked" else {}), **more,
    }  # fmt: skip
    return act("record", bureau.justice_clerk, day(12, 1, year=2024), data, opening=Opening("litigation.past", lead=bureau.squad))


def test_one_person_joins_the_seven_acts_of_one_identity_and_not_another_of_the_same_name(bureau):
    for n in range(7):
        past(bureau, n, "maintained" if n % 2 else "claims_rejected", date(2020 + n % 3, 3, 1), route="reconsideration" if n % 2 else "lawsuit", act_number=f"昆高执罚决〔2020〕{n}号")
    past(bureau, 8, "revoked", date(2022, 5, 1), who=OTHER, act_number="昆高执罚决〔2022〕88号")
    past(bureau, 9, "revoked", date(2022, 6, 1), who=None, act_number="昆高执罚决〔2022〕99号")
    past(bureau, 10, "claims_rejected", date(2022, 7, 1), who=None, act_number="昆高执罚决[2022] 99 号")
    groups = one_person(date(2024, 12, 1))
    assert [(one.name, len(one.cases), one.acts) for one in groups] == [("张三", 7, 7)]
    assert [(one.name, len(one.cases)) for one in one_act(date(2024, 12, 1))] == [("昆高执罚决〔2022〕99号", 2)]
    assert one_person(date(2024, 12, 1), Matter.objects.none()) == []
    assert one_person(date(2024, 12, 1), units=[bureau.committee]) == []


def test_the_five_years_are_counted_once_by_every_dimension_and_open_to_their_cases(bureau):
    for n, (result, year) in enumerate((("revoked", 2020), ("revoked", 2022), ("claims_rejected", 2022), ("withdrawn", 2019), ("dismissed", 2024))):
        past(bureau, n, result, date(year, 4, 1))
    with CaptureQueriesContext(connection) as queries:
        lines = cube(years(2024))
    assert len(queries) == 6  # one walk a year, and what was taken back
    assert list(years(2024)) == [2020, 2021, 2022, 2023, 2024]
    assert {year: (cell.ended, cell.lost, cell.share) for year, cell in by_year(lines).items()} == {2020: (1, 1, "100.0%"), 2022: (2, 1, "50.0%"), 2024: (1, 0, "0.0%")}
    (unit,) = matrix(lines, "unit")
    assert Organ.objects.get(pk=unit).code == "e"  # the organ in whose name its squad acts
    assert {key: sum(cell.lost for cell in row.values()) for key, row in matrix(lines, "cause").items()} == {"fact": 2}
    assert set(matrix(lines, "result")) == {"revoked", "claims_rejected", "dismissed"}
    assert [one.docket for one in behind({"year": 2022, "lost": "1"}, years(2024))] == ["(2022)苏8601行初1号"]
    assert cube(years(2024), [bureau.committee]) == []


def test_an_old_case_is_entered_once_and_a_lost_one_not_without_cause_and_remedy(bureau):
    past(bureau, 1, "claims_rejected", date(2020, 4, 1))
    with pytest.raises(Refused, match="已经登记"):
        past(bureau, 1, "claims_rejected", date(2020, 4, 1))
    with pytest.raises(Refused, match="败诉原因"):
        past(bureau, 2, "changed", date(2020, 4, 1))
    with pytest.raises(Refused, match="没有“维持”这一结果"):
        past(bureau, 3, "maintained", date(2020, 4, 1))
    assert Contest.objects.count() == 1


def test_a_pending_case_holds_back_the_court_and_supervision_and_its_result_strikes_the_penalty(bureau):
    case = decided(bureau, 1000_00)
    found_on(day(10, 24))
    contest = received(bureau, day(10, 25), act_file=case, act_on=date(2023, 10, 12))
    open_ = pending(case)
    assert open_ is not None
    assert open_.pk == contest
    with pytest.raises(Refused, match="正在行政复议"):
        act("apply_court", bureau.head, day(11, 1), {"court": "昆山市人民法院"}, matter=case)
    with pytest.raises(Refused, match="不重复监督：行政复议"):
        act("count", bureau.supervisor, day(11, 1), {"judgement": "属实"}, matter=Clue.objects.filter(model="unpublished").get().pk)
    assert left_out(case, date(2023, 11, 5)) == [(date(2023, 10, 25), date(2023, 11, 5))]
    handed(bureau, contest, day(10, 25, 11))
    data = {**RESULT, "result": "changed", "ended_on": date(2023, 11, 20)}
    with pytest.raises(Refused, match="法制审核人员"):
        act("result", bureau.justice_clerk, day(11, 20), data, matter=contest)
    assert Penalty.objects.get(pk=case).overturned_on is None
    act("result", bureau.reviewer, day(11, 20), data, matter=contest)
    penalty = Penalty.objects.get(pk=case)
    assert (penalty.overturned_how, penalty.overturned_on, penalty.overturned_by) == ("changed", date(2023, 11, 20), "昆山市人民政府〔2023〕昆行复第5号")
    assert Clock.objects.filter(matter=case, step="withdraw", ended=0, due_on=date(2023, 11, 23)).exists()
    with pytest.raises(Refused, match="可以起诉至 2023-12-05"):
        act("apply_court", bureau.head, day(12, 1), {"court": "昆山市人民法院"}, matter=case)
    assert found_on(day(11, 24))["overturned"] == 1
    assert pending(case) is None


def test_days_of_reconsideration_bear_no_surcharge(bureau):
    case = decided(bureau, 1000_00)
    act("serve", bureau.a, day(10, 13), matter=case, row=1)
    received(bureau, day(10, 25), act_file=case)
    late = {"paid": 1000_00, "paid_on": date(2023, 11, 20)}
    with pytest.raises(Refused, match="行政复议、行政诉讼期间不予计算") as caught:
        act("pay", bureau.cashier, day(11, 20), {**late, "surcharge": "30"}, matter=case)
    assert caught.value.refusal.cites == ("行政处罚法(2021-01-22)#73.3",)
    act("pay", bureau.cashier, day(11, 20), {**late, "surcharge": 0}, matter=case)


def handed(bureau, contest: int, at: datetime) -> None:
    act("hand_over", bureau.justice_clerk, at, {"handler": bureau.reviewer}, matter=contest, with_=(bureau.reviewer,))


def test_an_approved_analysis_stands_in_the_register_of_lost_cases(bureau):
    contest = received(bureau, day(3, 6), docket="〔2023〕昆行复第5号")
    handed(bureau, contest, day(3, 6, 11))
    act("result", bureau.reviewer, day(4, 20), {**RESULT, "result": "part_revoked", "ended_on": date(2023, 4, 20)}, matter=contest)
    act("analyse", bureau.reviewer, day(4, 24), {"cause": "law", "defects": "适用条款错误", "remedy": "修订裁量说明", "responsible": bureau.a}, matter=contest)
    act("review_analysis", bureau.justice_head, day(4, 25), {"analysis_opinion": "同意"}, matter=contest)
    row = LostCase.objects.get()
    assert (row.case_id, row.case_number, row.ended_year, row.cause, row.result, row.measure) == (contest, "〔2023〕昆行复第5号", 2023, "law", "revoked", "修订裁量说明")


def test_a_paper_that_nobody_took_is_told_to_two_persons_the_same_day_and_no_more_when_it_was_taken(bureau):
    contest = received(bureau, day(3, 6, 16))
    assert [one.matter_id for one in lying(date(2023, 3, 6))] == [contest]
    with time_at(day(3, 6, 17)):
        assert raise_alarm(date(2023, 3, 6)) == 2
        assert raise_alarm(date(2023, 3, 6)) == 0
    assert set(Notice.objects.values_list("person", flat=True)) == {bureau.justice_clerk, bureau.justice_head}
    handed(bureau, contest, day(3, 7))
    assert Clock.objects.get(matter=contest, step="hand_over").met is False
    assert raise_alarm(date(2023, 3, 8)) == 0


def test_attendance_counts_every_session_held_once(bureau):
    contest = received(bureau, day(3, 6), "litigation.lawsuit")
    handed(bureau, contest, day(3, 6, 11))
    hearings = [{"stage": "first", "on": date(2023, 4, n)} for n in (10, 11, 12)]
    act("summon", bureau.reviewer, day(3, 20), {"hearings": hearings}, matter=contest)
    act("appear", bureau.reviewer, day(4, 10), {"hearings": [{"row": 1, "head": bureau.head, "rank": "chief"}]}, matter=contest, row=1)
    why = {"row": 2, "excuse": "duty", "absent_why": "参加防汛", "staff": "法制科科长"}
    act("absent", bureau.reviewer, day(4, 11), {"hearings": [why]}, matter=contest, row=2)
    act("not_held", bureau.reviewer, day(4, 12), {"hearings": [{"row": 3}]}, matter=contest, row=3)
    found = attendance(2023)
    assert (found.held, found.present, found.share) == (2, 1, "50.0%")


def test_nobody_but_those_concerned_reads_the_cases(bureau):
    readers = {name for name, role in roles.ALL.items() if "litigation.*" in role.sees}
    assert readers == {"justice_clerk", "justice_head", "supervisor", "unit_clerk", "unit_leader", "legal_reviewer", "bureau_leader", "organ_head", "adviser"}


PAPERS = [kind for kind in all_papers() if kind.id.startswith("litigation.")]
FULL = {
    "route": "lawsuit", "organ": "综合执法局", "lead": "法制科", "case_number": "昆高执应诉〔2023〕001号", "docket": "(2023)苏8601行初12号", "body": "姑苏区法院", "sort": "penalty", "day": date(2023, 5, 8),
    "applicants": [{"name": "张三"}], "exhibits": [{"sort": "record", "name": "勘验笔录", "first_page": 1, "last_page": 3, "proves": "违法事实", "digest": "a" * 64}],
    "agents": [{"sort": "staff", "name": "王法", "power": "general"}], "hearings": [{"stage": "first", "on": date(2023, 6, 15), "presence": "head", "head": "刘局长", "rank": "chief"}],
    "row": {"stage": "first", "on": date(2023, 6, 15), "rank": "chief", "sender": "昆山市人民检察院", "answer": "已整改"}, "statement": "事实清楚。\n程序合法。", "signers": ["司法", "法制"],
}  # fmt: skip


def test_every_paper_that_the_procedures_name_is_written_from_a_full_file_and_from_an_empty_one():
    for name in ("litigation.reconsideration", "litigation.lawsuit"):
        found = {kind.id.removeprefix(f"{name}."): kind.name for kind in PAPERS if kind.id.startswith(f"{name}.")}
        assert found == registry.get(name, 1).papers
    for kind in PAPERS:
        for values in (FULL, {}):
            words = render_html(kind.compose(Context(values)))
            assert "None" not in words
            assert kind.name.removesuffix("（草稿）") in words
    told = render_html(paper("litigation.lawsuit.identity").compose(Context(FULL)))
    assert "刘局长系我单位正职负责人" in told
    assert "1－3" in render_html(paper("litigation.lawsuit.catalogue").compose(Context(FULL)))
