"""存量案件建档: a case that began on paper, entered with its past acts, its facts and its scans."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.exchange.forms import asks_party
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import fields
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.guard import known_procedure
from yuheng.faces.workbench.names import names_of
from yuheng.faces.workbench.partyform import PartyErrors, fields_of_party, party_sent
from yuheng.faces.workbench.uploads import papers_sent
from yuheng.faces.workbench.views.opening import own_unit, place
from yuheng.faces.workbench.views.step import form_errors
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.adopt import adopt as enter
from yuheng.kernel.engine.orders import Opening, Part, Refused
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.adopting import PastAct
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.marking import NO_ROW
from yuheng.kernel.procedure.state import Refusal

LEAD = "平台启用前已在办理的案件，沿用原案号，按原案卷如实填写已经办理的环节和日期。建档的案件标明“未经系统校验”，此后的环节按程序办理。"


def adopt(request: HttpRequest, procedure: str) -> HttpResponse:
    """GET shows the form; POST enters the case."""
    seen = viewer_of(request)
    known = known_procedure(seen, procedure)
    if known.is_register or not may_open(seen, known):
        raise PermissionDenied(f"“{known.name}”的存量案件由有权登记的人员建档。")
    declared = registry.current(known.id, seen.day)
    step = Step("adopt", "存量案件建档", writes=(*declared.shape.fields, *declared.shape.rows))
    if request.method == "POST":
        return _sent(request, seen, declared, step)
    return _page(request, seen, declared, step, *fields.stored(step, declared.shape, {}, {}, 0))


def _sent(request: HttpRequest, seen: Viewer, procedure: Procedure, step: Step) -> HttpResponse:
    data, raw, positions = fields.sent(step, procedure.shape, request.POST)
    if request.POST.get("y_add") in positions:
        kind = request.POST["y_add"]
        positions[kind] = [*positions[kind], str(int(positions[kind][-1]) + 1)]
        return _page(request, seen, procedure, step, raw, positions)
    given = {name: value for name, value in data.items() if value not in ("", None, [])}
    post = request.POST
    try:
        with transaction.atomic():
            parties = party_sent(request) if asks_party(procedure) else ()
            lead, area, second = (post.get(name, "") for name in ("y_lead", "y_area", "y_second"))
            opening = Opening(
                procedure.id, lead=int(lead) if lead.isdigit() else own_unit(seen, procedure) or 0, area=int(area) if area.isdigit() else None,
                parties=tuple(Part(party, part) for party, part in parties),
            )  # fmt: skip
            if not second.isdigit():
                raise Refused(Refusal("second", "请选择复核人员。", fields={"y_second": "请选择复核人员。"}))
            done = enter(
                opening, past_acts(request, procedure, given), given, number=post.get("y_number", ""), by=seen.person or 0, second=int(second),
                reason=post.get("y_reason", ""), papers=papers_sent(request, procedure, step), post=post_of(request),
            )  # fmt: skip
    except PartyErrors as wrong:
        return _page(request, seen, procedure, step, raw, positions, None, wrong.errors, 422)
    except Refused as refused:
        errors = fields.relabelled(refused.refusal.fields, positions)
        return _page(request, seen, procedure, step, raw, positions, refused.refusal, errors, 422)
    messages.success(request, f"已建档，案号 {done.number}，标明“未经系统校验”。")
    return HttpResponseRedirect(reverse("matter", args=[done.matter]))


def past_acts(request: HttpRequest, procedure: Procedure, given: dict[str, Any]) -> list[PastAct]:
    """The steps that bear a day, by day; those of one day in the order of the procedure. Raises Refused for what is no day."""
    found: list[PastAct] = []
    for step in procedure.steps:
        text = request.POST.get(f"y_did.{step.id}", "").strip()
        if not text:
            continue
        try:
            at = datetime.combine(date.fromisoformat(text), time(), CHINA)
        except ValueError:
            message = f"“{step.name}”的日期应当写作 2023-09-27，现为“{text[:20]}”。"
            raise Refused(Refusal("data", message, fields={f"y_did.{step.id}": message})) from None
        who = request.POST.get(f"y_who.{step.id}", "")
        persons = (int(who),) if who.isdigit() else ()
        rows = range(1, len(given.get(step.for_each, ())) + 1) if step.for_each else (NO_ROW,)
        found += [PastAct(step.id, at, row, persons) for row in rows]
    return sorted(found, key=lambda act: (act.at, act.step != procedure.opening.id))


def _page(
    request: HttpRequest,
    seen: Viewer,
    procedure: Procedure,
    step: Step,
    values: dict[str, Any],
    positions: dict[str, list[str]],
    refusal: Refusal | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    errors = errors or {}
    filled = fields.Filled(values, errors, names_of(procedure.shape, values))
    groups = [_file(request, seen, errors), _acts(request, procedure, errors)]
    people = _people(request, seen, procedure)
    groups += [people] if people.fields else []
    if asks_party(procedure):
        groups.append(ui.Group("当事人", fields_of_party(request, errors)))
    groups += fields.groups_of(step, procedure.shape, filled, seen.staff, positions)
    groups.append(place(request, seen, procedure))
    here = reverse("list", args=[procedure.id])
    page = ui.FormPage(
        title=f"存量案件建档 · {procedure.name}", crumbs=[ui.Link(procedure.name, here)], act="建档", action=reverse("adopt", args=[procedure.id]),
        cancel_href=here, groups=groups, lead=LEAD, errors=form_errors(refusal, groups), draft=f"adopt/{procedure.id}",
    )  # fmt: skip
    return page.response(request, frame(request, "work", procedure.id), status=status)


def _file(request: HttpRequest, seen: Viewer, errors: dict[str, str]) -> ui.Group:
    post = request.POST
    second = post.get("y_second", "")
    chosen = [ui.Option(second, seen.staff.people.get(int(second), second), True)] if second.isdigit() else []
    return ui.Group(
        "原案",
        [
            ui.FormField(name="y_number", label="原案号", value=post.get("y_number", ""), required=True, maxlength=80, error=errors.get("y_number", "")),
            ui.FormField(
                name="y_second", label="复核人员", kind="select", options=chosen, search_href=reverse("find_person"), required=True,
                error=errors.get("y_second", ""), help="承办单位或者其上级单位的另一人。",
            ),
            ui.FormField(name="y_reason", label="建档说明", kind="textarea", value=post.get("y_reason", ""), required=True, wide=True),
            ui.FormField(name="y_paper.", label="原案卷扫描件", kind="file", multiple=True, required=True, wide=True, error=errors.get("y_paper.", "")),
        ],
    )


def _acts(request: HttpRequest, procedure: Procedure, errors: dict[str, str]) -> ui.Group:
    """A day for each step that was done on paper."""
    names = [(step, f"y_did.{step.id}") for step in procedure.steps]
    days = [
        ui.FormField(name=name, label=step.name, kind="date", value=request.POST.get(name, ""), required=step.opens, error=errors.get(name, ""))
        for step, name in names
    ]
    return ui.Group("已经办理的环节", days, "填写原案卷记载的办理日期，没有办理的留空。")


def _people(request: HttpRequest, seen: Viewer, procedure: Procedure) -> ui.Group:
    """Who did the steps that another person must not have done."""
    judged = {name for step in procedure.steps for name in step.separate_from}
    found = []
    for step in procedure.steps:
        if step.id in judged:
            who = request.POST.get(f"y_who.{step.id}", "")
            chosen = [ui.Option(who, seen.staff.people.get(int(who), who), True)] if who.isdigit() else []
            found.append(ui.FormField(name=f"y_who.{step.id}", label=f"{step.name}人员", kind="select", options=chosen, search_href=reverse("find_person")))
    return ui.Group("办理人员", found, "以后的审核、审批须由别人办理，请写明由谁办理过。")
