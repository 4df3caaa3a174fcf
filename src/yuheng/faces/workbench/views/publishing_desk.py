"""执法公示 inside the office: what is to be published, corrected and withdrawn, by its date; and of one case exactly what the public sees, saw or would see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.kernel.access.dossier import Dossier, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.records.models import Clock
from yuheng.systems.enforcement.disclosure.publication import REPLACED, SHOWN, WITHDRAWN, Publication
from yuheng.systems.enforcement.penalty.shown import fields, record_of

CASES = ("penalty.ordinary", "penalty.summary")
MOST = 100
"""Rows of one table; the counts above are of all."""
STATES = {SHOWN: "公示中", WITHDRAWN: "已撤回", REPLACED: "已更正、撤下"}


def _table(heads: Sequence[str], rows: Sequence[Sequence[ui.Cell]], empty: str) -> ui.Table:
    return ui.Table([ui.ListColumn(f"c{n}", head) for n, head in enumerate(heads)], [ui.Row(str(n), cells, cells[0].href) for n, cells in enumerate(rows)], empty=ui.Empty(empty))


def desk(request: HttpRequest) -> HttpResponse:
    """What waits to be published and withdrawn, with its date, and what the public reads though the file was corrected since."""
    seen = viewer_of(request)
    if not set(CASES) & set(seen.reads):
        raise PermissionDenied("您的岗位没有这一项功能。")
    mine = visible(seen, [name for name in CASES if name in seen.reads])
    stale = Publication.objects.filter(matter__in=mine, state=SHOWN, stale=True).order_by("decided_on", "pk")
    owed = {step: Clock.objects.filter(matter__in=mine, step=step, ended=0, asleep=False) for step in ("publish", "withdraw")}
    counts = {step: found.count() for step, found in owed.items()}
    late = owed["publish"].filter(due_on__lt=seen.day).count()
    wrong = stale.count()
    page = ui.AuthorityPage(
        title="执法公示", asking=[], links=[ui.Link("公示平台", reverse("open_home"))],
        lead="处罚决定自作出之日起七个工作日内公开；被变更、撤销、确认违法或者无效的，三个工作日内撤回（国办发〔2018〕118号（六）、《行政处罚法》第四十八条）。",
        counts=[
            ("待公示", f"{counts['publish']:,}", "none"), ("其中逾期", f"{late:,}", "overdue" if late else "fine"), ("待撤回", f"{counts['withdraw']:,}", "overdue" if counts["withdraw"] else "fine"),
            ("内容待更正", f"{wrong:,}", "overdue" if wrong else "fine"),
        ],
        tables=[
            ("待公示", _owed(owed["publish"], seen, "没有等待公示的决定。"), _cut(counts["publish"])),
            *([("待撤回", _owed(owed["withdraw"], seen, ""), _cut(counts["withdraw"]))] if counts["withdraw"] else []),
            *([("内容待更正", _table(("文号", "案由", "公示日期"), [[ui.Cell(one.number or "（无文号）", reverse("publication", args=[one.matter_id])), ui.Cell(one.cause), ui.Cell(str(one.from_on), kind="date")] for one in stale[:MOST]], ""), "案卷在公示以后更正过；请核对后再次办理“执法公示”，写明更正的理由。")] if wrong else []),
        ],
    )  # fmt: skip
    return page.response(request, frame(request, "work", CASES[0]))


def _cut(count: int) -> str:
    return f"另有 {count - MOST:,} 件。" if count > MOST else ""


def _owed(found: Any, seen: Viewer, empty: str) -> ui.Table:
    rows = []
    for one in found.select_related("matter__lead").order_by(F("due_on").asc(nulls_last=True), "matter_id")[:MOST]:
        head = one.matter
        due = ui.Cell(part=showing.light(one.due_on, one.warn_on, seen.day), title=str(one.due_on)) if one.due_on else ui.Cell("")
        rows.append([ui.Cell(head.number or "未编号", reverse("publication", args=[head.pk])), ui.Cell(head.title, title=head.title), ui.Cell(head.lead.name), ui.Cell(str(one.start), kind="date"), due])
    return _table(("案件", "事项", "承办单位", "起", "期限"), rows, empty)


def publication(request: HttpRequest, matter: int) -> HttpResponse:
    """Of one case what the public sees, or would see were it published now, and every version it saw."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    if found.procedure.id not in CASES:
        raise PermissionDenied("这一事项没有执法公示。")
    versions = list(Publication.objects.filter(matter=matter).order_by("-seq"))
    shown = next((one for one in versions if one.state == SHOWN), None)
    withdrawn = next((one for one in versions[:1] if one.state == WITHDRAWN), None)
    whole = request.GET.get("shown") == "full"
    title, rows, note = _now(found, shown, withdrawn, seen, whole)
    preview = found.state.facts.get("decided_on") is not None and found.state.facts.get("party_kind") != "person" and not (shown or withdrawn)
    heads = ("状态", "公示日期", "公示期至", "撤下日期", "理由", "内容摘要")
    past = [
        [ui.Cell(STATES[one.state] + ("（案件已更正）" if one.stale else "")), ui.Cell(str(one.from_on), kind="date"), ui.Cell(str(one.to_on or ""), kind="date"), ui.Cell(str(one.ended_on or ""), kind="date"),
         ui.Cell(one.why, title=one.why), ui.Cell(one.digest[:16] + "…", title=one.digest, kind="code")]
        for one in versions
    ]  # fmt: skip
    page = ui.AuthorityPage(
        title="执法公示", crumbs=[ui.Link("执法公示", reverse("disclosure_desk")), ui.Link(found.head.number or "事项", reverse("matter", args=[matter]))], lead=found.head.title, asking=[], counts=[],
        tables=[(title, _table(("项目", "内容"), [[ui.Cell(name), ui.Cell(value, title=value)] for name, value in rows], note), note if rows else ""), ("历次公示", _table(heads, past, "还没有公示。"), "摘要与公示环节的过程记录所载一致，可以核对。" if past else "")],
        links=[*([ui.Link("只看信息摘要", "?") if whole else ui.Link("连同违法事实预览", "?shown=full")] if preview else []), *([ui.Link("公开页", reverse("open_decision", args=[one.pk])) for one in (shown or withdrawn,) if one]), *([] if withdrawn else [ui.Link("办理执法公示", reverse("step", args=[matter, "publish"]))])],
    )  # fmt: skip
    return page.response(request, frame(request, "work", found.procedure.id))


def _now(found: Dossier, shown: Publication | None, withdrawn: Publication | None, seen: Viewer, whole: bool) -> tuple[str, list[tuple[str, str]], str]:
    """What stands there now, else what would: title, fields, and a word to it."""
    if shown is not None:
        return "公开的内容", list(fields(shown.record).items()), "公众现在看到的内容。"
    if withdrawn is not None:
        return "曾经公开的内容", list(fields(withdrawn.record).items()), "已经撤回：公众只看到文号、机关、撤回日期和理由。"
    if found.state.facts.get("decided_on") is None or found.state.facts.get("outcome") != "penalised":
        return "公开的内容", [], "没有作出处罚决定，没有可以公开的内容。"
    try:
        record = record_of({**found.state.facts, "shown": "full" if whole else "summary"}, seen.day)
    except BadValue as wrong:
        return "公开的内容", [], str(wrong)
    return "将要公开的内容", list(fields(record).items()) if record else [], "按现有案卷得出；办理“执法公示”时以当时的案卷为准。"
