"""Lenient handling in the file of an enterprise: for those who enforce, because a second violation of the same kind is no first one.

It is no dishonesty and goes to nobody else: neither to the window nor to credit.
"""

from __future__ import annotations

from yuheng.systems.enforcement.leniency.facts import Leniency
from yuheng.systems.entries import Source, register

register(
    Source(
        ("leniency.spot",), "leniency", "免罚轻罚", Leniency, ("decided_on", "happened_on"), title=("item",), result=("result", "put_right"), codes=("uscc",), parts=("当事人",),
        told=False, places=("place",), enrols="party_name", late=True,
    ),
)  # fmt: skip
