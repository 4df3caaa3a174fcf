"""The year's report as it stands when the year is over: units have sent their passages, a first draft is joined and waits for review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from yuheng.faces.demonstration.world import YEAR
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.now import CHINA
from yuheng.report.compose import draft
from yuheng.report.confirming import expected, owner_of, owners, units_of_report

REF = "annual-report"
# What the units wrote: unit, its role, chapter, words.
PASSAGES = (
    ("party-office", "report_contributor", "1", "制定年度学法计划，组织党工委理论学习中心组专题学法，学习内容、研讨情况逐次记录在案；落实司法所所长列席党工委会议制度，涉法议题会前听取意见。"),
    ("approval", "report_contributor", "2", "推行企业开办全链网上办理和一照多址登记，简化个体工商户变更经营者和“个转企”手续，在商圈和综合体设置服务站，方便企业和群众就近办理。"),
    ("enforcement", "report_contributor", "4", "执行行政执法“三项制度”，重大行政处罚决定集体讨论，听证依法公开；分批组织执法队员培训和考核，对评查发现的问题逐项交办、复核。"),
    ("discipline", "report_contributor", "5", "结合作风建设和廉政警示教育，督促有关部门查找制度漏洞，修订完善内部管理制度。"),
    ("disputes", "report_contributor", "6", "汇集来访、网格、热线、警情、法院委派和扫码申请六个渠道的矛盾纠纷，统一登记、分派、回访，对重复登记的逐件核对后合并办理。"),
)  # fmt: skip


def report(zone: Zone) -> Iterator[Order]:
    """The acts on the report, in order of time. Figures are confirmed when the year is over, so its last records are in them."""
    editor, lead = zone.role("report_editor")[0], zone.organs["justice-office"]
    opening = Opening("report.annual", lead=lead, area=zone.organs["zone"])
    data = {"year": YEAR, "collect_by": date(YEAR + 1, 1, 12)}
    yield _act("start", editor, _at(YEAR, 12, 18, 10, 5), data=data, opening=opening)
    rows = {unit: row for row, unit in enumerate(units_of_report(lead), start=1)}
    for place, (unit, role, chapter, words) in enumerate(PASSAGES):
        passages = {"passages": [{"chapter": chapter, "content": words}]}
        at = _at(YEAR, 12, 25 + place, 14, 10 + 7 * place)
        yield _act("collect", zone.role(role, unit)[0], at, data=passages, row=rows[zone.organs[unit]])
    yield _act("join", editor, _at(YEAR, 12, 29, 16, 40), data={"draft": draft("高新区管委会", YEAR)})
    owned, known = owners(), all_indicators()
    for place, unit in enumerate(("party-office", "disputes")):
        mine = [name for name in expected() if owner_of(known[name], owned, lead) == zone.organs[unit]]
        confirmed = {"confirmations": [{"indicator": name} for name in mine]}
        at = _at(YEAR + 1, 1, 2, 8, 40 + 6 * place)
        yield _act("confirm", zone.role("report_contributor", unit)[0], at, data=confirmed, row=rows[zone.organs[unit]])


def _at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CHINA)


def _act(step: str, by: int, at: datetime, **more: object) -> Order:
    return Order(step, by, ref=REF, at=at, recorded=at, **more)  # type: ignore[arg-type]
