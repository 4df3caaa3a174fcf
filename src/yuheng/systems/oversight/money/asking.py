"""支付前校验: would this payment raise a doubt? It is recorded in a transaction that is rolled back, and the very rules of the later checks look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.now import today
from yuheng.systems.oversight.money.facts import Payment, PaymentInvoice
from yuheng.systems.oversight.money.filling import answering
from yuheng.systems.oversight.money.model import Hit, Rule, Run
from yuheng.systems.oversight.money.runner import hits
from yuheng.systems.oversight.money.standing import contracts, invoices


@dataclass(frozen=True)
class Answer:
    """What the rules say of a payment that is not made yet. `unseen` names what could not be checked, because it is not registered."""

    colour: str
    found: Sequence[tuple[Rule, Hit]]
    unseen: Sequence[str]
    matter: int = 0

    @property
    def said(self) -> str:
        return {"red": "有红色提示：更正以前请不要支付。", "yellow": "有黄色提示：请核实并留存说明，再决定是否支付。"}.get(self.colour, "没有发现疑点。")


def ask(order: Order, *, keep: bool = True) -> Answer:
    """Asks the rules about the payment that `order` would record, and, unless told otherwise, keeps question and answer. Raises Refused.

    An answer is no permission: whoever pays decides, and the payment is checked again when it is recorded.
    """
    with _tried(order) as matter:
        found = sorted(hits(Run(today(), [matter]), "before"), key=lambda one: one[0].colour)  # red before yellow
        told = Payment.objects.get(pk=matter)
        unseen = _unseen(told, [one.number or "" for one in PaymentInvoice.objects.filter(matter=matter)])
    colour = "red" if any(rule.colour == "red" for rule, _hit in found) else "yellow" if found else "none"
    kept = _kept(order, told, colour, found, unseen) if keep else 0
    return Answer(colour, found, unseen, kept)


@contextmanager
def _tried(order: Order) -> Iterator[int]:
    """The payment as if it were recorded, for as long as the block lasts. Nothing of it stays, whatever happens."""
    with transaction.atomic():
        try:
            yield perform(order).matter
        finally:
            transaction.set_rollback(True)


def _unseen(payment: Payment, numbers: Sequence[str]) -> list[str]:
    found = []
    if payment.contract and not contracts().filter(number=payment.contract).exists():
        found.append(f"合同 {payment.contract} 没有登记，合同规则没有核对。")
    known = set(invoices().filter(number__in=numbers).values_list("number", flat=True))
    found += [f"发票 {number} 没有登记，抬头、状态和开票日期没有核对。" for number in numbers if number not in known]
    return found


def _kept(order: Order, payment: Payment, colour: str, found: Sequence[tuple[Rule, Hit]], unseen: Sequence[str]) -> int:
    told: Mapping[str, Any] = {
        "number": payment.number, "payee": payment.payee, "amount": payment.amount, "checked_on": today(), "colour": colour,
        "found": "\n".join([*(f"{rule.name}：{hit.content}" for rule, hit in found), *unseen]),
    }  # fmt: skip
    token = answering.set(told)
    try:
        opening = order.opening or Opening("money.precheck", lead=payment.unit_id or 0)
        # The same question with the same answer is recorded once; asked again after something changed, it is another one.
        key = order.key and f"pre-{sm3(repr((order.key, sorted(told.items(), key=str))).encode()).hex()[:40]}"
        asked = Order("record", order.by, opening=Opening("money.precheck", lead=opening.lead), post=order.post, account=order.account, key=key)
        return perform(asked).matter
    finally:
        answering.reset(token)
