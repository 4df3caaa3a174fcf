"""Desks around penalty cases: what waits for legal review, the calendar of hearings, what was filmed of a case."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.kernel.access.dossier import dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.now import CHINA
from yuheng.systems.enforcement.penalty.filmed import CITE, Filmed, coverage
from yuheng.systems.enforcement.penalty.waiting import Sitting, Waiting, asked, hearings, reviews

CASES = "penalty.ordinary"


def _must_read(seen: Viewer) -> None:
    if CASES not in seen.reads:
        raise PermissionDenied("您的岗位没有这一项功能。")


def _table(heads: Sequence[str], rows: Sequence[Sequence[ui.Cell]], empty: str) -> ui.Table:
    columns = [ui.ListColumn(f"c{n}", head) for n, head in enumerate(heads)]
    return ui.Table(columns, [ui.Row(str(n), cells, cells[0].href) for n, cells in enumerate(rows)], empty=ui.Empty(empty))


def review_queue(request: HttpRequest) -> HttpResponse:
    """Cases whose legal review is to come: those that may be reviewed now, and those that still wait for a hearing or an answer."""
    seen = viewer_of(request)
    _must_read(seen)
    found = reviews(visible(seen, [CASES]), seen.day)
    ready, later = [one for one in found if not one.waits], [one for one in found if one.waits]
    late = sum(one.due is not None and one.due < seen.day for one in found)
    heads = ("案件", "承办单位", "案由", "拟罚款", "裁量", "起", "决定期限")
    page = ui.AuthorityPage(
        title="法制审核", lead="应当法制审核而还没有审核的案件，按作出决定的期限排列；未经审核、审核未通过的，不得作出决定（《行政处罚法》第五十八条）。", asking=[],
        counts=[("可以审核", f"{len(ready):,}", "soon" if ready else "fine"), ("等待听证、复核", f"{len(later):,}", "none"), ("决定期限已过", f"{late:,}", "overdue" if late else "fine")],
        tables=[
            ("可以审核", _table(heads, [_waiting(one, seen) for one in ready], "现在没有等待审核的案件。"), ""),
            *([("等待中", _table((*heads, "等待"), [[*_waiting(one, seen), ui.Cell(one.waits)] for one in later], ""), "听证、复核办完以后审核。")] if later else []),
        ],
    )  # fmt: skip
    return page.response(request, frame(request, "work", CASES))


def _waiting(one: Waiting, seen: Viewer) -> list[ui.Cell]:
    file, head = one.file, one.file.matter
    href = reverse("legal_review", args=[head.pk])
    fine = f"{(file.proposed_fine or 0) // 100:,} 元"
    weighed = "偏离裁量基准" if file.deviation else dict(file._meta.get_field("grade").choices or ()).get(file.grade or "", "")
    return [
        ui.Cell(head.number or "未编号", href), ui.Cell(head.lead.name), ui.Cell(file.cause or "", title=file.cause or ""), ui.Cell(fine, kind="money"),
        ui.Cell(weighed, title=file.deviation or ""), ui.Cell(str(one.since or ""), kind="date"),
        ui.Cell(str(one.due or "")) if one.due is None else ui.Cell(part=showing.light(one.due, one.warn, seen.day), title=str(one.due)),
    ]  # fmt: skip


def calendar(request: HttpRequest) -> HttpResponse:
    """Hearings of a month: when, where, who presides, whether the public may come; and those that nobody has set."""
    seen = viewer_of(request)
    _must_read(seen)
    first = _month(request.GET.get("month", ""), seen.day)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    cases = visible(seen, [CASES])
    found, waiting = list(hearings(cases, first, last)), asked(cases)
    coming = [one for one in found if not one.held]
    step = "notify_hearing"
    page = ui.AuthorityPage(
        title="听证日历", lead=f"{first.year} 年 {first.month} 月的听证。听证的七日前通知，公开举行，由非本案调查人员主持（《行政处罚法》第六十四条）；同一地点、同一主持人不重复安排。",
        asking=[ui.FormField(name="month", label="月份", kind="date", value=str(first), prefix="ask_")],
        counts=[("待举行", f"{len(coming):,}", "none"), ("已举行", f"{len(found) - len(coming):,}", "fine"), ("要求听证、还没有通知", f"{len(waiting):,}", "soon" if waiting else "fine")],
        tables=[
            ("听证", _table(("时间", "地点", "主持人", "案件", "承办单位", "方式", "情况"), [_sitting(one) for one in found], "这个月没有听证。"), ""),
            *([("还没有通知", _table(("案件", "承办单位", "要求日期"), [[ui.Cell(head.number or "未编号", reverse("step", args=[head.pk, step])), ui.Cell(head.lead.name), ui.Cell(str(day), kind="date")] for head, day in waiting], ""), "")] if waiting else []),
        ],
        links=[ui.Link("上个月", f"?month={_other(first, -1)}"), ui.Link("下个月", f"?month={_other(first, 1)}"), ui.Link("公开听证公告", reverse("open_during"))],
    )  # fmt: skip
    return page.response(request, frame(request, "work", CASES))


def _month(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    return min(max(day, date(2000, 1, 1)), date(2100, 12, 31)).replace(day=1)


def _other(first: date, step: int) -> date:
    month = first.year * 12 + first.month - 1 + step
    return date(month // 12, month % 12 + 1, 1)


def _sitting(one: Sitting) -> list[ui.Cell]:
    file = one.file
    until = f"—{file.hearing_until.astimezone(CHINA):%H:%M}" if file.hearing_until else ""
    host = file.hearing_host.name if file.hearing_host else ""
    head = file.matter
    return [
        ui.Cell(f"{one.at:%Y-%m-%d %H:%M}{until}", reverse("matter", args=[head.pk])), ui.Cell(file.hearing_place or "", title=file.hearing_place or ""), ui.Cell(host),
        ui.Cell(head.number or "未编号", title=file.cause or ""), ui.Cell(head.lead.name), ui.Cell("公开" if file.hearing_public else "不公开"), ui.Cell("已举行" if one.held else "待举行"),
    ]  # fmt: skip


def filmed(request: HttpRequest, matter: int) -> HttpResponse:
    """What of a case is to be filmed, what was, and what lacks it."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    if not found.procedure.id.startswith("penalty.") or "recordings" not in found.procedure.shape.rows:
        raise PermissionDenied("这一事项没有音像记录。")
    acts = [(event.step, event.row, event.at) for event in found.events if event.step and not event.undone and event.kind in ("open", "perform", "record_defect")]
    lines = coverage(found.state, acts)
    lacking, grave = [one for one in lines if one.lacking], [one for one in lines if one.grave]
    page = ui.AuthorityPage(
        title="全过程音像记录", crumbs=[ui.Link(found.head.number or "事项", reverse("matter", args=[matter]))],
        lead=f"{found.head.title}。音像存于记录设备的存储，本卷保存设备、时间和摘要，可据以核对是否原件。", asking=[],
        counts=[("列入清单的环节", f"{len(lines):,}", "none"), ("有音像", f"{len(lines) - len(lacking):,}", "fine"), ("没有音像", f"{len(lacking):,}", "overdue" if grave else "soon" if lacking else "fine")],
        tables=[
            ("环节", _table(("环节", "日期", "要求", "音像", "情况"), [_film(one) for one in lines], "还没有应当音像记录的环节。"), f"清单：{showing.cite(CITE).text}。文字记录能够全面记录的，可以不进行音像记录，请在案卷中说明。"),
            ("音像", _table(("设备", "起", "止", "使用人", "内容", "摘要"), [_clip(row, seen) for row in found.state.rows["recordings"].values() if not row.get("voided")], "还没有登记音像。"), ""),
        ],
    )  # fmt: skip
    return page.response(request, frame(request, "work", found.procedure.id))


def _film(one: Filmed) -> list[ui.Cell]:
    light = ui.Light("overdue", "缺全程音像") if one.grave else ui.Light("soon", "没有音像") if one.lacking else ui.Light("fine", "有音像")
    return [ui.Cell(one.name), ui.Cell(str(one.day), kind="date"), ui.Cell(one.need), ui.Cell("、".join(dict.fromkeys(clip["device"] for clip in one.clips))), ui.Cell(part=light)]


def _clip(row: Mapping[str, Any], seen: Viewer) -> list[ui.Cell]:
    begin, end = row["started_at"].astimezone(CHINA), row["ended_at"].astimezone(CHINA)
    return [
        ui.Cell(row["device"]), ui.Cell(f"{begin:%Y-%m-%d %H:%M}"), ui.Cell(f"{end:%H:%M}"), ui.Cell(seen.staff.people.get(row["officer"], "")), ui.Cell(row.get("shows") or "", title=row.get("shows") or ""),
        ui.Cell(row["digest"][:16] + "…", title=row["digest"], kind="code"),
    ]  # fmt: skip
