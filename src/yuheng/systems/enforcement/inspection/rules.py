"""Which rule binds on which day, and the conditions of a task.

The opinion of the State Council's office on inspections of enterprises is of 2025: nothing of it is cited for an earlier day. What was done
before rests on the regulation on the business environment (merging, random inspection), on the three systems, and on the house's own rule.
"""

from __future__ import annotations

from datetime import date

from yuheng.kernel.law import LawError, law
from yuheng.kernel.procedure.conditions import Condition

OPINION = "国办发〔2024〕54号"
ACT = "行政处罚法(2021-01-22)"
THREE_SYSTEMS = "国办发〔2018〕118号(2018-12-05)"
BUSINESS = "优化营商环境条例(2019-10-22)"
HOUSE = "内部工作时限#0"
BINDING = date(2025, 1, 3)
"""The day from which `inspection.document` is in force; a test holds the two together."""


def binding(on: date) -> bool:
    """Whether the opinion of 2024 is in force on the day."""
    try:
        law("inspection.document", on=on)
    except LawError:
        return False
    return True


def cites(place: str, on: date, before: tuple[str, ...] = (HOUSE,)) -> tuple[str, ...]:
    """The place of the opinion where it is in force on the day, else what the act rested on before."""
    return (f"{OPINION}#{place}",) if binding(on) else before


urgent = Condition("urgent", "紧急情况", ("urgent",), lambda f: bool(f.urgent), ())
exceeded = Condition("exceeded", "超过频次", ("exceeded",), lambda f: bool(f.exceeded), ())
to_correct = Condition("to_correct", "应当责令改正", ("result",), lambda f: f.result == "corrected", (f"{ACT}#28.1",))
to_refer = Condition("to_refer", "应当立案或者按免罚轻罚核验", ("referable",), lambda f: bool(f.referable), (f"{ACT}#54",))
to_hand = Condition("to_hand", "应当移送其他机关", ("result",), lambda f: f.result == "handed", (f"{ACT}#22",))
