"""Decision tables 裁量表、清单: dated rows of conditions with an outcome and a citation each.

No module in this room knows a database; `docs/tables.md` says what each word means to the letter.
"""
