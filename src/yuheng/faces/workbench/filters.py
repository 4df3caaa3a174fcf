"""The declared filters of a list: read from the address, as `access` takes them, as chips, as a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.showing import LEVELS, STATUS
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.narrowing import Narrow
from yuheng.kernel.procedure.declare import Procedure

LIGHTS = {"overdue": "逾期", "soon": "临期", "fine": "正常", "none": "无期限"}
NAMES = {
    "status": "状态", "stage": "阶段", "light": "期限", "unit": "承办单位", "handler": "承办人", "helper": "协办人", "level": "密级",
    "from": "开始日期自", "to": "开始日期至", "q": "查找",
}  # fmt: skip
KEPT = (*NAMES, "sort", "col")
"""The parameters that a saved filter keeps."""


@dataclass(frozen=True)
class Filters:
    """What the address asks for; a value that is none of the declared reads as not given."""

    given: dict[str, str]
    unit: int | None = None

    @classmethod
    def read(cls, query: QueryDict, seen: Viewer, procedure: Procedure | None, organ: int | None = None) -> Filters:
        stages = procedure.stages if procedure else ()
        checks = {
            "status": lambda v: v in STATUS, "stage": lambda v: v in stages, "light": lambda v: v in LIGHTS,
            "unit": lambda v: v.isdigit() and int(v) in seen.staff.parents, "handler": lambda v: v == "me" or v.isdigit(), "helper": lambda v: v == "me",
            "level": lambda v: v in "0123" and len(v) == 1, "from": _is_day, "to": _is_day, "q": lambda v: bool(v.strip()),
        }  # fmt: skip
        given = {name: query.get(name, "").strip() for name, good in checks.items() if good(query.get(name, "").strip())}
        unit = int(given["unit"]) if "unit" in given else organ
        return cls(given, unit)

    def narrow(self, seen: Viewer) -> Narrow:
        """The filters as `access` takes them."""
        given = self.given
        handler = given.get("handler")
        return Narrow(
            status=given.get("status", ""), stage=given.get("stage", ""), level=int(given["level"]) if "level" in given else None, unit=self.unit,
            handler=(seen.person or 0) if handler == "me" else int(handler) if handler else None,
            helper=(seen.person or 0) if "helper" in given else None, since=_day(given.get("from")),
            until=_day(given.get("to")), light=given.get("light", ""), words=given.get("q", ""),
        )  # fmt: skip

    def chips(self, query: QueryDict, seen: Viewer) -> list[ui.Chip]:
        """The filters in force, each with the address without it."""
        found = []
        for name, value in self.given.items():
            rest = without(query, name)
            found.append(ui.Chip(NAMES[name], self._shown(name, value, seen), f"?{rest.urlencode()}"))
        return found

    def _shown(self, name: str, value: str, seen: Viewer) -> str:
        tables = {"status": STATUS, "light": LIGHTS}
        if name in tables:
            return tables[name][value]
        if name == "unit":
            return seen.staff.names[int(value)]
        if name in ("handler", "helper"):
            return "我" if value == "me" else seen.staff.people.get(int(value), value)
        return LEVELS[int(value)] if name == "level" else value

    def form(self, seen: Viewer, procedure: Procedure | None) -> list[ui.FormField]:
        """The filter form."""
        stages = [(stage, stage) for stage in procedure.stages] if procedure else []
        units = [(str(organ), name) for organ, name in seen.staff.names.items()][:200]
        fields = [self._select("status", list(STATUS.items()))]
        if len(stages) > 1:
            fields.append(self._select("stage", stages))
        if procedure is None or not procedure.is_register:
            fields += [self._select("light", list(LIGHTS.items())), self._select("handler", [("me", "我")]), self._select("helper", [("me", "我")])]
        fields.append(self._select("unit", units))
        fields.append(self._select("level", [(str(n), name) for n, name in enumerate(LEVELS)]))
        for name in ("from", "to"):
            fields.append(ui.FormField(name=name, label=NAMES[name], kind="date", value=self.given.get(name, ""), prefix="f_"))
        return fields

    def _select(self, name: str, options: list[tuple[str, str]]) -> ui.FormField:
        chosen = self.given.get(name, "")
        shown = [ui.Option(value, text, value == chosen) for value, text in options]
        return ui.FormField(name=name, label=NAMES[name], kind="select", options=shown, prefix="f_")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def without(query: QueryDict, *names: str) -> QueryDict:
    """The address without these parameters and without a place in the list."""
    rest = query.copy()
    for name in (*names, "after", "before", "last", "page"):
        rest.pop(name, None)
    return rest


def week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
