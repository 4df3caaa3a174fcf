"""A sheet beside its file, and one problem of a reviewed file on its way to the verifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.views import papers
from yuheng.kernel.access.dossier import Dossier, core, dossier
from yuheng.kernel.access.grants import Grant, Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_seat, next_steps
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.systems.oversight.case_review.facts import Deduction, ReviewSheet
from yuheng.systems.oversight.case_review.rules import RESULT, SHEET
from yuheng.systems.oversight.case_review.standard import FATAL, FAULTS, GRADES, ITEMS, PARTS, TURNS

ROWS = 12
_COLUMNS = ("item", "points", "page", "fault", "content")


def _sheet(seen: Viewer, sheet: int) -> ReviewSheet:
    if not visible(seen, [SHEET]).filter(pk=sheet).exists():
        raise PermissionDenied("没有这份评分表，或者您没有查看的权限。")
    return ReviewSheet.objects.select_related("matter").get(pk=sheet)


def lent(seen: Viewer, sheet: ReviewSheet) -> Viewer:
    """The viewer with sight of the one file of this sheet, for the reviewer to whom it was given while it waits; asked for nothing else."""
    head = sheet.file
    if sheet.reviewer_id != seen.person or sheet.matter.stage != "待评" or head is None:
        raise PermissionDenied("案卷只在评分期间由评查人查看。")
    root = seen.staff.line(head.lead_id)[-1]
    return replace(seen, grants=(*seen.grants, Grant(f"o{root}", frozenset({head.procedure}), 2)))


def sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """The sheet beside its file; POST scores."""
    seen = viewer_of(request)
    one = _sheet(seen, sheet)
    open_ = one.matter.stage == "待评" and one.reviewer_id == seen.person
    errors: list[str] = []
    if request.method == "POST":
        if not open_:
            raise PermissionDenied("这份评分表由分派的评查人评分。")
        try:
            perform(Order("score", seen.person or 0, matter=one.pk, data=_typed(request.POST), post=post_of(request), account=seen.account.pk))
            messages.success(request, "已评分。")
            return HttpResponseRedirect(reverse("review_sheet", args=[sheet]))
        except Refused as refused:
            errors = list(dict.fromkeys(refused.refusal.fields.values())) or [str(refused.refusal)]
    found = None
    if open_:
        found = dossier(lent(seen, one), one.file_id or 0)
        record(seen, "评查案卷", matter=one.file_id)
    page = _page(seen, one, found, request.POST, errors, open_)
    return page.response(request, frame(request, "work", SHEET), 422 if errors else 200)


def _page(seen: Viewer, one: ReviewSheet, found: Dossier | None, posted: QueryDict, errors: list[str], open_: bool) -> ui.ReviewSheetPage:
    told = "" if one.score is None else f"得分 {one.score} 分，等次：{dict(GRADES).get(one.grade or '', '')}。{one.opinion or ''}"
    names = found.procedure.names if found else {}
    return ui.ReviewSheetPage(
        title=one.file_number or "评分表",
        crumbs=[ui.Link("评查", reverse("review", args=[one.round_id]))] if one.round_id else [],
        scope=f"{seen.staff.names.get(one.unit_id or 0, '')} · {dict(TURNS).get(one.turn or '', '')} · {one.matter.stage}",
        facts=_facts(seen, found) if found else [("案卷编号", one.file_number or "")],
        events=[(f"{e.at:%Y-%m-%d}", names.get(e.step, e.kind), seen.staff.people.get(e.person or 0, "")) for e in found.events] if found else [],
        papers=[ui.Link(f"{p.name} {p.number}".strip(), reverse("review_paper", args=[one.pk, p.id])) for p in found.papers] if found else [],
        hints=_hints(found) if found else [],
        items=[ui.ReviewItem(code, name, PARTS[part]) for code, name, part in ITEMS],
        faults=FAULTS,
        fatal=[(code, name, code in (posted.getlist("fatal") if posted else one.fatal or ())) for code, name in FATAL],
        fatal_page=posted.get("fatal_page", ""),
        opinion=posted.get("opinion", ""),
        rows=[(n, *_row(posted, n)) for n in range(1, ROWS + 1)] if open_ else [],
        errors=errors,
        action=reverse("review_sheet", args=[one.pk]) if open_ else "",
        done=told + ("".join(f"；{d.content}（{d.page}，扣 {d.points} 分）" for d in Deduction.objects.filter(matter=one.pk, voided=False)) if told else ""),
    )  # fmt: skip


def _row(posted: QueryDict, n: int) -> tuple[str, str, str, str, str]:
    item, points, page, fault, content = (posted.get(f"{name}.{n}", "").strip() for name in _COLUMNS)
    return item, points, page, fault, content


def _facts(seen: Viewer, found: Dossier) -> list[tuple[str, str]]:
    head, shape = found.head, found.procedure.shape
    told = [("案卷编号", head.number), ("事项", head.title or ""), ("承办单位", seen.staff.names.get(head.lead_id, "")), ("立案", f"{head.opened_on or ''}"), ("结案", f"{head.closed_on or ''}")]
    for name, value in found.state.facts.items():
        field = shape.fields.get(name)
        if field is not None and not field.personal and field.kind in ("text", "long_text", "choice", "money", "date", "bool") and value not in (None, ""):
            told.append((field.label, _shown(field.kind, dict(field.choices), value)))
    return told[:24]


def _shown(kind: str, choices: Mapping[str, str], value: Any) -> str:
    if kind == "choice":
        return choices.get(str(value), str(value))
    if kind == "money":
        return f"{value // 100:,}.{value % 100:02d} 元"
    if kind == "bool":
        return "是" if value else "否"
    return str(value)


def _hints(found: Dossier) -> list[str]:
    """What the ledger itself shows of form; a person judges what it means."""
    late = [found.procedure.names.get(e.step, e.step) for e in found.events if e.late]
    told = [f"逾期办理：{'、'.join(dict.fromkeys(late))}"] if late else []
    backlog = [found.procedure.names.get(e.step, e.step) for e in found.events if e.backlog]
    told += [f"事后补录：{'、'.join(dict.fromkeys(backlog))}"] if backlog else []
    corrected = sum(1 for e in found.events if e.kind == "correct")
    told += [f"办理后更正 {corrected} 次"] if corrected else []
    return told + (["登记过程序瑕疵"] if found.head.irregular else [])


def _typed(posted: QueryDict) -> dict[str, Any]:
    rows = []
    for n in range(1, ROWS + 1):
        row = dict(zip(_COLUMNS, _row(posted, n), strict=True))
        if any(row.values()):
            rows.append(row)
    return {"fatal": posted.getlist("fatal") or None, "fatal_page": posted.get("fatal_page", "").strip(), "opinion": posted.get("opinion", "").strip(), "deductions": rows}


def sheet_paper(request: HttpRequest, sheet: int, paper: int) -> HttpResponse:
    """A paper of the file under review, for its reviewer while the sheet waits."""
    seen = viewer_of(request)
    one = _sheet(seen, sheet)
    request.viewer = lent(seen, one)  # type: ignore[attr-defined]
    try:
        return papers.paper(request, one.file_id or 0, paper)
    finally:
        request.viewer = seen  # type: ignore[attr-defined]


ASKED = {"correct": ("fix", "整改情况（改了什么、在卷内哪一页）"), "send_back": ("returned_why", "退回的理由")}
NOTES = {"verify": "复核通过以后，这一问题计为整改完成", "give": "交办以后开始计算整改期限", "send_back": "退回以后重新计算整改期限"}


def problem(request: HttpRequest, matter: int, row: int) -> HttpResponse:
    """One problem: given out, corrected, verified or sent back, by whoever may."""
    seen = viewer_of(request)
    head, state, law = core(seen, matter)
    kept = state.rows.get("problems", {}).get(row)
    if state.procedure.id != RESULT or kept is None or kept.get("voided"):
        raise PermissionDenied("没有这一项问题。")
    error, typed, here = "", "", reverse("review_problem", args=[matter, row])
    if request.method == "POST":
        step, typed = request.POST.get("do", ""), request.POST.get("said", "").strip()
        if step not in ("give", "correct", "verify", "send_back") or may_seat(seen, state.procedure.by_id[step], state, law, post_of(request)):
            raise PermissionDenied("您的岗位不办理这一环节。")
        data = {"problems": [{"row": row, **({ASKED[step][0]: typed} if step in ASKED else {})}]}
        try:
            perform(Order(step, seen.person or 0, matter=matter, row=row, data=data, post=post_of(request), account=seen.account.pk))
            messages.success(request, f"已{state.procedure.names[step]}。")
            return HttpResponseRedirect(here)
        except Refused as refused:
            error = str(refused.refusal)
    acts = [
        ui.ProblemAct(choice.step.id, choice.step.name, *ASKED.get(choice.step.id, ("", "")), NOTES.get(choice.step.id, ""))
        for choice in next_steps(seen, state, law, post_of(request)) if choice.row == row and choice.allowed
    ]  # fmt: skip
    page = ui.ReviewProblemPage(
        title=str(kept.get("content") or "评查问题")[:60],
        crumbs=[ui.Link("评查案卷台账", reverse("list", args=[RESULT]))],
        scope=f"{state.facts.get('file_number')} · {dict(FAULTS).get(kept.get('fault') or '', '')} · 第 {row} 项",
        facts=[(label, _row_value(seen, name, kept.get(name))) for name, label in (("content", "问题"), ("page", "证据页码"), ("found_on", "发现日期"), ("assigned_on", "交办日期"), ("duty", "责任人"), ("fix", "整改情况"), ("returned_why", "退回理由"), ("corrected_on", "复核通过日期"), ("verified_by", "复核人")) if kept.get(name)],
        acts=acts,
        action=here,
        error=error,
        typed=typed,
        others=[ui.Link(str(one.get("content") or "")[:40], reverse("review_problem", args=[matter, n])) for n, one in sorted(state.rows.get("problems", {}).items()) if n != row and not one.get("voided")],
        matter=ui.Link("打开评查结果", reverse("matter", args=[head.id])),
    )  # fmt: skip
    return page.response(request, frame(request, "work", RESULT), 422 if error else 200)


def _row_value(seen: Viewer, name: str, value: Any) -> str:
    return seen.staff.people.get(int(value), "") if name in ("duty", "verified_by") else str(value)
