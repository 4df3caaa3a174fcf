"""Rules over what contracts and budget items allow in all, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from yuheng.kernel.law import LawError, law
from yuheng.systems.oversight.money.model import Hit, Rule, Run, register, yuan
from yuheng.systems.oversight.money.standing import budgets, contracts, line, payments

TERM = "sme.pay.government"
CEILING = "sme.pay.ceiling"
PLAIN = ("pk", "number", "unit", "paid_on", "payee", "amount")
_MOST = 20
"""Records that a hit over a long series names."""


def _sum(found: QuerySet[Any], key: str) -> Any:
    """What a subquery of payments comes to; nothing is zero."""
    return Coalesce(Subquery(found.order_by().values(key).annotate(total=Sum("amount")).values("total")), 0)


def _rows(found: QuerySet[Any]) -> list[dict[str, Any]]:
    return list(found.order_by("paid_on", "pk").values(*PLAIN))


def _told(rows: Sequence[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(one["pk"], line(one["number"], one["paid_on"], one["payee"], one["amount"])) for one in rows]


def _beyond(rows: Sequence[dict[str, Any]], most: int) -> Iterator[tuple[int, int]]:
    """Places of the payments with which the running sum lies above `most`, and the sum then."""
    total = 0
    for place, row in enumerate(rows):
        total += row["amount"]
        if total > most and row["amount"] > 0:
            yield place, total


def _over_contract(run: Run) -> Iterator[Hit]:
    paid = _sum(payments().filter(contract=OuterRef("number")), "contract")
    for one in contracts(run).annotate(paid=paid).filter(paid__gt=F("amount")).order_by("pk"):
        rows = _rows(payments().filter(contract=one.number))
        for place, total in _beyond(rows, one.amount or 0):
            row = rows[place]
            yield Hit(
                row["unit"], f"合同 {one.number} 金额 {yuan(one.amount)}，到这一笔累计支付 {yuan(total)}，超出 {yuan(total - (one.amount or 0))}。",
                [(one.pk, f"合同 {one.number}：{one.name}"), *_told(rows[max(0, place - _MOST) : place + 1])], str(row["pk"]), row["payee"] or "", row["amount"],
            )  # fmt: skip


def _before_acceptance(run: Run) -> Iterator[Hit]:
    """What is paid before acceptance, less what the contract lets be paid in advance."""
    early = payments().filter(contract=OuterRef("number")).filter(Q(paid_on__lt=OuterRef("accepted_on")))
    waiting = payments().filter(contract=OuterRef("number"))
    found = contracts(run).filter(inspected=True)
    for some, paid in ((found.filter(accepted_on=None), waiting), (found.exclude(accepted_on=None), early)):
        for one in some.annotate(early=_sum(paid, "contract")).filter(early__gt=Coalesce(F("advance"), 0)).order_by("pk"):
            rows = _rows(payments().filter(contract=one.number, **({"paid_on__lt": one.accepted_on} if one.accepted_on else {})))
            for place, total in _beyond(rows, one.advance or 0):
                row = rows[place]
                state = f"{one.accepted_on} 才验收合格" if one.accepted_on else "还没有登记验收"
                yield Hit(
                    row["unit"], f"合同 {one.number} {state}，到 {row['paid_on']} 已支付 {yuan(total)}，约定预付款 {yuan(one.advance)}。",
                    [(one.pk, f"合同 {one.number}：{one.name}"), *_told((row,))], str(row["pk"]), row["payee"] or "", row["amount"],
                )  # fmt: skip


def _over_budget(run: Run) -> Iterator[Hit]:
    for year in sorted(set(budgets(run).values_list("year", flat=True).distinct())):
        within = {"paid_on__gte": date(year, 1, 1), "paid_on__lte": date(year, 12, 31)}
        paid = _sum(payments().filter(budget=OuterRef("code"), unit=OuterRef("unit"), **within), "budget")
        for one in budgets(run).filter(year=year).annotate(paid=paid).filter(paid__gt=F("amount")).order_by("pk"):
            rows = _rows(payments().filter(budget=one.code, unit=one.unit_id, **within))
            for place, total in _beyond(rows, one.amount or 0):
                row = rows[place]
                yield Hit(
                    row["unit"], f"指标 {one.code}（{one.name}）共 {yuan(one.amount)}，到这一笔累计支付 {yuan(total)}。",
                    [(one.pk, f"预算指标 {one.code}：{one.name}"), *_told((row,))], str(row["pk"]), row["payee"] or "", row["amount"],
                )  # fmt: skip


def _articles(on: date | None) -> str:
    """The articles on the term of payment for what was accepted on the day."""
    try:
        return "、".join(one.zh for one in law(TERM, on=on).citations) if on else ""
    except LawError:
        return ""


def _late(run: Run) -> Iterator[Hit]:
    """Paid after the day on which it fell due."""
    due = Subquery(contracts(run).filter(number=OuterRef("contract"), small=True).order_by("-pk").values("pay_by")[:1])
    found = payments(run).exclude(contract=None).filter(amount__gt=0).annotate(due=due).filter(paid_on__gt=F("due"))
    by_number = {one.number: one for one in contracts(run).filter(small=True, number__in=found.values("contract"))}
    for row in found.order_by("pk").values(*PLAIN, "due", "contract"):
        one = by_number[row["contract"]]
        yield Hit(
            row["unit"], f"合同 {one.number} 应于 {row['due']} 以前付款，{row['paid_on']} 才支付，逾期 {(row['paid_on'] - row['due']).days} 日。",
            [(one.pk, f"合同 {one.number}：{one.name}"), *_told((row,))], str(row["pk"]), row["payee"] or "", row["amount"], _articles(one.accepted_on),
        )  # fmt: skip


def _unpaid(run: Run) -> Iterator[Hit]:
    """Due and not paid in full."""
    paid = _sum(payments().filter(contract=OuterRef("number")), "contract")
    found = contracts().filter(small=True, pay_by__lt=run.on).annotate(paid=paid).filter(paid__lt=F("amount"))
    for one in found.order_by("pk"):
        owed = (one.amount or 0) - one.paid
        yield Hit(
            one.unit_id or 0, f"合同 {one.number} 应于 {one.pay_by} 以前付清，还有 {yuan(owed)} 没有支付。", [(one.pk, f"合同 {one.number}：{one.name}")], str(one.pk), one.party or "", owed,
            _articles(one.accepted_on),
        )  # fmt: skip


def _too_long(run: Run) -> Iterator[Hit]:
    for one in contracts(run).filter(small=True, pay_days__gt=0).order_by("pk"):
        try:
            most = law(CEILING, on=one.signed_on or run.on)
        except LawError:
            continue  # signed before there was such a rule
        if (one.pay_days or 0) > int(most.value):
            content = f"合同 {one.number} 约定 {one.pay_days} 日内付款，最长不得超过 {most.value} 日。"
            yield Hit(one.unit_id or 0, content, [(one.pk, f"合同 {one.number}：{one.name}")], str(one.pk), one.party or "", one.amount, most.citation.zh)


register(
    Rule("over_contract", "超合同金额支付", "一份合同累计支付不得超过合同金额。", "red", "合同管理岗", _over_contract),
    Rule("before_acceptance", "未验收先付款", "须经验收的合同，验收合格以前的支付不得超过约定预付款。", "red", "采购管理岗", _before_acceptance),
    Rule("over_budget", "超预算指标支付", "一项预算指标累计支付不得超过指标金额。", "red", "预算管理岗", _over_budget),
    Rule("paid_late", "逾期付款", "向中小企业付款，应当在约定或者法定的期限以内。", "yellow", "支付审核岗", _late, law=(TERM,)),
    Rule("unpaid", "到期未付", "应付中小企业的款项到期以前应当付清。", "yellow", "合同管理岗", _unpaid, ("after",), law=(TERM,)),
    Rule("term_too_long", "约定付款期限过长", "与中小企业约定的付款期限最长为六十日。", "yellow", "合同管理岗", _too_long, ("during", "after"), law=(CEILING,)),
)  # fmt: skip

