"""Public money: the warning board with its rules, and the check before a payment."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import fields
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.names import names_of
from yuheng.faces.workbench.views.opening import own_unit, place
from yuheng.faces.workbench.views.step import form_errors
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.procedure.state import Refusal
from yuheng.systems.oversight.money import found as _found  # noqa: F401  (registers the rules)
from yuheng.systems.oversight.money.asking import Answer, ask
from yuheng.systems.oversight.money.choices import COLOURS, PHASES
from yuheng.systems.oversight.money.facts import Doubt, Payment
from yuheng.systems.oversight.money.model import all_rules, yuan
from yuheng.systems.oversight.money.procedure import CONTRACT, DOUBT, PAYMENT, PRECHECK
from yuheng.systems.oversight.money.quality import STATES, Quality, quality

MOST = 50
"""Doubts that one page shows; the counts above are of all."""

_COLOURS, _PHASES = dict(COLOURS), dict(PHASES)
MARKS = {"red": "■ 红色", "yellow": "▲ 黄色"}
LEVELS = {"red": "overdue", "yellow": "soon", "none": "fine"}


def board(request: HttpRequest) -> HttpResponse:
    """Open doubts, red before yellow, and how each rule does. A unit sees its own."""
    seen = viewer_of(request)
    if DOUBT.id not in seen.reads:
        raise PermissionDenied("您的岗位没有这一项功能。")
    mine = Doubt.objects.filter(matter__in=visible(seen, [DOUBT.id]))
    units = list(mine.order_by("unit__code").values_list("unit", "unit__name").distinct())
    asked = {name: request.GET.get(name, "") for name in ("state", "colour", "rule", "unit")}
    known = {one.id: one for one in all_rules()}
    chosen = mine
    if asked["colour"] in _COLOURS:
        chosen = chosen.filter(colour=asked["colour"])
    if asked["rule"] in known:
        chosen = chosen.filter(rule=asked["rule"])
    if asked["unit"] in {str(pk) for pk, _name in units}:
        chosen = chosen.filter(unit=int(asked["unit"]))
    counted = chosen.aggregate(
        red=Count("pk", filter=Q(colour="red", closed_on=None)), yellow=Count("pk", filter=Q(colour="yellow", closed_on=None)),
        true=Count("pk", filter=Q(verdict="true")), false=Count("pk", filter=Q(verdict="false")), back=Sum("recovered"),
        **{name: Count("pk", filter=where) for name, (_words, where) in STATES.items()},
    )  # fmt: skip
    shown = chosen.filter(STATES[asked["state"]][1]) if asked["state"] in STATES else chosen.filter(closed_on=None)
    heading = STATES[asked["state"]][0] if asked["state"] in STATES else "未销号"
    judged = quality(chosen)
    page = ui.MoneyBoardPage(
        title="资金支付监督",
        lead="规则从支付、合同、发票和预算记录中自动发现疑点。疑点不等于违规：先核实，属实的整改销号，误报的写明理由。",
        asking=[
            _select("state", "状态", asked["state"], [(name, words) for name, (words, _where) in STATES.items()], "未销号"),
            _select("colour", "级别", asked["colour"], COLOURS), _select("rule", "规则", asked["rule"], [(one.id, one.name) for one in known.values() if one.id in judged]),
            _select("unit", "单位", asked["unit"], [(str(pk), name) for pk, name in units]),
        ],
        counts=[
            *_payments(seen),
            ("红色未销号", f"{counted['red']:,}", "overdue" if counted["red"] else "fine"), ("黄色未销号", f"{counted['yellow']:,}", "soon" if counted["yellow"] else "fine"),
            ("已销号", f"{counted['closed']:,}", "none"), ("属实", f"{counted['true']:,}", "none"),
            ("误报率", Quality(true=counted["true"], false=counted["false"]).share or "—", "none"), ("追回资金", yuan(counted["back"]), "none"),
        ],
        tables=[(f"{heading}的疑点", _doubts(shown), _rest(shown))],
        rules=_rules(judged, seen),
        links=_links(seen),
        act=ui.Act("支付前校验", reverse("money_check"), primary=True) if may_open(seen, PAYMENT) else None,
    )  # fmt: skip
    return page.response(request, frame(request, "work", DOUBT.id))


def _payments(seen: Viewer) -> list[tuple[str, str, str]]:
    """Payments under supervision, for who reads them."""
    if PAYMENT.id not in seen.reads:
        return []
    return [("纳入监督的支付", f"{visible(seen, [PAYMENT.id]).count():,}", "none")]


def _select(name: str, label: str, chosen: str, options: Iterable[tuple[str, str]], every: str = "全部") -> ui.FormField:
    found = [ui.Option("", every, not chosen), *(ui.Option(value, text, value == chosen) for value, text in options)]
    return ui.FormField(name=name, label=label, kind="select", options=found, prefix="ask_")


def _links(seen: Viewer) -> list[ui.Link]:
    pages = [
        (DOUBT.id, "疑点台账", reverse("roll", args=["money.doubts"])), (PAYMENT.id, "支付台账", reverse("list", args=[PAYMENT.id])), (CONTRACT.id, "合同", reverse("list", args=[CONTRACT.id])),
        (PRECHECK.id, "校验记录", reverse("list", args=[PRECHECK.id])),
    ]  # fmt: skip
    found = [ui.Link(name, href) for procedure, name, href in pages if procedure in seen.reads]
    return [*found, ui.Link("导入支付", reverse("import", args=[PAYMENT.id]))] if may_open(seen, PAYMENT) else found


def _rest(shown: QuerySet[Doubt]) -> str:
    more = shown.count() - MOST
    return f"另有 {more:,} 个，请按级别、规则、单位查看，或者打开疑点台账。" if more > 0 else ""


def _doubts(shown: QuerySet[Doubt]) -> ui.Table:
    columns = [
        ui.ListColumn("colour", "级别"), ui.ListColumn("name", "疑点"), ui.ListColumn("unit", "单位"), ui.ListColumn("content", "内容"), ui.ListColumn("amount", "金额（元）", "money"),
        ui.ListColumn("found", "发现", "date"), ui.ListColumn("stage", "状态"), ui.ListColumn("due", "期限", "date"),
    ]  # fmt: skip
    rows = []
    for one in shown.select_related("unit", "matter").order_by("colour", "-found_on", "-pk")[:MOST]:
        href = reverse("matter", args=[one.pk])
        content = one.content or ""
        cells = [
            ui.Cell(MARKS.get(one.colour, "")), ui.Cell(one.name or "", href), ui.Cell(str(one.unit)), ui.Cell(content if len(content) <= 48 else content[:47] + "…", title=content),
            ui.Cell(yuan(one.amount).removesuffix("元") if one.amount is not None else "", title=masked("name", one.payee), kind="money"), ui.Cell(str(one.found_on), kind="date"),
            ui.Cell(one.matter.stage or ""), ui.Cell(str(one.matter.due_on or ""), kind="date"),
        ]  # fmt: skip
        rows.append(ui.Row(str(one.pk), cells, href))
    return ui.Table(columns, rows, empty=ui.Empty("没有这样的疑点。"))


def _rules(judged: dict[str, Quality], seen: Viewer) -> list[ui.RuleStanding]:
    found = []
    for one in all_rules():
        did = judged.get(one.id, Quality())
        phases = "、".join(_PHASES[phase] for phase in one.phases)
        found.append(ui.RuleStanding(MARKS[one.colour], one.name, f"?rule={one.id}", one.said(seen.day), phases, one.owner, one.basis(seen.day), did.raised, did.true, did.false, did.share))
    return found


def check(request: HttpRequest) -> HttpResponse:
    """支付前校验: the form of a payment; sent, the rules answer above it. Nothing is paid and no payment is recorded."""
    seen = viewer_of(request)
    if not may_open(seen, PAYMENT):
        raise PermissionDenied("支付前校验由财政监督人员、单位财务人员提交，您没有这一岗位。")
    step, shape = PAYMENT.opening, PAYMENT.shape
    if request.method != "POST":
        return _form(request, seen, *fields.stored(step, shape, {}, {}, 0))
    data, raw, positions = fields.sent(step, shape, request.POST)
    if request.POST.get("y_add") in positions:
        kind = request.POST["y_add"]
        positions[kind] = [*positions[kind], str(int(positions[kind][-1]) + 1)]
        return _form(request, seen, raw, positions)
    lead = request.POST.get("y_lead", "")
    opening = Opening(PAYMENT.id, lead=int(lead) if lead.isdigit() and len(lead) < 19 else own_unit(seen, PAYMENT) or 0)
    try:
        answer = ask(Order(step.id, seen.person or 0, opening=opening, data=data, post=post_of(request), account=seen.account.pk, key=request.POST.get("y_key", "")[:70]))
    except Refused as refused:
        return _form(request, seen, raw, positions, refused.refusal)
    return _form(request, seen, raw, positions, answer=answer)


def _form(
    request: HttpRequest, seen: Viewer, values: dict[str, Any], positions: dict[str, list[str]], refusal: Refusal | None = None, answer: Answer | None = None
) -> HttpResponse:
    errors = fields.relabelled(refusal.fields, positions) if refusal else {}
    filled = fields.Filled(values, errors, names_of(PAYMENT.shape, values))
    groups = [*fields.groups_of(PAYMENT.opening, PAYMENT.shape, filled, seen.staff, positions), place(request, seen, PAYMENT)]
    told: dict[str, Any] = _answered(answer, seen) if answer else {}
    page = ui.MoneyCheckPage(
        title="支付前校验", act="校验", action=reverse("money_check"), cancel_href=reverse("money_board"), groups=groups,
        lead="填写拟支付的内容，规则立即给出提示；提示和答复留有记录。本页不支付、不登记支付。", crumbs=[ui.Link("资金支付监督", reverse("money_board"))],
        errors=form_errors(refusal, groups), hidden={"y_key": secrets.token_urlsafe(16)}, **told,
    )  # fmt: skip
    return page.response(request, frame(request, "work", PAYMENT.id), status=422 if refusal else 200)


def _answered(answer: Answer, seen: Viewer) -> dict[str, Any]:
    ids = {pk for _rule, hit in answer.found for pk, _words in hit.records}
    mine = set(visible(seen).filter(pk__in=ids).values_list("pk", flat=True))
    there = set(Payment.objects.filter(pk__in=ids).values_list("pk", flat=True))
    lines = []
    for rule, hit in answer.found:
        # The payment asked about is not there any more; what another unit recorded is told without its content.
        records = [ui.Link(words, reverse("matter", args=[pk])) if pk in mine else ui.Link("另一单位的支付记录" if pk in there else f"本次：{words}", "") for pk, words in hit.records]
        lines.append(ui.FoundLine(MARKS[rule.colour], rule.name, hit.content, rule.said(seen.day), hit.basis or rule.basis(seen.day), rule.owner, records))
    return {
        "said": answer.said, "level": LEVELS[answer.colour], "found": lines, "unseen": answer.unseen, "kept": ui.Link("校验记录", reverse("matter", args=[answer.matter])) if answer.matter else None,
    }  # fmt: skip
