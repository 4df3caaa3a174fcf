from yuheng.systems.oversight.money.facts import (
    BudgetItem,
    Contract,
    Doubt,
    DoubtRecord,
    Invoice,
    Payment,
    PaymentInvoice,
    Precheck,
    Unchecked,
)

__all__ = ["BudgetItem", "Contract", "Doubt", "DoubtRecord", "Invoice", "Payment", "PaymentInvoice", "Precheck", "Unchecked"]
