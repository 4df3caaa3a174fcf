"""The form of a step: what it writes, who acts, which papers it needs and makes, and what follows. Its POST performs it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import fields, showing
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.names import names_of
from yuheng.faces.workbench.own_pages import own_step
from yuheng.faces.workbench.uploads import papers_sent, upload_fields
from yuheng.faces.workbench.views.papers import preview_of
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.seats import may_seat, roles_of
from yuheng.kernel.engine.approvals import submit
from yuheng.kernel.engine.legal import Legal
from yuheng.kernel.engine.load import Head
from yuheng.kernel.engine.orders import Done, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.trial import would_start
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.procedure.chains import chain_of
from yuheng.kernel.procedure.decide import marking_of, truths
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.reasons import why_not
from yuheng.kernel.procedure.state import Refusal, Snapshot


def step(request: HttpRequest, matter: int, step: str) -> HttpResponse:
    """GET shows the form, POST performs the step or shows the form again with what is wrong (422)."""
    seen = viewer_of(request)
    head, state, law = core(seen, matter)
    declared = state.procedure.by_id.get(step)
    if declared is None or declared.opens:
        raise PermissionDenied("没有这一环节。")
    row = _number(request.POST.get("y_row") or request.GET.get("row"))
    own = own_step(head.procedure, step, matter, row)
    if own:
        return HttpResponseRedirect(own)
    if request.method == "POST":
        return _sent(request, seen, head, state, law, declared, row)
    values, positions = fields.stored(declared, state.procedure.shape, state.facts, state.rows, row)
    refusal = refused_now(seen, declared, row, state, law, post_of(request))
    return _page(request, seen, head, state, law, declared, row, fields.Filled(values), positions, refusal)


def preview(request: HttpRequest, matter: int, step: str) -> HttpResponse:
    """The paper as it would be with what is typed so far; asked while the person types, writes nothing."""
    seen = viewer_of(request)
    head, state, _law = core(seen, matter)
    declared = state.procedure.by_id.get(step)
    if declared is None:
        raise PermissionDenied("没有这一环节。")
    data, _raw, _positions = fields.sent(declared, state.procedure.shape, request.POST)
    part = preview_of(declared, head, state, seen, data, reverse("preview", args=[matter, step]))
    return HttpResponse(part.html(request) if part else "")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def refused_now(seen: Viewer, step: Step, row: int, state: Snapshot, law: Legal, post: int | None) -> Refusal | None:
    """Why the step cannot be done now, said before anybody fills its form."""
    day = now().date()
    compiled, marking = marking_of(state, day, law)
    index = compiled.index.get((step.id, row))
    if index is not None:
        values = state.values or truths(state.procedure, state.facts, state.rows, day, law)
        refusal = why_not(compiled, marking, compiled.existence(values), compiled.slots[index], state, law)
        # What is only unknown may be told by the very fields of this form.
        if refusal is not None and refusal.code != "unknown":
            return refusal
    return may_seat(seen, step, state, law, post)


def _sent(
    request: HttpRequest, seen: Viewer, head: Head, state: Snapshot, law: Legal, declared: Step, row: int
) -> HttpResponse:
    data, raw, positions = fields.sent(declared, state.procedure.shape, request.POST)
    if request.POST.get("y_add") in positions:
        kind = request.POST["y_add"]
        positions[kind] = [*positions[kind], str(int(positions[kind][-1]) + 1)]
        return _page(request, seen, head, state, law, declared, row, fields.Filled(raw), positions, None)
    chain = chain_of(declared.approval)
    try:
        if chain is not None:
            proposal = request.POST.get("y_reason", "")
            sheet = submit(
                head.id, declared.id, by=seen.person or 0, data=data, row=row, post=post_of(request), proposal=proposal,
                account=seen.account.pk, key=request.POST.get("y_key", "")[:80],
            )  # fmt: skip
            messages.success(request, f"“{declared.name}”已提请审批（{chain.name}），等待{chain.levels[sheet.level].role.name}签批。")
            return HttpResponseRedirect(reverse("matter", args=[head.id]))
        order = Order(
            declared.id,
            seen.person or 0,
            matter=head.id,
            data=data,
            row=row,
            at=act_time(request),
            post=post_of(request),
            with_=companions(request, declared),
            papers=papers_sent(request, state.procedure, declared),
            key=request.POST.get("y_key", "")[:80],
            account=seen.account.pk,
            reason=request.POST.get("y_reason", "").strip(),
        )
        done = perform(order)
    except Refused as refused:
        errors = fields.relabelled(refused.refusal.fields, positions)
        filled = fields.Filled({**raw, **_kept(request)}, errors)
        return _page(request, seen, head, state, law, declared, row, filled, positions, refused.refusal, status=422)
    tell(request, declared, done)
    return HttpResponseRedirect(reverse("matter", args=[head.id]))


def act_time(request: HttpRequest) -> datetime | None:
    """When the act happened; None for now. Raises Refused for what is no time."""
    text = request.POST.get("y_at", "").strip()
    if not text or text == request.POST.get("y_at_shown"):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=CHINA)
    except ValueError:
        message = f"办理时间应当写作 2023-09-27 14:30，现为“{text[:30]}”。"
        raise Refused(Refusal("data", message, fields={"y_at": message})) from None


def companions(request: HttpRequest, step: Step) -> tuple[int, ...]:
    """The other persons who act, from the fields `y_with1`, `y_with2`, …"""
    found = [request.POST.get(f"y_with{place}", "") for place in range(1, len(step.by))]
    helpers = request.POST.getlist("y_helpers")
    return tuple(dict.fromkeys(int(text) for text in [*found, *helpers] if text.isdigit()))


def _kept(request: HttpRequest) -> dict[str, Any]:
    names = [name for name in request.POST if name.startswith("y_with") or name in ("y_at", "y_reason")]
    return {**{name: request.POST[name] for name in names}, "y_helpers": request.POST.getlist("y_helpers")}


def tell(request: HttpRequest, step: Step, done: Done) -> None:
    """Says what was done and what follows, in one line."""
    following = [f"应于 {clock.due} 前“{clock.name}”" + ("（暂定）" if clock.provisional else "") for clock in done.clocks if clock.due]
    number = f"，编号 {done.number}" if done.number else ""
    tail = f"。{'；'.join(following)}。" if following else "。"
    messages.success(request, f"已办理“{step.name}”{number}{tail}")


def _page(
    request: HttpRequest,
    seen: Viewer,
    head: Head,
    state: Snapshot,
    law: Legal,
    declared: Step,
    row: int,
    filled: fields.Filled,
    positions: dict[str, list[str]],
    refusal: Refusal | None,
    status: int = 200,
) -> HttpResponse:
    procedure = state.procedure
    filled = fields.Filled(filled.values, filled.errors, names_of(procedure.shape, filled.values))
    groups = fields.groups_of(declared, procedure.shape, filled, seen.staff, positions)
    if chain_of(declared.approval) is None:
        groups.append(acting(request, seen, declared, filled))
        groups.append(ui.Group("附件", upload_fields(procedure, declared, state.papers, dict(filled.errors))))
    else:
        said = str(filled.values.get("y_reason") or "")
        proposal = ui.FormField(name="y_reason", label="承办意见", kind="textarea", value=said, wide=True, maxlength=1000)
        groups.append(ui.Group("提请审批", [proposal], "提请后由各级依次签批，最后一级签批时办理。"))
    page = ui.FormPage(
        title=declared.name,
        crumbs=[ui.Link(procedure.name, reverse("list", args=[procedure.id])), ui.Link(head.number or "事项", reverse("matter", args=[head.id]))],
        act=declared.name if chain_of(declared.approval) is None else f"提请审批“{declared.name}”",
        action=reverse("step", args=[head.id, declared.id]),
        cancel_href=reverse("matter", args=[head.id]),
        groups=groups,
        lead=declared.help,
        cites=showing.cites(declared.cites),
        matter=ui.Link(head.number or "本件", reverse("matter", args=[head.id])),
        matter_line=head.title,
        errors=form_errors(refusal, groups),
        papers=paper_needs(procedure, declared, state),
        after=consequences(procedure, declared, state, law, row),
        preview=preview_of(declared, head, state, seen, filled.values, reverse("preview", args=[head.id, declared.id])),
        final=final_words(declared, procedure),
        hidden={"y_key": request.POST.get("y_key") or secrets.token_urlsafe(16), "y_row": str(row) if row else ""},
        draft=f"{head.id}/{declared.id}/{row}",
        danger=declared.effect == "penalises",
    )
    return page.response(request, frame(request, "work", procedure.id), status=status)


def form_errors(refusal: Refusal | None, groups: Sequence[ui.Group]) -> list[ui.FormError]:
    """The refusal on top of the form, unless every part of it already stands at a field."""
    if refusal is None:
        return []
    there = {one.name for group in groups for one in group.fields}
    if refusal.fields and set(refusal.fields) <= there:
        return []
    more = [message for name, message in refusal.fields.items() if name not in there]
    return [ui.FormError(str(refusal)), *(ui.FormError(message) for message in more if message not in refusal.message)]


def acting(request: HttpRequest, seen: Viewer, step: Step, filled: fields.Filled) -> ui.Group:
    """Who acts beside the person at the form, and when the act happened."""
    shown = request.POST.get("y_at_shown") or f"{now():%Y-%m-%d %H:%M}"
    group: list[ui.FormField] = []
    for place in range(1, len(step.by)):
        chosen = str(filled.values.get(f"y_with{place}") or "")
        group.append(_colleague(f"y_with{place}", "共同办理人员", chosen, seen, step, required=True))
    group.append(
        ui.FormField(
            name="y_at", label="办理时间", kind="datetime", value=str(filled.values.get("y_at") or shown), required=True,
            help="实际办理的时间；补录的填写当时的时间。", error=filled.errors.get("y_at", ""),
        )
    )  # fmt: skip
    group.append(ui.FormField(name="y_at_shown", label="", kind="hidden", value=shown))
    return ui.Group("办理人员和时间", group, f"由 {seen.name} 办理" + (f"，须 {len(step.by)} 人" if len(step.by) > 1 else ""))


def _colleague(name: str, label: str, chosen: str, seen: Viewer, step: Step, *, required: bool) -> ui.FormField:
    """A choice of colleagues who hold a role of the step today."""
    wanted = {role.id for role in roles_of(step)}
    options = []
    for person, posts in seen.staff.posts.items():
        held = [post for post in posts if post.held_on(seen.day) and post.roles & wanted]
        near = [post for post in held if set(seen.staff.line(post.organ)) & {p.organ for p in seen.staff.posts_on(seen.person or 0, seen.day)}]
        if person != seen.person and (near or str(person) == chosen):
            place = seen.staff.names[(near or held or posts)[0].organ]
            options.append(ui.Option(str(person), f"{seen.staff.people[person]}（{place}）", str(person) == chosen))
    if len(options) > 60:
        options = [option for option in options if option.chosen]
        return ui.FormField(name=name, label=label, kind="select", options=options, required=required, search_href=reverse("find_person"))
    return ui.FormField(name=name, label=label, kind="select", options=[ui.Option("", ""), *options], required=required)


def paper_needs(procedure: Procedure, step: Step, state: Snapshot | None) -> list[ui.PaperNeed]:
    """Papers that must lie in the file, and those that the step makes."""
    there = state.papers if state else frozenset()
    needed = [ui.PaperNeed(procedure.papers.get(kind, kind), kind in there) for kind in step.requires]
    return needed + [ui.PaperNeed(procedure.papers.get(kind, kind), False, made=True) for kind in step.produces]


def consequences(procedure: Procedure, step: Step, state: Snapshot, law: Legal, row: int) -> list[ui.Consequence]:
    """这一步之后: papers, obligations with their dates, clocks stopped, steps shut or opened."""
    found = []
    for clock in would_start(state, step.id, row, law):
        rule = showing.parameter(clock.parameter, clock.start, law.scope)
        until = f"前“{procedure.names[clock.step]}”" if clock.due else f"须“{procedure.names[clock.step]}”"
        found.append(ui.Consequence(until, clock.due, showing.article_of(rule) if rule else None, clock.provisional))
    names = procedure.names
    found += [ui.Consequence(f"“{names.get(name, name)}”的期限停止计算") for name in step.suspends]
    found += [ui.Consequence(f"“{names.get(name, name)}”的期限恢复计算") for name in step.resumes]
    found += [ui.Consequence(f"“{names.get(rule.clock, rule.clock)}”的期限延长") for rule in step.extends]
    found += [ui.Consequence(f"不再办理“{names[name]}”") for name in step.excludes]
    found += [ui.Consequence(f"“{names[name]}”须重新办理") for name in step.voids]
    if step.numbers:
        found.append(ui.Consequence("取得编号"))
    if step.closes:
        found.append(ui.Consequence("本件办结"))
    return found


def final_words(step: Step, procedure: Procedure) -> list[str]:
    """What cannot be taken back: an opening, and what goes out to parties."""
    if step.opens:
        return ["立卷后不能撤回，误立的须办理撤案。"]
    if step.closes and not step.after_close:
        return ["办结后除更正外不再办理其他环节。"] if len(procedure.steps) > 1 else []
    return []
