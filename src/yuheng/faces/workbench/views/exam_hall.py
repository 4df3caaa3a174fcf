"""The examination hall: one's rounds, the paper, answers kept as they come, handing in. Answers of others are never read here."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import bare, frame, viewer_of
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.records.models import Matter
from yuheng.systems.enforcement.training import hall, rounds
from yuheng.systems.enforcement.training.bank import SORTS
from yuheng.systems.enforcement.training.exam_facts import Attendee, TrainingPlan
from yuheng.systems.enforcement.training.exam_procedure import EXAM_ROUND, QUESTION, ROUND
from yuheng.systems.enforcement.training.facts import ExamResult
from yuheng.systems.enforcement.training.plan_procedure import PLAN
from yuheng.systems.enforcement.training.rounds import Round
from yuheng.systems.enforcement.training.sittings import Sitting

BODY = 200_000
"""Bytes of one message of answers; a whole paper needs a tenth of it."""
NAMES = dict(SORTS)


def known(exam: int) -> Round:
    """The round of an address. Raises PermissionDenied alike for none."""
    one = rounds.by_matter(exam)
    if one is None:
        raise PermissionDenied("没有这一场考核。")
    return one


def policy(one: Round) -> list[str]:
    """How time is counted and what a broken network means, as it is told before and during the examination."""
    return [
        f"时间以服务器为准：自本人开考起 {one.minutes} 分钟，最迟 {_told(one.closes_at)} 截止；离开页面、换手机计时都不停。",
        f"作答随时自动保存；断网时保存在本机，恢复后自动补传，到时以后 {one.grace} 分钟内补传的仍然有效。",
        "同一题以最后一次作答为准，晚到的旧答案不会覆盖新答案；到时没有交卷的，按已收到的作答交卷。",
        f"满分 100 分，{one.pass_mark} 分合格；可以参加 {one.attempts} 次，以最好的一次为准。",
    ]


def _told(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def exams(request: HttpRequest) -> HttpResponse:
    """Everybody's own rounds; below them the rounds that the person may see as organiser."""
    seen = viewer_of(request)
    person = seen.person or 0
    mine = rounds.of_person(person)
    sheets = {(s.exam_id, s.attempt): s for s in Sitting.objects.filter(person=person, exam__in=[one.matter for one in mine]).defer("answers")}
    results = _own_results(person, mine)
    cards = _certificates([result for kept in results.values() for result in kept])
    lines = [_line(one, [s for (exam, _n), s in sorted(sheets.items()) if exam == one.matter], results.get(one.name, []), cards) for one in mine]
    newest = next((one for one in mine if one.ready), None)
    page = ui.HallPage(
        title="考核",
        mine=lines,
        trainings=_trainings(seen),
        organised=_organised(seen),
        sheets=" ".join(str(s.pk) for s in sheets.values() if s.result_id is None),
        policy=policy(newest) if newest else (),
        links=_links(seen),
        empty=ui.Empty("没有需要您参加的考核。"),
    )
    return page.response(request, frame(request, "work"))


def _own_results(person: int, mine: list[Round]) -> dict[str, list[ExamResult]]:
    found: dict[str, list[ExamResult]] = {}
    kept = ExamResult.objects.filter(candidate=person, round__in=[one.name for one in mine]).exclude(matter__status="void").defer("answers")
    for result in kept.order_by("attempt"):
        found.setdefault(result.round or "", []).append(result)
    return found


def _certificates(results: list[ExamResult]) -> dict[int, ui.Link]:
    found = hall.certificates().filter(matter__in=[result.pk for result in results])
    return {paper.matter_id: ui.Link("合格证书", reverse("paper", args=[paper.matter_id, paper.pk])) for paper in found}


def _line(one: Round, sheets: list[Sitting], results: list[ExamResult], cards: dict[int, ui.Link]) -> ui.HallLine:
    words = f"{_told(one.opens_at)} 至 {_told(one.closes_at)} · {one.minutes} 分钟 · {one.pass_mark} 分合格"
    href = reverse("exam_sit", args=[one.matter])
    scores = [result for result in results if not result.absent]
    best = max((result.score or 0 for result in scores), default=None)
    state = "缺考" if results and not scores else "" if best is None else f"{best} 分，{'合格' if best >= one.pass_mark else '不合格'}" + (f"（{len(scores)} 次中最好）" if len(scores) > 1 else "")
    open_sheet = next((s for s in sheets if s.result_id is None), None)
    moment = now()
    if open_sheet is not None:
        return ui.HallLine(one.name, words, state or "正在答题", ui.Act("继续答题", href, primary=True))
    passed = best is not None and best >= one.pass_mark
    if one.open(moment) and len(sheets) < one.attempts and not passed:
        return ui.HallLine(one.name, words, state, ui.Act("补考" if sheets else "开考", href, primary=True, post=True, note="开考即开始计时"))
    waiting = "已取消" if one.cancelled else "尚未开考" if moment < one.opens_at else "已截止，等待收卷" if one.ready and not sheets else "未参加"
    return ui.HallLine(one.name, words, state or waiting, paper=next((cards[result.pk] for result in results if result.pk in cards), None))


def _trainings(seen: Viewer) -> list[ui.HallLine]:
    """Trainings to come and those one signed up for."""
    found = TrainingPlan.objects.filter(matter__in=visible(seen, [PLAN]), planned_on__gte=seen.day, cancelled_why__isnull=True).order_by("planned_on")[:20]
    signed = set(Attendee.objects.filter(matter__in=[one.pk for one in found], attendee=seen.person, voided=False).values_list("matter", flat=True))
    lines = []
    for one in found:
        words = f"{one.planned_on} · {one.place or '地点另行通知'} · {one.hours} 学时 · {one.sign_up_by} 前报名"
        late = one.sign_up_by is not None and one.sign_up_by < seen.day
        act = ui.Act("报名", reverse("training_sign_up", args=[one.pk]), post=True) if one.pk not in signed and not late and seen.is_any("trainee") else None
        lines.append(ui.HallLine(one.topic or "", words, "已报名" if one.pk in signed else "报名已截止" if late else "", act))
    return lines


def sign_up(request: HttpRequest, plan: int) -> HttpResponse:
    """报名 for oneself."""
    seen = viewer_of(request)
    if request.method == "POST":
        if not visible(seen, [PLAN]).filter(pk=plan).exists():
            raise PermissionDenied("没有这一培训计划。")
        try:
            perform(Order("sign_up", seen.person or 0, matter=plan, data={"attendees": [{"attendee": seen.person}]}, account=seen.account.pk))
            messages.success(request, "已报名。")
        except Refused as refused:
            messages.error(request, str(refused.refusal))
    return HttpResponseRedirect(reverse("exams"))


def _organised(seen: Viewer) -> ui.Table | None:
    if ROUND not in seen.reads:
        return None
    found = visible(seen, [ROUND]).order_by("-opened_on", "-pk")[:40]
    columns = [ui.ListColumn("name", "考核场次"), ui.ListColumn("stage", "进度")]
    rows = [ui.Row(str(m.pk), [ui.Cell(m.title or "", reverse("exam_results", args=[m.pk])), ui.Cell(m.stage)], reverse("exam_results", args=[m.pk])) for m in found]
    return ui.Table(columns, rows, empty=ui.Empty("还没有安排考核。"))


def _links(seen: Viewer) -> list[ui.Link]:
    links = [ui.Link("题库", reverse("exam_bank"))] if QUESTION in seen.reads else []
    if may_open(seen, EXAM_ROUND):
        links.append(ui.Link("安排考核", reverse("open", args=[ROUND])))
    return links


def sit(request: HttpRequest, exam: int) -> HttpResponse:
    """POST begins (or finds the sheet that is open); GET shows the paper."""
    seen, one = viewer_of(request), known(exam)
    if request.method == "POST":
        try:
            hall.begin(one, seen.person or 0)
        except hall.Closed as closed:
            messages.error(request, str(closed))
            return HttpResponseRedirect(reverse("exams"))
        return HttpResponseRedirect(reverse("exam_sit", args=[exam]))
    sheet = hall.current(one, seen.person or 0)
    if sheet is None:
        messages.info(request, "没有正在进行的答卷。")
        return HttpResponseRedirect(reverse("exams"))
    return _paper(request, one, sheet)


def _paper(request: HttpRequest, one: Round, sheet: Sitting, error: str = "", status: int = 200) -> HttpResponse:
    questions = [_asked(place, question, sheet.answers.get(str(question["no"]), ["", 0])) for place, question in enumerate(one.order(sheet.person_id, sheet.attempt), start=1)]
    page = ui.SittingPage(
        title=one.name,
        sheet=sheet.pk,
        questions=questions,
        left=_left(sheet),
        grace=one.grace * 60,
        done=sum(1 for letters, _revision in sheet.answers.values() if letters),
        policy=policy(one),
        save_href=reverse("exam_answers", args=[one.matter, sheet.pk]),
        action=reverse("exam_hand_in", args=[one.matter, sheet.pk]),
        hall_href=reverse("exams"),
        error=error,
    )
    return page.response(request, bare(request), status)


def _asked(place: int, question: dict[str, Any], given: list[Any]) -> ui.Asked:
    options = [(letter, words, letter in given[0]) for letter, words in question["options"]]
    return ui.Asked(place, question["no"], question["stem"], NAMES[question["sort"]], question["points"], question["sort"] == "several", options, given[1])


def _left(sheet: Sitting) -> int:
    return int((sheet.ends_at - now()).total_seconds())


def _own(exam: int, sheet: int, seen: Viewer) -> tuple[Round, Sitting]:
    one = known(exam)
    found = Sitting.objects.filter(pk=sheet, exam=exam, person=seen.person or 0).first()
    if found is None:
        raise PermissionDenied("没有这份答卷。")
    return one, found


def answers(request: HttpRequest, exam: int, sheet: int) -> HttpResponse:
    """Keeps answers sent by the page: {"answers": {"3": ["AC", 2]}}. Answers with what is kept now and the time left."""
    one, found = _own(exam, sheet, viewer_of(request))
    if request.method != "POST":
        return HttpResponseRedirect(reverse("exam_sit", args=[exam]))
    if len(request.body) > BODY:
        return JsonResponse({"message": "发送的内容过大。"}, status=413)
    try:
        sent = json.loads(request.body).get("answers")
        given = {number: read for number, value in sent.items() if (read := hall.Given.read(value)) is not None}
    except (ValueError, AttributeError, RecursionError):
        return JsonResponse({"message": "作答格式不对，请刷新页面。"}, status=400)
    try:
        kept = hall.save(one, found.pk, found.person_id, given)
    except hall.Closed as closed:
        return JsonResponse({"message": str(closed)}, status=409)
    told = {number: kept.answers[number] for number in given if number in kept.answers}
    return JsonResponse({"kept": told, "left": _left(kept), "at": f"{now().astimezone(CHINA):%H:%M:%S}"})


def hand_in(request: HttpRequest, exam: int, sheet: int) -> HttpResponse:
    """交卷: the answers of a page without script are kept first, then the sheet is sealed by one event."""
    seen = viewer_of(request)
    one, found = _own(exam, sheet, seen)
    back = HttpResponseRedirect(reverse("exams"))
    if request.method != "POST":
        return back
    if found.result_id is not None:
        messages.info(request, "这份答卷已经交卷。")
        return back
    try:
        found = hall.save(one, found.pk, found.person_id, _plain(request, one, found))
    except hall.Closed as closed:
        messages.warning(request, str(closed))
    try:
        hall.hand_in(one, found, by=seen.person or 0, account=seen.account.pk)
    except Refused as refused:
        return _paper(request, one, found, str(refused.refusal), 422)
    result = ExamResult.objects.filter(round=one.name, candidate=found.person_id, attempt=found.attempt).exclude(matter__status="void").first()
    if result is not None:
        messages.success(request, f"已交卷，{result.score} 分，{'合格' if result.passed else '不合格'}。")
    return back


def _plain(request: HttpRequest, one: Round, sheet: Sitting) -> dict[str, hall.Given]:
    """What a form without script says, where it differs from what is kept. The script sends no answers with the form: they are there already.

    Only boxes can be emptied; where a form brings nothing for a single choice, what is kept stands.
    """
    if not any(name.startswith("a.") for name in request.POST):
        return {}
    found = {}
    for question in one.paper():
        number = str(question["no"])
        letters, revision = sheet.answers.get(number, ["", 0])
        read = hall.Given.read(["".join(request.POST.getlist(f"a.{number}")), revision + 1])
        if read is not None and read.letters != letters and (read.letters or question["sort"] == "several"):
            found[number] = read
    return found


def exam_of(seen: Viewer, exam: int) -> Matter | None:
    """The matter of a round, for who may see it as organiser."""
    return visible(seen, [ROUND]).filter(pk=exam).first()
