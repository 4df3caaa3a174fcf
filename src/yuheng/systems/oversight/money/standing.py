"""The records as rules ask them: what an import took back has no number left and counts nowhere; records find each other by their numbers."""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Substr

from yuheng.kernel.identity import masking
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


def of_invoice(column: str) -> Subquery:
    return Subquery(invoices().filter(number=OuterRef("number")).order_by("-pk").values(column)[:1])


def of_payment(column: str) -> Subquery:
    return Subquery(Payment.objects.filter(pk=OuterRef("matter")).values(column)[:1])


def blind(column: str = "account") -> Substr:
    """The blind index of a sealed column: equal for equal accounts, telling nothing of them."""
    return Substr(ExpressionWrapper(F(column), output_field=TextField()), 1, DIGITS, output_field=CharField())


def line(number: str | None, on: date | None, payee: str | None, amount: int | None) -> str:
    """A payment as a doubt names it: a person's name masked, as everywhere."""
    return f"支付单 {number}：{on} 向{masking.name(payee or '')}支付 {yuan(amount)}"
