"""Legal time: the calendar with its make-up days, the algebra of periods, the derivation that explains a date."""

from yuheng.kernel.time.calendar import Calendar, current_calendar
from yuheng.kernel.time.counting import CountingRule, counting_rule
from yuheng.kernel.time.length import BadLength, Length
from yuheng.kernel.time.reckon import Line, Reckoning, count, reckon, warn_on
from yuheng.kernel.time.surcharge import surcharge

__all__ = [
    "BadLength",
    "Calendar",
    "CountingRule",
    "Length",
    "Line",
    "Reckoning",
    "count",
    "counting_rule",
    "current_calendar",
    "reckon",
    "surcharge",
    "warn_on",
]
