"""A draft of a decision table, edited as a sheet of words or by a file; the engine proves it when it is kept."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.exchange.decision_tables import from_file, to_xlsx
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.views.decisions import PROCEDURE, known
from yuheng.faces.workbench.views.lists import sheet_response
from yuheng.faces.workbench.views.opening import own_unit
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.seats import may_open, may_seat
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure import registry
from yuheng.kernel.sheets.columns import BadSheet
from yuheng.kernel.tables.content import Table, read
from yuheng.kernel.tables.grid import OPTION_HEAD, Line, columns_of, from_lines, lines_of, option_lines
from yuheng.kernel.tables.prove import prove
from yuheng.kernel.tables.published import in_force
from yuheng.kernel.tables.schema import BadTable, Schema

PAPER = (("title", "标题", True), ("issuer", "制定机关", True), ("number", "文号", False), ("in_force", "施行日期", True), ("ceased", "停止施行日期", False), ("source", "来源", False))
SPARE = 3
"""Empty lines at the end of the sheet."""

Paper = dict[str, str]


class _Sent:
    """What a person sent: the paper's fields, the lines, the options, and the table they make or why they make none."""

    def __init__(self, request: HttpRequest, schema: Schema) -> None:
        self.paper = {name: request.POST.get(name, "").strip() for name, _label, _must in PAPER}
        self.lines = _lines_sent(request, schema)
        self.options = _options_sent(request)
        self.problems: tuple[tuple[str, str], ...] = ()
        self.table: Table | None = None
        try:
            file = request.FILES.get("file")
            if file is not None:
                self.table = from_file(schema, file.read(), file.name or "")
                self.lines, self.options = lines_of(self.table), option_lines(self.table)
            else:
                self.table = from_lines(schema, self.lines, self.options)
        except BadTable as error:
            self.problems = error.problems or (("", str(error)),)
        except BadSheet as error:
            self.problems = (("文件", str(error)),)


def _lines_sent(request: HttpRequest, schema: Schema) -> list[Line]:
    names = [name for name, _label in columns_of(schema)]
    numbers = sorted({int(key[1:].partition(".")[0]) for key in request.POST if key[:1] == "l" and key[1:].partition(".")[0].isdigit()})
    found = [{name: request.POST.get(f"l{n}.{name}", "") for name in names} for n in numbers]
    return [line for line in found if any(value.strip() for value in line.values())]


def _options_sent(request: HttpRequest) -> list[tuple[str, str, str]]:
    numbers = sorted({int(key[1:].partition(".")[0]) for key in request.POST if key[:1] == "o" and key[1:].partition(".")[0].isdigit()})
    found = [tuple(request.POST.get(f"o{n}.{k}", "").strip() for k in range(3)) for n in numbers]
    return [(a, b, c) for a, b, c in found if b or c]


def new(request: HttpRequest, table: str) -> HttpResponse:
    """A new version, beginning with what is in force today."""
    seen = viewer_of(request)
    schema = known(table)
    procedure = registry.get(PROCEDURE, 1)
    if not may_open(seen, procedure):
        raise PermissionDenied("裁量基准和清单由法制审核人员或者依法治区办工作人员拟定。")
    if request.method == "POST":
        sent = _Sent(request, schema)
        refused = ""
        if sent.table is not None and request.POST.get("do") == "act":
            try:
                data = {"table_id": table, **_plain(sent.paper), "content": sent.table.bytes.decode()}
                opening = Opening(PROCEDURE, lead=own_unit(seen, procedure) or 0)
                done = perform(
                    Order("draft", seen.person or 0, opening=opening, data=data, post=post_of(request), key=request.POST.get("y_key", "")[:80], account=seen.account.pk)
                )
                messages.success(request, f"已拟定“{sent.paper['title']}”。")
                return HttpResponseRedirect(reverse("decision_edit", args=[done.matter]))
            except Refused as error:
                refused = str(error.refusal)
        return _page(request, schema, sent.paper, sent.lines, sent.options, sent=sent, refused=refused, title=f"拟定新版本 · {schema.name}", act="拟定")
    lines, options = _start(schema, seen.day)
    paper = {"issuer": "", "title": schema.name, "number": "", "in_force": "", "ceased": "", "source": ""}
    return _page(request, schema, paper, lines, options, title=f"拟定新版本 · {schema.name}", act="拟定")


def _start(schema: Schema, on: date) -> tuple[list[Line], list[tuple[str, str, str]]]:
    try:
        now = in_force(schema.id, on).compiled.table
    except BadTable:
        return [], []
    return lines_of(now), option_lines(now)


def edit(request: HttpRequest, matter: int) -> HttpResponse:
    """The draft of a matter as a sheet; POST performs 修改."""
    seen = viewer_of(request)
    head, state, law = core(seen, matter)
    if head.procedure != PROCEDURE:
        raise PermissionDenied("这不是裁量基准、清单。")
    schema = known(str(state.facts.get("table_id")))
    step = state.procedure.by_id["revise"]
    if request.GET.get("export") == "xlsx":
        return sheet_response(to_xlsx(read(str(state.facts["content"])), str(state.facts["title"])), str(state.facts["title"]))
    barred = may_seat(seen, step, state, law, post_of(request))
    if barred is not None:
        raise PermissionDenied(str(barred))
    where: dict[str, Any] = {"title": f"修改 · {state.facts.get('title')}", "act": step.name, "matter": matter}
    if request.method == "POST":
        sent = _Sent(request, schema)
        refused = ""
        if sent.table is not None and request.POST.get("do") == "act":
            try:
                data = {**_plain(sent.paper), "content": sent.table.bytes.decode()}
                perform(Order("revise", seen.person or 0, matter=matter, data=data, post=post_of(request), key=request.POST.get("y_key", "")[:80], account=seen.account.pk))
                messages.success(request, "已修改；原来的复核意见不再有效，公布前须重新复核。")
                return HttpResponseRedirect(reverse("decision_edit", args=[matter]))
            except Refused as error:
                refused = str(error.refusal)
        return _page(request, schema, sent.paper, sent.lines, sent.options, sent=sent, refused=refused, **where)
    kept = read(str(state.facts["content"]))
    paper = {name: str(state.facts.get(name) or "") for name, _label, _must in PAPER}
    return _page(request, schema, paper, lines_of(kept), option_lines(kept), kept=kept, **where)


def _plain(paper: Paper) -> dict[str, Any]:
    return {name: value or None for name, value in paper.items()}


def _page(
    request: HttpRequest,
    schema: Schema,
    paper: Paper,
    lines: list[Line],
    options: list[tuple[str, str, str]],
    *,
    title: str,
    act: str,
    matter: int = 0,
    sent: _Sent | None = None,
    kept: Table | None = None,
    refused: str = "",
) -> HttpResponse:
    table = sent.table if sent else kept
    proof = prove(table) if table is not None else None
    problems = [f"{place}：{why}" if place else why for place, why in sent.problems] if sent else []
    at = dict(sent.problems) if sent else {}
    page = ui.DecisionEditPage(
        title=title,
        crumbs=[ui.Link(schema.name, reverse("decision_table", args=[schema.id]))],
        action=reverse("decision_edit", args=[matter]) if matter else reverse("decision_new", args=[schema.id]),
        act=act,
        lead=schema.help,
        fields=[_paper_field(name, label, must, paper.get(name, "")) for name, label, must in PAPER],
        heads=[label for _name, label in columns_of(schema)],
        lines=_cells(schema, lines, at),
        option_heads=OPTION_HEAD if any(one.own_choices for one in schema.inputs) else (),
        options=_option_cells(schema, options),
        problems=problems,
        faults=[fault.message for fault in proof.faults] if proof else [],
        proved=f"已证明：{proof.rows} 行，任何情形有且只有一个结果。" if proof and proof.proved else "",
        refused=refused,
        cancel_href=reverse("matter", args=[matter]) if matter else reverse("decision_table", args=[schema.id]),
        export_href=f"{reverse('decision_edit', args=[matter])}?export=xlsx" if matter else "",
        hidden={"y_key": secrets.token_urlsafe(16)},
    )
    return page.response(request, frame(request, "work", PROCEDURE), status=422 if problems or refused else 200)


def _paper_field(name: str, label: str, must: bool, value: str) -> ui.FormField:
    kind = "date" if name in ("in_force", "ceased") else "text"
    return ui.FormField(name=name, label=label, kind=kind, value=value, required=must)  # type: ignore[arg-type]


def _cells(schema: Schema, lines: list[Line], at: dict[str, str]) -> list[list[ui.EditCell]]:
    columns = columns_of(schema)
    found = []
    for n, line in enumerate([*lines, *({} for _ in range(SPARE))], start=1):
        whole = at.get(f"第 {n} 行", "")
        found.append(
            [
                ui.EditCell(f"l{n}.{name}", label, line.get(name, ""), at.get(f"第 {n} 行“{label}”", whole if name == "id" else ""), name in ("name", "cites", "note"))
                for name, label in columns
            ]
        )
    return found


def _option_cells(schema: Schema, options: list[tuple[str, str, str]]) -> list[list[ui.EditCell]]:
    own = [one.label for one in schema.inputs if one.own_choices]
    blank = (own[0] if own else "", "", "")
    rows = [*options, *([blank] * SPARE)]
    return [[ui.EditCell(f"o{n}.{k}", head, row[k], wide=k == 2) for k, head in enumerate(OPTION_HEAD)] for n, row in enumerate(rows, start=1)]
