"""What several fields of one record must satisfy together."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure.agreement import Agreement, at_most, broken, in_order, needed

RULES = (
    in_order("applied_on", "decided_on", "决定早于申请。"),
    at_most("adopted", "comments", "采纳多于收到。"),
    needed("reason", "result", lambda result: result == "refused", "写明理由。"),
    Agreement(("sites",), lambda sites: len(set(sites)) == len(sites), "地址重复。"),
)


def test_dates_in_order_agree_and_turned_round_are_refused_at_the_later_field():
    assert broken(RULES, {"applied_on": date(2023, 3, 1), "decided_on": date(2023, 3, 1)}, {"decided_on"}) == {}
    found = broken(RULES, {"applied_on": date(2023, 3, 2), "decided_on": date(2023, 3, 1)}, {"decided_on"})
    assert found == {"decided_on": "决定早于申请。"}


def test_what_is_not_filled_in_yet_breaks_nothing():
    assert broken(RULES, {"applied_on": date(2023, 3, 2), "adopted": 5}, {"applied_on", "adopted"}) == {}


def test_a_reason_is_asked_for_only_where_it_is_due():
    assert broken(RULES, {"result": "granted"}, {"result"}) == {}
    assert broken(RULES, {"result": "refused", "reason": ""}, {"result"}) == {"reason": "写明理由。"}
    assert broken(RULES, {"result": "refused", "reason": "不符合条件"}, {"result"}) == {}


def test_an_act_is_not_blamed_for_fields_that_it_does_not_touch():
    assert broken(RULES, {"adopted": 5, "comments": 3, "result": "granted"}, {"result"}) == {}
    assert broken(RULES, {"adopted": 5, "comments": 3}, {"comments"}) == {"adopted": "采纳多于收到。"}


def test_rows_are_judged_together():
    assert broken(RULES, {"sites": ["甲", "乙"]}, {"sites"}) == {}
    assert "sites" in broken(RULES, {"sites": ["甲", "甲"]}, {"sites"})
