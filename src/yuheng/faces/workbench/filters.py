"""The declared filters of a list: read from the address, as a condition, as chips, as a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.http import QueryDict

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.showing import LEVELS, STATUS
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.search import matching

LIGHTS = {"overdue": "逾期", "soon": "临期", "fine": "正常", "none": "无期限"}
NAMES = {
    "status": "状态", "stage": "阶段", "light": "期限", "unit": "承办单位", "handler": "承办人", "level": "密级",
    "from": "开始日期自", "to": "开始日期至", "q": "查找",
}  # fmt: skip
KEPT = (*NAMES, "sort", "col")
"""The parameters that a saved filter keeps."""


@dataclass(frozen=True)
class Filters:
    """What the address asks for; a value that is none of the declared reads as not given."""

    given: dict[str, str]
    units: frozenset[int] = frozenset()

    @classmethod
    def read(cls, query: QueryDict, seen: Viewer, procedure: Procedure | None, organ: int | None = None) -> Filters:
        stages = procedure.stages if procedure else ()
        checks = {
            "status": lambda v: v in STATUS, "stage": lambda v: v in stages, "light": lambda v: v in LIGHTS,
            "unit": lambda v: v.isdigit() and int(v) in seen.staff.parents, "handler": lambda v: v == "me" or v.isdigit(),
            "level": lambda v: v in "0123" and len(v) == 1, "from": _is_day, "to": _is_day, "q": lambda v: bool(v.strip()),
        }  # fmt: skip
        given = {name: query.get(name, "").strip() for name, good in checks.items() if good(query.get(name, "").strip())}
        unit = int(given["unit"]) if "unit" in given else organ
        units = frozenset(o for o in seen.staff.parents if unit in seen.staff.line(o)) if unit else frozenset()
        return cls(given, units)

    def condition(self, seen: Viewer) -> Q | None:
        """The filters as a condition on matters; None without any. Status and overdue go to the scope index by themselves."""
        q = Q()
        given = self.given
        if "stage" in given:
            q &= Q(stage=given["stage"])
        if given.get("light") not in (None, "overdue"):
            q &= light_condition(given["light"], seen.day)
        if self.units:
            q &= Q(lead__in=self.units)
        if "handler" in given:
            q &= Q(handler=seen.person if given["handler"] == "me" else int(given["handler"]))
        if "level" in given:
            q &= Q(level=int(given["level"]))
        if "from" in given:
            q &= Q(opened_on__gte=given["from"])
        if "to" in given:
            q &= Q(opened_on__lte=given["to"])
        if "q" in given:
            q &= matching(given["q"])
        return q or None

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
        if name == "handler":
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
            fields += [self._select("light", list(LIGHTS.items())), self._select("handler", [("me", "我")])]
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


def light_condition(light: str, day: date) -> Q:
    """Lights are stored dates compared with today."""
    running = Q(due_on__isnull=False)
    if light == "soon":
        return running & Q(due_on__gte=day) & (Q(warn_on__lte=day) | Q(due_on=day))
    if light == "fine":
        return running & Q(due_on__gt=day) & (Q(warn_on__gt=day) | Q(warn_on__isnull=True))
    return Q(due_on__isnull=True)


def without(query: QueryDict, *names: str) -> QueryDict:
    """The address without these parameters and without a place in the list."""
    rest = query.copy()
    for name in (*names, "after", "before", "last", "page"):
        rest.pop(name, None)
    return rest


def week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
