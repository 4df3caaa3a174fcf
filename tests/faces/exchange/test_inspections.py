"""A year's plan of inspections comes from a sheet and goes out as one; a task's sheet asks for nothing that the records know."""

from __future__ import annotations

from datetime import date, datetime

from tests.faces.exchange.test_imports import imported, reasons, tried
from yuheng.faces.exchange.forms import records_form
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure import registry
from yuheng.systems.enforcement.inspection.plan_facts import InspectionPlan, PlanLine

PLAN = "enforcement.inspection_plan"
LINE = {
    "序号": "1", "计划类型": "年度检查计划", "计划名称": "2023年度检查计划", "年度": "2023", "计划事项：检查事项编码": "JC-01", "计划事项：检查对象范围": "产废单位", "计划事项：检查方式": "双随机",
    "计划事项：检查对象数量": "30", "计划事项：每户次数": "1", "计划事项：起始月份": "3", "计划事项：截止月份": "11",
}  # fmt: skip


def test_a_plan_of_two_lines_is_imported_once_its_item_is_published(zone, today, sheet):
    both = sheet([LINE, {"序号": "1", **{name: value for name, value in LINE.items() if name.startswith("计划事项")}, "计划事项：检查方式": "日常检查", "计划事项：检查对象数量": "５０"}])
    assert "不能列入计划" in reasons(tried(zone, "unit", PLAN, both).found[0])
    data = {
        "code": "JC-01", "name": "危险废物检查", "kind": "inspection", "field": "ecology", "basis": "固体废物污染环境防治法第二十六条", "holder": zone.organs["bureau"], "way": "own", "given_by": "权责清单",
        "published_on": date(2021, 12, 1), "from_on": date(2022, 1, 1),
    }  # fmt: skip
    at = datetime(2023, 1, 4, 9, tzinfo=CHINA)
    perform(Order("give", zone.people["justice"], opening=Opening("enforcement.item", lead=zone.organs["justice"]), data=data, at=at, recorded=at))
    imported(zone, "unit", PLAN, both)
    assert InspectionPlan.objects.get().year == 2023
    assert list(PlanLine.objects.order_by("row").values_list("way", "firms")) == [("random", 30), ("daily", 50)]


def test_the_sheet_of_tasks_asks_for_people_and_not_for_their_certificates(zone):
    labels = {item.column.label for item in records_form(registry.get("enforcement.inspection_task", 1)).items}
    assert "检查人员：检查人员" in labels
    assert not {"检查人员：执法证号", "任务码", "超过频次"} & labels
