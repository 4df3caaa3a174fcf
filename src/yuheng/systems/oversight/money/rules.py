"""Derivations: by when a small enterprise must be paid."""

from __future__ import annotations

from datetime import date, timedelta

from yuheng.kernel.law import LawError
from yuheng.kernel.procedure.conditions import View
from yuheng.kernel.procedure.declare import Derived
from yuheng.kernel.time import current_calendar

TERM, CEILING = "sme.pay.government", "sme.pay.ceiling"


def pay_by(f: View) -> date | None:
    """The day by which a small enterprise must be paid: the agreed days, never more than the statute allows, else the statute's own."""
    if f.accepted_on is None or not f.small:
        return None
    try:
        most = f.last_day(CEILING, f.accepted_on)
        if f.pay_days is None:
            return f.last_day(TERM, f.accepted_on)
    except LawError:
        return None  # delivered before there was such a rule
    agreed = current_calendar().next_day(f.accepted_on + timedelta(days=f.pay_days))
    return min(agreed, most) if most else agreed


PAY_BY = (Derived("pay_by", ("accepted_on", "small", "pay_days"), pay_by, at="accepted_on"),)
