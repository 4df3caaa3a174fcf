"""What the file of one inspection task holds: from its proposal to the end of what was found."""

from __future__ import annotations

from django.db import models

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, matter, moment, person, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.checks import valid_digest, valid_uscc
from yuheng.systems.enforcement.inspection.choices import EXEMPT, FINE, FOUND, PLANNED, RESULTS, SIGNED, TOLD, WAYS

DIFFERS = "检查结果与检查单不一致：检查单有不符合项的，不能填“未发现问题”；没有不符合项的，填“未发现问题”。"


class InspectionTask(Facts):
    """One task at one enterprise. `visit_on` is the day it counts by: planned, and after the entry the real one."""

    target = text("检查对象", personal="name", group="检查对象")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc, group="检查对象")
    place = text("检查地点", personal="address", group="检查对象")
    item_code = code("检查事项编码", index=True, group="检查事项", help="本机关已经公布的行政检查事项")
    item = text("检查事项", blank=True, fixed=True)
    standard = matter("检查标准", blank=True, of="enforcement.inspection_standard", fixed=True)
    way = choice("检查方式", WAYS, index=True, group="检查事项")
    plan = matter("检查计划", blank=True, of="enforcement.inspection_plan", group="检查事项", help="双随机、专项检查须列入已经批准、公布的计划；不选的，由系统按事项、方式和月份选取")
    exempt = choice("不受频次限制的情形", EXEMPT, blank=True, index=True, group="检查事项")
    exempt_why = text("事由", max_length=500, blank=True, group="检查事项", help="线索来源、编号，或者紧急情况")
    urgent = yes_no("紧急情况", blank=True, fixed=True)
    planned_on = day("检查日期自", future=True, index=True, group="检查时间")
    window_to = day("检查日期至", future=True, group="检查时间")
    task_code = code("任务码", max_length=16, blank=True, index=True, fixed=True)
    visit_on = day("计入频次的日期", future=True, blank=True, index=True, fixed=True)
    day_count = whole("当日第几次入企检查", blank=True, fixed=True)
    week_count = whole("本周第几次", blank=True, fixed=True)
    month_count = whole("本月第几次", blank=True, fixed=True)
    year_count = whole("本机关本年第几次", blank=True, fixed=True)
    exceeded = yes_no("超过频次", blank=True, index=True, fixed=True)
    limit_words = text("频次核验", max_length=500, blank=True, fixed=True)
    over_why = long_text("超频次检查的理由", blank=True)
    joint = yes_no("牵头综合查一次", blank=True, index=True)
    joint_with = matter("并入的综合查一次", blank=True, of="enforcement.inspection_task", help="与本任务同一企业、时间重叠、已经牵头的任务")
    dropped = text("取消理由", max_length=500, blank=True, index=True)
    explained = long_text("对多次未发现问题的检查的说明", blank=True)
    entered_on = day("检查日期", blank=True, index=True, fixed=True)
    entered_at = moment("入企时间", blank=True, fixed=True)
    scanned = text("扫到的内容", max_length=500, blank=True, quiet=True, help="扫企业营业执照或者任务码；不能扫的，照执照输入统一社会信用代码")
    coded = yes_no("已扫码入企", blank=True, fixed=True)
    uncoded_why = text("没有扫码的原因", blank=True)
    received_by = text("企业在场人员", personal="name", blank=True)
    ratify_why = long_text("紧急情况和补办说明", blank=True)
    left_at = moment("离开时间", blank=True)
    found_words = long_text("现场检查情况", blank=True)
    problems = whole("发现问题", unit="项", blank=True, fixed=True)
    result = choice("检查结果", RESULTS, blank=True, index=True)
    referable = yes_no("应当转办", blank=True, fixed=True, quiet=True)
    signed = choice("企业确认", SIGNED, blank=True)
    unsigned_why = text("没有签字的说明", blank=True)
    told_on = day("结果告知日期", blank=True, index=True)
    told_how = choice("告知方式", TOLD, blank=True)
    order = long_text("责令改正内容", blank=True)
    correct_by = day("改正期限", future=True, blank=True)
    put_right = yes_no("已经改正", blank=True)
    recheck_words = long_text("复查情况", blank=True)
    rechecked_on = day("复查日期", blank=True)
    refer_why = text("转办理由", max_length=500, blank=True)
    case = matter("转办的事项", blank=True, index=True)
    handed_to = text("移送机关", blank=True)
    handed_on = day("移送日期", blank=True)
    noted = text("司法所处理意见", max_length=500, blank=True)

    agreements = (
        in_order("planned_on", "window_to", "检查日期至不能早于检查日期自。"),
        in_order("entered_at", "left_at", "离开时间不能早于入企时间。"),
        needed("plan", "way", lambda way: way in PLANNED, "没有可以依据的检查计划：双随机、专项检查须列入已经批准、公布、没有用完的计划。"),
        needed("exempt", "way", lambda way: way == "triggered", "触发式检查须选择不受频次限制的情形，写明事由。"),
        Agreement(("way", "exempt"), lambda way, exempt: way == "triggered" or not exempt, "只有触发式检查不受频次限制。", at="exempt"),
        needed("exempt_why", "exempt", bool, "不受频次限制的检查，请写明事由。"),
        needed("unsigned_why", "signed", lambda how: how != "signed", "没有签字的，请写明情况。"),
        Agreement(("problems", "result"), lambda n, result: (n == 0) == (result == FINE), DIFFERS),
    )

    class Meta:
        verbose_name = "行政检查任务"
        indexes = [models.Index(fields=["uscc", "visit_on"], name="inspection_task_visits")]


class TaskOfficer(Row):
    """Who is to inspect. The certificate is what the person held when the task was proposed."""

    rows_of, kind = InspectionTask, "team"
    person = person("检查人员")
    certificate = code("执法证号", blank=True, fixed=True)

    class Meta(Row.Meta):
        verbose_name = "检查人员"
        indexes = [models.Index(fields=["person", "matter"], name="inspection_task_officer")]


class CheckPoint(Row):
    """One point of the check list, as the standard has it, and what was found."""

    rows_of, kind = InspectionTask, "points"
    number = whole("检查单序号", least=1)
    content = text("检查内容", max_length=500, blank=True, fixed=True)
    basis = text("依据", max_length=500, blank=True, fixed=True)
    found = choice("检查情况", FOUND)
    note = text("说明", max_length=500, blank=True)
    photo = code("照片摘要", blank=True, check=valid_digest)

    agreements = (needed("note", "found", lambda found: found == "bad", "不符合的，请写明情况。"),)

    class Meta(Row.Meta):
        verbose_name = "检查单"
