"""Public money under supervision: budget items, contracts, invoices and payments as imported records; rules before, during and after; doubts until they are closed."""
