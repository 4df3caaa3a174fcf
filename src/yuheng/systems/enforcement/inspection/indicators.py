"""Inspections: cells of the yearly statistics, and the figures of the way that an inspection goes.

An inspection stands once: in the register, or as a task that was entered. What both count together keeps the id that it always had.
"""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Ratio, Records, Total, register
from yuheng.systems.enforcement.inspection.choices import WAYS
from yuheng.systems.enforcement.inspection.facts import Inspection
from yuheng.systems.enforcement.inspection.plan_facts import EnterpriseCall, InspectionPlan
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask

DATED = "以检查日期为准，对一个对象检查一次计一次。"
ENTERED = "以入企日期为准。"
NAMES = {"random": "双随机检查", "daily": "日常检查", "special": "专项检查", "triggered": "触发式检查"}


def _both(id: str, caption: str, definition: str, kept: Q, task: Q) -> tuple[Indicator, ...]:
    """A figure over the register and the tasks, and its two parts."""
    common = {"unit": "次", "chapter": 4, "calibre": DATED, "figure": False}
    return (
        Indicator(f"inspection.{id}", caption=caption, definition=definition, source=Total((f"inspection.register.{id}", f"inspection.task.{id}")), **common),  # type: ignore[arg-type]
        Indicator(f"inspection.register.{id}", caption=f"{caption}（台账）", definition=f"{definition}只计登记在行政检查台账的。", source=Records(Inspection, "inspected_on", kept), **common),  # type: ignore[arg-type]
        Indicator(f"inspection.task.{id}", caption=f"{caption}（任务）", definition=f"{definition}只计按检查任务办理的。", source=Records(InspectionTask, "entered_on", task), **common),  # type: ignore[arg-type]
    )


TASKS = Records(InspectionTask, "entered_on")

register(
    *_both("all", "行政检查", "实施行政检查的次数。", Q(), Q()),
    *_both("enterprise", "涉企行政检查", "其中对企业的检查次数。", Q(enterprise=True), Q()),
    *(one for way, _name in WAYS for one in _both(way, NAMES[way], f"{NAMES[way]}的次数。", Q(way=way), Q(way=way))),
    Indicator("inspection.joint", 4, "综合查一次", "次", "由一个单位牵头、几个单位一次入企的联合检查。", Records(InspectionTask, "entered_on", Q(joint=True)), calibre=ENTERED, figure=False),
    Indicator("inspection.merged", 4, "并入综合查一次的任务", "项", "并入其他单位牵头的检查、没有单独入企的任务。", Records(InspectionTask, "entered_on", Q(joint_with__isnull=False)), calibre=ENTERED, figure=False),
    Indicator("inspection.coded_rate", 4, "扫码入企率", "%", "按任务检查中扫码入企的比例。", TASKS, Ratio(Q(coded=True)), calibre=ENTERED, figure=False),
    Indicator("inspection.found_rate", 4, "发现问题率", "%", "按任务检查中发现问题的比例。", Records(InspectionTask, "entered_on", Q(result__isnull=False)), Ratio(Q(problems__gt=0)), calibre=ENTERED, figure=False),
    Indicator("inspection.over", 4, "超频次检查", "次", "超过频次、经批准后实施的检查。", Records(InspectionTask, "entered_on", Q(exceeded=True)), calibre=ENTERED, figure=False),
    Indicator("inspection.exempt", 4, "不受频次限制的检查", "次", "因投诉举报、转办交办、监测线索、企业申请、紧急情况实施的检查。", Records(InspectionTask, "entered_on", Q(exempt__isnull=False)), calibre=ENTERED, figure=False),
    Indicator("inspection.put_right", 4, "检查责令改正已改正", "件", "检查后责令改正、复查已经改正的。", Records(InspectionTask, "rechecked_on", Q(put_right=True)), calibre="以复查日期为准。", figure=False),
    Indicator("inspection.campaigns", 4, "专项检查计划", "个", "经批准并公布的专项检查。", Records(InspectionPlan, "published_on", Q(sort="special")), calibre="以公布日期为准。", figure=False),
    Indicator("inspection.calls", 4, "走访服务企业", "次", "没有检查内容的走访、上门服务；不计入检查次数。", Records(EnterpriseCall, "called_on"), calibre="以走访日期为准。", figure=False),
)  # fmt: skip
