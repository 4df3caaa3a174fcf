"""Sheets to print: the morning of a squad, the week of a leader."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.faces.workbench.tiles import tiles
from yuheng.faces.workbench.views.home import todo_of_obligation
from yuheng.kernel.access.todo import obligations
from yuheng.kernel.time import current_calendar

AHEAD = 7
"""Days that the morning sheet looks ahead."""


def morning(request: HttpRequest) -> HttpResponse:
    """晨会单: what falls due within a week in my units, by who handles it."""
    seen = viewer_of(request)
    until = seen.day + timedelta(days=AHEAD)
    people: dict[str, list[ui.Todo]] = defaultdict(list)
    for one in obligations(seen, everyone=True):
        if one.due is not None and one.due <= until:
            people[seen.staff.people.get(one.handler or 0, "未定承办人")].append(todo_of_obligation(one, seen.day))
    places = "、".join(dict.fromkeys(seen.staff.names[organ] for organ in seen.units))
    notes = [] if current_calendar().is_working(seen.day) else ["今天是休息日。"]
    page = ui.MorningPage(title="晨会单", organ=places, on=seen.day, people=sorted(people.items()), notes=notes)
    return page.response(request, frame(request, "todo"))


def weekly(request: HttpRequest) -> HttpResponse:
    """周报: figures, what is late, what waits for me."""
    seen = viewer_of(request)
    monday = seen.day - timedelta(days=seen.day.weekday())
    found = obligations(seen, everyone=True)
    late = [(todo_of_obligation(one, seen.day), f"承办：{seen.staff.people.get(one.handler or 0, '未定')}") for one in found if one.late(seen.day)]
    mine = [todo_of_obligation(one, seen.day) for one in obligations(seen) if not one.late(seen.day)]
    page = ui.WeeklyPage(
        title="周报",
        reader=seen.name,
        period=f"{monday} 至 {monday + timedelta(days=6)}",
        figures=tiles(request),
        late=late[:40],
        waiting=mine[:40],
        notes=[f"逾期共 {len(late)} 件，以上列出前 40 件。"] if len(late) > 40 else [],
    )
    return page.response(request, frame(request, "todo"))
