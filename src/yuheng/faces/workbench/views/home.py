"""待办: what must be done now, this week, and how the year stands."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, todo_of, viewer_of
from yuheng.faces.workbench.menu import listed_procedures
from yuheng.faces.workbench.tiles import tiles
from yuheng.kernel.access import seats
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.sheets import waiting_sheets
from yuheng.kernel.access.todo import SHOWN, Obligation, helping, obligations, pressing_first
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Event
from yuheng.kernel.time import current_calendar

IN_COLUMN = 12


def home(request: HttpRequest) -> HttpResponse:
    """The three columns by light; `?whose=all` adds what waits for colleagues, `?on=` shows one day."""
    seen = viewer_of(request)
    everyone = request.GET.get("whose") == "all"
    found = pressing_first([*obligations(seen, everyone=True), *helping(seen)]) if everyone else todo_of(request)
    on = _day(request.GET.get("on", ""))
    shown = [one for one in found if on is None or one.due == on]
    columns = _columns(request, shown, seen.day)
    page = ui.HomePage(
        title="待办",
        today=_today_words(seen.day, len(found)),
        columns=columns,
        week=_week(found, seen.day),
        figures=tiles(request),
        views=_to_sign(seen) + _views(request, everyone, on),
        acts=[
            ui.Act(p.opening.name, reverse("open", args=[p.id]), primary=number == 0)
            for number, p in enumerate(p for p in listed_procedures(seen) if seats.may_open(seen, p) and not p.is_register)
        ][:3],
        empty=None if shown else _empty(seen, on),
    )
    return page.response(request, frame(request, "todo"))


def _empty(seen: Viewer, on: date | None) -> ui.Empty:
    """Where nothing waits: an administrator is led to the pages they keep."""
    if on is not None:
        return ui.Empty(f"{on} 没有到期的事项。")
    kept = {"security_admin": ("账号", "accounts"), "system_admin": ("机构人员", "organs"), "audit_admin": ("谁看过", "audit")}
    act = next((ui.Act(text, reverse(name)) for role, (text, name) in kept.items() if seen.is_any(role)), None)
    return ui.Empty("没有待办事项。", act)


def _today_words(day: date, count: int) -> str:
    rest = "" if current_calendar().is_working(day) else "（休息日）"
    more = f"{SHOWN} 件以上" if count >= SHOWN else f"{count} 件"
    return f"{day} 周{'一二三四五六日'[day.weekday()]}{rest} · 待办 {more}"


def _columns(request: HttpRequest, found: list[Obligation], day: date) -> list[ui.Column]:
    by_level: dict[str, list[ui.Todo]] = {"overdue": [], "soon": [], "fine": []}
    counts: Counter[str] = Counter()
    for one in found:
        todo = todo_of_obligation(one, day)
        level = todo.light.level if todo.light.level in ("overdue", "soon") else "fine"
        counts[level] += 1
        if len(by_level[level]) < (SHOWN if "all" in request.GET else IN_COLUMN):
            by_level[level].append(todo)
    query = request.GET.copy()
    query["all"] = "1"
    return [
        ui.Column(
            level,  # type: ignore[arg-type]
            counts[level],
            todos,
            ui.Link(f"全部 {counts[level]} 件", f"?{query.urlencode()}") if counts[level] > len(todos) else None,
        )
        for level, todos in by_level.items()
    ]


def todo_of_obligation(one: Obligation, day: date) -> ui.Todo:
    """One obligation as a line: what, which matter, by when, which law."""
    if one.helps:
        light = showing.light(one.due, one.warn, day) if one.due else ui.Light("none", "未定期限")
        href = reverse("assist", args=[one.matter]) + f"?asked={one.helps}#answer"
        return ui.Todo("答复协办请求", href, one.number, one.title, light, one.due, helper="协办")
    procedure = one.declared
    step = procedure.by_id.get(one.step)
    found = showing.parameter(one.parameter, one.start, showing.law_scope())
    working = found is not None and found.unit == "working_day"
    light = showing.light(one.due, one.warn, day, suspended=one.suspended, provisional=one.provisional, working=working)
    href = reverse("step", args=[one.matter, one.step]) + (f"?row={one.row}" if one.row else "")
    return ui.Todo(
        act=step.name if step else one.step,
        href=href,
        number=one.number,
        matter=one.title,
        light=light,
        due=one.due,
        law=found.citation.zh if found else "、".join(c.text for c in showing.cites(step.cites[:1] if step else ())),
    )


def _week(found: list[Obligation], day: date) -> list[ui.WeekDay]:
    calendar = current_calendar()
    monday = day - timedelta(days=day.weekday())
    counts = Counter(one.due for one in found if one.due)
    days = []
    for number in range(7):
        on = monday + timedelta(days=number)
        level = "none" if not counts[on] else "overdue" if on < day else "soon" if on == day else "fine"
        days.append(ui.WeekDay(on, counts[on], f"?on={on}", level, on == day, calendar.is_rest(on)))  # type: ignore[arg-type]
    return days


def _to_sign(seen: Viewer) -> list[ui.Link]:
    """The way to the sheets that wait for the viewer's signature, first of all where there are some."""
    waiting = len(waiting_sheets(seen))
    return [ui.Link("待我审批", reverse("approvals"), count=waiting)] if waiting else []


def _views(request: HttpRequest, everyone: bool, on: date | None) -> list[ui.Link]:
    return [
        ui.Link("我的待办", reverse("home"), current=not everyone and on is None),
        ui.Link("本单位待办", reverse("home") + "?whose=all", current=everyone),
        ui.Link("我承办的", reverse("work") + "?handler=me&status=open&sort=due"),
        ui.Link("我协办的", reverse("work") + "?helper=me&col=number&col=title&col=procedure&col=stage&col=due&col=lead&col=handler&col=helpers"),
        ui.Link("已办", reverse("done")),
        ui.Link("办结", reverse("work") + "?status=closed"),
    ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def done(request: HttpRequest) -> HttpResponse:
    """已办: what I did lately, newest first, in matters that I may still see."""
    seen = viewer_of(request)
    mine = Event.objects.filter(person=seen.person, matter__in=visible(seen)).filter(~Q(kind="lapse"))
    rows = []
    for event in mine.select_related("matter").defer("body").order_by("-day", "-id")[:100]:
        procedure = registry.get(event.procedure, event.matter.version)
        name = procedure.names.get(event.step, KINDS.get(event.kind, event.kind))
        cells = [
            ui.Cell(f"{event.day}", kind="date"),
            ui.Cell(name),
            ui.Cell(event.matter.number, kind="code"),
            ui.Cell(event.matter.title[:40], reverse("matter", args=[event.matter_id]), event.matter.title),
            ui.Cell(procedure.name),
        ]
        rows.append(ui.Row(str(event.pk), cells, reverse("matter", args=[event.matter_id])))
    columns = [
        ui.ListColumn("day", "日期", "date"), ui.ListColumn("act", "办理"), ui.ListColumn("no", "编号", "code"),
        ui.ListColumn("title", "事项"), ui.ListColumn("procedure", "程序"),
    ]  # fmt: skip
    page = ui.ListPage(
        title="已办",
        table=ui.Table(columns, rows, "已办", ui.Empty("您还没有办理过事项。")),
        count=f"最近 {len(rows)} 项",
        views=[ui.Link(v.text, v.href, current=v.text == "已办") for v in _views(request, False, seen.day)],
    )
    return page.response(request, frame(request, "todo"))


KINDS = {
    "open": "开始",
    "perform": "办理",
    "lapse": "期满依法",
    "correct": "更正",
    "undo": "撤回",
    "handover": "移交、回避",
    "assist": "协办",
    "print": "打印文书",
    "serve": "送达文书",
    "erase": "依法删除",
    "record_defect": "登记程序瑕疵",
    "adopt": "存量建档",
}
"""Kernel acts and kinds of events as people call them."""
