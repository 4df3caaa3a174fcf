"""One review as a whole: drawn, given out, scored, its results formed; what of it leaves as a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.exchange.tables import workbook
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_seat
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure.state import Refusal
from yuheng.systems.oversight.case_review import sampling, sheets
from yuheng.systems.oversight.case_review.documents import mean
from yuheng.systems.oversight.case_review.facts import Panel
from yuheng.systems.oversight.case_review.rules import REVIEW, by_unit
from yuheng.systems.oversight.case_review.sheets import FileState
from yuheng.systems.oversight.case_review.standard import FAULTS, GRADES, METHODS, TURNS
from yuheng.systems.oversight.supervision.facts import ReviewedFile, ReviewProblem, ReviewRound

_GRADES, _FAULTS, _METHODS, _TURNS = dict(GRADES), dict(FAULTS), dict(METHODS), dict(TURNS)
OFFICE = ("supervisor", "justice_head")
LINES = 500


def review(request: HttpRequest, review: int) -> HttpResponse:
    """A review for those who may see it; POST gives out sheets or forms results."""
    seen = viewer_of(request)
    if not visible(seen, [REVIEW]).filter(pk=review).exists():
        raise PermissionDenied("没有这一次评查，或者您没有查看的权限。")
    one = ReviewRound.objects.select_related("matter").get(pk=review)
    if request.method == "POST":
        return _act(request, seen, one)
    drawn = sheets.states(one) if one.frame_digest else []
    if request.GET.get("export") in ("sample", "scores"):
        return _export(request, seen, one, drawn, request.GET["export"])
    results = {r.pk: r for r in ReviewedFile.objects.filter(round=review).exclude(matter__status="void")}
    found = list(ReviewProblem.objects.filter(matter__in=results, voided=False))
    page = ui.ReviewPage(
        title=one.name or "",
        crumbs=[ui.Link("案卷评查", reverse("list", args=[REVIEW]))],
        scope=_scope(one),
        counts=_counts(one, drawn, results, found),
        acts=_acts(seen, one, drawn),
        drawn_again=drawn_again(one, drawn),
        files=_files(seen, drawn, results, _organises(seen, review)) if drawn else None,
        units=_units(seen, review),
        problems=_problems(found),
        links=_links(one, drawn),
        note="同时作为行政执法监督抽查：与“抽查案卷”是同一批，按一组计。" if one.supervised else "",
    )
    return page.response(request, frame(request, "work", REVIEW))


def _organises(seen: Viewer, review: int) -> bool:
    """Whether the viewer may see who scored what: the office, but nobody who reviews in the same review."""
    return seen.is_any(*OFFICE) and not Panel.objects.filter(matter=review, reviewer=seen.person, voided=False).exists()


def _scope(one: ReviewRound) -> str:
    period = f" · {one.from_on} 至 {one.to_on} 结案" if one.from_on and one.to_on else ""
    pair = f" · 每份 {one.reviewers} 人，分差上限 {one.tolerance or 0} 分" if one.reviewers else ""
    return f"{one.matter.stage} · {_METHODS.get(one.method or '', '')}{period}{pair}"


def _counts(one: ReviewRound, drawn: Sequence[FileState], results: dict[int, ReviewedFile], found: Sequence[ReviewProblem]) -> list[tuple[str, str, str]]:
    verified = sum(1 for problem in found if problem.corrected_on)
    apart = sum(1 for file in drawn if file.outcome.due == "third" or any(sheet.turn == "third" for sheet in file.sheets))
    files = len(results) or one.sample or 0
    told = [("抽样范围", f"{one.frame or 0:,}", "none"), ("抽取", f"{one.sample or 0:,}", "none"), ("已有结果", f"{len(results):,}", "none"), ("由第三人复核", f"{apart:,}", "soon" if apart else "none")]
    return [*told, ("问题", f"{len(found):,}", "none"), ("每百份", mean(len(found) * 100, files), "none"), ("复核通过", f"{verified:,}/{len(found):,}", "fine" if verified == len(found) else "soon")]


def drawn_again(one: ReviewRound, drawn: Sequence[FileState]) -> str:
    """Whether the kept frame and seed give the files that stand in the review."""
    if not one.frame_digest or one.frame_kept is None:
        return ""
    again = sampling.draw(sampling.frame_of(one.frame_kept), one.method or "full", one.size, one.seed or "")
    same = [file.matter for file in again] == [file.file for file in drawn] and sampling.frame_digest(one.frame_kept) == one.frame_digest
    return f"种子 {one.seed} · 按保存的范围重新抽样：{'结果一致' if same else '结果不一致，请核验总账'}"


def _files(seen: Viewer, drawn: Sequence[FileState], results: dict[int, ReviewedFile], office: bool) -> ui.Table:
    columns = [
        ui.ListColumn("no", "序号", "number"), ui.ListColumn("number", "案卷编号"), ui.ListColumn("unit", "被评查单位"), ui.ListColumn("sheets", "评分表"), ui.ListColumn("apart", "分差", "number"),
        ui.ListColumn("score", "得分", "number"), ui.ListColumn("grade", "等次"),
    ]  # fmt: skip
    rows = []
    for number, file in enumerate(drawn[:LINES], start=1):
        result = results.get(file.result or 0)
        mine = next((sheet for sheet in file.sheets if sheet.reviewer_id == seen.person), None)
        href = reverse("matter", args=[result.pk]) if result else reverse("review_sheet", args=[mine.pk]) if mine else ""
        cells = [
            ui.Cell(str(number), kind="number"), ui.Cell(file.number, href), ui.Cell(seen.staff.names.get(file.unit or 0, "")), ui.Cell(_told(seen, file, office)),
            ui.Cell("" if file.outcome.apart is None or not office else str(file.outcome.apart), kind="number"),
            ui.Cell(str(result.score) if result else "", kind="number"), ui.Cell(_GRADES.get(result.grade or "", "") if result else ""),
        ]  # fmt: skip
        rows.append(ui.Row(str(file.file), cells, href))
    return ui.Table(columns, rows)


def _told(seen: Viewer, file: FileState, office: bool) -> str:
    """How far the sheets are; names and points only for the office."""
    if not office:
        done = sum(1 for sheet in file.sheets if sheet.score is not None)
        return f"{done}/{len(file.sheets)} 已评" if file.sheets else "未分派"
    told = [f"{_TURNS[sheet.turn or '']} {seen.staff.people.get(sheet.reviewer_id or 0, '')}{'' if sheet.score is None else f' {sheet.score}'}" for sheet in sorted(file.sheets, key=lambda s: s.turn or "")]
    return "；".join(told) + ("；待第三人复核" if file.wanted == "third" else "") or "未分派"


def _units(seen: Viewer, review: int) -> ui.Table | None:
    told = by_unit(review)
    if not told:
        return None
    columns = [ui.ListColumn("unit", "单位"), *(ui.ListColumn(n, t, "number") for n, t in (("files", "评查份数"), ("mean", "平均得分"), ("good", "优秀"), ("unfit", "不合格"), ("problems", "问题")))]
    rows = [
        ui.Row(str(one["unit"]), [ui.Cell(seen.staff.names.get(one["unit"], "")), *(ui.Cell(str(v), kind="number") for v in (one["files"], mean(one["points"], one["files"]), one["good"], one["unfit"], one["problems"]))])
        for one in told
    ]  # fmt: skip
    return ui.Table(columns, rows, id="units")


def _problems(found: Sequence[ReviewProblem]) -> ui.Table | None:
    if not found:
        return None
    many, verified = Counter(one.fault for one in found), Counter(one.fault for one in found if one.corrected_on)
    columns = [ui.ListColumn("fault", "类别"), ui.ListColumn("many", "问题", "number"), ui.ListColumn("verified", "复核通过", "number")]
    rows = [ui.Row(fault or "", [ui.Cell(_FAULTS.get(fault or "", "")), ui.Cell(str(n), kind="number"), ui.Cell(str(verified[fault]), kind="number")]) for fault, n in many.most_common()]
    return ui.Table(columns, rows, id="problems")


def _links(one: ReviewRound, drawn: Sequence[FileState]) -> list[ui.Link]:
    exports = [ui.Link("抽样清单 Excel", "?export=sample"), ui.Link("评分 Excel", "?export=scores")] if drawn else []
    return [*exports, ui.Link("打开评查事项", reverse("matter", args=[one.pk]))]


def _may(seen: Viewer, review: int, step: str, post: int | None = None) -> bool:
    _head, state, law = core(seen, review)
    return may_seat(seen, state.procedure.by_id[step], state, law, post) is None


def _acts(seen: Viewer, one: ReviewRound, drawn: Sequence[FileState]) -> list[ui.Act]:
    if not drawn or one.held_on or one.stopped_why or not _organises(seen, one.pk) or not _may(seen, one.pk, "assign"):
        return []
    here, found = reverse("review", args=[one.pk]), []
    wanted = sum(1 for file in drawn if file.wanted or not file.sheets)
    ready = sum(1 for file in drawn if file.result is None and not file.outcome.due)
    if wanted:
        found.append(ui.Act("分派", here, primary=True, post=True, hidden={"do": "assign"}, note=f"{wanted} 份案卷的评分表按种子分派，回避本单位、本人办理的案卷"))
    if ready:
        found.append(ui.Act("形成评查结果", here, primary=not wanted, post=True, hidden={"do": "seal"}, note=f"{ready} 份案卷的评分已经完成；得分由评分表得出"))
    if all(file.result for file in drawn):
        found.append(ui.Act("通报", reverse("step", args=[one.pk, "publish"]), primary=not wanted and not ready))
    return found


def _act(request: HttpRequest, seen: Viewer, one: ReviewRound) -> HttpResponse:
    if not _may(seen, one.pk, "assign", post_of(request)):
        raise PermissionDenied("这一项由组织评查的人员办理。")
    by, account = seen.person or 0, seen.account.pk
    refused: list[Refusal] = []
    try:
        if request.POST.get("do") == "seal":
            many, refused = sheets.seal(one, by=by, account=account)
            said = f"已形成 {many} 份案卷的评查结果。"
        else:
            many, refused = sheets.assign(one, by=by, account=account)
            if one.matter.stage == "抽样" and not refused:
                perform(Order("assign", by, matter=one.pk, account=account, post=post_of(request)))
            said = f"已分派 {many} 份评分表。"
        messages.success(request, said)
    except sheets.Nobody as nobody:
        messages.error(request, str(nobody))
    except Refused as error:
        messages.error(request, str(error.refusal))
    _tell(request, refused)
    return HttpResponseRedirect(reverse("review", args=[one.pk]))


def _tell(request: HttpRequest, refused: Sequence[Refusal]) -> None:
    for refusal in refused[:3]:
        messages.error(request, str(refusal))


def _export(request: HttpRequest, seen: Viewer, one: ReviewRound, drawn: Sequence[FileState], what: str) -> HttpResponse:
    """The sample with what is needed to draw it again, or the scores; reviewers are named to the office only."""
    record(seen, f"导出“{one.name}”{'抽样清单' if what == 'sample' else '评分'}", matter=one.pk, address=request.META.get("REMOTE_ADDR", ""))
    office = _organises(seen, one.pk)
    results = {r.file_id: r for r in ReviewedFile.objects.filter(round=one.pk).exclude(matter__status="void")}
    rows: list[list[Any]]
    if what == "sample":
        titles, kinds = ["序号", "事项标识", "案卷编号", "被评查单位"], ["number", "code", "code", "text"]
        rows = [[n, str(file.file), file.number, seen.staff.names.get(file.unit or 0, "")] for n, file in enumerate(drawn, start=1)]
    else:
        titles, kinds = ["案卷编号", "被评查单位", "评分表", "得分", "等次", "致命项"], ["code", "text", "text", "number", "text", "text"]
        rows = [[file.number, seen.staff.names.get(file.unit or 0, ""), _told(seen, file, office), r.score if r else None, _GRADES.get((r.grade if r else "") or "", ""), "有" if r and r.fatal else ""] for file in drawn for r in (results.get(file.file),)]
    note = f"抽样方式：{_METHODS.get(one.method or '', '')}；种子：{one.seed}；抽样范围 {one.frame} 份，摘要（SM3）：{one.frame_digest}"
    answer = HttpResponse(workbook(one.name or "案卷评查", titles, kinds, rows, note), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer.headers["Content-Disposition"] = f"attachment; filename=review-{what}.xlsx"
    return answer
