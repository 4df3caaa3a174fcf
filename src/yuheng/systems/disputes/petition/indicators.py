"""Figures over these registers."""

from __future__ import annotations

from yuheng.kernel.indicators.declare import Indicator, Records, Sum, register
from yuheng.systems.disputes.petition.facts import JointConference, PetitionBatch

register(
    Indicator(
        "petitions.batches",
        6,
        "接待受理信访事项(批)",
        "批",
        "登记的信访批次，几人同一事项同时提出的计一批。",
        Records(PetitionBatch, "received_on"),
        calibre="以登记日期为准。",
        confirms="petition",
    ),
    Indicator(
        "petitions.persons",
        6,
        "接待受理信访事项(人次)",
        "人次",
        "各批次人数之和。",
        Records(PetitionBatch, "received_on"),
        Sum("persons"),
        calibre="以登记日期为准。",
        confirms="petition",
    ),
    Indicator(
        "petitions.joint_meetings",
        6,
        "信访联席会议",
        "次",
        "召开信访联席会议的次数。",
        Records(JointConference, "held_on"),
        confirms="petition",
    ),
)
