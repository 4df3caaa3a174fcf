"""协办 of a matter: who was asked for what, by when, and what they answered; asking, answering, withdrawing."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.views.acts import form_page, handled, keyed, may_handle, reason_field
from yuheng.faces.workbench.views.matter import views
from yuheng.kernel.access.dossier import Dossier, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine import assisting
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.records.models import Helper

HOW = {assisting.ANSWERED: "已答复", assisting.WITHDRAWN: "已撤回"}


def assist(request: HttpRequest, matter: int) -> HttpResponse:
    """The requests of a matter; `?do=ask`, `?asked=` and `?withdraw=` show the form that a POST to the same address answers."""
    seen = viewer_of(request)
    asked, withdraw = request.GET.get("asked", ""), request.GET.get("withdraw", "")
    if asked.isdigit():
        return _answer(request, dossier(seen, matter), int(asked))
    if withdraw.isdigit():
        return _withdraw(request, handled(request, matter)[1], int(withdraw))
    if request.GET.get("do") == "ask":
        return _ask(request, handled(request, matter)[1])
    if request.method == "POST":
        raise PermissionDenied("请从“协办”页面办理。")
    return _listed(request, seen, dossier(seen, matter))


def _listed(request: HttpRequest, seen: Viewer, found: Dossier) -> HttpResponse:
    may = may_handle(seen, found)
    said = {event.seq: str(event.openings.get("@reason", showing.ERASED)) for event in found.events if event.kind == "assist"}
    rows = []
    for one in Helper.objects.filter(matter=found.head.id).order_by("-asked"):
        mine = one.person_id == seen.person
        light = showing.light(one.due_on, one.due_on, seen.day) if one.due_on and not one.ended else ui.Light("none", HOW.get(one.ended_how, "待答复"))
        act = ui.Cell("答复", f"?asked={one.asked}") if mine and not one.ended else ui.Cell("撤回", f"?withdraw={one.asked}") if may and not one.ended else ui.Cell(str(one.ended_on or ""))
        cells = [
            ui.Cell(seen.staff.people.get(one.person_id, "")), ui.Cell(said.get(one.asked, "")), ui.Cell(str(one.asked_on), kind="date"),
            ui.Cell(str(one.due_on or "未定"), kind="date"), ui.Cell(part=light), ui.Cell(said.get(one.ended, "") if one.ended else ""), act,
        ]  # fmt: skip
        rows.append(ui.Row(str(one.asked), cells))
    columns = [
        ui.ListColumn("person", "协办人"), ui.ListColumn("asked", "协办事项"), ui.ListColumn("on", "提请日期", "date"), ui.ListColumn("due", "答复期限", "date"),
        ui.ListColumn("state", "状态"), ui.ListColumn("answer", "答复（撤回理由）"), ui.ListColumn("act", "办理"),
    ]  # fmt: skip
    page = ui.ListPage(
        title="协办",
        crumbs=[ui.Link(found.procedure.name, reverse("list", args=[found.procedure.id])), ui.Link(found.head.number or "事项", reverse("matter", args=[found.head.id]))],
        lead="协办人员可以查看本件，答复不代替承办人办理环节，也不改变期限。",
        table=ui.Table(columns, rows, "", ui.Empty("本件没有请求协办。")),
        count=f"共 {len(rows)} 项",
        acts=[ui.Act("请求协办", "?do=ask", primary=True)] if may and found.head.status not in ("rest", "void") else [],
        views=views(found, "assist"),
    )
    return page.response(request, frame(request, "work", found.procedure.id))


def _ask(request: HttpRequest, found: Dossier) -> HttpResponse:
    post, errors = request.POST, []
    if request.method == "POST":
        person, due = post.get("person", ""), post.get("due", "")
        try:
            by_when = date.fromisoformat(due) if due else None
            if not person.isdigit():
                raise ValueError("请选择协办人员。")
            assisting.ask_help(
                found.head.id, int(person), by=viewer_of(request).person or 0, asked=post.get("reason", ""), due=by_when, post=post_of(request), **keyed(request)
            )
            return _done(request, found, "已请求协办，已通知协办人员。")
        except Refused as refused:
            errors = [ui.FormError(str(refused.refusal))]
        except ValueError as wrong:
            errors = [ui.FormError(str(wrong) if str(wrong).startswith("请") else "答复日期请写作 2024-01-31。")]
    group = ui.Group(
        "请求协办",
        [
            ui.FormField(name="person", label="协办人员", kind="select", search_href=reverse("find_person"), required=True, help="写姓名或者姓名拼音首字母查找。"),
            reason_field(post.get("reason", ""), "协办事项"),
            ui.FormField(name="due", label="请于何日前答复", kind="date", value=post.get("due", ""), help="没有期限的不填。"),
        ],
    )
    page = form_page(found, "请求协办", reverse("assist", args=[found.head.id]) + "?do=ask", [group], errors)
    return page.response(request, frame(request, "work", found.procedure.id), status=422 if errors else 200)


def _answer(request: HttpRequest, found: Dossier, asked: int) -> HttpResponse:
    request_of = Helper.objects.filter(matter=found.head.id, asked=asked, person=viewer_of(request).person).first()
    if request_of is None:
        raise PermissionDenied("没有这一协办请求，或者它不是请您协办的。")
    return _one_field(request, found, asked, "答复", "协办结果", assisting.answer_help, "已答复。", request_of.ended != 0)


def _withdraw(request: HttpRequest, found: Dossier, asked: int) -> HttpResponse:
    return _one_field(request, found, asked, "撤回协办请求", "撤回的理由", assisting.withdraw_help, "已撤回，已不再请该人员协办。", False)


def _one_field(request: HttpRequest, found: Dossier, asked: int, act: str, label: str, perform: object, said: str, ended: bool) -> HttpResponse:
    errors = []
    words = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            perform(found.head.id, asked, by=viewer_of(request).person or 0, **_text(act, words), post=post_of(request), **keyed(request))  # type: ignore[operator]
            return _done(request, found, said)
        except Refused as refused:
            errors = [ui.FormError(str(refused.refusal))]
    elif ended:
        return HttpResponseRedirect(reverse("assist", args=[found.head.id]))
    told = next((str(event.openings.get("@reason", showing.ERASED)) for event in found.events if event.seq == asked), "")
    query = f"?{'withdraw' if act.startswith('撤回') else 'asked'}={asked}"
    field = ui.FormField(name="reason", label=label, kind="textarea", value=words, required=True, wide=True, maxlength=4000 if act == "答复" else 300)
    group = ui.Group("协办事项", [field], told)
    page = form_page(found, act, reverse("assist", args=[found.head.id]) + query, [group], errors)
    return page.response(request, frame(request, "work", found.procedure.id), status=422 if errors else 200)


def _text(act: str, words: str) -> dict[str, str]:
    return {"answer": words} if act == "答复" else {"reason": words}


def _done(request: HttpRequest, found: Dossier, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("assist", args=[found.head.id]))
