"""Inspections in the file of an enterprise: the rows of the register, and the tasks from the moment of the entry."""

from __future__ import annotations

from yuheng.systems.enforcement.inspection.facts import Inspection
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask
from yuheng.systems.entries import Source, register

register(
    Source(
        ("enforcement.inspection",), "inspection", "行政检查", Inspection, ("inspected_on",), title=("way",), result=("result", "problems"), number="plan",
        codes=("uscc",), parts=("当事人", "检查对象"), places=("place",), enrols="target",
    ),
    Source(
        ("enforcement.inspection_task",), "inspection", "行政检查任务", InspectionTask, ("entered_on", "planned_on"), title=("item", "way"), result=("result", "problems", "put_right"),
        codes=("uscc",), parts=("当事人", "检查对象"), told="entered_on", places=("place",), enrols="target",
    ),
)  # fmt: skip
