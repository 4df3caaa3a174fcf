"""The register of inspections, and beside it the whole way of one: standards, plans, tasks, ratings, calls."""

from __future__ import annotations

from yuheng.systems.enforcement.inspection import plan_procedure as _plans  # noqa: F401  (registers them)
from yuheng.systems.enforcement.inspection import task_procedure as _tasks  # noqa: F401  (registers them)
from yuheng.systems.enforcement.inspection.facts import Inspection
from yuheng.systems.registers import register
from yuheng.systems.roles import ENFORCER, LEGAL_REVIEWER, SQUAD_HEAD

register(
    "enforcement.inspection",
    "行政检查台账",
    Inspection,
    (ENFORCER, SQUAD_HEAD, LEGAL_REVIEWER),
    chapter=4,
    title="{way}（{inspected_on}）",
    cites=("国办发〔2018〕118号(2018-12-05)#（六）",),
)
