"""Registers: one step each."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Step
from yuheng.systems.disputes.petition.facts import JointConference, PetitionBatch
from yuheng.systems.registers import register
from yuheng.systems.roles import PETITION_CLERK, ZONE_LEADER

register(
    "petition.batch",
    "信访事项台账",
    PetitionBatch,
    (PETITION_CLERK,),
    chapter=6,
    title="{content}（{received_on}）",
    level=2,
    cites=("信访工作条例(2022-02-25)#20",),
)

register(
    "petition.conference",
    "信访联席会议台账",
    JointConference,
    (PETITION_CLERK, ZONE_LEADER),
    chapter=6,
    title="{topic}",
    cites=("信访工作条例(2022-02-25)#11",),
    later=(
        Step(
            "follow", "登记落实情况", ((PETITION_CLERK,),), ("信访工作条例(2022-02-25)#11",), after=("record",), after_close=True, repeat=True,
            writes=("tasks",), needs=("tasks",),
        ),
    ),
)  # fmt: skip
