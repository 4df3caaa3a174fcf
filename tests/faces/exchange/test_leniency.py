"""First violations from a squad's sheet: the item of the list by its name, looked up as on the street; what the list does not name is refused before anything is recorded."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from tests.faces.exchange.test_imports import imported, reasons, tried
from tests.systems.enforcement.sparing import publish
from yuheng.kernel.identity.uscc import made
from yuheng.kernel.records.models import Event
from yuheng.systems.enforcement.leniency.facts import Leniency

FIRM = made("92", "320583", 77)
LINE = {
    "违法行为发现日期": "2023-10-09", "违法行为（清单事项）": "占道设摊", "违法行为发生地": "前进中路1号", "违法事实和证据": "现场拍照", "当事人类型": "个体工商户", "当事人姓名（名称）": "王小摊",
    "统一社会信用代码": FIRM, "共同办理人员": "李娜",
}  # fmt: skip


@pytest.fixture
def listed(zone, today):
    publish(SimpleNamespace(reviewer=zone.people["unit"], deputy=zone.people["namesake"], squad=zone.organs["squad"]), date(2023, 1, 4))
    return zone


def test_a_dry_run_says_what_the_list_does_not_name(listed, sheet):
    before = Event.objects.count()
    found = tried(listed, "a", "leniency.spot", sheet([LINE, {**LINE, "违法行为（清单事项）": "别的"}, {**LINE, "统一社会信用代码": "1"}]))
    assert [one.state for one in found.found] == ["new", "refused", "refused"]
    assert "清单没有" in reasons(found.found[1])
    assert Event.objects.count() == before


def test_a_row_is_looked_up_as_on_the_street_and_asks_for_nothing_that_the_records_know(listed, sheet):
    imported(listed, "a", "leniency.spot", sheet([LINE]))
    one = Leniency.objects.get()
    assert (one.violation, one.item, one.first) == ("stall", "占道设摊", True)
    again = tried(listed, "a", "leniency.spot", sheet([{**LINE, "初次违法": "是"}]))
    assert any("初次违法" in remark for remark in again.remarks)
