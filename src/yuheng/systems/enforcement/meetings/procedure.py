"""A register: the meeting is recorded once, with everybody who was there and every opinion; the cases' own steps refer to it."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.meetings import questions as _questions  # noqa: F401  registers them
from yuheng.systems.enforcement.meetings.facts import Meeting
from yuheng.systems.roles import DISCUSSION_CLERK, LEGAL_REVIEWER

ACT = "行政处罚法(2021-01-22)"
_SHAPE = shape_of(Meeting)

MEETING = registry.register(
    Procedure(
        id="penalty.meeting",
        name="集体讨论会议台账",
        shape=_SHAPE,
        steps=(
            Step(
                "record",
                "登记",
                ((DISCUSSION_CLERK, LEGAL_REVIEWER),),
                (f"{ACT}#57.2",),
                "已登记",
                opens=True,
                closes=True,
                writes=(*_SHAPE.fields, *_SHAPE.rows),
                needs=("attendees", "opinions"),
                produces=("minutes",),
                asks=("held",),
            ),
        ),
        in_force=date(2022, 5, 1),
        stages=("已登记",),
        level=2,
        title="{number}",
        chapter=4,
        cites=(f"{ACT}#57.2",),
        papers={"minutes": "集体讨论记录"},
    )
)
