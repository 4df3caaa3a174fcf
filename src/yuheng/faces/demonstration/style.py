"""Style of work in the year: a plan, four checks, six problems with their measures, the six rules improved with both texts, four meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from yuheng.faces.demonstration.mishaps import Interlude
from yuheng.faces.demonstration.world import YEAR
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order, Ref
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.systems.oversight.style.facts import StyleProblem

RULES = (
    (
        "会议费管理办法", "party-office", (5, 18), "formalism", "会议多、报销周期长，没有年度计划。",
        "各部门召开会议由经办部门自行审批，会议费在会后一个月内报销。",
        "各部门召开会议应当列入年度会议计划，由经办部门提出、党政办公室审核、分管领导审批；能以视频方式召开的不集中开会。会议费在会后十五日内凭审批单、通知、签到表和发票报销。",
        "按年度计划压减会议，推行视频会议，按季度公布各部门会议数。",
    ),
    (
        "公务接待管理办法", "party-office", (6, 14), "hospitality", "接待审批和报销凭证不齐。",
        "公务接待由接待部门负责人同意后安排，凭发票报销。",
        "公务接待应当凭来函安排，由接待部门负责人审核、党政办公室审批，一次接待一张审批单。报销时公函、审批单、接待清单和发票齐全；缺少一项的，财政部门不予报销。",
        "补齐上半年接待凭证，不符合规定的由经办部门退回；每季度抽查。",
    ),
    (
        "合同审批办法", "finance", (7, 6), "procurement", "合同先签后审，付款节点不明确。",
        "合同由承办部门起草，报分管领导签字后盖章。",
        "合同由承办部门起草，经合法性审查和财政部门会签后，报分管领导签字盖章。合同应当写明验收标准、付款节点和收款账户；没有合法性审查意见的，不得盖章。",
        "合同统一编号，先审后签，付款节点写入合同。",
    ),
    (
        "工程变更签证管理办法", "approval", (8, 10), "procurement", "工程变更事后补签证。",
        "工程变更由监理单位确认后，在结算时补办签证。",
        "工程变更应当事先提出，经设计、监理和建设单位三方书面确认后实施；紧急情况可以先实施，三日内补办。累计变更超过合同价百分之十的，报主任办公会集体决策。",
        "清理在建工程签证，没有事先确认的暂停结算。",
    ),
    (
        "固定资产管理办法", "finance", (9, 12), "money", "资产账实不符。",
        "固定资产由使用部门保管，每年年底盘点一次。",
        "固定资产由使用部门保管，一物一码登记，保管人变动时当场移交。财政部门每半年组织盘点，账实不符的，由使用部门在十五日内查明原因并处理。",
        "开展一次全面盘点，粘贴编码，处置闲置资产。",
    ),
    (
        "资金支付审批规定", "finance", (11, 9), "money", "支付审核只看发票，拆分采购未能发现。",
        "资金支付由经办部门填写支付单，部门负责人签字后，财政部门凭发票支付。",
        "资金支付由经办部门填写支付单，附合同、验收单和发票，部门负责人审核，财政部门在支付前进行规则校验。有红色提示的，更正以前不得支付；有黄色提示的，书面说明后由分管领导决定。同一事项不得拆分支付。",
        "支付前全部校验，黄色提示须附书面说明，按月公布误报率和整改情况。",
    ),
)  # fmt: skip
"""Name, unit, day, class of the problem, what it was about, old text, new text, measure."""

MEETINGS = (
    ((2, 17), "joint", "研究年度作风监督重点", 12, "明确会议、接待、合同、资金四个重点，按季度通报整改进度。"), ((4, 20), "warning", "警示教育大会", 216, ""),
    ((7, 21), "rules", "合同审批、工程变更制度评审", 18, ""), ((10, 26), "joint", "第三季度整改情况", 14, "资金支付实行支付前校验，完善资金支付审批规定。"),
)  # fmt: skip
UNITS = "纪工委、党政办公室、财政和资产管理局、行政审批局、综合行政执法局"


def _revised(by: int, organ: int, found: date, at: datetime, rule: int) -> None:
    problem = StyleProblem.objects.get(unit=organ, found_on=found)
    perform(Order("revise", by, matter=problem.pk, data={"rule": rule}, at=at, recorded=at))


def style(zone: Zone) -> Iterator[Order | Interlude]:
    """The year's orders; the last problem is corrected and still waits for its evaluation."""
    watch, clerk = zone.role("discipline_clerk", "discipline")[0], zone.role("unit_clerk", "discipline")[0]
    region, discipline = zone.region, zone.organs["discipline"]

    def order(step: str, by: int, on: date, data: dict[str, Any], procedure: str = "", lead: int = 0, ref: str = "", hour: int = 10) -> Order:
        at = datetime(on.year, on.month, on.day, hour, 24, tzinfo=CHINA)
        opening = Opening(procedure, lead=lead, region=region) if procedure else None
        return Order(step, by, opening=opening, data=data, ref=ref, at=at, recorded=at + timedelta(minutes=12))

    plan = {"year": YEAR, "name": f"{YEAR}年度作风监督计划", "sort": "yearly", "classes": ["formalism", "hospitality", "procurement", "money"], "from_on": date(YEAR, 2, 20), "to_on": date(YEAR, 12, 20)}
    yield order("record", watch, date(YEAR, 2, 20), plan, "style.plan", discipline, "style-plan")
    for on, sort, topic, people, decided in MEETINGS:
        held = date(YEAR, *on)
        told = {"held_on": held, "sort": sort, "topic": topic, "units": UNITS, "people": people, "decided": decided}
        yield order("record", watch, held, told, "style.meeting", discipline, hour=16)
    for number, (name, unit, on, category, about, old, new, measure) in enumerate(RULES, start=1):
        organ, issued, ref = zone.organs[unit], date(YEAR, *on), f"style-{number}"
        by = zone.role("unit_clerk", unit)[0]
        found = issued - timedelta(days=36)
        checked = {"plan": Ref("style-plan"), "checked_on": found, "unit": organ, "way": "papers", "classes": [category], "found": 1}
        yield order("record", watch, found, checked, "style.check", discipline, f"check-{number}", 9)
        yield order("record", watch, found, {"came_from": Ref(f"check-{number}"), "category": category, "found_on": found, "needs_rule": True}, "style.problem", organ, ref)
        yield order("plan", by, found + timedelta(days=4), {"measure": measure, "correct_by": found + timedelta(days=30)}, ref=ref)
        yield order("correct", by, found + timedelta(days=27), {"result": "已按措施整改，材料已归档。", "corrected_on": found + timedelta(days=27)}, ref=ref)
        improved = {"name": name, "improved_on": issued, "unit": organ, "problem": about, "old_text": old, "new_text": new, "measure": measure, "paper": f"昆高管发〔{YEAR}〕{20 + number * 7}号"}
        yield order("record", clerk, issued, improved, "oversight.rule", discipline, f"rule-{number}", 9)
        at = datetime(YEAR, *on, 11, 24, tzinfo=CHINA)
        # The question behind this step reads the rule from the records, so that it comes after them.
        yield Interlude(at, f"rule-{number}", partial(_revised, by, organ, found, at))
        yield order("verify", watch, issued + timedelta(days=6), {"verified_on": issued + timedelta(days=6)}, ref=ref)
        if number < len(RULES):
            yield order("evaluate", watch, issued + timedelta(days=41), {"effect": "good" if number != 2 else "partial", "evaluated_on": issued + timedelta(days=41)}, ref=ref)
    waiting = date(YEAR, 12, 19)
    yield order("record", watch, waiting, {"category": "service", "found_on": waiting, "needs_rule": False}, "style.problem", zone.organs["approval"], "style-open")
