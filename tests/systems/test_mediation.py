"""People's mediation through the engine."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Clock, Matter
from yuheng.systems.disputes.mediation.rules import Report, duplicates


def moment(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2023, month, day, hour, tzinfo=CHINA)


@pytest.fixture
def dispute(bureau):
    def act(step: str, at: datetime, data=None, by: int | None = None):
        return perform(Order(step, by or bureau.mediator, matter=matter, data=data or {}, at=at, recorded=at))

    def begin(source: str = "12345", referral: str = "none"):
        nonlocal matter
        data = {
            "received_on": date(2023, 3, 1), "source": source, "kind": "neighbour", "referral": referral, "summary": "夜间噪声",
            "disputants": [{"side": "a", "name": "王甲"}, {"side": "b", "name": "李乙"}],
        }  # fmt: skip
        at = moment(3, 1)
        opening = Opening("mediation.dispute", lead=bureau.committee)
        matter = perform(Order("register", bureau.clerk, opening=opening, data=data, at=at, recorded=at)).matter
        act("dispatch", moment(3, 1, 11), {"committee": bureau.committee, "risk": "low"})
        return matter

    matter = None
    act.begin = begin
    return act


AGREED = {"agreed_on": date(2023, 3, 3), "agreement": "互谅互让", "oral": False, "outcome": "agreed", "cautions": []}


def agree(dispute):
    dispute("accept", moment(3, 2), {"start_mode": "applied"})
    dispute("mediate", moment(3, 3), {"session": "协商"})
    dispute("agree_written", moment(3, 3, 15), AGREED)


def test_each_source_is_answered_in_its_own_time(dispute):
    matter = dispute.begin("12345")
    assert Clock.objects.get(matter=matter, step="report_back").due_on == date(2023, 3, 8)
    walked_in = dispute.begin("visit")
    assert not Clock.objects.filter(matter=walked_in, step="report_back").exists()


def test_what_a_court_holds_is_mediated_only_by_its_referral(dispute):
    dispute.begin("court", "none")
    with pytest.raises(Refused) as caught:
        dispute("accept", moment(3, 2), {"start_mode": "referred"})
    assert caught.value.refusal.code == "when"
    dispute.begin("court", "delegated")
    dispute("accept", moment(3, 2), {"start_mode": "referred"})


def test_a_refusal_ends_mediation_at_once(dispute):
    dispute.begin()
    dispute("accept", moment(3, 2), {"start_mode": "own"})
    dispute("refuse", moment(3, 2, 15))
    with pytest.raises(Refused) as caught:
        dispute("mediate", moment(3, 3), {"session": "协商"})
    assert caught.value.refusal.code == "excluded"


def test_confirmation_is_in_time_until_the_thirtieth_day_and_recorded_late_after(dispute):
    dispute.begin()
    agree(dispute)
    # 03-03 + 30 days = 04-02, a Sunday: moves to Monday 04-03 (a party's period).
    assert not dispute("apply_confirm", moment(4, 3), {"court": "昆山市人民法院"}).late
    dispute.begin()
    agree(dispute)
    late = dispute("apply_confirm", moment(4, 4), {"court": "昆山市人民法院"})
    assert late.late
    assert Clock.objects.filter(matter=late.matter, step="ruling", ended=0).exists()


def test_an_oral_dispute_is_done_in_one_visit(dispute):
    matter = dispute.begin()
    dispute("accept", moment(3, 2), {"start_mode": "applied"})
    dispute("mediate", moment(3, 2, 11), {"session": "协商"})
    dispute("agree_oral", moment(3, 2, 12), {**{k: v for k, v in AGREED.items() if k != "cautions"}, "oral": True, "agreed_on": date(2023, 3, 2)})
    dispute("close", moment(3, 2, 13))
    assert Matter.objects.get(pk=matter).status == "closed"


def test_three_reports_of_one_quarrel_are_proposed_as_one():
    one = Report(date(2023, 3, 1), "neighbour", 7, frozenset({"王甲", "李乙"}), "新乐锦园3幢")
    same = Report(date(2023, 3, 2), "neighbour", 7, frozenset({"王甲"}), "新乐锦园3幢")
    other = Report(date(2023, 3, 2), "labour", 9, frozenset({"赵丁"}), "工业园")
    old = Report(date(2023, 1, 2), "neighbour", 7, frozenset({"王甲"}), "新乐锦园3幢")
    found = duplicates(one, [(1, same), (2, other), (3, old)])
    assert [like.other for like in found] == [1]
    assert "当事人相同" in found[0].reasons[0]
