"""Procedures as timed condition-response graphs: declarations, markings, the pure decision, the checker.

No module in this room knows a database; `docs/semantics.md` says what each word means to the letter.
"""
