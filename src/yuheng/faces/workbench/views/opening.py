"""Opening a matter: its first step, who leads it, where it lies, whom it concerns."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.exchange.forms import asks_party
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import fields, showing
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.guard import known_procedure
from yuheng.faces.workbench.names import names_of
from yuheng.faces.workbench.own_pages import ON_THE_STREET, own_opening
from yuheng.faces.workbench.partyform import PartyErrors, fields_of_party, party_sent
from yuheng.faces.workbench.uploads import papers_sent, upload_fields
from yuheng.faces.workbench.views.step import (
    act_time,
    acting,
    companions,
    consequences,
    final_words,
    form_errors,
    paper_needs,
    tell,
)
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.seats import may_lead, may_open, roles_of
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.orders import Opening, Order, Part, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.state import Refusal, Snapshot


def open_matter(request: HttpRequest, procedure: str) -> HttpResponse:
    """GET shows the opening step's form; POST opens the matter."""
    seen = viewer_of(request)
    known = known_procedure(seen, procedure)
    if not may_open(seen, known):
        names = "、".join(role.name for role in roles_of(known.opening))
        raise PermissionDenied(f"“{known.opening.name}”须由{names}办理，您没有这一岗位。")
    if own_opening(known.id):
        return HttpResponseRedirect(own_opening(known.id))
    try:
        declared = registry.current(known.id, seen.day)
    except registry.UnknownProcedure as error:
        raise PermissionDenied(str(error)) from None
    if request.method == "POST":
        return _sent(request, seen, declared)
    return _page(request, seen, declared, *fields.stored(declared.opening, declared.shape, {}, {}, 0))


def own_unit(seen: Viewer, procedure: Procedure) -> int | None:
    """The unit of the post that may open: the usual lead."""
    wanted = {role.id for role in roles_of(procedure.opening)}
    posts = [post for post in seen.staff.posts_on(seen.person or 0, seen.day) if post.roles & wanted]
    return posts[0].organ if posts else None


def _sent(request: HttpRequest, seen: Viewer, procedure: Procedure) -> HttpResponse:
    step = procedure.opening
    data, raw, positions = fields.sent(step, procedure.shape, request.POST)
    if request.POST.get("y_add") in positions:
        kind = request.POST["y_add"]
        positions[kind] = [*positions[kind], str(int(positions[kind][-1]) + 1)]
        return _page(request, seen, procedure, raw, positions)
    try:
        # A party registered with a matter that is then refused is not registered.
        with transaction.atomic():
            parties = party_sent(request) if asks_party(procedure) else ()
            lead = request.POST.get("y_lead", "")
            area = request.POST.get("y_area", "")
            opening = Opening(
                procedure.id,
                lead=int(lead) if lead.isdigit() else own_unit(seen, procedure) or 0,
                area=int(area) if area.isdigit() else None,
                parties=tuple(Part(party, part) for party, part in parties),
            )
            order = Order(
                step.id, seen.person or 0, opening=opening, data=data, at=act_time(request), post=post_of(request),
                with_=companions(request, step), papers=papers_sent(request, procedure, step), key=request.POST.get("y_key", "")[:80],
                account=seen.account.pk,
            )  # fmt: skip
            done = perform(order)
    except PartyErrors as wrong:
        return _page(request, seen, procedure, raw, positions, None, wrong.errors, 422)
    except Refused as refused:
        errors = fields.relabelled(refused.refusal.fields, positions)
        return _page(request, seen, procedure, raw, positions, refused.refusal, errors, 422)
    tell(request, step, done)
    target = reverse("list", args=[procedure.id]) if procedure.is_register else reverse("matter", args=[done.matter])
    return HttpResponseRedirect(target)


def _page(
    request: HttpRequest,
    seen: Viewer,
    procedure: Procedure,
    values: dict[str, Any],
    positions: dict[str, list[str]],
    refusal: Refusal | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    step = procedure.opening
    filled = fields.Filled({**values, **_kept(request)}, errors or {}, names_of(procedure.shape, values))
    groups = fields.groups_of(step, procedure.shape, filled, seen.staff, positions)
    if asks_party(procedure):
        last = procedure.id in ON_THE_STREET
        asked = fields_of_party(request, errors or {})
        party = ui.Group("登记的当事人" if last else "当事人", asked, "登记过的当事人可以查找选用；没有的，填写下面各项登记。")
        groups.insert(len(groups) if last else 0, party)
    groups.append(place(request, seen, procedure))
    groups.append(acting(request, seen, step, filled))
    if not procedure.is_register:
        groups.append(ui.Group("附件", upload_fields(procedure, step, (), errors or {})))
    state = Snapshot(0, procedure)
    page = ui.FormPage(
        title=f"{step.name} · {procedure.name}" if procedure.name not in step.name else step.name,
        crumbs=[ui.Link(procedure.name, reverse("list", args=[procedure.id]))],
        act=step.name,
        action=reverse("open", args=[procedure.id]),
        cancel_href=reverse("list", args=[procedure.id]),
        groups=groups,
        lead=step.help,
        cites=showing.cites(step.cites),
        errors=form_errors(refusal, groups),
        papers=paper_needs(procedure, step, None),
        after=consequences(procedure, step, state, legal_day("", "", ""), 0),
        final=[] if procedure.is_register else final_words(step, procedure),
        hidden={"y_key": request.POST.get("y_key") or secrets.token_urlsafe(16)},
        draft=f"open/{procedure.id}",
    )
    return page.response(request, frame(request, "work", procedure.id), status=status)


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST[name] for name in request.POST if name.startswith("y_with") or name == "y_at"}


def place(request: HttpRequest, seen: Viewer, procedure: Procedure) -> ui.Group:
    """The lead unit (the person's own, one below it, or the one that it is opened for) and the area."""
    own = own_unit(seen, procedure)
    chosen = request.POST.get("y_lead") or str(own or "")
    staff = seen.staff
    units = [organ for organ in staff.parents if may_lead(seen, procedure, organ, [own] if own else [])]
    options = [ui.Option(str(organ), staff.names[organ], str(organ) == chosen) for organ in units[:200]]
    area = request.POST.get("y_area", "")
    picked = [ui.Option(area, staff.names.get(int(area), area), True)] if area.isdigit() else []
    lead = ui.FormField(name="y_lead", label="承办单位", kind="select", options=options, required=True)
    place = ui.FormField(name="y_area", label="属地（社区、村）", kind="select", options=picked, search_href=reverse("find_organ"))
    return ui.Group("承办单位和属地", [lead, place])


