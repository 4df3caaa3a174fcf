"""The register of inspections."""

from __future__ import annotations

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
