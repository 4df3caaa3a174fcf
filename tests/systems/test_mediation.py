"""People's mediation through the engine."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Clock, Matter
from yuheng.systems.disputes.mediation.facts import Dispute
from yuheng.systems.disputes.mediation.indicators import HANDLED
from yuheng.systems.disputes.mediation.rules import Report, duplicates


def moment(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2023, month, day, hour, tzinfo=CHINA)


@pytest.fixture
def dispute(bureau):
    def act(step: str, at: datetime, data=None, by: int | None = None):
        return perform(Order(step, by or bureau.mediator, matter=matter, data=data or {}, at=at, recorded=at))

    def begin(source: str = "12345", referral: str = "none", *, sent_on: bool = True):
        nonlocal matter
        data = {
            "received_on": date(2023, 3, 1), "source": source, "kind": "neighbour", "referral": referral, "summary": "夜间噪声",
            "disputants": [{"side": "a", "name": "王甲"}, {"side": "b", "name": "李乙"}],
        }  # fmt: skip
        at = moment(3, 1)
        opening = Opening("mediation.dispute", lead=bureau.committee)
        matter = perform(Order("register", bureau.clerk, opening=opening, data=data, at=at, recorded=at)).matter
        if sent_on:
            act("dispatch", moment(3, 1, 11), {"committee": bureau.committee, "risk": "low"})
        return matter

    matter = None
    act.begin = begin
    act.clerk = bureau.clerk
    return act


def handled(matter: int) -> bool:
    """Whether the year's figure of mediated disputes counts the matter."""
    return Dispute.objects.filter(HANDLED, matter=matter).exists()


AGREED = {"agreed_on": date(2023, 3, 3), "agreement": "互谅互让", "oral": False, "outcome": "agreed", "cautions": []}


def agree(dispute):
    dispute("accept", moment(3, 2), {"start_mode": "applied"})
    dispute("mediate", moment(3, 3), {"session": "协商"})
    dispute("agree_written", moment(3, 3, 15), AGREED)


@pytest.mark.parametrize(
    ("source", "referral", "due"),
    [
        ("12345", "none", date(2023, 3, 8)),  # 5 working days from Wednesday 1 March
        ("scan", "none", date(2023, 3, 8)),
        ("grid", "none", date(2023, 3, 15)),  # 10 working days
        ("police", "transferred", date(2023, 3, 15)),
        ("visit", "none", date(2023, 3, 22)),  # 15 working days
        ("court", "delegated", date(2023, 3, 31)),  # 30 days
    ],
)
def test_each_of_the_six_sources_is_answered_in_its_own_time(dispute, source, referral, due):
    matter = dispute.begin(source, referral)
    assert Clock.objects.get(matter=matter, step="report_back").due_on == due


def test_a_merged_report_still_answers_its_own_source(dispute):
    first = dispute.begin("grid")
    second = dispute.begin("12345", sent_on=False)
    dispute("merge", moment(3, 1, 14), {"same_as": first, "outcome": "merged"}, by=dispute.clerk)
    assert Clock.objects.filter(matter=second, step="report_back", ended=0, asleep=False).exists()
    dispute("report_back", moment(3, 2), {"reported": "与网格上报的同一纠纷，并案办理。"})
    dispute("close", moment(3, 2, 11))
    assert Matter.objects.get(pk=second).status == "closed"


@pytest.mark.parametrize(("holder", "referral"), [("court", "delegated"), ("police", "transferred"), ("police", "informed")])
def test_what_a_court_or_the_police_hold_is_mediated_only_by_their_referral(dispute, holder, referral):
    dispute.begin(holder, "none")
    with pytest.raises(Refused) as caught:
        dispute("accept", moment(3, 2), {"start_mode": "referred"})
    assert caught.value.refusal.code == "when"
    dispute.begin(holder, referral)
    dispute("accept", moment(3, 2), {"start_mode": "referred"})


def test_a_refusal_ends_mediation_at_once(dispute):
    dispute.begin()
    dispute("accept", moment(3, 2), {"start_mode": "own"})
    dispute("refuse", moment(3, 2, 15))
    with pytest.raises(Refused) as caught:
        dispute("mediate", moment(3, 3), {"session": "协商"})
    assert caught.value.refusal.code == "excluded"


@pytest.mark.parametrize("sent_on", [True, False])
def test_a_party_may_refuse_before_a_committee_takes_the_dispute_up(dispute, sent_on):
    matter = dispute.begin(sent_on=sent_on)
    dispute("refuse", moment(3, 1, 15))
    with pytest.raises(Refused) as caught:
        dispute("accept", moment(3, 2), {"start_mode": "own"})
    assert caught.value.refusal.code == "excluded"
    dispute("fail", moment(3, 2), {"failure": "李乙明确拒绝调解", "routed_to": "lawsuit", "outcome": "failed"})
    dispute("report_back", moment(3, 2, 11), {"reported": "一方拒绝调解，已告知诉讼途径。"})
    dispute("close", moment(3, 2, 12))
    assert not handled(matter)


def test_a_unit_returns_a_dispute_once_and_the_first_receiver_stays_responsible(dispute):
    matter = dispute.begin()
    lead = Matter.objects.get(pk=matter).lead_id
    dispute("return", moment(3, 2), {"return_ground": "当事人住在其他社区"})
    dispute("dispatch", moment(3, 2, 11), {"committee": lead}, by=dispute.clerk)
    with pytest.raises(Refused):
        dispute("return", moment(3, 2, 12), {"return_ground": "再退"})
    assert Matter.objects.get(pk=matter).lead_id == lead


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
