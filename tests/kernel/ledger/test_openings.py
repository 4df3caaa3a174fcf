"""A missing opening without an erase event is tampering; with one it is the law."""

from __future__ import annotations

from typing import Any

import pytest

from yuheng.kernel.ledger.body import read_body
from yuheng.kernel.ledger.commitment import Opening
from yuheng.kernel.ledger.verify_openings import check_openings, erased_by


@pytest.fixture
def event(ledger: Any) -> tuple[dict[str, Any], list[Opening]]:
    row = ledger.events[3]
    return read_body(row.body), ledger.openings[row.id]


def test_openings_that_open_are_no_finding(event: Any) -> None:
    assert check_openings(*event, erased=()) == []


def test_a_missing_opening_is_tampering_unless_an_event_erased_it(event: Any) -> None:
    body, openings = event
    erase = {"kind": "erase", "details": {"fields": [[body["_"]["id"], "name"]], "ground": "个人信息保护法#47"}}
    left = [opening for opening in openings if opening.field != "name"]
    assert ["字段 name 没有原值" in finding.message for finding in check_openings(body, left, ())] == [True]
    assert check_openings(body, left, set(erased_by(erase))) == []
    assert set(erased_by(body)) == set()


def test_a_value_that_should_be_gone_is_reported(event: Any) -> None:
    body, openings = event
    (found,) = check_openings(body, openings, {(body["_"]["id"], "name")})
    assert "已依法删除，原值却还在" in found.message


def test_a_changed_or_inserted_value_is_reported(event: Any) -> None:
    body, openings = event
    changed = [Opening(opening.field, b'"x"', opening.salt) for opening in openings]
    assert len(check_openings(body, changed, ())) == len(openings)
    (found,) = check_openings(body, [*openings, Opening("phone", b"1", bytes(16))], ())
    assert "phone" in found.message
