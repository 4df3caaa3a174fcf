"""统稿: the editor joins the units' passages into the text, inserts figures, and keeps a new version."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame
from yuheng.faces.workbench.views.figures import chapter_name
from yuheng.faces.workbench.views.reporting.reading import CHAPTER_NAMES, Reading, reading
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Period, value
from yuheng.report.compose import references
from yuheng.report.shown import shown


def joining(request: HttpRequest, matter: int) -> HttpResponse:
    """GET shows the text with its references, POST keeps it as a new version or shows it again with what is wrong."""
    found = reading(request, matter)
    if request.method != "POST":
        return _page(request, found, found.text)
    text = request.POST.get("draft", "").replace("\r\n", "\n")
    order = Order(
        "join", found.seen.person or 0, matter=matter, data={"draft": text}, post=found.post,
        key=request.POST.get("y_key", "")[:80], account=found.seen.account.pk,
    )  # fmt: skip
    try:
        perform(order)
    except Refused as refused:
        return _page(request, found, text, refused.refusal.fields.get("draft") or str(refused.refusal), 422)
    messages.success(request, "已统稿，存为新的一稿。审核、保密审查和审议须重新办理。")
    return HttpResponseRedirect(reverse("report", args=[matter]))


def _page(request: HttpRequest, found: Reading, text: str, error: str = "", status: int = 200) -> HttpResponse:
    here = reverse("report_join", args=[found.matter])
    page = ui.ReportDraftPage(
        title="统稿",
        crumbs=found.crumbs(ui.Link(str(found.facts.get("title") or ""), reverse("report", args=[found.matter]))),
        act="统稿",
        action=here,
        cancel_href=reverse("report", args=[found.matter]),
        text=text,
        error=error,
        lead="标题以“# ”开头，一级标题以“## ”开头，二级标题以“### ”开头，序号由系统编排；数字写作 {指标编号}，由记录生成。",
        chapters=_insertable(found, text),
        sent=_sent(found),
        hidden={"y_key": request.POST.get("y_key") or secrets.token_urlsafe(16)},
        draft=f"{found.matter}/join/0",
        views=found.views(""),
        refused="" if error else found.refusal("join"),
    )
    return page.response(request, frame(request, "work", found.found.procedure.id), status=status)


def _insertable(found: Reading, text: str) -> list[tuple[str, list[ui.Insertable]]]:
    """Every figure by chapter, as it would read now."""
    period, used = Period.year(found.year), set(references(text))
    chapters: dict[int, list[ui.Insertable]] = {}
    for one in all_indicators().values():
        if one.figure:
            made = ui.Insertable(f"{{{one.id}}}", one.caption, shown(value(one, period)), one.id in used)
            chapters.setdefault(one.chapter, []).append(made)
    return [(chapter_name(chapter), made) for chapter, made in sorted(chapters.items())]


def _sent(found: Reading) -> list[ui.SentPassage]:
    names = found.seen.staff.names
    rows = sorted(found.rows("passages").values(), key=lambda row: str(row.get("chapter")))
    return [
        ui.SentPassage(names.get(row.get("unit") or 0, ""), CHAPTER_NAMES.get(str(row.get("chapter")), ""), str(row.get("content") or ""))
        for row in rows
    ]
