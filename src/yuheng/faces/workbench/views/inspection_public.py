"""Public: 亮证亮码, whether an inspection was approved and who may come; and the rating, which is counted and not recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import bare
from yuheng.kernel.engine.office import office
from yuheng.kernel.law.citation import Citation
from yuheng.kernel.now import today
from yuheng.kernel.records.models import Matter, StepState
from yuheng.systems.enforcement.inspection import held, rating
from yuheng.systems.enforcement.inspection.choices import ASKED, MARKS
from yuheng.systems.enforcement.inspection.filling import cleaned_code
from yuheng.systems.enforcement.inspection.merging import joined
from yuheng.systems.enforcement.inspection.rules import ACT, binding
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask, TaskOfficer

NOTHING = "没有查到这一任务码。请对照任务单逐字输入；任务码由十二个数字和大写字母组成，没有 0、1、I、L、O、U。"
USED = "评价码不对，或者已经用过、过期。请对照评价邀请逐字输入；每个评价码只能用一次。"


def task(request: HttpRequest, code: str = "") -> HttpResponse:
    """The task of a code as it stands today. Every wrong code is answered alike."""
    typed = code or request.GET.get("code", "")
    if typed and not code:
        clean = cleaned_code(typed)
        if clean:
            return HttpResponseRedirect(reverse("inspection_public", args=[clean]))
    found = _found(typed)
    page = _page(found) if found else {"errors": [ui.FormError(NOTHING)] if typed else []}
    whole = ui.InspectionTaskPage(
        title="检查任务核验", action=reverse("inspection_code"),
        field=ui.FormField(name="code", label="任务码", value=typed[:40], required=True, maxlength=40, placeholder="ABCD-EFGH-JKMN"), **page,
    )  # fmt: skip
    return _private(whole.response(request, bare(request)))


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _found(typed: str) -> InspectionTask | None:
    clean = cleaned_code(typed)
    if not clean:
        return None
    return InspectionTask.objects.filter(task_code=clean).exclude(matter__status="void").select_related("matter__power", "matter__lead").first()


def _page(found: InspectionTask) -> dict:
    whole = joined(found.pk)
    head = whole[0] if whole else found
    state, said = standing(found)
    facts = [("检查对象", found.target or ""), ("检查地点", found.place or ""), ("检查时间", f"{found.planned_on} 至 {found.window_to}"), ("任务码", grouped(found.task_code or ""))]
    if len(whole) > 1:
        facts.append(("综合查一次", f"{len(whole)} 个单位一次入企，{head.matter.lead.name}牵头"))
    return {
        "state": state, "said": said, "facts": facts, "parts": parts(whole or [found]), "rights": rights(),
        "staff": ui.Link("检查人员登录办理", reverse("matter", args=[found.pk])),
    }  # fmt: skip


def standing(found: InspectionTask) -> tuple[str, str]:
    """How the task stands today, as state and sentence."""
    day = today()
    if found.dropped:
        return "invalid", "该任务已经取消，持此任务码不能检查。"
    if found.entered_on is not None and found.left_at is not None:
        return "ended", f"该检查已于 {found.entered_on} 实施完毕，任务码不能再用。"
    if found.urgent and not found.entered_on:
        return "valid", "紧急检查任务，按规定入企后补办批准。"
    if not found.urgent and not StepState.objects.filter(matter=found.pk, step="approve", done=True).exists():
        return "waiting", "该任务还没有批准，现在不能检查。"
    if found.entered_on is None and found.window_to < day:
        return "invalid", f"该任务的检查时间已于 {found.window_to} 截止，现在不能检查。"
    if found.entered_on is None and found.planned_on > day:
        return "waiting", f"该任务已经批准，{found.planned_on} 起才能检查。"
    return "valid", "该任务经过批准，在检查时间内。" if found.entered_on is None else f"该任务经过批准，检查人员已于 {found.entered_on} 入企。"


def parts(tasks: list[InspectionTask]) -> list[ui.TaskPart]:
    """What each unit inspects and who comes for it, with the certificates as they stand today."""
    day, staff = today(), office()
    rows = TaskOfficer.objects.filter(matter__in=[one.pk for one in tasks], voided=False).select_related("person").order_by("row")
    team: dict[int, list[tuple[str, str, bool]]] = {}
    for row in rows:
        seats = staff.seats(row.person_id or 0, day)
        team.setdefault(row.matter_id, []).append((row.person.name, row.certificate or "", any(seat.certified and seat.certificate == row.certificate for seat in seats)))
    numbers = dict(Matter.objects.filter(pk__in=[one.pk for one in tasks]).values_list("pk", "number"))
    return [
        ui.TaskPart(one.matter.lead.name, numbers.get(one.pk, ""), one.item or "", team.get(one.pk, []), [point.content or "" for point in held.points(one.standard_id or 0)])
        for one in tasks
    ]  # fmt: skip


def rights() -> list[str]:
    found = [f"检查人员应当主动出示执法证件；不出示的，您有权拒绝接受检查（{Citation.parse(f'{ACT}#55.1').zh}）。", "检查人员不少于两人；网格员、辅助人员、中介机构人员不能单独检查。", "检查后应当告知结果，您可以对本次检查作出匿名评价。"]
    if binding(today()):
        found.insert(1, "没有公布的检查事项、没有经过批准的检查，不得实施（国办发〔2024〕54号）。")
    return found


def grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def rate(request: HttpRequest) -> HttpResponse:
    """The rating: nothing of who, when or whence is kept (`systems/enforcement/inspection/rating.py`)."""
    code, done, errors = "", "", []
    answers = {name: request.POST[name] for name in (rating.STARS, *dict(ASKED)) if request.POST.get(name)}
    wrong: dict[str, str] = {}
    if request.method == "POST":
        code = request.POST.get("code", "")[:40]
        wrong = rating.wrong(answers)
        if not wrong and rating.rate(code, answers):
            done, code = "评价已经计入，谢谢。", ""
        elif not wrong:
            errors = [ui.FormError(USED)]
    page = ui.RatingPage(
        title="涉企检查评价", action=reverse("inspection_rate"), code=code, done=done, errors=errors,
        stars=ui.FormField(name=rating.STARS, label="总体评价", kind="radio", required=True, error=wrong.get(rating.STARS, ""), options=[ui.Option(value, words, answers.get(rating.STARS) == value) for value, words in reversed(MARKS)]),
        questions=[
            ui.FormField(name=name, label=question, kind="radio", error=wrong.get(name, ""), options=[ui.Option("yes", "是", answers.get(name) == "yes"), ui.Option("no", "否", answers.get(name) == "no")])
            for name, question in ASKED
        ],
    )  # fmt: skip
    return _private(page.response(request, bare(request), status=422 if wrong or errors else 200))
