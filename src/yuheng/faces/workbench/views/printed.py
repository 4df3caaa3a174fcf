"""Sheets to print: the morning of a squad, the week of a leader."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.faces.workbench.tiles import tiles
from yuheng.faces.workbench.views.home import todo_of_obligation
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.sheets import waiting_sheets
from yuheng.kernel.access.todo import Obligation, helping, in_units, obligations, pressing_first
from yuheng.kernel.time import current_calendar

AHEAD = 7
"""Days that the morning sheet looks ahead."""


LATE, MINE = 40, 20
"""Lines of a weekly sheet: two pages that a leader reads."""


def _of_units(seen: Viewer, until: date) -> list[Obligation]:
    """What falls due in the person's units, whoever must do it, and what waits for their roles elsewhere; each once."""
    found = {(one.matter, one.step, one.row): one for one in (*in_units(seen, until), *obligations(seen, everyone=True))}
    return pressing_first(list(found.values()))


def morning(request: HttpRequest) -> HttpResponse:
    """晨会单: what falls due within a week in my units, by who handles it."""
    seen = viewer_of(request)
    until = seen.day + timedelta(days=AHEAD)
    people: dict[str, list[ui.Todo]] = defaultdict(list)
    for one in _of_units(seen, until):
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
    found = _of_units(seen, seen.day)
    late = [(todo_of_obligation(one, seen.day), f"承办：{seen.staff.people.get(one.handler or 0, '未定')}") for one in found if one.late(seen.day)]
    mine = [todo_of_obligation(one, seen.day) for one in pressing_first([*obligations(seen), *helping(seen)]) if not one.late(seen.day)]
    notes = [f"待您审批的审批单 {len(sheets)} 份。"] if (sheets := waiting_sheets(seen)) else []
    notes += [f"{name}共 {len(listed)} 件，以上列出前 {shown} 件。" for name, listed, shown in (("逾期", late, LATE), ("等您办的", mine, MINE)) if len(listed) > shown]
    page = ui.WeeklyPage(
        title="周报",
        reader=seen.name,
        period=f"{monday} 至 {monday + timedelta(days=6)}",
        figures=tiles(request),
        late=late[:LATE],
        waiting=mine[:MINE],
        notes=notes,
    )
    return page.response(request, frame(request, "todo"))
