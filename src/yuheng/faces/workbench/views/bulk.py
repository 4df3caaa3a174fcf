"""One step on many chosen matters: counted first, then performed matter by matter, each with its own event and its own refusal.

Only steps that ask nothing of the form and decide nothing can be done so: one seat, nothing that must be written, no paper that must
lie there, no term extended or stopped, no right given or taken.
"""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import escape

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import post_of, viewer_of
from yuheng.faces.workbench.guard import known_procedure
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.seats import may_take_part, next_steps
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import now
from yuheng.kernel.procedure.declare import Procedure, Step

MOST = 100
"""Matters of one bulk act: two pages of a list."""


def fit(step: Step, procedure: Procedure) -> bool:
    """Whether the step asks nothing that a list could not answer."""
    fields = procedure.shape.fields
    plain = all(name in fields and fields[name].blank for name in step.writes)
    return (
        len(step.by) == 1 and plain and not (step.needs or step.requires or step.for_each or step.approval or step.opens or step.repeat)
        and not step.outside and not step.citizen and not (step.effect or step.extends or step.suspends or step.resumes or step.excludes or step.until)
    )  # fmt: skip


def bulk_acts(seen: Viewer, procedure: Procedure | None) -> list[ui.BulkAct]:
    """The steps that the viewer may do on many matters of a list."""
    if procedure is None or procedure.is_register:
        return []
    found = [step for step in procedure.steps if fit(step, procedure) and may_take_part(step, seen.roles)]
    return [ui.BulkAct(step.name, reverse("bulk", args=[procedure.id, step.id]), reverse("bulk", args=[procedure.id, step.id]) + "?count=1") for step in found]


def bulk(request: HttpRequest, procedure: str, step: str) -> HttpResponse:
    """POST `keys`: with `?count=1` says how many could be done and why others could not; without it does them."""
    seen = viewer_of(request)
    declared = known_procedure(seen, procedure)
    one = declared.by_id.get(step)
    if one is None or not fit(one, declared) or not may_take_part(one, seen.roles):
        raise PermissionDenied("这一环节不能批量办理。")
    back = HttpResponseRedirect(reverse("list", args=[procedure]))
    if request.method != "POST":
        return back
    keys = [int(key) for key in dict.fromkeys(request.POST.getlist("keys")) if key.isdigit() and len(key) < 19][:MOST]
    ready, refused = _counted(request, seen, one, keys)
    if request.GET.get("count"):
        return HttpResponse(escape(_words(len(ready), refused)))
    done = 0
    for matter in ready:
        moment = now()
        try:
            perform(Order(one.id, seen.person or 0, matter=matter, at=moment, recorded=moment, post=post_of(request), account=seen.account.pk))
            done += 1
        except Refused as wrong:
            refused[str(wrong.refusal)] += 1
    if done:
        messages.success(request, f"已办理“{one.name}” {done} 件。")
    if refused:
        messages.warning(request, _words(0, refused))
    return back


def _counted(request: HttpRequest, seen: Viewer, step: Step, keys: list[int]) -> tuple[list[int], Counter[str]]:
    """The matters on which the step stands open to the viewer, and the reasons for the others."""
    ready, refused = [], Counter[str]()
    for key in keys:
        try:
            _head, state, law = core(seen, key)
        except PermissionDenied as wrong:
            refused[str(wrong)] += 1
            continue
        choice = next((c for c in next_steps(seen, state, law, post_of(request)) if c.step.id == step.id), None)
        if choice is not None and choice.allowed:
            ready.append(key)
        else:
            refused[choice.refusal.message if choice and choice.refusal else "本件没有这一环节。"] += 1
    return ready, refused


def _words(ready: int, refused: Counter[str]) -> str:
    """可办理 38 件，2 件不能：尚未回访（2）."""
    found = [f"可办理 {ready} 件"] if ready or not refused else []
    if refused:
        why = "；".join(f"{reason.rstrip('。')}（{count}）" for reason, count in refused.most_common(3))
        found.append(f"{refused.total()} 件不能：{why}")
    return "，".join(found) + "。"
