"""Books of numbered decisions: every number has a fate, and a number without one is shown."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.state import Refusal
from yuheng.systems.enforcement.spot_books.account import account, strangers

START = datetime(2023, 9, 1, 9, tzinfo=CHINA)
SPOT = {
    "happened_on": date(2023, 9, 27), "cause": "占道设摊", "place": "前进中路1号门前", "basis": "《城市市容和环境卫生管理条例》第十四条", "facts_found": "现场查获",
    "party_kind": "person", "party_name": "张三", "proposed_kind": "fine", "proposed_fine": 50_00,
}  # fmt: skip


def act(step: str, by: int, at: datetime, data=None, **more) -> int:
    return perform(Order(step, by, data=data or {}, at=at, recorded=at, **more)).matter


def issued(bureau, first: int = 1, count: int = 6, holder: int | None = None) -> int:
    data = {
        "series": "当场№",
        "first": first,
        "count": count,
        "issued_on": date(2023, 9, 1),
        "holder": holder or bureau.a,
    }
    return act("issue", bureau.chief, START, data, opening=Opening("penalty.spot_book", lead=bureau.squad))


def decided(bureau, number: int, *, hour: int, by: int | None = None, other: int | None = None) -> int:
    at = datetime(2023, 9, 27, hour, tzinfo=CHINA)
    who, two = by or bureau.a, (other or bureau.b,)
    matter = act("discover", who, at, SPOT, with_=two, opening=Opening("penalty.summary", lead=bureau.squad))
    act("inform", who, at + timedelta(minutes=5), {"informed": True}, with_=two, matter=matter)
    data = {"book_number": f"当场№{number:06d}", "decided_on": date(2023, 9, 27), "fine": 50_00, "outcome": "penalised"}
    return act("decide", who, at + timedelta(minutes=10), data, with_=two, matter=matter)


def states(book: int) -> list[str]:
    return [line.state for line in account(book)]


def test_a_fresh_book_is_at_hand(bureau):
    assert states(issued(bureau)) == ["at_hand"] * 6


def test_every_number_has_a_fate(bureau):
    book = issued(bureau)
    first = decided(bureau, 1, hour=9)
    decided(bureau, 4, hour=10)
    spent = [
        {"number": 2, "how": "void", "found_on": date(2023, 9, 27), "why": "写错，四联注明作废"},
        {"number": 3, "how": "lost", "found_on": date(2023, 9, 28), "why": "已书面报告并登报声明"},
    ]
    act("spend", bureau.chief, START + timedelta(days=28), {"spent": spent}, matter=book)
    assert states(book) == ["used", "void", "lost", "used", "at_hand", "at_hand"]
    assert account(book)[0].matters == (first,)
    act(
        "return",
        bureau.chief,
        START + timedelta(days=60),
        {"returned_on": date(2023, 10, 31), "unused_from": 5},
        matter=book,
    )
    assert states(book) == ["used", "void", "lost", "used", "returned", "returned"]
    assert not any(line.fault for line in account(book))


def test_a_number_that_was_passed_over_is_missing(bureau):
    book = issued(bureau)
    decided(bureau, 3, hour=9)
    assert states(book) == ["missing", "missing", "used", "at_hand", "at_hand", "at_hand"]
    assert "没有" in account(book)[0].fault


def test_a_book_returned_without_its_blank_forms_shows_them_missing(bureau):
    book = issued(bureau)
    act("return", bureau.chief, START + timedelta(days=60), {"returned_on": date(2023, 10, 31)}, matter=book)
    assert states(book) == ["missing"] * 6


def why(bureau, number: int, **more) -> str:
    """Why the engine would not take the number."""
    with pytest.raises(Refused) as caught:
        decided(bureau, number, hour=11, **more)
    assert "第五十二条" not in caught.value.refusal.message
    return caught.value.refusal.fields["book_number"]


def test_a_number_of_another_officers_book_is_refused(bureau):
    issued(bureau, holder=bureau.chief)
    assert "领用人不是本案的执法人员" in why(bureau, 1)


def test_the_second_officer_may_be_the_holder(bureau):
    book = issued(bureau, holder=bureau.b)
    decided(bureau, 1, hour=9)
    assert account(book)[0].fault == ""


def test_one_number_stands_on_one_decision(bureau):
    book = issued(bureau)
    decided(bureau, 1, hour=9)
    assert "已经用于另一案件" in why(bureau, 1)
    assert states(book)[0] == "used"


def test_a_number_of_no_book_is_refused(bureau):
    issued(bureau)
    assert "不是已领用" in why(bureau, 7)
    assert "不是已领用" in why(bureau, 700_000)
    assert strangers() == []


def test_a_void_number_is_refused_and_a_used_one_is_never_void(bureau):
    book = issued(bureau)
    decided(bureau, 1, hour=9)
    later = START + timedelta(days=27)
    act("spend", bureau.chief, later, {"spent": [{"number": 2, "how": "void", "found_on": date(2023, 9, 27), "why": "写错"}]}, matter=book)
    assert "作废或者遗失" in why(bureau, 2)
    with pytest.raises(Refused) as caught:
        act("spend", bureau.chief, later, {"spent": [{"number": 1, "how": "lost", "found_on": date(2023, 9, 27), "why": "找不到"}]}, matter=book)
    assert "已经用于案件" in caught.value.refusal.message


def test_no_number_is_in_two_books(bureau):
    issued(bureau)
    with pytest.raises(Refused) as caught:
        issued(bureau, first=6, holder=bureau.b)
    assert "另一本" in caught.value.refusal.message


def test_in_one_transaction_a_book_is_known_to_its_decisions_and_a_number_is_used_once(bureau):
    at = datetime(2023, 9, 27, 9, tzinfo=CHINA)
    book = {"series": "当场№", "first": 1, "count": 6, "issued_on": date(2023, 9, 1), "holder": bureau.a}
    orders = [Order("issue", bureau.chief, ref="book", opening=Opening("penalty.spot_book", lead=bureau.squad), data=book, at=START, recorded=START)]
    for ref in ("one", "two"):
        common = {"by": bureau.a, "with_": (bureau.b,), "ref": ref, "at": at, "recorded": at}
        decision = {"book_number": "当场№000001", "decided_on": at.date(), "fine": 50_00, "outcome": "penalised"}
        orders += [
            Order("discover", data=SPOT, opening=Opening("penalty.summary", lead=bureau.squad), **common),
            Order("inform", data={"informed": True}, **common),
            Order("decide", data=decision, **common),
        ]
    done = perform_many(orders)
    assert [isinstance(one, Refusal) for one in done] == [False] * 6 + [True]


def test_a_book_without_numbers_is_refused(bureau):
    with pytest.raises(Refused) as caught:
        issued(bureau, count=0)
    assert "count" in caught.value.refusal.fields
