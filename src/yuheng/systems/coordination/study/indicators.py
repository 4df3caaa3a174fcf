"""Figures over these registers."""

from __future__ import annotations

from yuheng.kernel.indicators.declare import Indicator, Records, register
from yuheng.systems.coordination.study.facts import StudySession

register(
    Indicator(
        "study.sessions",
        1,
        "党工委理论学习中心组专题学法",
        "次",
        "一年内中心组专题学法的次数。",
        Records(StudySession, "held_on"),
        calibre="以学习日期为准；补记的计入学习当年。",
        confirms="party-office",
    ),
)
