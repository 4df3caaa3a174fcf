"""What the public sees before enforcement, a discretion table that comes into force with the new year, and two cases judged by it: one waits for its review, one for its hearing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.world import YEAR
from yuheng.faces.demonstration.zone import Zone, directory
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Event, Matter, StepState
from yuheng.systems.enforcement.leniency.lists import listed
from yuheng.systems.enforcement.penalty.facts import Penalty

ITEMS = (
    ("duties", "综合行政执法局职责权限", "在高新区行政区域内依法集中行使城市管理、生态环境、住房和城乡建设、应急管理等领域的行政处罚权。"),
    ("guide", "行政处罚事项办事指南", "缴纳罚款：凭缴款码到银行或者通过线上渠道缴纳。申请分期：缴纳期限内提出书面申请，说明经济困难的情况。"),
    ("flow", "行政处罚普通程序流程图", "线索核查 → 立案 → 调查取证 → 告知（听证） → 法制审核 → 集体讨论 → 决定 → 送达 → 执行 → 结案 → 公示"),
    ("random", "随机抽查事项清单（2023年版）", "建筑施工扬尘防治、餐饮油烟净化、排水许可、燃气安全、生活垃圾分类，共五项。"),
    ("plan", "2023年度涉企行政检查计划", "同一事项每户每年不超过一次；能合并的一次完成；触发式检查除外。"),
    ("review", "重大执法决定法制审核目录", "较大数额罚款、没收，降低资质等级、吊销许可证件，责令停产停业、关闭，限制从业；情节复杂、偏离裁量基准的案件。"),
    ("recording", "音像记录事项清单", "全程记录：查封、扣押。根据实际情况记录：现场检查、先行登记保存、听证、留置送达、公告送达。"),
    ("complaint", "行政执法监督投诉方式", "书面投诉：高新区司法所；电话：12345。"),
)  # fmt: skip
ISSUED = date(YEAR, 12, 29)
EVENING = datetime(YEAR, 12, 29, 15, 0, tzinfo=CHINA)


def disclosed(zone: Zone) -> int:
    """Opens the items, publishes the table, and takes two cases on."""
    made = [_opened(zone, number, *item) for number, item in enumerate(ITEMS)]
    _table(zone)
    told = _judged("无建设工程规划许可", {"area": 320, "proposed_fine": 60_000_00}), _judged("无排水许可排放", {"times": 1, "put_right": "in_time", "proposed_fine": 3_000_00, "deviation": "当事人主动接驳管网、消除危害后果，且经营困难，拟减轻处罚。"})
    for matter, steps in zip(told, (("request_hearing",), ("waive",)), strict=True):
        if matter is not None:
            _go_on(zone, matter, steps)
    return len(made)


def _opened(zone: Zone, number: int, sort: str, title: str, content: str) -> int:
    at = datetime(YEAR, 1, 5, 9, number, tzinfo=CHINA)
    unit = zone.organs["enforcement"]
    data = {"sort": sort, "unit": unit, "title": title, "content": content, "from_on": at.date()}
    opening = Opening("enforcement.open_item", lead=unit, region=zone.region)
    matter = perform(Order("draft", zone.role("legal_reviewer")[0], opening=opening, data=data, at=at, recorded=at)).matter
    at += timedelta(hours=4)
    perform(Order("open", zone.role("bureau_leader")[0], matter=matter, data={"opinion": "内容准确，同意公开。"}, at=at, recorded=at))
    return matter


def _table(zone: Zone) -> None:
    content = listed(directory() / "discretion.yaml").bytes.decode()
    data = {
        "table_id": "discretion", "title": "行政处罚裁量基准（演示）", "issuer": "综合行政执法局", "number": f"昆高执〔{YEAR}〕9号", "in_force": ISSUED, "source": "示例，没有公布的文件", "content": content,
    }  # fmt: skip
    at = datetime(YEAR, 12, 26, 9, tzinfo=CHINA)
    opening = Opening("enforcement.table", lead=zone.organs["enforcement"], region=zone.region)
    matter = perform(Order("draft", zone.role("legal_reviewer")[0], opening=opening, data=data, at=at, recorded=at)).matter
    for step, role, more in (("sign_off", "justice_clerk", {"opinion": "分档完整，没有缺口，同意公布。"}), ("publish", "bureau_leader", {"published_on": ISSUED, "place": "管委会门户网站"})):
        at = datetime(YEAR, 12, 29, 9, tzinfo=CHINA) if step == "publish" else at + timedelta(hours=6)
        perform(Order(step, zone.role(role)[0], matter=matter, data=more, at=at, recorded=at))


def _judged(cause: str, more: dict[str, Any]) -> tuple[int, int, int, int] | None:
    """An open case of this cause that was investigated is concluded by its own officers, and its party is told: (matter, fine, two officers)."""
    done = StepState.objects.filter(step="investigate", done=True).values("matter")
    file = Penalty.objects.filter(matter__in=done, cause=cause, matter__status="open", proposed_fine=None).order_by("matter__opened_on", "pk").first()
    if file is None:
        return None
    event = Event.objects.filter(matter=file.pk, step="investigate").latest("seq")
    first, second = event.person or 0, next(one["person"] for one in event.participants)
    facts = {"facts_found": f"当事人存在{cause}的违法行为，事实清楚，证据充分。", "proposed_kinds": ["fine"], "complex": False, **more}
    perform(Order("conclude", first, matter=file.pk, with_=(second,), data=facts, at=EVENING, recorded=EVENING))
    return file.pk, more["proposed_fine"], first, second


def _go_on(zone: Zone, case: tuple[int, int, int, int], steps: tuple[str, ...]) -> None:
    matter, fine, first, second = case
    at = EVENING + timedelta(minutes=40)
    told = {"notified_on": at.date(), "notified_kinds": ["fine"], "notified_fine": fine}
    perform(Order("notify", first, matter=matter, with_=(second,), data=told, at=at, recorded=at))
    for step in steps:
        at += timedelta(minutes=20)
        perform(Order(step, first, matter=matter, at=at, recorded=at))
    if "request_hearing" in steps and Matter.objects.filter(pk=matter, status="open").exists():
        at += timedelta(minutes=15)
        day = datetime(YEAR + 1, 1, 16, 9, 30, tzinfo=CHINA)
        place = {"hearing_on": day, "hearing_until": day + timedelta(hours=2), "hearing_place": "综合行政执法局听证室", "hearing_public": True}
        perform(Order("notify_hearing", zone.role("hearing_officer")[0], matter=matter, data=place, at=at, recorded=at))
