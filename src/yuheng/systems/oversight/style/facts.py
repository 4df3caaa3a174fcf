"""What a plan, a check, a problem and a meeting hold. None has a field for what somebody is said to have done."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import in_order, needed
from yuheng.kernel.records.columns import choice, day, long_text, matter, organ, several, text, whole, yes_no
from yuheng.kernel.records.facts import Facts
from yuheng.systems.oversight.style.privacy import HINT, MOST, measure_only

CLASSES = [
    ("formalism", "形式主义（文山会海、过度留痕）"), ("bureaucracy", "官僚主义（推诿拖延）"), ("hospitality", "公务接待、会议、差旅不规范"), ("cars", "公车、办公用房使用不规范"),
    ("allowance", "津补贴、福利发放不规范"), ("procurement", "采购、工程管理不规范"), ("money", "资金、资产管理不规范"), ("service", "服务群众、企业不到位"), ("discipline", "工作纪律松弛"), ("rule", "制度缺失、不衔接"),
]  # fmt: skip
KINDS = [("yearly", "年度监督"), ("special", "专项监督"), ("campaign", "集中整治行动")]
WAYS = [("visit", "现场检查"), ("papers", "查阅资料"), ("cross", "交叉检查"), ("self", "单位自查"), ("warning", "支付疑点等预警转来")]
MEETINGS = [("warning", "警示教育会"), ("joint", "联席会议"), ("study", "专题学习"), ("rules", "制度评审会")]
EFFECTS = [("good", "制度有效，问题没有再发生"), ("partial", "有所改进，继续跟踪"), ("none", "没有效果，另行处理")]


class StylePlan(Facts):
    year = whole("年度", least=2000, most=2100)
    name = text("计划名称", check=measure_only)
    sort = choice("类型", KINDS)
    classes = several("监督重点", CLASSES)
    from_on = day("自", future=True, index=True)
    to_on = day("至", future=True)
    evaluation = long_text("评估情况", max_length=MOST, check=measure_only, blank=True, help=HINT)
    evaluated_on = day("评估日期", blank=True)

    agreements = (in_order("from_on", "to_on", "截止日期早于起始日期。"),)

    class Meta:
        verbose_name = "作风监督计划"


class StyleCheck(Facts):
    plan = matter("所属计划", of="style.plan", blank=True)
    checked_on = day("检查日期", index=True)
    unit = organ("被检查单位")
    way = choice("检查方式", WAYS)
    classes = several("检查内容", CLASSES)
    found = whole("发现问题数", unit="个")

    class Meta:
        verbose_name = "作风检查"


class StyleProblem(Facts):
    """Class and unit of a problem; its only free texts are what is done about it."""

    unit = organ("责任单位", fixed=True)
    came_from = matter("来自检查", of="style.check", blank=True)
    doubt = matter("来自支付疑点", of="money.doubt", blank=True)
    category = choice("问题类别", CLASSES, index=True)
    found_on = day("发现日期", index=True)
    needs_rule = yes_no("需要完善制度")
    measure = long_text("整改措施", max_length=MOST, check=measure_only, blank=True, help=HINT)
    correct_by = day("完成期限", future=True, blank=True)
    result = long_text("整改结果", max_length=MOST, check=measure_only, blank=True, help=HINT)
    corrected_on = day("整改完成日期", blank=True, index=True)
    back_why = text("退回理由", max_length=MOST, check=measure_only, blank=True, help=HINT)
    verified_on = day("核实日期", blank=True)
    rule = matter("完善的制度", of="oversight.rule", blank=True, help="须有新旧条文对照；先在“作风建设完善制度台账”登记")
    effect = choice("效果评估", EFFECTS, blank=True)
    evaluated_on = day("评估日期", blank=True, index=True)

    agreements = (
        in_order("found_on", "corrected_on", "整改完成日期早于发现日期。"),
        in_order("corrected_on", "verified_on", "核实日期早于整改完成日期。"),
    )

    class Meta:
        verbose_name = "作风问题"


class StyleMeeting(Facts):
    held_on = day("召开日期", index=True)
    sort = choice("会议类型", MEETINGS, index=True)
    topic = text("议题", check=measure_only, help=HINT)
    units = text("参加单位", max_length=500)
    people = whole("参加人数", unit="人次")
    decided = long_text("议定措施", max_length=MOST, check=measure_only, blank=True, help=HINT)

    agreements = (needed("decided", "sort", lambda sort: sort == "joint", "联席会议应当写明议定措施。"),)

    class Meta:
        verbose_name = "作风建设会议"
