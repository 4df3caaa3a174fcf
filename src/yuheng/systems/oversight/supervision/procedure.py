"""Registers: one step each."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Step
from yuheng.systems.oversight.supervision.facts import KeyPoint, ReviewedFile, ReviewRound, SupervisionRound
from yuheng.systems.registers import register
from yuheng.systems.roles import CASE_REVIEWER, JUSTICE_HEAD, SUPERVISOR

register(
    "oversight.key_point", "执法监督工作重点台账", KeyPoint, (SUPERVISOR, JUSTICE_HEAD), chapter=5, title="{content}"
)

register(
    "oversight.supervision",
    "执法监督台账",
    SupervisionRound,
    (SUPERVISOR, JUSTICE_HEAD),
    chapter=5,
    title="{name}",
    cites=("国办发〔2018〕118号(2018-12-05)#（十六）",),
)

register(
    "oversight.review",
    "案卷评查台账",
    ReviewRound,
    (CASE_REVIEWER, JUSTICE_HEAD, SUPERVISOR),
    chapter=5,
    title="{name}",
)

register(
    "oversight.reviewed_file",
    "评查案卷台账",
    ReviewedFile,
    (CASE_REVIEWER, JUSTICE_HEAD, SUPERVISOR),
    chapter=5,
    title="{file_number}",
    later=(
        Step(
            "rectify", "整改", ((SUPERVISOR, CASE_REVIEWER, JUSTICE_HEAD),), after=("record",), after_close=True, repeat=True, writes=("problems",),
            needs=("problems",), statutory=False,
        ),
    ),
)
