"""Legal time explained: one clock's derivation for a court, and the public 期限计算器."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import bare, frame, viewer_of
from yuheng.faces.workbench.views.matter import clock_part
from yuheng.kernel.access.dossier import dossier
from yuheng.kernel.now import now
from yuheng.kernel.time import current_calendar
from yuheng.kernel.time.asking import DIRECTIONS, WHOSE, BadQuestion, ask
from yuheng.kernel.time.derivation import WHOSE as WHOSE_WORDS

LAWS = ("行政处罚法", "行政强制法", "行政许可法", "行政复议法", "行政诉讼法", "人民调解法", "民法典", "信访工作条例")
ANSWERS = {"forward": "届满日", "backward": "最迟办理日", "earliest": "最早可以办理之日"}
DIRECTION_WORDS = {"forward": "自起算日往后，求届满日", "backward": "自事项日往前，求最迟办理日", "earliest": "最短期间，求最早可以办理之日"}


def derivation(request: HttpRequest, matter: int, seq: int, no: int) -> HttpResponse:
    """One clock on A4 with its whole derivation."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    run = next((run for run in found.clocks if run.clock.id == (seq, no)), None)
    if run is None:
        raise PermissionDenied("没有这一期限。")
    head = found.head
    page = ui.DerivationPage(
        title="期限计算说明",
        matter=ui.Link(f"{head.number} {head.title}".strip(), reverse("matter", args=[matter])),
        organ=seen.staff.names.get(head.power_id or head.lead_id, ""),
        clock=clock_part(found, run, seen),
        computed=f"{now():%Y-%m-%d %H:%M} 计算，法律参数 {run.clock.version or '—'}，日历 {current_calendar().version or '—'}",
    )
    return page.response(request, frame(request, "work"))


def calculator(request: HttpRequest) -> HttpResponse:
    """期限计算器: public; a question in the address, so that an answer can be sent as a link."""
    query = request.GET
    errors: list[ui.FormError] = []
    answer: ui.Due | None = None
    words = ""
    if query.get("law") or query.get("length"):
        try:
            answer, words = _answered(request)
        except BadQuestion as wrong:
            errors = [ui.FormError(str(wrong))]
    page = ui.CalculatorPage(
        title="期限计算器",
        fields=_fields(request),
        action=reverse("calculator"),
        errors=errors,
        answer=answer,
        answer_words=words,
        examples=[
            ui.Link("行政处罚：立案后 90 日作出决定", "?law=行政处罚法&length=90日&start=2023-09-20"),
            ui.Link("送达：7 日内（扣除国庆假期）", "?law=行政处罚法&length=7日&start=2023-09-27"),
            ui.Link("许可：20 个工作日，中止 5 日", "?law=行政许可法&length=20工作日&start=2023-03-01&spans=2023-03-06..2023-03-10"),
        ],
        horizon=f"放假安排已收录至 {current_calendar().horizon}，其后的日期为暂定。",
        answer_head=ANSWERS.get(query.get("direction") or "forward", "届满日"),
        laws=ui.Link("法律条文", reverse("laws")),
    )
    return page.response(request, bare(request), status=422 if errors else 200)


def _fields(request: HttpRequest) -> list[ui.FormField]:
    query = request.GET
    whose, direction = query.get("whose") or "organ", query.get("direction") or "forward"
    return [
        ui.FormField(name="law", label="法律法规", value=query.get("law", "行政处罚法"), required=True, help="如：" + "、".join(LAWS[:5]) + "。"),
        ui.FormField(name="length", label="期间", value=query.get("length", ""), required=True, placeholder="90日、7工作日、3月、1年、24小时"),
        ui.FormField(name="start", label="起算事由发生日", kind="date", value=query.get("start", ""), required=True),
        ui.FormField(name="time", label="时刻", value=query.get("time", ""), placeholder="14:30", help="只有按小时计算的才填写。"),
        ui.FormField(name="whose", label="谁的期间", kind="select", required=True, options=[ui.Option(w, WHOSE_WORDS[w], w == whose) for w in WHOSE]),
        ui.FormField(name="direction", label="方向", kind="select", required=True, options=[ui.Option(d, DIRECTION_WORDS[d], d == direction) for d in DIRECTIONS]),
        ui.FormField(name="spans", label="不计入的期间", value=query.get("spans", ""), placeholder="2023-10-01..2023-10-05，几段用逗号隔开"),
        ui.FormField(name="extend", label="延长", value=query.get("extend", ""), placeholder="30日@2023-12-01"),
    ]


def _answered(request: HttpRequest) -> tuple[ui.Due, str]:
    query = request.GET
    question: dict[str, object] = {name: query.get(name, "").strip() for name in ("law", "length", "start", "whose", "direction")}
    if query.get("time", "").strip():
        question["start"] = f"{question['start']}T{query['time'].strip().replace('：', ':')}"
    question["spans"] = [text.strip() for text in query.get("spans", "").replace("，", ",").split(",") if text.strip()]
    extensions = []
    for text in query.get("extend", "").replace("，", ",").split(","):
        if text.strip():
            length, at, approved = text.strip().partition("@")
            if not at:
                raise BadQuestion(f"延长“{text.strip()}”应当写作 30日@2023-12-01（延长多少，何日批准）。")
            extensions.append({"length": length, "on": approved})
    question["extensions"] = extensions
    found = ask(question)
    due = found.due
    on: date | None = due.date() if isinstance(due, datetime) else due
    if found.direction == "earliest":
        # A day from which one may act is never late.
        light = ui.Light("none", "", found.provisional)
    else:
        light = showing.light(on, None, now().date(), suspended=found.suspended, provisional=found.provisional, working=found.length.unit == "working_day")
    words = f"{due:%H:%M} 止" if isinstance(due, datetime) and found.direction != "earliest" else f"{due:%H:%M} 起" if isinstance(due, datetime) else ""
    return ui.Due(on, light, None, showing.derivation(found)), "期间正在中止，恢复后再计算。" if due is None else words
