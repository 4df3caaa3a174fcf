"""Lists of matters: filters, saved filters, columns, sorting, pages by key, counts, export of exactly what is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from yuheng.faces.exchange.receipts import payable
from yuheng.faces.exchange.tables import workbook
from yuheng.faces.workbench import columns as cols
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.entry import entry_of
from yuheng.faces.workbench.filters import KEPT, Filters, without
from yuheng.faces.workbench.framing import frame, organ_of, viewer_of
from yuheng.faces.workbench.guard import known_procedure
from yuheng.faces.workbench.menu import listed_procedures
from yuheng.faces.workbench.views.bulk import bulk_acts
from yuheng.kernel.access import matters, seats
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.access.narrowing import Narrow
from yuheng.kernel.access.sorting import SORTED, By, TooMany
from yuheng.kernel.now import now
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.records.models import Matter, SavedFilter

SIZE = 50
EXPORTED = 10_000
"""Rows of one sheet; who needs more narrows the list by date."""

ORDERS = ("-day", "day", "due", "-due")
"""Orders that the scope index holds, for lists of any length."""

LONG = f"超过 {SORTED:,} 件的列表只按开始日期、期限排序；按编号、单位、金额等其他栏目排序，请先用年度、单位、阶段等条件筛选。"


@dataclass(frozen=True)
class Asked:
    """A list as its address asks for it."""

    seen: Viewer
    procedure: Procedure | None
    query: QueryDict
    filters: Filters
    order: str
    columns: list[cols.Column]
    shown: set[str]

    @property
    def names(self) -> list[str] | None:
        return [self.procedure.id] if self.procedure else None

    def narrow(self) -> Narrow:
        return self.filters.narrow(self.seen)

    @property
    def by(self) -> By | None:
        """What the list is sorted by, where no index holds the order."""
        return next((column.by for column in self.columns if column.key == self.order.removeprefix("-")), None)

    def page(self, size: int, after: str | None = None, before: str | None = None, last: bool = False) -> matters.Page:
        """A page in the order asked for. Raises `TooMany` where so long a list has no such order."""
        by = self.by
        if by is None:
            return matters.page(self.seen, self.names, self.narrow(), size=size, after=after, before=before, last=last, order=self.order)
        down = self.order.startswith("-")
        return matters.page_by(self.seen, self.names, self.narrow(), by, down=down, size=size, after=after, before=before, last=last)


def asked(request: HttpRequest, procedure: Procedure | None) -> Asked:
    seen = viewer_of(request)
    filters = Filters.read(request.GET, seen, procedure, organ_of(request))
    order = request.GET.get("sort", "")
    columns = cols.all_columns(procedure, seen)
    shown = cols.chosen(columns, request.GET.getlist("col"))
    known = order in ORDERS or any(column.by and column.key == order.removeprefix("-") for column in columns)
    return Asked(seen, procedure, request.GET, filters, order if known else "-day", columns, shown)


def work(request: HttpRequest) -> HttpResponse:
    """All matters that the viewer may see, of whatever procedure."""
    return _list(request, asked(request, None))


def procedure_list(request: HttpRequest, procedure: str) -> HttpResponse:
    """The matters of one procedure; a register has its quick form above."""
    return _list(request, asked(request, known_procedure(viewer_of(request), procedure)))


def _list(request: HttpRequest, want: Asked) -> HttpResponse:
    if request.GET.get("export") == "xlsx":
        return _export(request, want)
    seen, procedure = want.seen, want.procedure
    try:
        page = want.page(SIZE, request.GET.get("after"), request.GET.get("before"), "last" in request.GET)
    except TooMany:
        want = replace(want, order="-day")
        page = want.page(SIZE)
    total = matters.count(seen, want.names, want.narrow())
    shape = _shape(request, want, page, total)
    current = procedure.id if procedure else ""
    around = frame(request, "work", current)
    if procedure is not None and procedure.is_register:
        return ui.RegisterPage(**{**shape, **entry_of(request, procedure), **_sheets(seen, procedure)}).response(request, around)
    return ui.ListPage(**shape).response(request, around)


def _sheets(seen: Viewer, procedure: Procedure) -> dict[str, Any]:
    if not seats.may_open(seen, procedure):
        return {}
    return {"template_href": reverse("import_template", args=[procedure.id]), "import_href": reverse("import", args=[procedure.id])}


def _shape(request: HttpRequest, want: Asked, page: matters.Page, total: int) -> dict[str, Any]:
    """What a list and a register have in common."""
    procedure, seen = want.procedure, want.seen
    names = {p.id: p.name for p in listed_procedures(seen)}
    lines = cols.lines_of(page.rows, procedure, seen, names, want.shown)
    heads = cols.heads(want.columns, want.shown, want.order, lambda order: _with(want.query, sort=order), total <= SORTED)
    address, acts = request.path, bulk_acts(seen, procedure)
    return {
        "title": procedure.name if procedure else "全部事项",
        "table": ui.Table(heads, cols.rows(lines, want.columns, want.shown), names.get("", ""), _empty(want), selectable=bool(acts)),
        "bulk": acts,
        "count": _count_words(request, total),
        "lead": LONG if total > SORTED and want.query.get("sort", "").removeprefix("-") not in ("", "day", "due") else "",
        "search": ui.FormField(name="q", label="在本页查找", value=want.filters.given.get("q", ""), placeholder="编号、事项、当事人", prefix="find_"),
        "chips": want.filters.chips(want.query, seen),
        "clear_href": address,
        "filters": want.filters.form(seen, procedure),
        "filter_hidden": [(k, v) for k in ("sort", "q") if (v := want.query.get(k))] + [("col", c) for c in want.query.getlist("col")],
        "views": saved(seen, procedure, want.query),
        "save_view": _save_act(want),
        "column_name": "col",
        "exports": _exports(want),
        "acts": _acts(want),
        "pager": pager(want, page, total),
        "href": address,
    }


def _exports(want: Asked) -> list[ui.Link]:
    links = [ui.Link("Excel", _with(want.query, export="xlsx"), "所列全部行，最多 10,000 行")]
    if want.procedure is not None:
        links.append(ui.Link("全部栏目", reverse("export", args=[want.procedure.id]), "各栏与导入模板相同，可以再导入"))
    return links


def _with(query: QueryDict, **changes: str) -> str:
    rest = without(query, "export", *changes)
    for name, value in changes.items():
        rest[name] = value
    return f"?{rest.urlencode()}"


def _count_words(request: HttpRequest, total: int) -> str:
    shown = f"{matters.MANY:,}+" if total > matters.MANY else f"{total:,}"
    organ = organ_of(request)
    where = viewer_of(request).staff.names.get(organ, "") if organ else "您可以查看的范围"
    return f"共 {shown} 件 · {where}"


def _empty(want: Asked) -> ui.Empty:
    if want.filters.given:
        return ui.Empty("没有符合筛选条件的事项。", ui.Act("去掉筛选", "?"))
    procedure = want.procedure
    if procedure is not None and seats.may_open(want.seen, procedure) and not procedure.is_register:
        return ui.Empty(f"还没有{procedure.name}的事项。", ui.Act(procedure.opening.name, reverse("open", args=[procedure.id])))
    return ui.Empty("还没有您可以查看的事项。")


def _acts(want: Asked) -> list[ui.Act]:
    procedure = want.procedure
    if procedure is None:
        return []
    acts = []
    if not procedure.is_register and seats.may_open(want.seen, procedure):
        acts.append(ui.Act(procedure.opening.name, reverse("open", args=[procedure.id]), primary=True))
        acts.append(ui.Act("存量案件建档", reverse("adopt", args=[procedure.id])))
        acts.append(ui.Act("导入 Excel", reverse("import", args=[procedure.id])))
    elif procedure.id in {p.id for p in payable(want.seen)}:
        acts.append(ui.Act("导入缴款回单", reverse("import", args=[procedure.id]) + "?kind=receipts"))
    if not procedure.is_register:
        acts.append(ui.Act("程序图", reverse("law_map", args=[procedure.id])))
    return acts


def pager(want: Asked, page: matters.Page, total: int) -> ui.Pager | None:
    """Ways to the neighbouring pages by key."""
    if not page.after and not page.before:
        return None
    shown = f"{matters.MANY:,}+" if total > matters.MANY else f"{total:,}"
    return ui.Pager(
        f"每页 {SIZE} 件，共 {shown} 件",
        first=_with(want.query) if page.before else "",
        before=_with(want.query, before=page.before) if page.before else "",
        after=_with(want.query, after=page.after) if page.after else "",
        last=_with(want.query, last="1") if page.after else "",
        jump_name="to",
        jump_label="跳到日期",
        jump_hidden=[(k, v) for k in KEPT if k not in ("to", "col") and (v := want.query.get(k))],
    )


def saved(seen: Viewer, procedure: Procedure | None, query: QueryDict) -> list[ui.Link]:
    """The viewer's saved filters of this list."""
    now_asked = _kept(query)
    found = [ui.Link("全部", "?", current=not now_asked)]
    for one in SavedFilter.objects.filter(account=seen.account, page=_kept_under(procedure)).order_by("name"):
        found.append(ui.Link(one.name, f"?{one.query}", current=one.query == now_asked))
    return found


def _kept_under(procedure: Procedure | None) -> str:
    """The name under which the filters of a list are kept; that over all matters has one, too."""
    return procedure.id if procedure else "*"


def _kept(query: QueryDict) -> str:
    rest = QueryDict(mutable=True)
    for name in KEPT:
        if name in query:
            rest.setlist(name, query.getlist(name))
    return rest.urlencode()


def _save_act(want: Asked) -> ui.Act | None:
    kept = _kept(want.query)
    if not kept:
        return None
    address = reverse("save_filter", args=[want.procedure.id]) if want.procedure else reverse("save_work_filter")
    return ui.Act("保存", address, post=True, hidden={"query": kept})


def save_filter(request: HttpRequest, procedure: str = "") -> HttpResponse:
    """Keeps a filter under a name, or replaces the one of that name; without a procedure that of the list over all matters."""
    declared = known_procedure(viewer_of(request), procedure) if procedure else None
    name, query = request.POST.get("name", "").strip()[:20], request.POST.get("query", "")[:2000]
    kept = _kept(QueryDict(query))
    if name and kept:
        SavedFilter.objects.update_or_create(account=viewer_of(request).account, page=_kept_under(declared), name=name, defaults={"query": kept})
        messages.success(request, f"已存为常用筛选“{name}”。")
    listed = reverse("list", args=[declared.id]) if declared else reverse("work")
    return HttpResponseRedirect(f"{listed}?{kept}")


def _export(request: HttpRequest, want: Asked) -> HttpResponse:
    """The list as a sheet: the columns shown, all its rows. The look is recorded before the answer."""
    seen = want.seen
    name = want.procedure.name if want.procedure else "全部事项"
    kept = [column for column in want.columns if column.key in want.shown]
    names = {p.id: p.name for p in listed_procedures(seen)}
    found: list[Matter] = []
    after: str | None = None
    while len(found) < EXPORTED:
        try:
            page = want.page(500 if want.by is None else EXPORTED, after)
        except TooMany:
            want = replace(want, order="-day")
            continue
        found += page.rows
        after = page.after
        if after is None:
            break
    record(seen, f"导出“{name}” {len(found)} 行", address=request.META.get("REMOTE_ADDR", ""))
    lines = cols.lines_of(found[:EXPORTED], want.procedure, seen, names, want.shown)
    chips = "；".join(f"{chip.label}：{chip.value}" for chip in want.filters.chips(want.query, seen)) or "全部"
    note = f"{seen.name} 于 {now():%Y-%m-%d %H:%M} 导出；筛选：{chips}；共 {len(lines)} 行。个人信息已遮盖。"
    content = workbook(name, [c.title for c in kept], [c.kind for c in kept], ([c.raw(line) for c in kept] for line in lines), note)
    return sheet_response(content, name)


def sheet_response(content: bytes, name: str) -> HttpResponse:
    """A sheet as a download."""
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response
