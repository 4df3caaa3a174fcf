"""Power items and certificates from a sheet, as the national system and the list of powers give them, and back."""

from __future__ import annotations

import io

from tests.faces.exchange.test_imports import imported, reasons, tried
from yuheng.faces.exchange.batches import take_back
from yuheng.faces.exchange.judging import declared
from yuheng.faces.exchange.sheets import exported
from yuheng.kernel.engine.office import office
from yuheng.kernel.now import today as this_day
from yuheng.kernel.records.models import Certificate
from yuheng.systems.enforcement.items.facts import PowerItem

ITEM = {
    "权力事项编码": "CF-0001", "事项名称": "占道设摊", "职权类型": "行政处罚", "执法领域": "城市管理", "设定依据": "市容条例", "行使机关": "综合执法局", "来源": "法定职权",
    "公布（赋权）文件": "权责清单", "公布日期": "2021.12.1", "行使起始日期": "2022年1月1日",
}  # fmt: skip
CARD = {
    "持证人": "李娜", "证件种类": "行政执法证", "所属执法机关": "综合执法局", "证号": "10320583000777", "执法类别": "综合行政执法", "发证机关": "市司法局", "有效期起": "2021-07-01",
    "有效期止": "2026-06-30", "发证事由": "原有证件建档",
}  # fmt: skip


def test_items_come_from_a_sheet_and_go_out_as_they_came(zone, today, sheet):
    wrong = {**ITEM, "权力事项编码": "CF-0002", "来源": "赋权下放"}
    twice = {**ITEM, "事项名称": "占道设摊（重复）"}
    batch = imported(zone, "justice", "enforcement.item", sheet([ITEM, wrong, twice]))
    assert (batch.accepted, batch.refused) == (1, 2)
    assert PowerItem.objects.get().code == "CF-0001"
    out, seen = io.BytesIO(), zone.viewer("justice")
    assert exported(seen, declared(seen, "enforcement.item"), out) == 1
    assert [one.state for one in tried(zone, "justice", "enforcement.item", out.getvalue()).found] == ["known"]


def test_certificates_come_from_a_sheet_and_a_sheet_taken_back_takes_them_along(zone, today, sheet):
    told = tried(zone, "justice", "enforcement.certificate", sheet([CARD, {**CARD, "持证人": "周洁", "证号": "X"}, {**CARD, "持证人": "孙丽"}, {**CARD, "持证人": "顾强", "证号": "Y"}]))
    assert [one.state for one in told.found] == ["new", "new", "refused", "refused"]
    assert "已经登记" in reasons(told.found[2])
    assert "自己的证件" in reasons(told.found[3])
    batch = imported(zone, "justice", "enforcement.certificate", sheet([CARD]))
    assert office().seat(zone.people["b"], this_day()).certified
    assert Certificate.objects.filter(number=CARD["证号"]).exists()
    take_back(zone.viewer("justice"), batch.pk, "表格有误", seconds=60)
    assert not Certificate.objects.filter(number=CARD["证号"]).exists()
