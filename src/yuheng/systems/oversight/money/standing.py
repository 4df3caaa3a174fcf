"""The records as rules ask them: what an import took back has no number left and counts nowhere; records find each other by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import CharField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Substr

from yuheng.kernel.identity import masking
from yuheng.kernel.records.models import Organ
from yuheng.systems.oversight.money.facts import BudgetItem, Contract, Invoice, Payment, PaymentInvoice
from yuheng.systems.oversight.money.model import Run, yuan

DIGITS = 64
"""Hex digits of the blind index with which a sealed column begins (`kernel/records/sealing.py`)."""


def payments(run: Run | None = None) -> QuerySet[Payment]:
    """Payments that stand; of a run over some, those."""
    found = Payment.objects.filter(number__isnull=False)
    return found if run is None or run.only is None else found.filter(pk__in=run.only)


def invoices() -> QuerySet[Invoice]:
    return Invoice.objects.filter(number__isnull=False)


def contracts(run: Run | None = None) -> QuerySet[Contract]:
    """Contracts that stand; of a run over some payments, those that they are paid under."""
    found = Contract.objects.filter(number__isnull=False)
    return found if run is None or run.only is None else found.filter(number__in=payments(run).exclude(contract=None).values("contract"))


def budgets(run: Run | None = None) -> QuerySet[BudgetItem]:
    found = BudgetItem.objects.filter(code__isnull=False)
    return found if run is None or run.only is None else found.filter(code__in=payments(run).exclude(budget=None).values("budget"))


def claims(run: Run | None = None) -> QuerySet[PaymentInvoice]:
    """Invoices as payments name them."""
    found = PaymentInvoice.objects.filter(voided=False, number__isnull=False)
    return found if run is None or run.only is None else found.filter(matter__in=run.only)


def of_contract(column: str, number: str = "contract") -> Subquery:
    """A column of the contract that a payment names; of two records of one number, the newer."""
    return Subquery(contracts().filter(number=OuterRef(number)).order_by("-pk").values(column)[:1])


def of_payment(column: str) -> Subquery:
    return Subquery(Payment.objects.filter(pk=OuterRef("matter")).values(column)[:1])


def blind(column: str = "account") -> Substr:
    """The blind index of a sealed column: equal for equal accounts, telling nothing of them."""
    return Substr(ExpressionWrapper(F(column), output_field=TextField()), 1, DIGITS, output_field=CharField())


def line(number: str | None, on: date | None, payee: str | None, amount: int | None) -> str:
    """A payment as a doubt names it: a person's name masked, as everywhere."""
    return f"支付单 {number}：{on} 向{masking.name(payee or '')}支付 {yuan(amount)}"


_ODD = """
SELECT c.number, c.matter_id AS matter, p.unit_id AS unit, p.number AS paid_number, p.paid_on, p.payee, p.amount AS paid, p.kind,
       i.issued_on AS issued, i.seller, i.buyer, i.state
FROM {claim} c JOIN {payment} p ON p.matter_id = c.matter_id JOIN {invoice} i ON i.number = c.number JOIN {organ} o ON o.id = p.unit_id
WHERE NOT c.voided AND p.number IS NOT NULL AND p.amount > 0
  AND (i.issued_on > p.paid_on OR i.state <> 'normal' OR i.seller <> p.payee OR i.buyer <> o.name)
  AND NOT EXISTS (SELECT 1 FROM {invoice} n WHERE n.number = i.number AND n.matter_id > i.matter_id)
  {only} ORDER BY c.matter_id, c.row
"""
"""A join over columns that no foreign key ties: the mapper would look each of them up for every claim."""


def odd_claims(only: Sequence[int] | None) -> list[dict[str, Any]]:
    """Claims of which the registered invoice (of two of one number the newer) differs from the payment in date, state, seller or buyer."""
    named = {name: connection.ops.quote_name(model._meta.db_table) for name, model in (("claim", PaymentInvoice), ("payment", Payment), ("invoice", Invoice), ("organ", Organ))}
    wanted = f"AND c.matter_id IN ({', '.join(['%s'] * len(only))})" if only else ""
    if only is not None and not only:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ODD.format(**named, only=wanted), list(only or ()))
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in found:
        for name in ("paid_on", "issued"):
            # SQLite hands days out as it keeps them.
            row[name] = date.fromisoformat(row[name]) if isinstance(row[name], str) else row[name]
    return found
