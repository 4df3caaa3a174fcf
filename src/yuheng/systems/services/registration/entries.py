"""Registration in the file of an enterprise: from its start to its end."""

from __future__ import annotations

from yuheng.systems.entries import Source, register
from yuheng.systems.services.registration.facts import Chain, Conversion, Deregistration, OperatorChange, Startup

register(
    Source(("services.startup",), "entry", "企业开办", Startup, ("registered_on",), result=("online",), codes=("uscc",), people=("legal_person",), enrols="name"),
    Source(("services.chain",), "entry", "一照多址登记", Chain, ("registered_on",), result=("places",), number="number", codes=("uscc",), enrols="name"),
    Source(
        ("services.operator_change",), "entry", "变更经营者", OperatorChange, ("changed_on",), result=("debts_told_on",), codes=("uscc",), people=("before", "after"), enrols="name",
    ),
    Source(
        ("services.conversion",), "entry", "个转企", Conversion, ("approved_on",), title=("before_name",), result=("before_uscc",), codes=("uscc", "before_uscc"), enrols="name",
    ),
    Source(("services.deregistration",), "entry", "注销登记", Deregistration, ("closed_on",), result=("way", "licences"), codes=("uscc",), ends=True, enrols="name"),
)  # fmt: skip
