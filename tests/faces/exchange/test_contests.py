"""A court's list of ended cases as a sheet: tried without a trace, entered once, counted by the analysis."""

from __future__ import annotations

from datetime import date

from tests.faces.exchange.test_imports import imported, reasons, tried
from yuheng.faces.exchange.forms import records_form
from yuheng.kernel.records.models import Matter
from yuheng.systems.disputes.litigation.analysis import by_year, cube
from yuheng.systems.disputes.litigation.network import one_person
from yuheng.systems.disputes.litigation.past import PAST

CASE = {
    "类型": "行政诉讼", "案号": "（2021）苏8601行初12号", "复议机关（人民法院）": "姑苏区人民法院", "被诉行为种类": "行政处罚", "被诉行为文号": "昆高执罚决[2020] 12 号", "结果": "驳回请求", "结果生效日期": "2021.6.1",
    "承办单位": "综合执法局", "申请人（原告）：申请人（原告）类型": "公民", "申请人（原告）：申请人（原告）": "张三", "申请人（原告）：证件号码": "'320583199001011232",
}  # fmt: skip


def test_a_list_of_the_court_is_tried_entered_once_and_counted(zone, today, sheet):
    lost = {**CASE, "案号": "（2022）苏8601行初30号", "结果": "撤销", "结果生效日期": "2022年3月9日"}
    rows = [CASE, lost, {**lost, "案号": "（2022）苏8601行初31号", "败诉原因": "程序违法", "整改措施": "修订流程"}, {**CASE, "案号": "（2021）苏8601行初13号", "结果": "维持"}]
    found = tried(zone, "justice", "litigation.past", sheet(rows))
    assert [one.state for one in found.found] == ["new", "refused", "new", "refused"]
    assert "败诉的案件，请填写败诉原因" in reasons(found.found[1])
    assert "没有“维持”这一结果" in reasons(found.found[3])
    assert not Matter.objects.exists()
    batch = imported(zone, "justice", "litigation.past", sheet(rows))
    assert (batch.accepted, batch.refused) == (2, 2)
    again = tried(zone, "justice", "litigation.past", sheet(rows))
    assert ["已经登记" in reasons(one) for one in again.found] == [True, False, True, False]
    assert {year: (cell.ended, cell.lost) for year, cell in by_year(cube((2021, 2022))).items()} == {2021: (1, 0), 2022: (1, 1)}
    (who,) = one_person(date(2023, 10, 10))
    assert (len(who.cases), who.acts) == (2, 1)
    assert "败诉（被纠错）" not in [item.column.label for item in records_form(PAST).items]
