"""The legal review of one case: what the file says beside the law of two days, and the points that the reviewer answers; its POST performs the step."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import fields, showing
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.names import names_of
from yuheng.faces.workbench.views.step import act_time, acting, form_errors, refused_now, tell
from yuheng.kernel.access.dossier import Dossier, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.law import Citation, LawError
from yuheng.kernel.law.reading import Found, citations_in
from yuheng.kernel.procedure.provisions import held
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.tables.evaluate import restore
from yuheng.kernel.tables.published import by_digest
from yuheng.kernel.tables.schema import BadTable
from yuheng.systems.enforcement.penalty.choices import POINTS, REVIEWED
from yuheng.systems.enforcement.penalty.discretion import DISCRETION
from yuheng.systems.enforcement.penalty.filmed import coverage

CASES = "penalty.ordinary"
STEPS = ("pre_review", "review")
SHOWN = (
    "cause", "party_kind", "party_name", "place", "found_on", "ended_on", "item_code", "finding", "facts_found", "proposed_basis", "basis", "proposed_kinds", "proposed_fine", "proposed_income", "complex",
    "notified_on", "defence", "re_examination", "hearing_record", "hearing_report",
)  # fmt: skip
"""Facts that a reviewer reads, in this order."""
WEIGHED = ("discretion", "harm", "put_right", "times", "attitude", "value", "area", "grade", "fine_least", "fine_most")


def legal_review(request: HttpRequest, matter: int) -> HttpResponse:
    """GET shows the case and the points; POST performs the review."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    if found.procedure.id != CASES:
        raise PermissionDenied("这一事项不是行政处罚普通程序案件。")
    tried = {name: refused_now(seen, found.procedure.by_id[name], 0, found.state, found.law, post_of(request)) for name in STEPS}
    step = next((name for name in STEPS if tried[name] is None), "review")
    if request.method == "POST" and tried[step] is None:
        return _sent(request, seen, found, step)
    status = 422 if request.method == "POST" else 200
    return _page(request, seen, found, step, tried[step], None, status)


def _sent(request: HttpRequest, seen: Viewer, found: Dossier, step: str) -> HttpResponse:
    answers = {code: request.POST.get(f"p_{code}", "") for code, _name in POINTS}
    data: dict[str, Any] = {
        "review_ok": [code for code, said in answers.items() if said == "ok"], "review_bad": [code for code, said in answers.items() if said == "bad"],
        "review_result": request.POST.get("review_result", ""), "review_opinion": request.POST.get("review_opinion", "").strip(),
    }  # fmt: skip
    try:
        order = Order(
            step, seen.person or 0, matter=found.head.id, data=data, at=act_time(request), post=post_of(request), key=request.POST.get("y_key", "")[:80], account=seen.account.pk,
        )  # fmt: skip
        done = perform(order)
    except Refused as refused:
        return _page(request, seen, found, step, None, refused.refusal, 422)
    tell(request, found.procedure.by_id[step], done)
    return HttpResponseRedirect(reverse("matter", args=[found.head.id]))


def _page(request: HttpRequest, seen: Viewer, found: Dossier, step: str, shut: Refusal | None, refusal: Refusal | None, status: int) -> HttpResponse:
    facts, head, declared = found.state.facts, found.head, found.procedure.by_id[step]
    filled = fields.Filled({name: request.POST[name] for name in request.POST}, refusal.fields if refusal else {})
    groups = [_conclusion(request, filled), acting(request, seen, declared, filled)]
    page = ui.LegalReviewPage(
        title=declared.name,
        crumbs=[ui.Link("法制审核", reverse("review_queue"))],
        matter=ui.Link(head.number or "本件", reverse("matter", args=[head.id])),
        lead=head.title,
        facts=_facts(found, seen, SHOWN),
        laws=_laws(str(facts.get("proposed_basis") or facts.get("basis") or ""), facts.get("ended_on") or facts.get("found_on") or seen.day, facts.get("decided_on") or seen.day),
        evidence=_evidence(found, seen),
        discretion=[*_facts(found, seen, WEIGHED), *_receipt(facts)],
        deviation=str(facts.get("deviation") or ""),
        papers=[ui.Link(f"{paper.name} {paper.number}".strip(), reverse("paper", args=[head.id, paper.id])) for paper in found.papers if paper.state != "void"],
        warnings=_warnings(found),
        earlier=_earlier(found, seen),
        act=declared.name,
        action="" if shut else reverse("legal_review", args=[head.id]),
        points=_points(request, found),
        groups=groups,
        hidden={"y_key": request.POST.get("y_key") or secrets.token_urlsafe(16)},
        errors=form_errors(refusal, groups) if refusal else [],
        refused=str(shut) if shut else "",
        links=[ui.Link("退回补充调查", reverse("step", args=[head.id, "return"])), ui.Link("音像记录", reverse("filmed", args=[head.id]))],
    )
    return page.response(request, frame(request, "work", CASES), status=status)


def _facts(found: Dossier, seen: Viewer, names: Iterable[str]) -> list[tuple[str, str]]:
    shape = found.procedure.shape
    known = names_of(shape, found.state.facts)
    told = [(shape.fields[name].label, showing.words(shape.fields[name], found.state.facts.get(name), seen.staff, known)) for name in names]
    return [one for one in told if one[1]]


def _conclusion(request: HttpRequest, filled: fields.Filled) -> ui.Group:
    chosen = request.POST.get("review_result", "")
    return ui.Group(
        "审核意见",
        [
            ui.FormField(
                name="review_result", label="审核结论", kind="radio", required=True, options=[ui.Option(code, name, code == chosen) for code, name in REVIEWED],
                error=filled.errors.get("review_result", ""),
            ),
            ui.FormField(
                name="review_opinion", label="法制审核意见", kind="textarea", required=True, wide=True, value=request.POST.get("review_opinion", ""), error=filled.errors.get("review_opinion", ""),
                help="写入《法制审核意见书》；存在问题的写明问题和建议",
            ),
        ],
    )  # fmt: skip


def _points(request: HttpRequest, found: Dossier) -> list[ui.FormField]:
    facts, rows = found.state.facts, found.state.rows
    evidence = sum(not row.get("voided") for row in rows.get("evidence", {}).values())
    told = {
        "subject": f"办理人员的执法证件由系统按办理日期核验；案件编号 {found.head.number or '未编'}", "power": f"权力事项编码 {facts.get('item_code') or '未填'}", "evidence": f"登记证据 {evidence} 件",
        "law": "见左侧条文对照", "procedure": f"告知 {facts.get('notified_on') or '未告知'}；{'已举行听证' if facts.get('hearing_record') else '没有举行听证'}", "discretion": str(facts.get("discretion") or ""),
        "papers": f"卷内文书 {sum(paper.state != 'void' for paper in found.papers)} 份", "facts": "", "crime": "涉嫌犯罪的，办理“移送公安机关”",
    }  # fmt: skip
    return [
        ui.FormField(
            name=f"p_{code}", label=name, kind="radio", required=True, help=told.get(code, "")[:160],
            options=[ui.Option(value, words, request.POST.get(f"p_{code}") == value) for value, words in (("ok", "没有问题"), ("bad", "存在问题"))],
        )
        for code, name in POINTS
    ]  # fmt: skip


def _laws(basis: str, act: date, decision: date) -> list[ui.LawBeside]:
    """Every article that the basis names, once, as in force on both days."""
    told: dict[tuple[str, str], ui.LawBeside] = {}
    for place in citations_in(basis):
        key = (place.statute, place.anchor)
        if key in told:
            continue
        then, now = _side("行为日", place, act), _side("决定日", place, decision)
        zh = basis[place.start : place.end] if basis[place.start] == "《" else f"《{place.statute}》{basis[place.start : place.end]}"
        told[key] = ui.LawBeside(zh, then, now, (then.version, list(then.lines)) != (now.version, list(now.lines)))
    return list(told.values())


def _side(what: str, place: Found, on: date) -> ui.LawSide:
    head = f"{what} {on}"
    try:
        statute = held(place.statute, on)
    except LawError:
        return ui.LawSide(head, "法律库中没有这一日施行的文本")
    provision = statute.provision(place.anchor) if place.anchor else None
    href = reverse("statute", args=[statute.statute.name]) + (f"#{place.anchor}" if place.anchor else "")
    lines = provision.lines if provision is not None and statute.text is not None else []
    return ui.LawSide(head, f"{statute.statute.version} 文本", lines, href)


def _evidence(found: Dossier, seen: Viewer) -> ui.Table:
    shape = found.procedure.shape.rows["evidence"]
    names = ("sort", "name", "origin", "taken_by", "taken_at", "proves", "file_digest")
    columns = [ui.ListColumn(name, shape.fields[name].label) for name in names]
    rows = []
    for number, row in sorted(found.state.rows.get("evidence", {}).items()):
        if not row.get("voided"):
            words = [showing.words(shape.fields[name], row.get(name), seen.staff) for name in names]
            rows.append(ui.Row(str(number), [ui.Cell(text[:16] + "…" if name == "file_digest" and text else text, title=text) for name, text in zip(names, words, strict=True)]))
    return ui.Table(columns, rows, empty=ui.Empty("没有登记证据。"))


def _receipt(facts: Any) -> list[tuple[str, str]]:
    """What the table says today to the same case under its kept version: the receipt computed again."""
    kept = facts.get("discretion_receipt")
    if not kept:
        return [("裁量凭据", "没有公布的裁量基准列有这一违法行为，裁量由承办人写明。")]
    try:
        receipt = json.loads(kept)
        version = by_digest(DISCRETION.id, str(receipt["digest"]))
        again = restore(version.compiled, receipt)
    except (BadTable, ValueError, KeyError, TypeError) as error:
        return [("裁量凭据", f"凭据不能复核：{error}")]
    row = "其余情形" if again.row is None or again.row < 0 else version.compiled.rows[again.row].name
    cites = "、".join(Citation.parse(cite).zh for cite in again.cites)
    return [("适用的行", f"{row}（{version.title}{version.number}）"), ("该行依据", cites), ("裁量凭据", "已按当时的版本重新计算，一致")]


def _warnings(found: Dossier) -> list[str]:
    """What the platform sees and a person should look at."""
    acts = [(event.step, event.row, event.at) for event in found.events if event.step and not event.undone and event.kind in ("open", "perform")]
    told = [f"“{one.name}”（{one.day}）没有音像记录：{one.need}。" for one in coverage(found.state, acts) if one.lacking]
    if found.head.irregular:
        told.append("本件登记有程序瑕疵。")
    told += [f"第 {event.seq} 条过程记录是补录。" for event in found.events if event.backlog][:5]
    return told


def _earlier(found: Dossier, seen: Viewer) -> list[tuple[str, str]]:
    return _facts(found, seen, ("review_result", "review_bad", "review_opinion"))
