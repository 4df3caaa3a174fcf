"""Signing many approval sheets in a row, each of them seen."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.names import names_of
from yuheng.faces.workbench.timeline import paper
from yuheng.kernel.access.dossier import Dossier, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.sheets import waiting_sheets
from yuheng.kernel.engine.approvals import send_back, sign, signed_under
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.chains import PROPOSER, Chain, chain_of
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.records.models import Sheet


def approvals(request: HttpRequest) -> HttpResponse:
    """The sheet that has waited longest, or `?sheet=`; a sentence where none waits."""
    waiting = waiting_sheets(viewer_of(request))
    if not waiting:
        table = ui.Table([ui.ListColumn("sheet", "审批单")], [], "审批", ui.Empty("没有等待您审批的事项。"))
        return ui.ListPage(title="审批", table=table, count="共 0 件").response(request, frame(request, "todo"))
    wanted = request.GET.get("sheet", "")
    chosen = next((sheet for sheet in waiting if str(sheet.pk) == wanted), waiting[0])
    return _shown(request, waiting, chosen, [])


def approval(request: HttpRequest, sheet: int) -> HttpResponse:
    """Signs one sheet or sends it back, and goes on to the next."""
    seen = viewer_of(request)
    waiting = waiting_sheets(seen)
    chosen = next((one for one in waiting if one.pk == sheet), None)
    once: dict[str, Any] = {"account": seen.account.pk, "key": request.POST.get("y_key", "")[:80]}
    if chosen is None and request.method == "POST" and signed_under(sheet, **once):
        return HttpResponseRedirect(reverse("approvals"))  # sent twice: the first was taken
    if chosen is None:
        raise PermissionDenied("没有这一审批单，或者它不等待您审批。")
    if request.method != "POST":
        return _shown(request, waiting, chosen, [])
    verdict, opinion = request.POST.get("verdict", ""), request.POST.get("opinion", "")
    try:
        if verdict == "send_back":
            send_back(sheet, by=seen.person or 0, reason=opinion, post=post_of(request), **once)
            messages.success(request, "已退回。")
        elif verdict == "approve":
            result = sign(sheet, by=seen.person or 0, opinion=opinion, post=post_of(request), **once)
            messages.success(request, "已同意，环节已办理。" if result.done else "已同意，转下一级审批。")
        else:
            return _shown(request, waiting, chosen, [ui.FormError("请选择同意或者退回。")])
    except Refused as refused:
        return _shown(request, waiting, chosen, [ui.FormError(str(refused.refusal))])
    return HttpResponseRedirect(reverse("approvals"))


def _shown(request: HttpRequest, waiting: list[Sheet], sheet: Sheet, errors: list[ui.FormError]) -> HttpResponse:
    seen = viewer_of(request)
    found = dossier(seen, sheet.matter_id)
    chain = chain_of(found.procedure.by_id[sheet.step].approval)
    if chain is None:
        raise PermissionDenied("这一审批单的审批流程已经停用。")
    place = waiting.index(sheet)
    step = found.procedure.by_id[sheet.step]
    level = chain.levels[sheet.level]
    page = ui.ApprovalPage(
        title=f"{chain.name} · {step.name}",
        position=place + 1,
        total=len(waiting),
        sheet=f"{step.name}审批单",
        matter=ui.Link(f"{found.head.number} {found.head.title}".strip(), reverse("matter", args=[sheet.matter_id])),
        facts=_facts(found, sheet, seen),
        opinions=_opinions(sheet, chain, seen),
        opinion=ui.FormField(name="opinion", label=level.name, kind="textarea", value=request.POST.get("opinion", "同意。"), required=True, wide=True, maxlength=1000),
        action=reverse("approval", args=[sheet.pk]),
        approve="同意",
        papers=[paper(kept, found.head.id) for kept in found.papers],
        cites=showing.cites(tuple(dict.fromkeys((*step.cites, *chain.cites)))),
        errors=errors,
        hidden={"y_key": secrets.token_urlsafe(16)},
        skip_href=f"?sheet={waiting[place + 1].pk}" if place + 1 < len(waiting) else "",
        before_href=f"?sheet={waiting[place - 1].pk}" if place else "",
        queue=[ui.Link(one.matter.title[:30], f"{reverse('approvals')}?sheet={one.pk}", current=one is sheet) for one in waiting[:20]],
    )
    return page.response(request, frame(request, "todo"), status=422 if errors else 200)


def _facts(found: Dossier, sheet: Sheet, seen: Viewer) -> list[ui.Fact]:
    """What the step would write, and the matter's facts so far."""
    shape = found.procedure.shape
    names = names_of(shape, sheet.data)
    told = []
    for name, value in sheet.data.items():
        field = shape.fields.get(name)
        if field is None or value in (None, ""):
            continue
        try:
            shown = showing.words(field, field.clean(value), seen.staff, names)
        except BadValue:
            shown = str(value)
        told.append(ui.Fact(f"拟填“{field.label}”", shown))
    told.append(ui.Fact("提请人", f"{sheet.started_by} {sheet.started_at.astimezone(CHINA):%Y-%m-%d %H:%M}"))
    return told + showing.facts(shape, found.state.facts, seen.staff, names)


def _opinions(sheet: Sheet, chain: Chain, seen: Viewer) -> list[ui.Opinion]:
    signed = {s.level: s for s in sheet.signatures.select_related("person")}
    told = []
    told.append(ui.Opinion(PROPOSER, sheet.started_by.name, sheet.proposal or "提请审批。", f"{sheet.started_at.astimezone(CHINA):%Y-%m-%d %H:%M}"))
    for number in sheet.places:
        level = chain.levels[number]
        one = signed.get(number)
        if one is not None:
            told.append(ui.Opinion(level.name, one.person.name, one.opinion, f"{one.at.astimezone(CHINA):%Y-%m-%d %H:%M}"))
        else:
            told.append(ui.Opinion(level.name, seen.name if number == sheet.level else level.role.name, current=number == sheet.level))
    return told
