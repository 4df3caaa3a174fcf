"""Conditions and derivations of reconsideration and litigation, and which results the law of a day knows."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.law import law
from yuheng.kernel.procedure.conditions import Condition, View
from yuheng.kernel.procedure.declare import Derived
from yuheng.systems.disputes.litigation.choices import (
    LOST,
    PLACES_2007,
    PLACES_2017,
    PLACES_2023,
    PLACES_COURT,
    PLACES_INTERPRETATION,
)

OLD = "行政复议法(2017-09-01)"
NEW = "行政复议法(2023-09-01)"
RULES_2007 = "行政复议法实施条例(2007-05-29)"
RULES_2026 = "行政复议法实施条例(2026-04-29)"
SUIT = "行政诉讼法(2017-06-27)"
INTERPRETATION = "最高人民法院关于适用《行政诉讼法》的解释(2018-02-06)"
HEADS = "最高人民法院关于行政机关负责人出庭应诉若干问题的规定(2020-06-22)"

lost = Condition("lost", "败诉（被纠错）", ("lost",), lambda f: bool(f.lost))
bound = Condition("bound", "有应当履行的事项", ("duty",), lambda f: f.duty != "none")
simple = Condition("simple", "适用简易程序", ("track",), lambda f: f.track == "simple")
appealing = Condition("appealing", "决定上诉", ("appealing",), lambda f: bool(f.appealing), (f"{SUIT}#85",))
appealable = Condition(
    "appealable", "可以上诉的裁判", ("paper", "first_result"), lambda f: f.paper == "judgment" or (f.paper == "ruling" and f.first_result == "dismissed"), (f"{SUIT}#85", f"{INTERPRETATION}#101"),
)  # fmt: skip


def places(route: str, on: date) -> dict[str, str]:
    """Results that may be recorded for a decision of this day, each with the citation that knows it."""
    if route == "lawsuit":
        return {**{k: f"{SUIT}#{v}" for k, v in PLACES_COURT.items()}, **{k: f"{INTERPRETATION}#{v}" for k, v in PLACES_INTERPRETATION.items()}}
    if str(law("reconsider.kinds", on=on).citation).startswith(NEW):
        return {k: f"{NEW}#{v}" for k, v in PLACES_2023.items()}
    return {**{k: f"{OLD}#{v}" for k, v in PLACES_2017.items()}, **{k: f"{RULES_2007}#{v}" for k, v in PLACES_2007.items()}}


def final(f: View) -> str | None:
    """What stands in the end: the second instance's own result where it altered, else that of the first."""
    if f.second_result == "altered":
        return f.altered_to
    return "mediated" if f.second_result == "mediated" else f.first_result


RECONSIDERED = (Derived("route", (), lambda _f: "reconsideration"),)
SUED = (Derived("route", (), lambda _f: "lawsuit"),)
JUDGED = (Derived("lost", ("result",), lambda f: f.result in LOST),)
"""Whether a result is a loss follows from it, and from nothing that anybody types."""
STANDING = (Derived("result", ("second_result", "altered_to", "first_result"), final), Derived("lost", ("second_result", "altered_to", "first_result"), lambda f: final(f) in LOST))
