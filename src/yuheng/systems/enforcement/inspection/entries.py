"""Inspections in the file of an enterprise."""

from __future__ import annotations

from yuheng.systems.enforcement.inspection.facts import Inspection
from yuheng.systems.entries import Source, register

register(
    Source(
        ("enforcement.inspection",), "inspection", "行政检查", Inspection, ("inspected_on",), title=("way",), result=("result", "problems"), number="plan",
        codes=("uscc",), parts=("当事人", "检查对象"), places=("place",), enrols="target",
    ),
)  # fmt: skip
