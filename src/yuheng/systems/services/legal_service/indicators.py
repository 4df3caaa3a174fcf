"""Figures over these registers."""

from __future__ import annotations

from yuheng.kernel.indicators.declare import Indicator, Records, Shown, register
from yuheng.systems.services.legal_service.facts import Consultation, Lecture

register(
    Indicator(
        "lectures.held",
        2,
        "法治讲座",
        "场",
        "举办的法治讲座场数。",
        Records(Lecture, "held_on"),
        shown=Shown("more_than", 10),
        confirms="justice-office",
    ),
    Indicator(
        "consultations.answered",
        2,
        "解答法律咨询",
        "条",
        "解答的法律咨询条数，一人一次一事计一条。",
        Records(Consultation, "asked_on"),
        shown=Shown("more_than", 1000),
        confirms="justice-office",
    ),
)
