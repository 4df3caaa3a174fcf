"""Rules that one payment alone can break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from yuheng.kernel.identity import masking
from yuheng.systems.oversight.money.choices import BOUGHT, KINDS
from yuheng.systems.oversight.money.facts import Payment
from yuheng.systems.oversight.money.model import Hit, Rule, Run, limit, register, yuan
from yuheng.systems.oversight.money.standing import blind, budgets, contracts, line, of_contract, payments

PLAIN = ("pk", "number", "unit", "paid_on", "payee", "amount")


def hits(found: QuerySet[Payment], said: str, *more: str) -> Iterator[Hit]:
    """One hit a payment. `said` may name further columns by braces."""
    for row in found.order_by("pk").values(*PLAIN, *more).iterator():
        words = said.format(**{**row, "amount": yuan(row["amount"]), **{name: masking.name(row[name] or "") for name in ("payee", "party") if name in row}})
        yield Hit(row["unit"], words, ((row["pk"], line(row["number"], row["paid_on"], row["payee"], row["amount"])),), str(row["pk"]), row["payee"] or "", row["amount"])


def _party(run: Run) -> Iterable[Hit]:
    found = payments(run).exclude(contract=None).filter(amount__gt=0).annotate(party=of_contract("party")).exclude(party=None).exclude(party=F("payee"))
    return hits(found, "收款人是“{payee}”，合同 {contract} 的相对方是“{party}”。", "contract", "party")


def _account(run: Run) -> Iterable[Hit]:
    paid = payments(run).exclude(contract=None).exclude(account=None).filter(amount__gt=0)
    agreed = contracts().filter(number=OuterRef("contract")).annotate(index=blind()).order_by("-pk").values("index")[:1]
    found = paid.annotate(index=blind(), agreed=agreed).exclude(agreed=None).exclude(agreed=F("index"))
    return hits(found, "收款账号与合同 {contract} 约定的账号不同。", "contract")


def _no_contract(run: Run) -> Iterable[Hit]:
    found = payments(run).filter(contract=None, kind__in=BOUGHT, amount__gte=limit("contract", run.on))
    return hits(found, "支付 {amount}，没有合同编号。")


def _no_meeting(run: Run) -> Iterable[Hit]:
    found = payments(run).filter(approval=None, amount__gte=limit("big", run.on)).exclude(kind="staff")
    return hits(found, "支付 {amount}，没有集体决策文号。")


def _person(run: Run) -> Iterable[Hit]:
    found = payments(run).filter(payee_kind="person", amount__gte=limit("personal", run.on)).exclude(kind__in=("staff", "reimburse", "grant", "refund"))
    for hit in hits(found, "向个人支付 {amount}，支付类型为“{kind}”。", "kind"):
        yield Hit(hit.unit, _worded(hit.content), hit.records, hit.occasion, hit.payee, hit.amount)


def _worded(content: str) -> str:
    for code, word in KINDS:
        content = content.replace(f"“{code}”", f"“{word}”")
    return content


def _no_budget(run: Run) -> Iterator[Hit]:
    """Asked only of units and years whose budget is registered: before it is, every payment would be a doubt."""
    for year in sorted(set(budgets().values_list("year", flat=True).distinct())):
        units = budgets().filter(year=year).values("unit")
        known = budgets().filter(year=year, code=OuterRef("budget"), unit=OuterRef("unit"))
        found = payments(run).filter(paid_on__year=year, unit__in=units, amount__gt=0).filter(~Exists(known))
        for hit in hits(found, "指标编号“{budget}”不是本单位当年的预算指标。", "budget"):
            yield Hit(hit.unit, hit.content.replace("指标编号“None”不是", "没有指标编号，不能对应"), hit.records, hit.occasion, hit.payee, hit.amount)


def _number_twice(run: Run) -> Iterator[Hit]:
    found = payments()
    if run.only is not None:
        found = found.filter(number__in=payments(run).values("number"))
    for group in found.values("unit", "number").annotate(n=Count("pk")).filter(n__gt=1).order_by("unit", "number"):
        same = list(payments().filter(unit=group["unit"], number=group["number"]).order_by("paid_on", "pk").values(*PLAIN))
        for row in same[1:]:
            yield Hit(
                row["unit"], f"支付单号 {row['number']} 登记了 {len(same)} 次，内容不同，请核对是否重复支付。",
                [(one["pk"], line(one["number"], one["paid_on"], one["payee"], one["amount"])) for one in (same[0], row)], str(row["pk"]), row["payee"] or "", row["amount"],
            )  # fmt: skip


register(
    Rule("payee_not_party", "收款人不是合同相对方", "按合同支付的，收款人应当是合同相对方。", "red", "合同管理岗", _party),
    Rule("account_not_agreed", "收款账号不是约定账号", "按合同支付的，收款账号应当是合同约定的账号。", "red", "合同管理岗", _account),
    Rule("no_contract", "无合同支付", "货物、工程、服务支付达到{contract}的，应当有合同。", "yellow", "合同管理岗", _no_contract, limits=("contract",)),
    Rule("no_meeting", "大额支付未见集体决策", "单笔支付达到{big}的，应当有集体决策文号，人员经费除外。", "yellow", "财务负责人", _no_meeting, limits=("big",)),
    Rule("personal_account", "向个人账户支付", "货物、工程、服务款达到{personal}的，不向个人账户支付；报销、补助、人员经费除外。", "yellow", "支付审核岗", _person, limits=("personal",)),
    Rule("no_budget", "无预算指标支付", "每笔支付应当对应本单位当年的预算指标。", "red", "预算管理岗", _no_budget),
    Rule("number_twice", "同一支付单号重复登记", "一个单位的一个支付单号只支付一次。", "red", "支付审核岗", _number_twice, ("during", "after")),
)  # fmt: skip
