"""What an organiser does to a round as a whole: who should sit, 收卷, the resit's list, certificates."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import post_of
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.seats import may_seat
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA, now
from yuheng.systems.enforcement.training import hall, rounds
from yuheng.systems.enforcement.training.facts import ExamResult
from yuheng.systems.enforcement.training.rounds import Round


def may(seen: Viewer, exam: int, step: str, post: int | None = None) -> bool:
    """Whether a post of the viewer takes a seat of the step of this round."""
    _head, state, law = core(seen, exam)
    return may_seat(seen, state.procedure.by_id[step], state, law, post) is None


def acts_of(seen: Viewer, one: Round, organiser: bool) -> list[ui.Act]:
    """The acts on the whole round that are due now."""
    if not organiser or not may(seen, one.matter, "collect"):
        return []
    here, found = reverse("exam_results", args=[one.matter]), []
    if one.makeup and not one.collected and not one.cancelled and _due(one):
        found.append(ui.Act("列入应补考人员", here, primary=True, post=True, hidden={"do": "resit"}, note=f"“{one.makeup}”缺考、不合格的人员"))
    if one.ready and now() >= one.over:
        found.append(ui.Act("收卷", here, primary=True, post=True, hidden={"do": "collect"}, note="没有交卷的按已收到的作答交卷，没有参加的登记缺考"))
    if one.collected and (many := _uncertified(one)):
        found.append(ui.Act("发放合格证书", here, post=True, hidden={"do": "certify"}, note=f"{many} 人合格、尚未发放，每人一个编号；本人在“考核”页面打开"))
    return found


def units_of(seen: Viewer, one: Round, organiser: bool) -> list[tuple[str, str]]:
    """The units that may still be enrolled as a whole, with how many people each would add."""
    if not organiser or one.makeup or one.collected or one.cancelled or now() >= one.closes_at or not may(seen, one.matter, "enrol"):
        return []
    listed, day, found = rounds.enrolled(one.matter), one.opens_at.astimezone(CHINA).date(), []
    for organ in seen.staff.line(one.lead)[:1] + tuple(organ for organ in seen.staff.parents if one.lead in seen.staff.line(organ)):
        many = sum(1 for person in rounds.of_unit(seen.staff, organ, day) if person not in listed)
        if many:
            found.append((str(organ), f"{seen.staff.names.get(organ, '')}（{many} 人）"))
    return found


def _due(one: Round) -> dict[int, int | None]:
    first, listed = rounds.by_name(one.makeup), rounds.enrolled(one.matter)
    return {p: u for p, u in rounds.not_passed(one.makeup, rounds.enrolled(first.matter)).items() if p not in listed} if first else {}


def _uncertified(one: Round) -> int:
    passed = ExamResult.objects.filter(round=one.name, passed=True).exclude(matter__status="void")
    return passed.exclude(matter__in=hall.certificates().values("matter")).count()


def round_act(request: HttpRequest, seen: Viewer, one: Round, organiser: bool) -> HttpResponse:
    """One act on the whole round."""
    doing: dict[str, tuple[str, Callable[[HttpRequest, Viewer, Round], str]]] = {
        "collect": ("collect", _collect), "certify": ("collect", _certify), "enrol": ("enrol", _enrol), "resit": ("enrol", _resit),
    }  # fmt: skip
    step, do = doing.get(request.POST.get("do", "collect"), ("", None))
    if do is None or not organiser or not may(seen, one.matter, step, post_of(request)):
        raise PermissionDenied("这一项由组织考核的人员办理。")
    try:
        said = do(request, seen, one)
        if said:
            messages.success(request, said)
    except Refused as error:
        messages.error(request, str(error.refusal))
    return HttpResponseRedirect(reverse("exam_results", args=[one.matter]))


def _collect(request: HttpRequest, seen: Viewer, one: Round) -> str:
    sealed, absent, refused = hall.collect(one, by=seen.person or 0, account=seen.account.pk)
    for refusal in refused[:3]:
        messages.error(request, str(refusal))
    return "" if refused else f"已收卷：代为交卷 {sealed} 份，登记缺考 {absent} 人。"


def _certify(request: HttpRequest, seen: Viewer, one: Round) -> str:
    if not one.collected:
        return ""
    issued, refused = hall.certify(one, by=seen.person or 0, account=seen.account.pk)
    for refusal in refused[:3]:
        messages.error(request, str(refusal))
    return f"已发放合格证书 {issued} 份。"


def _enrol(request: HttpRequest, seen: Viewer, one: Round) -> str:
    given = request.POST.get("unit", "")
    organ = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0
    return _listed(request, seen, one, dict(rounds.of_unit(seen.staff, organ, one.opens_at.astimezone(CHINA).date())))


def _resit(request: HttpRequest, seen: Viewer, one: Round) -> str:
    return _listed(request, seen, one, _due(one))


def _listed(request: HttpRequest, seen: Viewer, one: Round, people: dict[int, int | None]) -> str:
    known = rounds.enrolled(one.matter)
    fresh = [{"candidate": person, "unit": unit} for person, unit in sorted(people.items()) if person not in known]
    if not fresh:
        return "没有需要列入的人员。"
    perform(Order("enrol", seen.person or 0, matter=one.matter, data={"candidates": fresh}, post=post_of(request), account=seen.account.pk))
    return f"已列入 {len(fresh)} 人。"
