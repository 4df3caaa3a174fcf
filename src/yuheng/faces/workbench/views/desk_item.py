"""One item of the desk: what was told, what may be the same, and by which route it is handled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.kernel.access.dossier import Dossier, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_open, next_steps
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure import registry
from yuheng.systems.disputes.desk.acting import Actor, triage
from yuheng.systems.disputes.desk.choices import CHANNELS, WAYS
from yuheng.systems.disputes.desk.dispatching import Offer, offers
from yuheng.systems.disputes.desk.facts import Intake
from yuheng.systems.disputes.desk.procedure import INTAKE, URGING
from yuheng.systems.disputes.desk.proposing import same
from yuheng.systems.disputes.desk.questions import JOINED
from yuheng.systems.disputes.mediation.rules import Likeness

COMPARED = (
    "received_on", "channel", "source", "form", "source_number", "number", "kind", "content", "address", "place", "persons", "told", "summary", "risk", "about",
)  # fmt: skip
"""What is held beside each other, whichever of it a record has."""
STANDING = ("route", "reason", "basis", "unit", "follow", "same_as", "join_why", "part_why", "back_why", "result")
PEOPLE = ("people", "disputants")
OFFERED, PROPOSED = 12, 5
RISKS = (("", "未评定"), ("low", "低"), ("middle", "中"), ("high", "高"))


def item(request: HttpRequest, matter: int) -> HttpResponse:
    """GET shows the item, proposals and the form of the route asked about (`?route=`); POST `do`: triage, same, other, part."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    if found.procedure.id != INTAKE.id:
        raise PermissionDenied("这不是窗口的来件。")
    error = ""
    if request.method == "POST":
        try:
            return _done(request, seen, found)
        except Refused as refused:
            error = str(refused.refusal)
    allowed = {choice.step.id for choice in next_steps(seen, found.state, found.law, post_of(request)) if choice.allowed}
    chosen = request.POST.get("route", request.GET.get("route", ""))
    route = chosen if chosen in WAYS and "triage" in allowed else ""
    offered = list(_offers(found, seen, route)) if route else []
    proposed = same(matter, visible(seen, _compared(seen)))[:PROPOSED] if {"join", "distinguish"} & allowed else []
    page = ui.DeskItemPage(
        title=f"来件办理 {found.head.number or ''}".strip(),
        crumbs=[ui.Link("一个窗口", reverse("desk"))],
        here=_side(seen, found, (*COMPARED, *STANDING)),
        action=reverse("desk_item", args=[matter]),
        status=f"{found.head.stage} · {found.head.title}",
        pairs=[_pair(seen, found, like, allowed) for like in proposed],
        joined=_joined(seen, [matter, *([follow] if (follow := found.state.facts.get("follow")) else [])]),
        route=route,
        routes=[ui.Option(code, way.name, code == route, showing.cite(way.cite).text) for code, way in WAYS.items()] if "triage" in allowed else [],
        way=WAYS[route].by if route else "",
        fields=_fields(request, found) if route else [],
        offers=[_offer(one, place == 0, request) for place, one in enumerate(offered[:OFFERED])],
        hidden=[("do", "triage"), ("route", route), ("y_key", f"triage-{matter}-{found.head.seq}")],
        label=f"分类处理：{WAYS[route].name}" if route else "",
        acts=_acts(seen, found, allowed),
        error=error,
    )  # fmt: skip
    return page.response(request, frame(request, "work", INTAKE.id), status=422 if error else 200)


def _compared(seen: Viewer) -> list[str]:
    """The procedures among whose matters the same may lie, of those that the viewer reads."""
    return [name for name in seen.procedures if name.startswith(JOINED)]


def _done(request: HttpRequest, seen: Viewer, found: Dossier) -> HttpResponse:
    post, here = request.POST, found.head.id
    back = HttpResponseRedirect(reverse("desk_item", args=[here]))
    do = post.get("do", "")
    if do == "triage":
        return _triaged(request, seen, found)
    if do not in ("same", "other"):
        raise PermissionDenied("没有选择要办理的事。")
    text = post.get("other", "")
    if not text.isdecimal():
        raise PermissionDenied("没有选择是哪一件。")
    other = dossier(seen, int(text[:18])).head
    why = post.get("why", "").strip() or "经核对，时间、地点、当事人和诉求相同。"
    data: dict[str, Any] = {"same_as": other.id, "join_why": why} if do == "same" else {"apart": [{"other": other.id}]}
    perform(Order("join" if do == "same" else "distinguish", seen.person or 0, matter=here, data=data, post=post_of(request), account=seen.account.pk, key=post.get("y_key", "")[:80]))
    told = other.number or other.title
    messages.success(request, f"已并入 {told}，统计只计一件；来源仍须回告，可以写明理由撤销。" if do == "same" else f"已记录：与 {told} 不是同一件事，今后不再提示。")
    return back


def _triaged(request: HttpRequest, seen: Viewer, found: Dossier) -> HttpResponse:
    post = request.POST
    route = post.get("route", "")
    organ, _dash, person = post.get("to", "").partition("-")
    chosen = next((one for one in _offers(found, seen, route) if (str(one.organ), str(one.person)) == (organ, person)), None) if route in WAYS else None
    risk = post.get("risk", "")
    actor = Actor(seen.person or 0, post_of(request), seen.account.pk)
    done = triage(
        found.head.id, found.state, route, post.get("reason", "").strip(), by=actor, unit=chosen.organ if chosen else None, to=chosen.person if chosen else None,
        risk=risk if risk in dict(RISKS) else "", key=post.get("y_key", "")[:80],
    )  # fmt: skip
    way = WAYS[route]
    said = f"，由{chosen.unit}{chosen.name}承接" if chosen else "；请办理“告知途径或者答复”"
    if not done.repeated:
        messages.success(request, f"已分类：{way.name}{said}。")
    return HttpResponseRedirect(reverse("desk_item", args=[found.head.id]))


def _offers(found: Dossier, seen: Viewer, route: str) -> Sequence[Offer]:
    if route not in WAYS or not WAYS[route].opens:
        return ()
    return offers(route, found.state.facts.get("kind") or "", found.head.area_id, found.state.facts.get("about"), seen.day, seen.staff)


def _offer(one: Offer, first: bool, request: HttpRequest) -> ui.OfferLine:
    value = f"{one.organ}-{one.person}"
    sent = request.POST.get("to", "")
    return ui.OfferLine(value, one.unit, one.name, one.load, "、".join(one.reasons), sent == value if sent else first)


def _fields(request: HttpRequest, found: Dossier) -> list[ui.FormField]:
    risk = request.POST.get("risk", found.state.facts.get("risk") or "")
    return [
        ui.FormField(name="reason", label="分类理由", kind="textarea", value=request.POST.get("reason", ""), required=True, wide=True, maxlength=2000, help="为什么走这一途径；随来件保存，写入告知单"),
        ui.FormField(name="risk", label="风险等级", kind="select", options=[ui.Option(value, text, value == risk) for value, text in RISKS], required=True),
    ]


def _side(seen: Viewer, found: Dossier, names: Sequence[str] = COMPARED) -> ui.Side:
    """What one record says, as far as it says it; personal data masked."""
    shape, facts = found.procedure.shape, found.state.facts
    told = [ui.Fact("当事人", parties)] if (parties := "、".join(_people(seen, found))) else []
    behind = {("matter", tied.id): tied.number or tied.title for tied in found.linked}
    for name in names:
        field = shape.fields.get(name)
        if field is not None and facts.get(name) not in (None, ""):
            told.append(ui.Fact(field.label, showing.words(field, facts[name], seen.staff, behind)))
    title = f"{found.procedure.name} {found.head.number or ''}".strip()
    return ui.Side(ui.Link(title, reverse("matter", args=[found.head.id])), told)


def _people(seen: Viewer, found: Dossier) -> Iterator[str]:
    shape = found.procedure.shape
    for kind in PEOPLE:
        for row in found.state.rows.get(kind, {}).values():
            if not row.get("voided"):
                yield showing.words(shape.rows[kind].fields["name"], row.get("name"), seen.staff, {})
    if "petitioner" in shape.fields and found.state.facts.get("petitioner"):
        yield showing.words(shape.fields["petitioner"], found.state.facts["petitioner"], seen.staff, {})


def _pair(seen: Viewer, found: Dossier, like: Likeness, allowed: set[str]) -> ui.Pair:
    here, seq = found.head.id, found.head.seq
    acts = [
        ui.Act(label, reverse("desk_item", args=[here]), post=True, note=note, hidden={"do": do, "other": str(like.other), "y_key": f"desk-{here}-{like.other}-{do}-{seq}"})
        for do, step, label, note in (("same", "join", "认定为同一件事，并入该件", "可以撤销"), ("other", "distinguish", "不是同一件事", ""))
        if step in allowed
    ]
    return ui.Pair(_side(seen, dossier(seen, like.other)), like.reasons, acts)


def _joined(seen: Viewer, matters: Sequence[int]) -> list[ui.Link]:
    """What was joined to this item or to the matter that it led to, of what the viewer may see."""
    rows = Intake.objects.filter(same_as__in=matters).select_related("matter").order_by("received_on", "pk")
    shown = set(visible(seen, [INTAKE.id]).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))
    channels = dict(CHANNELS)
    return [ui.Link(f"{one.matter.number} {channels.get(one.channel, '')} {one.received_on}", reverse("desk_item", args=[one.pk])) for one in rows if one.pk in shown]


def _acts(seen: Viewer, found: Dossier, allowed: set[str]) -> list[ui.Act]:
    here = found.head.id
    steps = ("take_up", "refer", "finish", "send_back", "part", "tell_back")
    usual = WAYS[found.state.facts["route"]].usual if "take_up" in allowed else ""
    # Who takes it up registers the matter first, in its own procedure, and then names it.
    first = [ui.Act("登记后续事项", reverse("open", args=[usual]))] if usual and usual in seen.procedures and may_open(seen, registry.current(usual, seen.day)) else []
    acts = [*first, *(ui.Act(INTAKE.by_id[step].name, reverse("step", args=[here, step])) for step in steps if step in allowed)]
    if found.head.status == "open" and may_open(seen, URGING):
        acts.append(ui.Act("催办、督办", reverse("desk_urge", args=[here])))
    return [*acts, ui.Act("过程记录", reverse("matter", args=[here]))]
