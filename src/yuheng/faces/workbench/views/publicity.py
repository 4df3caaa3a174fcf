"""双公示: what may go out for a period, the delivery, the platform's answers, and what is still open between both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from yuheng.faces.exchange.publicity.answers import answers
from yuheng.faces.exchange.publicity.delivery import TITLES, file_of
from yuheng.faces.exchange.publicity.fields import Sort
from yuheng.faces.exchange.publicity.making import batch_of, digest_of
from yuheng.faces.exchange.publicity.records import by_matters, delivered, records
from yuheng.faces.exchange.publicity.rules import Record
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.views.lists import sheet_response
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA, now, today
from yuheng.kernel.records.models import Matter
from yuheng.kernel.sheets.columns import BadSheet
from yuheng.systems.enforcement.credit.facts import PublicityBatch
from yuheng.systems.enforcement.credit.procedure import PUBLICITY

MOST = 2_000
"""Records of one delivery; a longer period is delivered in parts."""

SHOWN = 60
"""Lines of a list on the page of what may go out; the counts above them are of all."""
STATES = {"sent": "待回执", "accepted": "已接收", "rejected": "退回", "unanswered": "逾期未回执"}
FILE = 5_000_000
"""Bytes of a file of answers."""


@dataclass(frozen=True)
class Asked:
    """Which decisions are to go out."""

    sort: Sort
    first: date
    last: date
    with_summary: bool

    @classmethod
    def read(cls, query: QueryDict) -> Asked:
        last = _day(query.get("to_on", ""), today() - timedelta(days=1))
        first = _day(query.get("from_on", ""), last.replace(day=1))
        sort: Sort = "licence" if query.get("sort") == "licence" else "penalty"
        return cls(sort, min(first, last), last, query.get("with_summary") == "1")

    def query(self, **more: str) -> str:
        parts = {"sort": self.sort, "from_on": str(self.first), "to_on": str(self.last), "with_summary": "1" if self.with_summary else ""} | more
        return "?" + "&".join(f"{name}={value}" for name, value in parts.items() if value)

    def found(self, seen: Viewer) -> list[Record]:
        procedures = ["services.licence"] if self.sort == "licence" else ["penalty.ordinary", "penalty.summary"]
        return records(self.sort, self.first, self.last, visible(seen, procedures), self.with_summary)


def _day(text: str, otherwise: date) -> date:
    try:
        return min(max(date.fromisoformat(text), date(2000, 1, 1)), date(2100, 12, 31))
    except ValueError:
        return otherwise


def deliveries(request: HttpRequest) -> HttpResponse:
    """What is ready to go out for a period, what is not and why, and the deliveries before."""
    seen, want = viewer_of(request), Asked.read(request.GET)
    _must_read(seen)
    found = want.found(seen)
    ready = [one for one in found if one.ready]
    if request.GET.get("export") == "public":
        record(seen, f"导出双公示公开版（{TITLES[want.sort]} {want.first} 至 {want.last}）{len(ready)} 条", address=request.META.get("REMOTE_ADDR", ""))
        return sheet_response(file_of(want.sort, ready[:MOST], now(), shown=True), f"双公示公开版 {TITLES[want.sort]} {want.first} 至 {want.last}")
    hidden = {"sort": want.sort, "from_on": str(want.first), "to_on": str(want.last), "with_summary": "1" if want.with_summary else ""}
    make = ui.Act(f"生成批次（{min(len(ready), MOST):,} 条）", reverse("make_delivery"), primary=True, post=True, hidden=hidden, note="封存报送文件，列入待报送")
    page = ui.DeliveriesPage(
        title="双公示报送",
        scope=f"{TITLES[want.sort]} · 决定日期 {want.first} 至 {want.last}",
        asking=_asking(want),
        counts=[("可以报送", f"{len(ready):,}", "fine"), ("不能报送", f"{len(found) - len(ready):,}", "overdue" if len(found) > len(ready) else "fine")],
        act=make if ready and may_open(seen, PUBLICITY) else None,
        exports=[ui.Link("公开版 Excel", want.query(export="public"), "不含不公示的字段，自然人姓名遮盖")] if ready else [],
        refused=[(ui.Link(one.number or "（无文号）", reverse("matter", args=[one.matter])), "；".join(one.problems)) for one in found if not one.ready][:SHOWN],
        ready=[(ui.Link(one.number, reverse("matter", args=[one.matter])), str(one.decided_on)) for one in ready[:SHOWN]],
        before=_before(seen),
    )
    return page.response(request, frame(request, "work", PUBLICITY.id))


def _asking(want: Asked) -> list[ui.FormField]:
    sorts = [ui.Option(sort, name, sort == want.sort) for sort, name in TITLES.items()]
    return [
        ui.FormField(name="sort", label="信息类别", kind="select", options=sorts, prefix="ask_"),
        ui.FormField(name="from_on", label="决定日期自", kind="date", value=str(want.first), prefix="ask_"),
        ui.FormField(name="to_on", label="决定日期至", kind="date", value=str(want.last), prefix="ask_"),
        ui.FormField(
            name="with_summary", label="当场处罚", kind="select", prefix="ask_",
            options=[ui.Option("", "不报送", not want.with_summary), ui.Option("1", "一并报送", want.with_summary)],
        ),
    ]  # fmt: skip


def _before(seen: Viewer) -> list[tuple[ui.Link, str]]:
    found = PublicityBatch.objects.filter(matter__in=visible(seen, [PUBLICITY.id])).select_related("matter").order_by("-from_on", "-pk")[:30]
    return [(ui.Link(one.matter.title, reverse("delivery", args=[one.pk])), f"{one.count} 条 · {one.matter.stage}") for one in found]


def make_delivery(request: HttpRequest) -> HttpResponse:
    """生成批次: the file is built and sealed by its digest, and its records stand in the ledger."""
    seen, want = viewer_of(request), Asked.read(request.POST)
    _must_read(seen)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("deliveries"))
    back = HttpResponseRedirect(reverse("deliveries") + want.query())
    ready = [one for one in want.found(seen) if one.ready][:MOST]
    if not ready:
        messages.error(request, "这一期间没有可以报送的记录。")
        return back
    data = batch_of(want.sort, want.first, want.last, want.with_summary, ready)
    lead = next((post.organ for post in seen.staff.posts_on(seen.person or 0, seen.day)), 0)
    order = Order(
        "make", seen.person or 0, opening=Opening(PUBLICITY.id, lead=lead), data=data, post=post_of(request), account=seen.account.pk,
        key=f"delivery-{data['digest'][:40]}",
    )  # fmt: skip
    try:
        done = perform(order)
    except Refused as refused:
        messages.error(request, str(refused.refusal))
        return back
    messages.success(request, f"已生成批次，共 {len(ready):,} 条，请下载报送文件。")
    return HttpResponseRedirect(reverse("delivery", args=[done.matter]))


def delivery(request: HttpRequest, matter: int) -> HttpResponse:
    """One delivery: its file, its records with their answers, and the place for the file of answers."""
    seen = viewer_of(request)
    _head, state, _law = core(seen, matter)
    if state.procedure.id != PUBLICITY.id:
        raise PermissionDenied("这不是双公示报送批次。")
    items = {row: item for row, item in state.rows.get("items", {}).items() if not item.get("voided")}
    sort = cast(Sort, state.facts["sort"])
    if request.method == "POST" and request.POST.get("resend"):
        return _resent(request, seen, matter, state, items)
    if request.method == "POST":
        return _answered(request, seen, matter, items, state.facts.get("sent_on"))
    found = by_matters(sort, (item["file"] for item in items.values()))
    whole = digest_of(sort, found) == state.facts["digest"]
    if request.GET.get("export") == "xlsx":
        record(seen, f"导出双公示报送文件 {len(found)} 条（含只报送、不公示的证件号码）", matter=matter, address=request.META.get("REMOTE_ADDR", ""))
        return sheet_response(file_of(sort, found, (state.opened or now()).astimezone(CHINA)), f"双公示 {TITLES[sort]} {state.facts['from_on']} 至 {state.facts['to_on']}")
    return _delivery_page(request, matter, state, items, whole, _returned(sort, items, found) if not state.step(("resend", 0)).done else [])


def _returned(sort: Sort, items: dict[int, dict[str, Any]], found: list[Record]) -> list[Record]:
    """The records that were returned and went out in no later delivery, as they are now."""
    files = {item["file"] for item in items.values() if item["state"] == "rejected"}
    gone = delivered(files)
    return [one for one in found if one.matter in files and one.matter not in gone]


def _resent(request: HttpRequest, seen: Viewer, matter: int, state: Any, items: dict[int, dict[str, Any]]) -> HttpResponse:
    """重新报送退回记录: those put right make a delivery of their own, and this one says which; both or neither."""
    sort, back = cast(Sort, state.facts["sort"]), HttpResponseRedirect(reverse("delivery", args=[matter]))
    if request.POST["resend"] == "none":
        return _given_up(request, seen, matter)
    files = [item["file"] for item in items.values() if item["state"] == "rejected"]
    ready = [one for one in _returned(sort, items, by_matters(sort, files)) if one.ready]
    if not ready:
        messages.error(request, "退回的记录还没有改正，不能重新报送；请按所列的问题改正。")
        return back
    days = [one.decided_on for one in ready]
    data = batch_of(sort, min(days), max(days), bool(state.facts.get("with_summary")), ready)
    person, post, account = seen.person or 0, post_of(request), seen.account.pk
    key = f"redelivery-{matter}-{data['digest'][:30]}"
    try:
        with transaction.atomic():
            opening = Opening(PUBLICITY.id, lead=state.lead or 0)
            made = perform(Order("make", person, opening=opening, data=data, key=key, post=post, account=account)).matter
            perform(Order("resend", person, matter=matter, data={"follow_up": made}, post=post, account=account))
    except Refused as refused:
        messages.error(request, str(refused.refusal))
        return back
    messages.success(request, f"已将改正的 {len(ready):,} 条列入新的批次，请下载报送文件。")
    return HttpResponseRedirect(reverse("delivery", args=[made]))


def _given_up(request: HttpRequest, seen: Viewer, matter: int) -> HttpResponse:
    """不再报送: what was returned does not go out again, and why."""
    try:
        perform(Order("resend", seen.person or 0, matter=matter, data={"follow_note": request.POST.get("follow_note", "").strip()}, post=post_of(request), account=seen.account.pk))
        messages.success(request, "已登记退回的记录不再报送的原因。")
    except Refused as refused:
        messages.error(request, str(refused.refusal))
    return HttpResponseRedirect(reverse("delivery", args=[matter]))


def _delivery_page(request: HttpRequest, matter: int, state: Any, items: dict[int, dict[str, Any]], whole: bool, returned: list[Record]) -> HttpResponse:
    facts, tally = state.facts, Counter(item["state"] for item in items.values())
    closed = state.closed is not None
    title = Matter.objects.values_list("title", flat=True).get(pk=matter)
    upload = ui.FormField(name="answers", label="回执文件（xlsx、csv）", kind="file", required=True, help="按决定书文号对账，识别处理结果、返回码、返回说明、回执日期")
    late = ui.Act("其余标为逾期未回执", reverse("delivery", args=[matter]), post=True, hidden={"late": "1"})
    page = ui.DeliveryPage(
        title="双公示对账",
        crumbs=[ui.Link("双公示报送", reverse("deliveries"))],
        scope=f"{title} · {state.stage}",
        matter=ui.Link("打开批次事项", reverse("matter", args=[matter])),
        counts=[("报送", f"{len(items):,}", "none"), *((name, f"{tally.get(code, 0):,}", "overdue" if code in ("rejected", "unanswered") and tally.get(code) else "none") for code, name in STATES.items())],
        warnings=[] if whole else ["生成批次以后有记录更正过，现在下载的文件与当时封存的摘要不一致；请核对更正的事项，必要时另行报送。"],
        exports=[ui.Link("报送文件 Excel", "?export=xlsx", "含只报送、不公示的证件号码，下载留痕")],
        upload=[upload] if facts.get("sent_on") and not closed else [],
        action=reverse("delivery", args=[matter]),
        note="" if facts.get("sent_on") else "报送以后，在批次事项中办理“报送”，再导入回执。",
        returned=[(ui.Link(one.number or "（无文号）", reverse("matter", args=[one.matter])), "；".join(one.problems)) for one in returned[:SHOWN]],
        resend=ui.Act(f"重新报送退回记录（{sum(one.ready for one in returned):,} 条）", reverse("delivery", args=[matter]), post=True, hidden={"resend": "1"}) if any(one.ready for one in returned) and not closed else None,
        given_up=ui.FormField(name="follow_note", label="不再报送的说明", maxlength=500, help="如：决定已被撤销、当事人已注销") if returned and not closed else None,
        late=late if facts.get("sent_on") and tally.get("sent") and not closed else None,
        rows=[
            (ui.Link(item["number"], reverse("matter", args=[item["file"]])), str(item["decided_on"]), STATES[item["state"]], item.get("answer") or "", item.get("message") or "", str(item.get("answered_on") or ""))
            for item in sorted(items.values(), key=lambda item: (item["state"] == "accepted", item["decided_on"], item["number"]))
        ],
    )
    return page.response(request, frame(request, "work", PUBLICITY.id))


def _answered(request: HttpRequest, seen: Viewer, matter: int, items: dict[int, dict[str, Any]], sent_on: date | None) -> HttpResponse:
    """登记回执: from a file, or for all that were never answered."""
    back = HttpResponseRedirect(reverse("delivery", args=[matter]))
    if request.POST.get("late"):
        changed = [{"row": row, "state": "unanswered"} for row, item in items.items() if item["state"] == "sent"]
        said = f"已将 {len(changed)} 条标为逾期未回执。"
    else:
        file = request.FILES.get("answers")
        if file is None or (file.size or 0) > FILE:
            messages.error(request, "请选择回执文件；文件不能超过 5 兆。")
            return back
        try:
            found = answers(file.read(), items, sent_on)
        except BadSheet as wrong:
            messages.error(request, str(wrong))
            return back
        for line, reason in found.problems[:SHOWN // 3]:
            messages.warning(request, f"回执文件第 {line} 行：{reason}")
        changed = found.rows
        said = f"已登记回执：接收 {found.count('accepted')} 条，退回 {found.count('rejected')} 条，与已登记相同 {found.unchanged} 条，未能对账 {len(found.problems)} 行。"
    if not changed:
        messages.info(request, "没有需要登记的回执。")
        return back
    try:
        perform(Order("answer", seen.person or 0, matter=matter, data={"items": changed}, post=post_of(request), account=seen.account.pk))
    except Refused as refused:
        messages.error(request, str(refused.refusal))
        return back
    messages.success(request, said)
    return back


def _must_read(seen: Viewer) -> None:
    if PUBLICITY.id not in seen.reads:
        raise PermissionDenied("没有双公示报送的权限。")
