"""Reports that may be one dispute, beside each other; a person says 同一纠纷 or 不是, and the ledger keeps it."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.views.matter import views
from yuheng.kernel.access.dossier import Dossier, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import next_steps
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.systems.disputes.mediation.alike import PROCEDURE, alike
from yuheng.systems.disputes.mediation.rules import Likeness

COMPARED = ("received_on", "source", "source_number", "kind", "address", "summary")
MOST = 10
SAID = {"same": "merge", "other": "distinguish"}


class NotThere(Exception):
    """A dispute that another cannot be joined to; the message is Chinese."""


def alike_page(request: HttpRequest, matter: int) -> HttpResponse:
    """GET shows the dispute and what may be the same beside it; POST keeps what the person says."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    if found.procedure.id != PROCEDURE:
        raise PermissionDenied("只有矛盾纠纷可以判重。")
    error = ""
    if request.method == "POST":
        try:
            return _said(request, seen, found)
        except Refused as refused:
            error = str(refused.refusal)
        except NotThere as not_there:
            error = str(not_there)
    proposed = alike(matter, visible(seen, [PROCEDURE]))[:MOST]
    allowed = {choice.step.id for choice in next_steps(seen, found.state, found.law, post_of(request)) if choice.allowed}
    page = ui.AlikePage(
        title="疑似重复",
        crumbs=[ui.Link(found.procedure.name, reverse("list", args=[PROCEDURE])), ui.Link(found.head.number or "事项", reverse("matter", args=[matter]))],
        here=_side(seen, found),
        pairs=[_pair(seen, found, like, allowed) for like in proposed],
        views=views(found, "alike"),
        error=error,
    )
    return page.response(request, frame(request, "work", PROCEDURE), status=422 if error else 200)


def _said(request: HttpRequest, seen: Viewer, found: Dossier) -> HttpResponse:
    step = SAID.get(request.POST.get("say", ""))
    text = request.POST.get("other", "")
    if step is None or not text.isdecimal():
        raise PermissionDenied("没有选择是哪一件、是否同一纠纷。")
    there = dossier(seen, int(text[:18]))
    other = there.head
    if step == "merge" and (other.id == found.head.id or there.procedure.id != PROCEDURE or there.state.facts.get("outcome") == "merged"):
        raise NotThere("不能并入这一件：它就是本件，或者已经并入其他事项。请选择仍在单独办理的那一件。")
    data = {"same_as": other.id, "outcome": "merged"} if step == "merge" else {"distinct": [{"other": other.id}]}
    order = Order(
        step, seen.person or 0, matter=found.head.id, data=data, post=post_of(request), account=seen.account.pk, key=request.POST.get("y_key", "")[:80]
    )
    perform(order)
    if step == "merge":
        messages.success(request, f"已并入 {other.number}，统计时只计一件。来源单位仍须回告。")
        return HttpResponseRedirect(reverse("matter", args=[found.head.id]))
    messages.success(request, f"已记录：与 {other.number} 不是同一纠纷，今后不再提示。")
    return HttpResponseRedirect(reverse("alike", args=[found.head.id]))


def _side(seen: Viewer, found: Dossier) -> ui.Side:
    shape, facts = found.procedure.shape, found.state.facts
    kept = {name: facts.get(name) for name in COMPARED}
    people = [row for row in found.state.rows.get("disputants", {}).values() if not row.get("voided")]
    fields = shape.rows["disputants"].fields
    parties = "、".join(showing.words(fields["name"], row.get("name"), seen.staff, {}) for row in people)
    told = [ui.Fact("当事人", parties)]
    told += [ui.Fact(shape.fields[name].label, showing.words(shape.fields[name], value, seen.staff)) for name, value in kept.items()]
    return ui.Side(ui.Link(found.head.number or "未编号", reverse("matter", args=[found.head.id])), told)


def _pair(seen: Viewer, found: Dossier, like: Likeness, allowed: set[str]) -> ui.Pair:
    acts: Sequence[ui.Act] = [
        ui.Act(label, reverse("alike", args=[found.head.id]), primary=say == "same", post=True, note=note,
               hidden={"say": say, "other": str(like.other), "y_key": f"alike-{found.head.id}-{like.other}-{say}-{found.head.seq}"})
        for say, label, note in (("same", "同一纠纷，并入该件", "本件并入后不再计数"), ("other", "不是同一纠纷", ""))
        if SAID[say] in allowed
    ]  # fmt: skip
    return ui.Pair(_side(seen, dossier(seen, like.other)), like.reasons, acts)
