"""The register of licences; its end is told later on the same row."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Step
from yuheng.systems.registers import register
from yuheng.systems.roles import WINDOW_CLERK
from yuheng.systems.services.licence.facts import Licence

ACT = "行政许可法(2019-04-23)"

register(
    "services.licence",
    "行政许可台账",
    Licence,
    (WINDOW_CLERK,),
    chapter=2,
    title="{item}（{number}）",
    cites=(f"{ACT}#38", f"{ACT}#40"),
    later=(
        Step(
            "end", "撤销、注销", ((WINDOW_CLERK,),), (f"{ACT}#69", f"{ACT}#70"), after=("record",), after_close=True,
            writes=("ended_on", "ended_how"), needs=("ended_on", "ended_how"),
        ),
    ),
)  # fmt: skip
