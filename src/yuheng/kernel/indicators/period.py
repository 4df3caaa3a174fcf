"""The period that a figure is asked for: a year, a quarter, a month, of the calendar or of statistics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both counted. `name` says which month, quarter or year is meant, where one is."""

    first: date
    last: date

    @classmethod
    def year(cls, year: int, *, from_day: int = 1) -> Period:
        """A year, or the twelve statistical months that bear its number."""
        return cls(cls.month(year, 1, from_day=from_day).first, cls.month(year, 12, from_day=from_day).last)

    @classmethod
    def quarter(cls, year: int, quarter: int, *, from_day: int = 1) -> Period:
        """Three months; statistical ones where they begin on a day of the month before."""
        last = quarter * 3
        return cls(cls.month(year, last - 2, from_day=from_day).first, cls.month(year, last, from_day=from_day).last)

    @classmethod
    def month(cls, year: int, month: int, *, from_day: int = 1) -> Period:
        """A calendar month, or a statistical one that runs from a day of the month before to the day before it."""
        if from_day == 1:
            following = date(year + month // 12, month % 12 + 1, 1)
            return cls(date(year, month, 1), following - timedelta(days=1))
        before = date(year - (month == 1), 12 if month == 1 else month - 1, from_day)
        return cls(before, date(year, month, from_day - 1))

    def words(self) -> str:
        if self == Period.year(self.first.year):
            return f"{self.first.year}年"
        if self == Period.month(self.first.year, self.first.month):
            return f"{self.first.year}年{self.first.month}月"
        return f"{self.first} 至 {self.last}"
