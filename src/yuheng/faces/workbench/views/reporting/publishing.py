"""向社会公开: what is still unconfirmed stands before the act that freezes everything."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame
from yuheng.faces.workbench.views.reporting.reading import Reading, reading
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure.state import Refusal
from yuheng.report.confirming import Confirmed


def publishing(request: HttpRequest, matter: int) -> HttpResponse:
    """GET shows what will be frozen and what is unconfirmed, POST publishes."""
    found = reading(request, matter)
    if request.method != "POST":
        return _page(request, found, None)
    data = {name: request.POST.get(name, "").strip() for name in ("place", "unconfirmed_reason")}
    order = Order(
        "publish", found.seen.person or 0, matter=matter, data={k: v for k, v in data.items() if v}, post=found.post,
        key=request.POST.get("y_key", "")[:80], account=found.seen.account.pk,
    )  # fmt: skip
    try:
        perform(order)
    except Refused as refused:
        return _page(request, found, refused.refusal, 422)
    messages.success(request, "已向社会公开，正文和数字冻结，摘要记入总账。")
    return HttpResponseRedirect(reverse("report", args=[matter]))


def _page(request: HttpRequest, found: Reading, refusal: Refusal | None, status: int = 200) -> HttpResponse:
    step = found.found.procedure.by_id["publish"]
    lacking = [one for one in found.confirmed if one.state != "confirmed"]
    names = found.seen.staff.names
    errors = dict(refusal.fields) if refusal else {}
    fields = [
        ui.FormField(name="place", label="公开渠道", value=request.POST.get("place", ""), required=True, maxlength=200, error=errors.get("place", ""), help="门户网站栏目、报刊等"),
    ]
    groups = [ui.Group("公开", fields)]
    if lacking:
        reason = ui.FormField(
            name="unconfirmed_reason", label="仍予公开的理由", kind="textarea", value=request.POST.get("unconfirmed_reason", ""), wide=True, maxlength=500,
            required=True, error=errors.get("unconfirmed_reason", ""),
        )  # fmt: skip
        groups.append(ui.Group(f"{len(lacking)} 个数字未经确认", [reason], _by_unit(lacking, names)))
    else:
        groups.append(ui.Group("数字确认", [], f"全部 {len(found.confirmed)} 个数字已经责任单位确认，确认后没有变动。"))
    told = ui.FormError(str(refusal)) if refusal and not set(errors) & {"place", "unconfirmed_reason"} else None
    before = ui.FormError(found.refusal("publish")) if refusal is None and found.refusal("publish") else None
    page = ui.FormPage(
        title=step.name,
        crumbs=found.crumbs(ui.Link(str(found.facts.get("title") or ""), reverse("report", args=[found.matter]))),
        act=step.name,
        action=reverse("report_publish", args=[found.matter]),
        cancel_href=reverse("report", args=[found.matter]),
        groups=groups,
        lead=step.help,
        cites=showing.cites(step.cites),
        matter=ui.Link("年度报告", reverse("report", args=[found.matter])),
        matter_line=found.found.head.title,
        errors=[one for one in (told, before) if one],
        after=[ui.Consequence("正文、数字和每个数字背后的记录清单冻结，摘要记入总账"), ui.Consequence("本件办结；各单位不再报送和确认")],
        final=["公开后不能撤回；有错误的，公开更正。"],
        hidden={"y_key": request.POST.get("y_key") or secrets.token_urlsafe(16)},
        draft=f"{found.matter}/publish/0",
    )
    return page.response(request, frame(request, "work", found.found.procedure.id), status=status)


def _by_unit(lacking: Sequence[Confirmed], names: Mapping[int, str]) -> str:
    """Which unit owes the confirmation of which figures, in one line a unit."""
    owed: dict[int, list[str]] = {}
    for one in lacking:
        again = "（须重新确认）" if one.state == "changed" else ""
        owed.setdefault(one.unit, []).append(one.figure.indicator.caption + again)
    return "；".join(f"{names.get(unit, '')} {len(captions)} 个：{'、'.join(captions)}" for unit, captions in owed.items()) + "。"
