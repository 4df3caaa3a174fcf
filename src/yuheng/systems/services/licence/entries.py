"""Licences in the file of an enterprise."""

from __future__ import annotations

from yuheng.systems.entries import Source, register
from yuheng.systems.services.licence.facts import Licence

register(
    Source(
        ("services.licence",), "permit", "行政许可", Licence, ("decided_on",), title=("item",), result=("result", "certificate_number", "valid_to", "ended_how"), number="number",
        codes=("uscc",), parts=("当事人", "申请人"), people=("legal_person",), enrols="holder",
    ),
)  # fmt: skip
