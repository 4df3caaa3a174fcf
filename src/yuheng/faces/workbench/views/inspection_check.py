"""检查单 on the phone: every point of the standard with three large answers, a note and a photo, kept by its digest as a paper of the act."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import fields
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.views.step import act_time, acting, companions, form_errors, refused_now, tell
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.documents.store import store
from yuheng.kernel.documents.uploads import BadUpload, check
from yuheng.kernel.engine.load import Head
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure.state import Paper, Refusal, Snapshot
from yuheng.systems.enforcement.inspection import held
from yuheng.systems.enforcement.inspection.choices import FOUND
from yuheng.systems.enforcement.inspection.filling import PROCEDURE

STEP = "check"


def checklist(request: HttpRequest, matter: int) -> HttpResponse:
    """GET shows the list with what was answered before; POST performs the step."""
    seen = viewer_of(request)
    head, state, law = core(seen, matter)
    if head.procedure != PROCEDURE:
        raise PermissionDenied("这一事项没有检查单。")
    refusal = refused_now(seen, state.procedure.by_id[STEP], 0, state, law, post_of(request))
    if refusal is not None or request.method != "POST":
        return _page(request, seen, head, state, refusal, stopped=refusal is not None)
    return _sent(request, seen, head, state)


def _sent(request: HttpRequest, seen: Viewer, head: Head, state: Snapshot) -> HttpResponse:
    step = state.procedure.by_id[STEP]
    try:
        papers, digests = _photos(request, state)
        points = [{"number": number, "found": row["found"], "note": row["note"], "photo": digests.get(number) or row["photo"]} for number, row in _typed(request, state).items() if row["found"]]
        order = Order(
            STEP, seen.person or 0, matter=head.id, data={"points": points}, at=act_time(request), post=post_of(request), with_=companions(request, step), papers=papers,
            key=request.POST.get("y_key", "")[:80], account=seen.account.pk,
        )  # fmt: skip
        done = perform(order)
    except Refused as refused:
        return _page(request, seen, head, state, refused.refusal)
    tell(request, step, done)
    return HttpResponseRedirect(reverse("matter", args=[head.id]))


def _typed(request: HttpRequest, state: Snapshot) -> dict[int, dict[str, str]]:
    """What was chosen and written at each point of the standard."""
    post = request.POST
    return {
        one.number or 0: {"found": post.get(f"found.{one.number}", ""), "note": post.get(f"note.{one.number}", "").strip(), "photo": post.get(f"kept.{one.number}", "")}
        for one in held.points(int(state.facts.get("standard") or 0))
    }  # fmt: skip


def _photos(request: HttpRequest, state: Snapshot) -> tuple[tuple[Paper, ...], dict[int, str]]:
    """The photos sent, judged and kept like every upload; the point keeps the digest. Raises Refused at the point."""
    found, digests = [], {}
    for one in held.points(int(state.facts.get("standard") or 0)):
        file = request.FILES.get(f"photo.{one.number}")
        if file is None:
            continue
        data = file.read()
        try:
            upload = check(data)
        except BadUpload as wrong:
            raise Refused(Refusal("paper", f"第 {one.number} 项的照片：{wrong}", fields={f"point.{one.number}": str(wrong)})) from None
        digest = store(settings.HOME / "files", data)
        digests[one.number or 0] = digest
        found.append(Paper("attachment", f"检查单第{one.number}项照片", digest, upload.size, upload.media))
    return tuple(found), digests


def _page(request: HttpRequest, seen: Viewer, head: Head, state: Snapshot, refusal: Refusal | None, *, stopped: bool = False) -> HttpResponse:
    step = state.procedure.by_id[STEP]
    filled = fields.Filled({name: request.POST[name] for name in request.POST if name.startswith("y_with") or name == "y_at"}, refusal.fields if refusal else {})
    groups = [] if stopped else [acting(request, seen, step, filled)]
    page = ui.ChecklistPage(
        title=step.name,
        crumbs=[ui.Link(state.procedure.name, reverse("list", args=[PROCEDURE]))],
        matter=ui.Link(head.number or "本件", reverse("matter", args=[head.id])),
        target=str(state.facts.get("target") or ""),
        item=str(state.facts.get("item") or ""),
        points=[] if stopped else _points(request, state, refusal),
        action=reverse("inspection_checklist", args=[head.id]),
        act=step.name,
        groups=groups,
        errors=[] if stopped else form_errors(refusal, groups),
        hidden={"y_key": request.POST.get("y_key") or secrets.token_urlsafe(16)},
        stopped=str(refusal) if stopped and refusal else "",
    )
    return page.response(request, frame(request, "work", PROCEDURE), status=422 if request.method == "POST" else 200)


def _points(request: HttpRequest, state: Snapshot, refusal: Refusal | None) -> list[ui.PointAsked]:
    before: dict[int, Mapping[str, Any]] = {row["number"]: row for row in state.rows.get("points", {}).values() if not row.get("voided")}
    typed = _typed(request, state) if request.method == "POST" else {}
    errors = _errors(typed, refusal)
    found = []
    for one in held.points(int(state.facts.get("standard") or 0)):
        number = one.number or 0
        row = typed.get(number) or before.get(number) or {}
        chosen = str(row.get("found") or "")
        found.append(
            ui.PointAsked(
                number, one.content or "", one.basis or "", one.method or "", chosen if chosen in dict(FOUND) else "", str(row.get("note") or ""), str(row.get("photo") or ""),
                errors.get(number, ""),
            )
        )  # fmt: skip
    return found


def _errors(typed: Mapping[int, Mapping[str, str]], refusal: Refusal | None) -> dict[int, str]:
    """Each message at its point: the engine counts the points that it was sent."""
    if refusal is None:
        return {}
    sent = [number for number, row in typed.items() if row["found"]]
    found = {number: "请选择。" for number, row in typed.items() if not row["found"]} if "points" in refusal.fields else {}
    for name, message in refusal.fields.items():
        kind, _dot, rest = name.partition(".")
        place = rest.partition(".")[0]
        if kind == "point" and place.isdigit():
            found[int(place)] = message
        elif kind == "points" and place.isdigit() and 0 < int(place) <= len(sent):
            found[sent[int(place) - 1]] = message
    return found
