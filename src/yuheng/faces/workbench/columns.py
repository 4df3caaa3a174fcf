"""The columns of a list: those of every matter, and the declared facts of one procedure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.components.lists import CellKind
from yuheng.faces.workbench.names import names_behind
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.sorting import By, first_parties
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.shape import Field
from yuheng.kernel.records.models import Matter, Member

CUT = 34
"""Characters of a cell before it is cut, with the whole in `title`."""

ALWAYS = 4
"""Facts that a register shows before columns are chosen."""

BY_INDEX = {"opened": "day", "due": "due"}
"""Columns in whose order the scope index stands: lists of any length are sorted by them."""

_FACTS_SORTED = ("int", "money", "date", "datetime", "bool", "choice", "text")


@dataclass(frozen=True)
class Line:
    """One matter with its facts, and what references in them are called."""

    matter: Matter
    facts: Mapping[str, Any]
    names: Mapping[tuple[str, int], str]
    seen: Viewer
    procedure_name: str
    party: str = ""
    helpers: str = ""


@dataclass(frozen=True)
class Column:
    """A column: its key, title, kind, how a cell is made, and whether it shows unless chosen away. `by`: how a list is sorted by it."""

    key: str
    title: str
    kind: CellKind
    cell: Callable[[Line], ui.Cell]
    usual: bool = True
    value: Callable[[Line], Any] | None = None
    by: By | None = None

    def raw(self, line: Line) -> Any:
        """The value for a sheet: numbers as numbers, dates as dates."""
        return self.value(line) if self.value else self.cell(line).title or self.cell(line).text


def _cut(text: str, href: str = "", kind: Any = "text") -> ui.Cell:
    short = text if len(text) <= CUT else text[: CUT - 1] + "…"
    return ui.Cell(short, href, text if short != text else "", kind)


def _due(line: Line) -> ui.Cell:
    m = line.matter
    if m.due_on is None:
        return ui.Cell(showing.STATUS.get(m.status, "") if m.status != "open" else "")
    return ui.Cell(part=showing.light(m.due_on, m.warn_on, line.seen.day, provisional=m.provisional), title=str(m.due_on))


def _day(value: date | None) -> ui.Cell:
    return ui.Cell(str(value or ""), kind="date")


def named(party: tuple[str, str]) -> str:
    """A party as everybody may see it: a person's name is masked."""
    kind, name = party
    return masked("name", name) if kind == "person" else name


def common(procedure: Procedure | None, seen: Viewer) -> list[Column]:
    """The columns of every matter."""
    register = procedure is not None and procedure.is_register
    units, people = seen.staff.names, seen.staff.people
    stages = {stage: place for place, stage in enumerate(procedure.stages)} if procedure else {}
    found = [
        Column("number", "编号", "code", lambda x: _cut(x.matter.number or "—", kind="code"), usual=not register, by=By("number")),
        Column("title", "事项", "text", lambda x: _cut(x.matter.title, reverse("matter", args=[x.matter.pk])), by=By("title")),
        Column("party", "当事人", "text", lambda x: _cut(x.party), usual=False, by=By(party=True, told=named)),
        Column("procedure", "程序", "text", lambda x: ui.Cell(x.procedure_name), usual=procedure is None),
        Column("stage", "阶段", "text", lambda x: ui.Cell(x.matter.stage), usual=not register, by=By("stage", told=lambda s: stages.get(s, -1) if stages else s)),
        Column("due", "期限", "text", _due, usual=not register, value=lambda x: x.matter.due_on),
        Column("lead", "承办单位", "text", lambda x: _cut(str(x.matter.lead)), by=By("lead_id", told=lambda organ: units.get(organ, ""))),
        Column("handler", "承办人", "text", lambda x: ui.Cell(str(x.matter.handler or "")), usual=not register, by=By("handler_id", told=lambda p: people.get(p, ""))),
        Column("helpers", "协办人", "text", lambda x: _cut(x.helpers), usual=False),
        Column("opened", "开始日期", "date", lambda x: _day(x.matter.opened_on), usual=not register, value=lambda x: x.matter.opened_on),
        Column("closed", "办结日期", "date", lambda x: _day(x.matter.closed_on), usual=False, value=lambda x: x.matter.closed_on, by=By("closed_on")),
        Column("status", "状态", "text", lambda x: ui.Cell(showing.STATUS.get(x.matter.status, "")), usual=False),
        Column("level", "密级", "text", lambda x: ui.Cell(showing.LEVELS[x.matter.level]), usual=False),
    ]
    gone = {"stage", "due", "closed", "status", "helpers"} if register else set()
    if procedure is not None and (register or any(field.label.startswith("当事人") for field in procedure.shape.fields.values())):
        gone.add("party")  # the facts name it
    return [column for column in found if column.key not in gone]


def of_facts(procedure: Procedure) -> list[Column]:
    """A column for every fact that fits a cell; personal ones are masked, in sheets as well."""
    found: list[Column] = []
    for name, field in procedure.shape.fields.items():
        if field.kind in ("long_text", "encrypted"):
            continue
        kind = {"int": "number", "money": "money", "date": "date"}.get(field.kind, "text")

        def text(line: Line, name: str = name, field: Any = field) -> ui.Cell:
            shown = showing.words(field, line.facts.get(name), line.seen.staff, line.names)
            if field.unit:
                shown = shown.removesuffix(f" {field.unit}")
            return _cut(shown, kind={"int": "number", "money": "money", "date": "date"}.get(field.kind, "text"))

        def value(line: Line, name: str = name, field: Any = field) -> Any:
            stored = line.facts.get(name)
            if field.kind == "money" and stored is not None:
                return stored / 100
            if field.kind in ("int", "date"):
                return stored
            return showing.words(field, stored, line.seen.staff, line.names)

        usual = procedure.is_register and len(found) < ALWAYS
        title = f"{field.label}（{field.unit}）" if field.unit else field.label
        found.append(Column(f"f.{name}", title, kind, text, usual, value, _by(procedure, name, field)))  # type: ignore[arg-type]
    return found


def _by(procedure: Procedure, name: str, field: Field) -> By | None:
    """How a list is sorted by a fact: by what everybody may see of it, so that the order tells nothing that the mask hides."""
    if field.kind not in _FACTS_SORTED or field.personal not in ("", "name"):
        return None
    told = field.words if field.choices else (lambda text: masked("name", text)) if field.personal else None
    return By(procedure.shape.model._meta.get_field(name).attname, procedure.shape.model, told=told)


def all_columns(procedure: Procedure | None, seen: Viewer) -> list[Column]:
    return common(procedure, seen) + (of_facts(procedure) if procedure else [])


def chosen(columns: Sequence[Column], keys: Sequence[str]) -> set[str]:
    """The keys shown: those asked for, else the usual ones."""
    known = {column.key for column in columns}
    wanted = {key for key in keys if key in known}
    return wanted or {column.key for column in columns if column.usual}


def lines_of(matters: Sequence[Matter], procedure: Procedure | None, seen: Viewer, names_by_id: Mapping[str, str], shown: set[str]) -> list[Line]:
    """Matters with what the columns show: one query for the facts of a page, one for its parties, and one a kind for names behind references."""
    found: dict[int, dict[str, Any]] = {}
    names: dict[tuple[str, int], str] = {}
    parties = first_parties([m.pk for m in matters]) if "party" in shown and matters else {}
    helpers = _helpers([m.pk for m in matters], seen) if "helpers" in shown and matters else {}
    if procedure is not None and matters and any(key.startswith("f.") for key in shown):
        fields = procedure.shape.fields
        columns = {name: procedure.shape.model._meta.get_field(name).attname for name in fields}
        rows = procedure.shape.model._default_manager.filter(pk__in=[m.pk for m in matters]).values("pk", *columns.values())
        for row in rows:
            found[row["pk"]] = {name: row[attname] for name, attname in columns.items()}
        names = names_behind((fields[n], v) for values in found.values() for n, v in values.items() if v is not None)
    return [
        Line(m, found.get(m.pk, {}), names, seen, names_by_id.get(m.procedure, m.procedure), named(parties[m.pk]) if m.pk in parties else "", helpers.get(m.pk, ""))
        for m in matters
    ]


def _helpers(matters: Sequence[int], seen: Viewer) -> dict[int, str]:
    """Who helps with each matter 协办."""
    found: dict[int, list[str]] = {}
    rows = Member.objects.filter(matter__in=matters, part=Member.HELPS, to_on=None).order_by("pk")
    for matter, person in rows.values_list("matter_id", "person_id"):
        found.setdefault(matter, []).append("我" if person == seen.person else seen.staff.people.get(person, ""))
    return {matter: "、".join(dict.fromkeys(names)) for matter, names in found.items()}


def heads(columns: Sequence[Column], shown: set[str], order: str, href: Callable[[str], str], few: bool = True) -> list[ui.ListColumn]:
    """Column heads with the way to sort by them; in a list that is not `few` only by what an index holds."""
    found = []
    for column in columns:
        by = BY_INDEX.get(column.key) or (column.key if column.by is not None and few else "")
        state: Any = ""
        link = ""
        if by:
            state = "up" if order == by else "down" if order == f"-{by}" else ""
            link = href(f"-{by}" if order == by else by)
        found.append(ui.ListColumn(column.key, column.title, column.kind, link, state, column.key in shown))
    return found


def rows(lines: Sequence[Line], columns: Sequence[Column], shown: set[str]) -> list[ui.Row]:
    kept = [column for column in columns if column.key in shown]
    return [
        ui.Row(str(line.matter.pk), [column.cell(line) for column in kept], reverse("matter", args=[line.matter.pk]))
        for line in lines
    ]
