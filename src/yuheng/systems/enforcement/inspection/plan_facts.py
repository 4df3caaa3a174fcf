"""What a standard, a plan and a call at an enterprise hold."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, organ, text, whole
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.checks import valid_uscc
from yuheng.systems.enforcement.inspection.choices import CALLS, PLANS, WAYS


class InspectionStandard(Facts):
    """The published check list of one inspection item, from the day on which it is in force."""

    item_code = code("检查事项编码", index=True)
    name = text("检查标准名称")
    scope = text("适用对象", max_length=500, blank=True, help="分级分类：哪一类企业，什么风险等级")
    yearly = whole("同一企业每年检查次数上限", unit="次", least=1, blank=True, help="本事项另有上限的填写")
    source = text("标准来源", max_length=500, help="国务院主管部门、省级主管部门的检查标准，或者本机关制定的依据")
    from_on = day("施行日期", future=True, index=True)
    published_on = day("公布日期", blank=True)
    place = text("公布网址", blank=True)
    ended_on = day("停止适用日期", future=True, blank=True, index=True)
    ended_why = text("停止适用的原因", blank=True)

    agreements = (
        in_order("published_on", "from_on", "施行日期不能早于公布日期。"),
        in_order("from_on", "ended_on", "停止适用日期不能早于施行日期。"),
        Agreement(("points",), lambda rows: len({row.get("number") for row in rows}) == len(rows), "检查内容的序号不能重复。", at="points"),
    )

    class Meta:
        verbose_name = "检查标准"


class StandardPoint(Row):
    rows_of, kind = InspectionStandard, "points"
    number = whole("检查单序号", least=1, most=200)
    content = text("检查内容", max_length=500)
    method = text("检查方法", max_length=500, blank=True)
    basis = text("依据", max_length=500)

    class Meta(Row.Meta):
        verbose_name = "检查内容"


class InspectionPlan(Facts):
    """A year's plan of one unit, or one special campaign: what is inspected, how many enterprises, in which months."""

    sort = choice("计划类型", PLANS, index=True)
    name = text("计划名称")
    year = whole("年度", least=2000, most=2100, index=True)
    purpose = long_text("检查目的和范围", blank=True)
    approved_by = text("批准机关和文号", blank=True, help="专项检查须经县级以上人民政府批准，照批准文件填写")
    approved_on = day("批准日期", blank=True)
    published_on = day("公布日期", blank=True, index=True)
    place = text("公布网址", blank=True)
    ended_on = day("完成日期", blank=True)
    summary = long_text("完成情况", blank=True)

    agreements = (
        needed("purpose", "sort", lambda sort: sort == "special", "专项检查须写明范围、内容和期间。"),
        in_order("approved_on", "published_on", "公布日期不能早于批准日期。"),
    )

    class Meta:
        verbose_name = "检查计划"


class PlanLine(Row):
    rows_of, kind = InspectionPlan, "lines"
    item_code = code("检查事项编码", index=True)
    scope = text("检查对象范围", max_length=500)
    way = choice("检查方式", WAYS)
    firms = whole("检查对象数量", unit="户", least=1)
    times = whole("每户次数", unit="次", least=1, most=12)
    from_month = whole("起始月份", unit="月", least=1, most=12)
    to_month = whole("截止月份", unit="月", least=1, most=12)

    agreements = (Agreement(("from_month", "to_month"), lambda a, b: a <= b, "截止月份不能早于起始月份。"),)

    class Meta(Row.Meta):
        verbose_name = "计划事项"


class EnterpriseCall(Facts):
    """A call at an enterprise without any power: nothing is inspected, demanded or found against it."""

    called_on = day("走访日期", index=True)
    target = text("企业名称", personal="name")
    uscc = code("统一社会信用代码", max_length=18, blank=True, index=True, check=valid_uscc)
    sort = choice("走访类型", CALLS, index=True)
    unit = organ("走访单位", blank=True)
    purpose = text("事由")
    asked = long_text("企业反映的问题和需求", blank=True)
    answered = long_text("答复、转办情况", blank=True)

    class Meta:
        verbose_name = "走访服务企业"
