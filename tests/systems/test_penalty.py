"""Administrative penalty through the engine: what the statute forbids is refused with its own reason, and dates are the statute's."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.systems.enforcement.signing import signatures
from yuheng.kernel.engine.orders import Done, Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.models import Clock, Event, Matter


def moment(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2023, month, day, hour, tzinfo=CHINA)


PASSED = {
    "review_ok": ["subject", "power", "facts", "evidence", "law", "procedure", "discretion", "papers", "crime"], "review_result": "agree", "review_opinion": "同意",
}  # fmt: skip
"""A legal review that found nothing wrong."""


class Case:
    """A case under way: `do` performs, `refused` tells why the engine would not."""

    def __init__(self, bureau, procedure: str, field: str = "") -> None:
        self.b, self.procedure, self.field = bureau, procedure, field
        self.matter: int | None = None

    def order(self, step: str, by: int, at: datetime, data=None, with_=(), row=0) -> Order:
        opening = None if self.matter else Opening(self.procedure, lead=self.b.squad, field=self.field)
        signed = signatures(self.b, registry.get(self.procedure, 1).by_id[step], by)
        return Order(step, by, matter=self.matter, opening=opening, data=data or {}, row=row, at=at, recorded=at, **{"with_": tuple(with_), **signed})

    def do(self, *arguments, **more) -> Done:
        done = perform(self.order(*arguments, **more))
        self.matter = done.matter
        return done

    def refused(self, *arguments, **more) -> Refusal:
        before = Event.objects.count()
        with pytest.raises(Refused) as caught:
            perform(self.order(*arguments, **more))
        assert Event.objects.count() == before
        return caught.value.refusal

    def due(self, step: str) -> date | None:
        return Clock.objects.get(matter=self.matter, step=step, ended=0).due_on


SPOT = {
    "happened_on": date(2023, 9, 27), "cause": "占道设摊", "place": "前进中路1号门前", "basis": "城市市容条例", "facts_found": "现场查获",
    "party_kind": "person", "party_name": "张三", "proposed_kind": "fine", "proposed_fine": 200_00,
}  # fmt: skip


@pytest.fixture
def spot(bureau, book) -> Case:
    return Case(bureau, "penalty.summary")


def spotted(case: Case, **changes) -> Case:
    case.do("discover", case.b.a, moment(9, 27), {**SPOT, **changes}, with_=[case.b.b])
    case.do("inform", case.b.a, moment(9, 27, 11), {"informed": True}, with_=[case.b.b])
    return case


DECISION = {"book_number": "当场№000001", "decided_on": date(2023, 9, 27), "fine": 200_00, "outcome": "penalised"}


def test_one_officer_alone_is_refused(spot):
    assert spot.refused("discover", spot.b.a, moment(9, 27), SPOT).code == "too_few"


def test_an_officer_whose_certificate_ended_yesterday_is_refused(spot):
    refusal = spot.refused("discover", spot.b.a, moment(9, 27), SPOT, with_=[spot.b.expired])
    assert refusal.code == "certificate"
    assert "2023-09-26 到期" in refusal.message


def test_an_auxiliary_cannot_sign_as_an_officer(spot):
    assert spot.refused("discover", spot.b.a, moment(9, 27), SPOT, with_=[spot.b.helper]).code in ("certificate", "role")


def test_two_hundred_and_one_yuan_on_a_citizen_is_beyond_the_summary_procedure(spot):
    case = spotted(spot, proposed_fine=201_00)
    refusal = case.refused("decide", case.b.a, moment(9, 27, 12), {**DECISION, "fine": 201_00}, with_=[case.b.b])
    assert refusal.code == "when"
    assert "当场处罚的范围" in refusal.message


@pytest.mark.parametrize(("kind", "fine"), [("person", 200_00), ("organisation", 3000_00)])
def test_up_to_the_limit_it_may_be_decided_on_the_spot(spot, kind, fine):
    case = spotted(spot, party_kind=kind, proposed_fine=fine)
    case.do("decide", case.b.a, moment(9, 27, 12), {**DECISION, "fine": fine}, with_=[case.b.b])
    assert case.due("pay") == date(2023, 10, 12)  # 第六十七条: fifteen days
    assert case.due("record") == date(2023, 10, 8)  # three working days: 09-28, 10-07, 10-08


CLUE = {
    "found_on": date(2023, 9, 1), "source": "patrol", "cause": "工地扬尘", "place": "娄苑路", "basis": "《大气污染防治法》第一百一十五条",
    "party_kind": "organisation", "party_name": "某建设公司",
}  # fmt: skip


def concluded(bureau, fine: int, *, field: str = "", complex_: bool = False) -> Case:
    case = Case(bureau, "penalty.ordinary", field)
    two = [bureau.b]
    case.do("clue", bureau.a, moment(9, 1), CLUE)
    case.do("verify", bureau.a, moment(9, 4), {"verification": "属实"})
    case.do("file", bureau.deputy, moment(9, 5), {"filed_on": date(2023, 9, 5)})
    case.do("investigate", bureau.a, moment(9, 11), {"finding": "笔录和照片"}, with_=two)
    data = {"facts_found": "违法", "discretion": "一般", "proposed_kinds": ["fine"], "proposed_fine": fine, "complex": complex_}
    case.do("conclude", bureau.a, moment(9, 20), data, with_=two)
    return case


def notified(case: Case, fine: int) -> Case:
    data = {"notified_on": date(2023, 9, 27), "notified_kinds": ["fine"], "notified_fine": fine}
    case.do("notify", case.b.a, moment(9, 27), data, with_=[case.b.b])
    return case


def test_the_decision_is_due_ninety_days_after_filing(bureau):
    assert concluded(bureau, 10_000_00).due("decide") == date(2023, 12, 4)


def test_no_decision_without_notice(bureau):
    case = concluded(bureau, 10_000_00)
    assert case.refused("approve", bureau.head, moment(9, 26), {"decided_kinds": ["fine"], "decided_fine": 1}).code == "after"


def test_the_hearing_may_be_asked_for_until_the_tenth_of_october(bureau):
    case = notified(concluded(bureau, 60_000_00), 60_000_00)
    done = case.do("request_hearing", bureau.a, moment(10, 10, 17))
    assert not done.late


def test_a_later_request_is_recorded_marked_and_answered(bureau):
    case = notified(concluded(bureau, 60_000_00), 60_000_00)
    assert case.do("request_hearing", bureau.a, moment(10, 11)).late
    assert Clock.objects.filter(matter=case.matter, step="answer_late", ended=0).exists()
    assert not Clock.objects.filter(matter=case.matter, step="hearing", ended=0, asleep=False).exists()


def test_nothing_is_decided_before_the_period_has_run_out_unless_waived(bureau):
    case = notified(concluded(bureau, 10_000_00), 10_000_00)
    refusal = case.refused("approve", bureau.head, moment(10, 10), {"decided_kinds": ["fine"], "decided_fine": 10_000_00})
    assert refusal.code == "wait"
    assert "2023-10-11" in refusal.remedy
    case.do("waive", bureau.a, moment(9, 28))
    case.do("approve", bureau.head, moment(10, 10), {"decided_kinds": ["fine"], "decided_fine": 10_000_00})


def test_no_decision_heavier_than_its_notice(bureau):
    case = notified(concluded(bureau, 10_000_00), 10_000_00)
    case.do("approve", bureau.head, moment(10, 11), {"decided_kinds": ["fine"], "decided_fine": 12_000_00})
    data = {"decided_on": date(2023, 10, 12), "outcome": "penalised", "addressees": [{"name": "某建设公司", "way": "direct"}]}
    refusal = case.refused("decide", bureau.head, moment(10, 12), data)
    assert "不超出告知内容" in refusal.message


def test_a_large_fine_needs_review_and_a_grave_case_discussion(bureau):
    case = notified(concluded(bureau, 40_000_00, complex_=True), 40_000_00)
    assert "法制审核" in case.refused("approve", bureau.head, moment(10, 11), {"decided_kinds": ["fine"], "decided_fine": 1}).message
    case.do("review", bureau.reviewer, moment(10, 11), PASSED)
    assert "集体讨论" in case.refused("approve", bureau.head, moment(10, 12), {"decided_kinds": ["fine"], "decided_fine": 1}).message


def met(bureau, case: Case, at: datetime, sort: str = "decision") -> int:
    """A meeting that spoke of the case."""
    data = {
        "number": f"{at:%m%d%H}", "sort": sort, "held_on": at.date(), "place": "会议室",
        "attendees": [{"person": bureau.head, "part": "chair"}, {"person": bureau.deputy, "part": "member"}],
        "opinions": [{"case": case.matter, "person": one, "stand": "agree"} for one in (bureau.head, bureau.deputy)],
    }  # fmt: skip
    opening = Opening("penalty.meeting", lead=bureau.squad)
    return perform(Order("record", bureau.chair, opening=opening, data=data, at=at, recorded=at)).matter


def test_a_defence_makes_an_older_discussion_stale(bureau):
    case = notified(concluded(bureau, 40_000_00, complex_=True), 40_000_00)
    case.do("review", bureau.reviewer, moment(10, 11), PASSED)
    discussed = {"discussed_at": met(bureau, case, moment(10, 12, 13)), "meeting_on": date(2023, 10, 12), "discussion": "一致同意"}
    case.do("discuss", bureau.chair, moment(10, 12, 14), discussed)
    case.do("defend", bureau.a, moment(10, 13), {"defence": "请求减轻"})
    case.do("re_examine", bureau.reviewer, moment(10, 16), {"re_examination": "不予采纳"})
    refusal = case.refused("approve", bureau.head, moment(10, 17), {"decided_kinds": ["fine"], "decided_fine": 1})
    assert "集体讨论" in refusal.message


def test_a_case_in_a_field_is_timed_by_the_fields_own_rule(bureau):
    housing = concluded(bureau, 10_000_00, field="housing")
    assert "住房和城乡建设" in Clock.objects.get(matter=housing.matter, step="decide").version


def test_the_title_does_not_show_a_citizens_name(spot):
    spotted(spot)
    assert "张三" not in Matter.objects.get(pk=spot.matter).title


def test_a_fine_paid_at_the_bank_leaves_nothing_to_hand_in_and_replay_agrees(spot):
    from yuheng.kernel.engine.replay import replay

    pair = (spot.b.b,)
    spot.do("discover", spot.b.a, moment(9, 27), SPOT, pair)
    spot.do("inform", spot.b.a, moment(9, 27, 11), {"informed": True}, pair)
    spot.do("decide", spot.b.a, moment(9, 27, 12), {"book_number": "当场№000001", "decided_on": date(2023, 9, 27), "fine": 200_00, "outcome": "penalised"}, pair)
    spot.do("pay", spot.b.a, moment(9, 28), {"paid_on": date(2023, 9, 28)})
    assert not Clock.objects.filter(matter=spot.matter, step="hand_in", asleep=False, ended=0).exists()
    assert list(replay([spot.matter])) == []
