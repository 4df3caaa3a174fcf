"""Decision tables: which there are, one in the version of a day, and what it answers to a case that a person tries."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.exchange.decision_tables import to_xlsx
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.faces.workbench.views.lists import sheet_response
from yuheng.kernel.access import matters, seats
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.tables.cells import words_of_cell
from yuheng.kernel.tables.content import Row, Table
from yuheng.kernel.tables.evaluate import Receipt, evaluate, told
from yuheng.kernel.tables.published import Version, in_force, versions
from yuheng.kernel.tables.schema import BadTable, Input, Schema, all_schemas, schema_of
from yuheng.kernel.tables.values import cents_of

PROCEDURE = "enforcement.table"
VERDICTS = {True: "yes", False: "no", None: "open"}


def known(table: str) -> Schema:
    """The schema of an address. Raises PermissionDenied for a table that is not declared."""
    try:
        return schema_of(table)
    except BadTable as error:
        raise PermissionDenied(str(error)) from None


def day_of(request: HttpRequest, seen: Viewer) -> date:
    """The day whose version is asked for; today where none is named."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return seen.day


def tables(request: HttpRequest) -> HttpResponse:
    """All declared tables, with what is in force today and what is being drafted."""
    seen = viewer_of(request)
    drafts = _drafts(seen)
    shelves = []
    for schema in all_schemas():
        kept = versions(schema.id)
        now = next((v for v in reversed(kept) if v.holds_on(seen.day)), None)
        link = ui.Link(schema.name, reverse("decision_table", args=[schema.id]))
        shelves.append(
            ui.Shelf(link, schema.help, _version_words(now) if now else "", len(now.compiled.rows) if now else 0, len(kept), drafts.get(schema.id, []))
        )
    return ui.DecisionTablesPage(title="裁量基准和清单", shelves=shelves).response(request, frame(request, "work", PROCEDURE))


def _drafts(seen: Viewer) -> dict[str, list[ui.Link]]:
    from yuheng.systems.enforcement.tables.facts import TableVersion

    found: dict[str, list[ui.Link]] = {}
    rows = matters.visible(seen, [PROCEDURE]).filter(status="open").order_by("-opened_on", "-pk")[:50]
    kept = dict(TableVersion.objects.filter(matter__in=[m.pk for m in rows]).values_list("matter", "table_id"))
    for matter in rows:
        found.setdefault(kept.get(matter.pk, ""), []).append(ui.Link(matter.title or "未命名", reverse("matter", args=[matter.pk])))
    return found


def _version_words(version: Version) -> str:
    until = f"至 {version.to_on}" if version.to_on else "起"
    return f"{version.title}{version.number}（{version.from_on} {until}）"


def table(request: HttpRequest, table: str) -> HttpResponse:
    """One table: the rows in force on a day, and a case to try against them."""
    seen = viewer_of(request)
    schema = known(table)
    on = day_of(request, seen)
    try:
        version = in_force(table, on)
    except BadTable as error:
        page = ui.DecisionTablePage(
            title=schema.name, lead=schema.help, facts=[], heads=[], lines=[], versions=_versions(schema, on), fields=[], empty=str(error), acts=_acts(seen, schema),
        )  # fmt: skip
        return page.response(request, frame(request, "work", PROCEDURE))
    if request.GET.get("export") == "xlsx":
        return sheet_response(to_xlsx(version.compiled.table, version.title), f"{version.title}{version.number}")
    asked, errors = _asked(schema, version.compiled.table, request) if "try" in request.GET else ({}, {})
    answer = _answer(version, asked) if "try" in request.GET and not errors else None
    page = ui.DecisionTablePage(
        title=schema.name,
        crumbs=[ui.Link("裁量基准和清单", reverse("decision_tables"))],
        lead=f"{_version_words(version)}。{schema.help}",
        facts=_facts(version),
        heads=[one.label for one in schema.inputs] + [one.label for one in schema.outputs],
        lines=_lines(version.compiled.table, answer if isinstance(answer, Receipt) else None),
        versions=_versions(schema, on, version),
        fields=_fields(schema, version.compiled.table, request, errors),
        answered=_answered(version, answer) if answer is not None else None,
        exports=[ui.Link("Excel", f"?{urlencode({'on': on.isoformat(), 'export': 'xlsx'})}")],
        acts=_acts(seen, schema),
        hidden=[("on", on.isoformat())],
    )
    return page.response(request, frame(request, "work", PROCEDURE))


def _acts(seen: Viewer, schema: Schema) -> list[ui.Act]:
    procedure = registry.get(PROCEDURE, 1)
    if not seats.may_open(seen, procedure):
        return []
    return [ui.Act("拟定新版本", reverse("decision_new", args=[schema.id]), primary=True)]


def _versions(schema: Schema, on: date, shown: Version | None = None) -> list[ui.Link]:
    return [
        ui.Link(f"{v.from_on} {'至 ' + str(v.to_on) if v.to_on else '起'}", f"?on={v.from_on}", f"{v.title}{v.number}", current=v is shown)
        for v in versions(schema.id)
    ]


def _facts(version: Version) -> list[ui.Fact]:
    table = version.compiled.table
    return [
        ui.Fact("标题", version.title), ui.Fact("文号", version.number), ui.Fact("施行", f"{version.from_on} {'至 ' + str(version.to_on) if version.to_on else '起'}"),
        ui.Fact("行数", f"{len(table.rows)} 行"), ui.Fact("内容摘要（国密 SM3）", table.digest[:16] + "…"),
        ui.Fact("证明", "任何情形有且只有一个结果"),
    ]  # fmt: skip


def _fields(schema: Schema, table: Table, request: HttpRequest, errors: dict[str, str]) -> list[ui.FormField]:
    found = []
    for one in schema.inputs:
        given = request.GET.get(f"q_{one.name}", "")
        label, error = one.question or one.label, errors.get(one.name, "")
        if one.kind in ("choice", "bool"):
            choices = table.choices(one.name) if one.kind == "choice" else {"yes": "是", "no": "否"}
            options = [ui.Option(code, words, code == given) for code, words in choices.items()]
            found.append(ui.FormField(name=f"q_{one.name}", label=label, kind="select", options=options, help=one.help or "空白为未知", error=error))
        else:
            kind = {"money": "money", "date": "date"}.get(one.kind, "number")
            unit = "元" if one.kind == "money" else "%" if one.kind == "percent" else one.unit
            found.append(
                ui.FormField(name=f"q_{one.name}", label=label, kind=kind, value=given, unit="" if kind == "date" else unit, help=one.help, error=error)  # type: ignore[arg-type]
            )
    return found


def _asked(schema: Schema, table: Table, request: HttpRequest) -> tuple[dict[str, Any], dict[str, str]]:
    """The case as it was typed; what was left open is unknown."""
    found: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for one in schema.inputs:
        text = request.GET.get(f"q_{one.name}", "").strip()
        if not text:
            continue
        try:
            found[one.name] = value_of(one, text)
        except (ValueError, BadValue):
            errors[one.name] = f"“{one.label}”看不懂“{text[:20]}”，请改正。"
    return found, errors


def value_of(column: Input, text: str) -> Any:
    """What a person typed for an input. Raises ValueError."""
    if column.kind == "bool":
        if text not in ("yes", "no"):
            raise ValueError(text)
        return text == "yes"
    if column.kind == "money":
        return cents_of(text.removesuffix("元"))
    if column.kind == "int":
        return int(text.replace(",", ""))
    return text


def _answer(version: Version, asked: dict[str, Any]) -> Receipt | str:
    try:
        return evaluate(version.compiled, asked)
    except BadTable as error:
        return str(error)


def answer_words(schema: Schema, then: Any) -> str:
    """An answer in Chinese: 处理：不予处罚；最低罚款：500元."""
    return "；".join(f"{o.label}：{o.words(then.get(o.name))}" for o in schema.outputs if then.get(o.name) is not None)


def _answered(version: Version, answer: Receipt | str) -> ui.Answered:
    if isinstance(answer, str):
        return ui.Answered("", False, error=answer)
    schema = version.compiled.table.schema
    if answer.then is None:
        return ui.Answered("还不能回答", False, needs=[schema.by_name[name].label for name in answer.needs])
    row = "其余情形" if answer.row is None or answer.row < 0 else version.compiled.rows[answer.row].name
    return ui.Answered(answer_words(schema, answer.then), True, row, showing.cites(answer.cites))


def _lines(table: Table, answer: Receipt | None) -> list[ui.DecisionLine]:
    verdicts = {one["id"]: one for one in told(answer)} if answer else {}
    lines = [_line(table, row, verdicts.get(row.id)) for row in table.rows]
    if table.otherwise is not None:
        blank = [("", "")] * len(table.schema.inputs)
        then = [(o.words(table.otherwise.then.get(o.name)), "") for o in table.schema.outputs]
        spoke = "yes" if answer is not None and answer.row == -1 else ""
        lines.append(ui.DecisionLine("otherwise", "其余情形", blank + then, showing.cites(table.otherwise.cites), verdict=spoke))
    return lines


def _line(table: Table, row: Row, verdict: dict[str, Any] | None) -> ui.DecisionLine:
    cells = []
    for column in table.schema.inputs:
        cell = row.cell(column.name)
        text = "" if cell.anything else words_of_cell(column, cell, table.choices(column.name))
        mark = VERDICTS[verdict["cells"][column.name]] if verdict and column.name in verdict["cells"] and text else ""
        cells.append((text, mark))
    cells += [(o.words(row.then.get(o.name)), "") for o in table.schema.outputs]
    state, why = "", ""
    if verdict:
        state = VERDICTS[verdict["verdict"]]
        if verdict["gives_way_to"]:
            state, why = "no", f"让位于例外“{'、'.join(table.by_id[one].name or one for one in verdict['gives_way_to'])}”"
    depth, above = 0, row.of
    while above:
        depth, above = depth + 1, table.by_id[above].of
    return ui.DecisionLine(row.id, row.name or row.id, cells, showing.cites(row.cites), row.note, state, why, depth)

