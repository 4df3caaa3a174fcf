"""Possible duplicates are found among what a person sees, judged by that person, and counted once."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA, at
from yuheng.kernel.records.models import Account, Matter
from yuheng.systems.disputes.mediation.alike import alike
from yuheng.systems.disputes.mediation.facts import Dispute
from yuheng.systems.disputes.mediation.rules import nearness

NOON = datetime(2023, 3, 3, 12, tzinfo=CHINA)


@pytest.fixture
def reported(bureau):
    """Enters a report of a noise quarrel."""

    def enter(source: str, day: int, *names: str, address: str = "新乐锦园3幢", summary: str = "楼上夜间噪声影响休息") -> int:
        people = [{"side": side, "name": name} for side, name in zip("ab", names, strict=False)]
        data = {"received_on": date(2023, 3, day), "source": source, "referral": "transferred" if source == "police" else "none",
                "kind": "neighbour", "summary": summary, "address": address, "disputants": people}  # fmt: skip
        moment = datetime(2023, 3, day, 9, tzinfo=CHINA)
        opening = Opening("mediation.dispute", lead=bureau.committee)
        return perform(Order("register", bureau.clerk, opening=opening, data=data, at=moment, recorded=moment)).matter

    return enter


@pytest.fixture
def clerk(bureau) -> Client:
    account = Account.objects.create(username="clerk", person_id=bureau.clerk)
    client = Client()
    client.force_login(account)
    with at(NOON):
        yield client


def found(of: int) -> set[int]:
    return {like.other for like in alike(of, Matter.objects.all())}


def test_three_reports_of_one_quarrel_by_three_channels_are_proposed_and_count_once(reported, clerk):
    grid, hotline, police = reported("grid", 1, "王甲", "李乙"), reported("12345", 2, "王甲"), reported("police", 2, "李乙")
    assert found(grid) == {hotline, police}
    for other in (hotline, police):
        answer = clerk.post(f"/m/{other}/alike/", {"say": "same", "other": grid})
        assert answer.status_code == 302
    assert found(grid) == set()
    assert set(Dispute.objects.filter(outcome="merged", same_as=grid).values_list("pk", flat=True)) == {hotline, police}


def test_the_page_shows_both_beside_each_other_masked(reported, clerk):
    one, other = reported("grid", 1, "王小甲", "李小乙"), reported("12345", 2, "王小甲")
    page = clerk.get(f"/m/{one}/alike/").content.decode()
    assert "当事人相同" in page
    assert f"/m/{other}/" in page
    assert "王小甲" not in page


def test_what_a_person_found_to_be_another_is_not_proposed_again_from_either_side(reported, clerk):
    one, other = reported("grid", 1, "王甲", "李乙"), reported("12345", 2, "王甲")
    clerk.post(f"/m/{one}/alike/", {"say": "other", "other": other})
    assert found(one) == found(other) == set()


def test_saying_it_twice_merges_once(reported, clerk):
    one, other = reported("grid", 1, "王甲"), reported("12345", 2, "王甲")
    sent = {"say": "same", "other": one, "y_key": "k"}
    assert [clerk.post(f"/m/{other}/alike/", sent).status_code for _ in range(2)] == [302, 302]


def test_a_dispute_is_not_merged_into_itself_or_into_one_that_was_merged(reported, clerk):
    one, other, third = reported("grid", 1, "王甲"), reported("12345", 2, "王甲"), reported("visit", 2, "王甲")
    assert clerk.post(f"/m/{one}/alike/", {"say": "same", "other": one}).status_code == 422
    clerk.post(f"/m/{other}/alike/", {"say": "same", "other": one})
    assert clerk.post(f"/m/{third}/alike/", {"say": "same", "other": other}).status_code == 422
    assert Dispute.objects.get(pk=third).outcome is None


@pytest.mark.parametrize("sent", [{}, {"say": "same"}, {"say": "perhaps", "other": "1"}, {"say": "same", "other": "9999999"}])
def test_nonsense_changes_nothing(reported, clerk, sent):
    one = reported("grid", 1, "王甲")
    assert clerk.post(f"/m/{one}/alike/", sent).status_code in (403, 404)
    assert Dispute.objects.get(pk=one).outcome is None


def test_far_in_time_or_unlike_is_not_proposed(reported):
    one = reported("grid", 1, "王甲")
    reported("12345", 20, "王甲")
    reported("12345", 2, "赵丁", address="工业园", summary="拖欠加工费")
    assert found(one) == set()


def test_near_words_are_near_and_others_are_not():
    assert nearness("楼上夜间噪声影响休息", "楼上夜间噪声太大影响休息") > 0.35
    assert nearness("楼上夜间噪声", "拖欠加工费") == 0
    assert nearness("", "") == 0
