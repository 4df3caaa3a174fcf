"""Acts on a matter beside its steps: undo, correction, handover, recusal, opening a masked field."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import fields, showing
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.names import names_of
from yuheng.faces.workbench.parties import opened
from yuheng.faces.workbench.views.matter import views
from yuheng.kernel.access.dossier import Dossier, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import TooMany, unmask
from yuheng.kernel.access.seats import roles_of
from yuheng.kernel.engine import correct as corrections
from yuheng.kernel.engine import irregular
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.now import now
from yuheng.kernel.records.models import Member

REASON = 2
"""Least characters of a reason."""


def may_handle(seen: Viewer, found: Dossier) -> bool:
    """Whether the person handles the matter, takes part in it, or holds a role of one of its steps in its line of organs."""
    person = seen.person
    if person is None:
        return False
    if person == found.head.handler_id or person in {member for member, part in found.members if part != Member.HELPS}:
        return True
    roles = {role.id for step in found.procedure.steps for role in roles_of(step)}
    line = seen.staff.line(found.head.lead_id)
    return any(post.organ in line and post.roles & roles for post in seen.staff.posts_on(person, seen.day))


def handled(request: HttpRequest, matter: int) -> tuple[Viewer, Dossier]:
    seen = viewer_of(request)
    found = dossier(seen, matter)
    if not may_handle(seen, found):
        raise PermissionDenied("本件由其他人员办理，您可以查看，不能更正或者移交。")
    return seen, found


def keyed(request: HttpRequest) -> dict[str, Any]:
    """What makes a form harmless that is sent twice: its key, in the name of the account."""
    return {"account": viewer_of(request).account.pk, "key": request.POST.get("y_key", "")[:80]}


def undo(request: HttpRequest, matter: int) -> HttpResponse:
    """Takes back one's own latest act; a form asks why."""
    seen, found = handled(request, matter)
    errors: list[ui.FormError] = []
    reason = request.POST.get("reason", "")
    if request.method == "POST" and "reason" in request.POST:
        try:
            corrections.undo(matter, by=seen.person or 0, reason=reason, post=post_of(request), **keyed(request))
        except Refused as refused:
            errors = [ui.FormError(str(refused.refusal))]
        else:
            messages.success(request, "已撤回最近一次办理。")
            return HttpResponseRedirect(reverse("matter", args=[matter]))
    live = [e for e in found.events if e.kind in ("perform", "open", "lapse") and not e.undone]
    name = found.procedure.names.get(live[-1].step, "") if live else ""
    group = ui.Group("撤回", [reason_field(reason)], f"将撤回“{name}”，由此产生的期限、编号和文书一并作废；原记录保留。")
    page = form_page(found, "撤回", reverse("undo", args=[matter]), [group], errors)
    return page.response(request, frame(request, "work", found.procedure.id), status=422 if errors else 200)


def reason_field(value: str, label: str = "理由", error: str = "") -> ui.FormField:
    return ui.FormField(name="reason", label=label, kind="textarea", value=value, required=True, wide=True, maxlength=300, error=error)


def form_page(found: Dossier, act: str, action: str, groups: list[ui.Group], errors: list[ui.FormError], lead: str = "", **more: Any) -> ui.FormPage:
    head = found.head
    return ui.FormPage(
        title=act,
        crumbs=[ui.Link(found.procedure.name, reverse("list", args=[found.procedure.id])), ui.Link(head.number or "事项", reverse("matter", args=[head.id]))],
        act=act,
        action=action,
        cancel_href=reverse("matter", args=[head.id]),
        groups=groups,
        lead=lead,
        matter=ui.Link(head.number or "本件", reverse("matter", args=[head.id])),
        matter_line=head.title,
        errors=errors,
        hidden={"y_key": secrets.token_urlsafe(16)},
        **more,
    )


def correct(request: HttpRequest, matter: int) -> HttpResponse:
    """Corrects one fact: first which, then its new value, the reason and, where it moves clocks, a second person."""
    seen, found = handled(request, matter)
    shape, state = found.procedure.shape, found.state
    name = request.POST.get("field") or request.GET.get("field", "")
    errors: list[ui.FormError] = []
    at_field = ""
    if name not in shape.fields:
        return _which(request, found)
    field = shape.fields[name]
    given = request.POST.getlist("value") if field.kind == "choices" else request.POST.get("value", "")
    if request.method == "POST":
        second = request.POST.get("second", "")
        try:
            corrections.correct(
                matter, name, given, by=seen.person or 0, reason=request.POST.get("reason", ""),
                second=int(second) if second.isdigit() else None, post=post_of(request), **keyed(request),
            )  # fmt: skip
        except Refused as refused:
            errors = [ui.FormError(str(refused.refusal))]
            at_field = refused.refusal.message if refused.refusal.code == "data" else ""
        else:
            messages.success(request, f"已更正“{field.label}”，原值保留在过程记录中。")
            return HttpResponseRedirect(reverse("matter", args=[matter]))
    value = given if request.method == "POST" else state.facts.get(name)
    filled = fields.Filled({name: value}, {name: at_field} if at_field else {}, names_of(shape, {name: value}))
    asked = fields.field_of(field, filled, seen.staff, required=False)
    group = ui.Group(
        f"更正“{field.label}”",
        [
            ui.FormField(name="field", label="", kind="hidden", value=name),
            ui.FormField(name="was", label="原值", value=showing.words(field, state.facts.get(name), seen.staff, names_of(shape, state.facts)), readonly=True),
            ui.FormField(**{**asked.__dict__, "name": "value", "label": "更正为"}),
            reason_field(request.POST.get("reason", "")),
            ui.FormField(name="second", label="复核人员", kind="select", search_href=reverse("find_person"), help="影响程序和期限的项目，须由另一人复核。"),
        ],
    )
    page = form_page(found, "更正", reverse("correct", args=[matter]), [group], errors, "更正不改变原记录：原值、新值和理由一并保留。")
    return page.response(request, frame(request, "work", found.procedure.id), status=422 if errors else 200)


def _which(request: HttpRequest, found: Dossier) -> HttpResponse:
    """The choice of what to correct: links, so that it works by reading alone."""
    seen = viewer_of(request)
    shape = found.procedure.shape
    rows = [
        ui.Row(name, [ui.Cell(field.label, f"?field={name}"), ui.Cell(showing.words(field, found.state.facts.get(name), seen.staff))], f"?field={name}")
        for name, field in shape.fields.items()
    ]
    table = ui.Table([ui.ListColumn("field", "项目"), ui.ListColumn("value", "现在的值")], rows, "选择要更正的项目")
    page = ui.ListPage(title="更正", lead=found.head.title, table=table, count=f"共 {len(rows)} 项", views=views(found, "correct"))
    return page.response(request, frame(request, "work", found.procedure.id))


def handover(request: HttpRequest, matter: int) -> HttpResponse:
    """Hands the matter over to another person, or decides that somebody is recused."""
    seen, found = handled(request, matter)
    errors: list[ui.FormError] = []
    post = request.POST
    if request.method == "POST":
        person, lead = post.get("person", ""), post.get("lead", "")
        try:
            if not person.isdigit():
                raise PermissionDenied("请选择人员。")
            if post.get("what") == "recuse":
                irregular.recuse(matter, int(person), by=seen.person or 0, ground=post.get("reason", ""), post=post_of(request), **keyed(request))
            else:
                irregular.hand_over(
                    matter, int(person), by=seen.person or 0, reason=post.get("reason", ""),
                    lead=int(lead) if lead.isdigit() else None, post=post_of(request), **keyed(request),
                )  # fmt: skip
        except Refused as refused:
            errors = [ui.FormError(str(refused.refusal))]
        except PermissionDenied as wrong:
            errors = [ui.FormError(str(wrong))]
        else:
            messages.success(request, "已登记。")
            return HttpResponseRedirect(reverse("home"))
    kinds = [("hand_over", "移交给他人办理"), ("recuse", "回避，不再办理本件")]
    chosen = post.get("what", "hand_over")
    units = [ui.Option(str(organ), name) for organ, name in seen.staff.names.items()][:150]
    group = ui.Group(
        "移交、回避",
        [
            ui.FormField(name="what", label="办理", kind="radio", options=[ui.Option(v, t, v == chosen) for v, t in kinds], required=True),
            ui.FormField(name="person", label="人员", kind="select", search_href=reverse("find_person"), required=True, help="移交的接收人，或者应当回避的人。"),
            ui.FormField(name="lead", label="接收单位", kind="select", options=units, help="单位不变的不填。"),
            reason_field(post.get("reason", ""), "事由"),
        ],
    )
    page = form_page(found, "移交、回避", reverse("handover", args=[matter]), [group], errors)
    return page.response(request, frame(request, "work", found.procedure.id), status=422 if errors else 200)


def unmask_field(request: HttpRequest, matter: int, field: str) -> HttpResponse:
    """Opens one masked field. The look with its reason is written before the answer."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    value = opened(found, field)
    if value is None:
        raise PermissionDenied("没有这一项，或者已经依法删除。")
    label, text = value
    href = reverse("unmask", args=[matter, field])
    reason = request.POST.get("reason", "").strip()
    error = ""
    if len(reason) < REASON:
        error = "请写明查看完整信息的理由，理由将被记录。"
    else:
        try:
            unmask(seen, f"{label}（全文）", matter=matter, field=field, reason=reason, address=request.META.get("REMOTE_ADDR", ""))
        except TooMany as refused:
            error = str(refused)
    if error:
        part = ui.Field(field, label, "", href, error=error)
        return HttpResponse(part.html(request), status=422)
    shown = ui.Field(field, label, "", href, opened=text)
    if request.headers.get("HX-Request"):
        return HttpResponse(shown.html(request))
    messages.info(request, f"{label}：{text}（{now():%H:%M} 查看，已记录）")
    return HttpResponseRedirect(reverse("matter", args=[matter]))
