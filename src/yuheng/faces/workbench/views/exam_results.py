"""One round for those who organise it and those who may read scores; its paper; the question bank."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.views.exam_acts import acts_of, may, round_act, units_of
from yuheng.faces.workbench.views.exam_hall import NAMES, exam_of, known
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.law.citation import BadCitation, Citation
from yuheng.kernel.now import CHINA
from yuheng.systems.enforcement.training import rounds
from yuheng.systems.enforcement.training.bank import letters_of, outdated
from yuheng.systems.enforcement.training.exam_facts import Question
from yuheng.systems.enforcement.training.exam_procedure import EXAM_ROUND, QUESTION, RESULT, ROUND
from yuheng.systems.enforcement.training.facts import ExamResult
from yuheng.systems.enforcement.training.rounds import Round
from yuheng.systems.enforcement.training.sittings import Sitting

LINES = 500
"""Lines of a list on one page."""


def results(request: HttpRequest, exam: int) -> HttpResponse:
    """Totals, the scores that the person may read, and for organisers who should sit, who is missing and what went wrong; POST acts on the round."""
    seen, one = viewer_of(request), known(exam)
    organiser = exam_of(seen, exam) is not None
    if not organiser and RESULT not in seen.reads:
        raise PermissionDenied("没有查看这一场考核的权限。")
    if request.method == "POST":
        return round_act(request, seen, one, organiser)
    units = rounds.enrolled(exam)
    kept = ExamResult.objects.filter(round=one.name, absent=None).exclude(matter__status="void").values_list("candidate", "passed")
    sat, passed = {person for person, _good in kept}, sum(1 for _person, good in kept if good)
    under_way = Sitting.objects.filter(exam=exam, result=None).count()
    people = _people(seen, one)
    page = ui.ExamResultsPage(
        title=one.name,
        crumbs=[ui.Link("考核", reverse("exams"))],
        scope=f"{one.opens_at.astimezone(CHINA):%Y-%m-%d %H:%M} 至 {one.closes_at.astimezone(CHINA):%m-%d %H:%M} · {one.minutes} 分钟 · {one.pass_mark} 分合格",
        counts=[("应考", f"{len(units):,}", "none"), ("参考", f"{len(sat):,}", "none"), ("正在答题", f"{under_way:,}", "none"), ("合格", f"{passed:,}", "fine")],
        rates=[("合格率", _rate(passed, len(sat)), f"{passed}÷参考 {len(sat)}"), ("应考合格率", _rate(passed, len(units)), f"{passed}÷应考 {len(units)}"), *_with_resits(one, len(units))],
        people=people,
        missing=_missing(seen, one, units, organiser),
        analysis=_analysis(one) if organiser else None,
        acts=acts_of(seen, one, organiser),
        units=units_of(seen, one, organiser),
        action=reverse("exam_results", args=[exam]),
        links=_links(one, organiser, people is not None),
        note="" if organiser else "成绩只列出您可以查看的人员；合计是全部人员的。",
    )
    return page.response(request, frame(request, "work", ROUND))


def _rate(part: int, whole: int) -> str:
    return f"{round(part * 1000 / whole) / 10:g}%" if whole else "—"


def _with_resits(one: Round, should: int) -> list[tuple[str, str, str]]:
    """The rate of the round together with its resits, where there were any: each person's best once."""
    resits = ExamResult.objects.filter(makeup=one.name).exclude(matter__status="void")
    if not resits.exists():
        return []
    passed = ExamResult.objects.filter(rounds.family(one.name), passed=True).exclude(matter__status="void").values("candidate").distinct().count()
    return [("含补考合格率", _rate(passed, should), f"{passed}÷应考 {should}")]


def _people(seen: Viewer, one: Round) -> ui.Table | None:
    """Scores, through the same scope as every record: own, or of the unit whose scores the post may read."""
    readable = ExamResult.objects.filter(round=one.name, matter__in=visible(seen, [RESULT])).defer("answers").select_related("candidate", "unit")
    found = list(readable.order_by("unit", "-score", "candidate__name", "attempt")[:LINES])
    if not found:
        return None
    columns = [ui.ListColumn("person", "人员"), ui.ListColumn("unit", "单位"), ui.ListColumn("attempt", "次", "number"), ui.ListColumn("score", "成绩", "number"), ui.ListColumn("passed", "结果")]
    rows = []
    for r in found:
        state = "缺考" if r.absent else ("合格" if r.passed else "不合格") + ("（已由较好成绩替代）" if r.superseded else "")
        cells = [
            ui.Cell(r.candidate.name if r.candidate else "", reverse("matter", args=[r.pk])), ui.Cell(r.unit.name if r.unit else ""),
            ui.Cell(str(r.attempt or ""), kind="number"), ui.Cell("" if r.score is None else str(r.score), kind="number"), ui.Cell(state),
        ]  # fmt: skip
        rows.append(ui.Row(str(r.pk), cells, reverse("matter", args=[r.pk])))
    return ui.Table(columns, rows)


def _missing(seen: Viewer, one: Round, units: dict[int, int | None], organiser: bool) -> list[str]:
    """Who should sit and has not begun: for organisers all, for the head of a unit its own."""
    reads_scores = seen.is_any("score_reader")
    if not organiser and not reads_scores:
        return []
    begun = set(Sitting.objects.filter(exam=one.matter).values_list("person", flat=True))
    mine = [person for person, unit in units.items() if person not in begun and (organiser or any(u in seen.staff.line(unit) for u in seen.units))]
    return sorted(seen.staff.people.get(person, "") for person in mine)


def _analysis(one: Round) -> ui.Table | None:
    """Per question how many answered wrongly; counted over sealed sheets, naming nobody."""
    paper = one.paper()
    texts = ExamResult.objects.filter(round=one.name, answers__isnull=False).exclude(matter__status="void").values_list("answers", flat=True)
    sheets = [json.loads(text)["answers"] for text in texts if text]
    if not sheets or not paper:
        return None
    wrong = Counter({q["no"]: sum(1 for given in sheets if given.get(str(q["no"]), "") != q["answer"]) for q in paper})
    by_no = {q["no"]: q for q in paper}
    columns = [ui.ListColumn("no", "题号", "number"), ui.ListColumn("stem", "题干"), ui.ListColumn("topic", "主题"), ui.ListColumn("wrong", "答错", "number", unit="人次"), ui.ListColumn("rate", "错误率", "number")]
    rows = [
        ui.Row(str(no), [
            ui.Cell(str(no), kind="number"), ui.Cell(_short(by_no[no]["stem"]), reverse("matter", args=[by_no[no]["question"]]), by_no[no]["stem"]), ui.Cell(by_no[no]["topic"]),
            ui.Cell(str(many), kind="number"), ui.Cell(_rate(many, len(sheets)), kind="number"),
        ])
        for no, many in wrong.most_common(20)
    ]  # fmt: skip
    return ui.Table(columns, rows, id="analysis")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _links(one: Round, organiser: bool, scores_there: bool) -> list[ui.Link]:
    scores = [ui.Link("导出成绩", f"{reverse('list', args=[RESULT])}?{urlencode({'q': one.name, 'export': 'xlsx'})}")] if scores_there else []
    if not organiser:
        return scores
    return [*scores, ui.Link("试卷", reverse("exam_paper", args=[one.matter])), ui.Link("打开考核事项", reverse("matter", args=[one.matter]))]


def paper(request: HttpRequest, exam: int) -> HttpResponse:
    """组卷: the rules with what the bank has for each, the drawn paper with its answers; POST draws."""
    seen = viewer_of(request)
    _head, state, _law = core(seen, exam)
    if state.procedure.id != ROUND:
        raise PermissionDenied("这不是线上考核。")
    error, status = "", 200
    if request.method == "POST":
        try:
            data = {"seed": request.POST.get("seed", "").strip()[:40]}
            perform(Order("assemble", seen.person or 0, matter=exam, data=data, post=post_of(request), account=seen.account.pk))
            messages.success(request, "已组卷；由组卷人以外的人员审定后方可开考。")
            return HttpResponseRedirect(reverse("exam_paper", args=[exam]))
        except Refused as refused:
            error, status = str(refused.refusal), 422
    drawn = json.loads(state.facts.get("paper") or "[]")
    page = ui.ExamPaperPage(
        title=f"试卷 · {state.facts.get('name')}",
        crumbs=[ui.Link("考核", reverse("exams"))],
        scope=f"{state.stage} · {len(drawn)} 题",
        rules=_rules(state.rows.get("rules", {}), seen),
        drawn=[_drawn(one, seen) for one in drawn],
        digest=str(state.facts.get("digest") or "")[:16],
        seed=str(state.facts.get("seed") or ""),
        action=reverse("exam_paper", args=[exam]) if may(seen, exam, "assemble", post_of(request)) and state.closed is None else "",
        error=error,
        matter=ui.Link("打开考核事项", reverse("matter", args=[exam])),
    )
    return page.response(request, frame(request, "work", ROUND), status)


def _rules(rules: dict[int, dict[str, Any]], seen: Viewer) -> ui.Table:
    there: Counter[tuple[str, str]] = Counter()
    for topic, sort, cite in Question.objects.filter(retired_on__isnull=True).exclude(matter__status="void").values_list("topic", "sort", "cite"):
        there[topic or "", sort or ""] += not outdated(cite or "", seen.day)
    columns = [ui.ListColumn("topic", "主题"), ui.ListColumn("sort", "题型"), ui.ListColumn("count", "题数", "number"), ui.ListColumn("points", "每题分值", "number"), ui.ListColumn("there", "题库现有", "number")]
    rows = [
        ui.Row(str(n), [ui.Cell(r["topic"]), ui.Cell(NAMES[r["sort"]]), *(ui.Cell(str(v), kind="number") for v in (r["count"], r["points"], there[r["topic"], r["sort"]]))])
        for n, r in sorted(rules.items()) if not r.get("voided")
    ]  # fmt: skip
    return ui.Table(columns, rows)


def _drawn(one: dict[str, Any], seen: Viewer) -> tuple[int, str, list[tuple[str, str, bool]], str, str]:
    return one["no"], f"{one['stem']}（{NAMES[one['sort']]}，{one['points']} 分）", [(a, b, a in one["answer"]) for a, b in one["options"]], _zh(one["cite"]), outdated(one["cite"], seen.day)


def _zh(cite: str) -> str:
    try:
        return Citation.parse(cite).zh
    except BadCitation:
        return cite


def bank(request: HttpRequest) -> HttpResponse:
    """The question bank, those first whose article no longer stands."""
    seen = viewer_of(request)
    if QUESTION not in seen.reads:
        raise PermissionDenied("没有查看题库的权限。")
    known_ones = Question.objects.filter(matter__in=visible(seen, [QUESTION])).order_by("topic", "pk")[:5000]
    lines = [(outdated(one.cite or "", seen.day) if one.retired_on is None else "", one) for one in known_ones]
    flagged = sum(1 for warning, _one in lines if warning)
    only = request.GET.get("show") == "outdated"
    shown = sorted((line for line in lines if line[0] or not only), key=lambda line: (not line[0], line[1].retired_on is not None))[:LINES]
    columns = [ui.ListColumn("stem", "题干"), ui.ListColumn("topic", "主题"), ui.ListColumn("sort", "题型"), ui.ListColumn("answer", "答案"), ui.ListColumn("cite", "出题依据"), ui.ListColumn("state", "条文")]
    rows = [_bank_row(warning, one) for warning, one in shown]
    page = ui.ExamResultsPage(
        title="考核题库",
        crumbs=[ui.Link("考核", reverse("exams"))],
        scope=f"按 {seen.day} 施行的文本核对",
        counts=[("在用", f"{sum(1 for _w, one in lines if one.retired_on is None):,}", "none"), ("条文已变化", f"{flagged:,}", "overdue" if flagged else "fine"), ("停用", f"{sum(1 for _w, one in lines if one.retired_on):,}", "none")],
        rates=(),
        people_title="题目",
        people=ui.Table(columns, rows, empty=ui.Empty("题库还没有题目。")),
        links=_bank_links(seen, only),
        note="条文已变化的题目不参与组卷；复核后改写出题依据，或者停用。",
    )
    return page.response(request, frame(request, "work", QUESTION))


def _bank_row(warning: str, one: Question) -> ui.Row:
    state = "停用" if one.retired_on else warning or "现行"
    href = reverse("matter", args=[one.pk])
    cells = [
        ui.Cell(_short(one.stem or ""), href, one.stem or ""), ui.Cell(one.topic or ""), ui.Cell(NAMES.get(one.sort or "", "")),
        ui.Cell(one.answer or "" if one.sort == "judge" else letters_of(one.sort or "", one.answer or "")), ui.Cell(_zh(one.cite or ""), title=one.cite or ""), ui.Cell(state, title=state),
    ]  # fmt: skip
    return ui.Row(str(one.pk), cells, href, void=one.retired_on is not None)


def _bank_links(seen: Viewer, only: bool) -> list[ui.Link]:
    links = [ui.Link("全部题目", "?") if only else ui.Link("只看条文已变化的", "?show=outdated")]
    if may_open(seen, EXAM_ROUND):
        links += [ui.Link("导入 Excel", reverse("import", args=[QUESTION])), ui.Link("新出一题", reverse("open", args=[QUESTION]))]
    return links
