"""The rules, by what they look at: single payments, invoices, contracts and budget, series of payments."""

from yuheng.systems.oversight.money.found import by_contract, by_invoice, by_payment, by_series

__all__ = ["by_contract", "by_invoice", "by_payment", "by_series"]
