"""The register of coercive acts; its end is told later on the same row."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Step
from yuheng.systems.enforcement.coercion.facts import Coercion
from yuheng.systems.registers import register
from yuheng.systems.roles import ENFORCER, LEGAL_REVIEWER, SQUAD_HEAD

ACT = "行政强制法(2011-06-30)"

register(
    "enforcement.coercion",
    "行政强制台账",
    Coercion,
    (SQUAD_HEAD, ENFORCER, LEGAL_REVIEWER),
    chapter=4,
    title="{kind}（{number}）",
    level=1,
    cites=(f"{ACT}#9", f"{ACT}#12"),
    later=(
        Step(
            "end", "登记解除、执行完毕", ((SQUAD_HEAD, ENFORCER, LEGAL_REVIEWER),), (f"{ACT}#28",), after=("record",), after_close=True,
            writes=("ended_on", "ended_how"), needs=("ended_on", "ended_how"),
        ),
    ),
)  # fmt: skip
