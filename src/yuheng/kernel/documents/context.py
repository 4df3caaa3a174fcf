"""What a paper is filled from: the facts of a matter, with a blank for handwriting wherever something is missing.

Every reading gives text that can be joined, so that a paper reads like a paper: f"当事人：{c['party.name']}". A missing value
gives a blank, never the word None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import cn2an

from yuheng.kernel.documents.text import Blank
from yuheng.kernel.now import CHINA

BLANK_DAY = "____年__月__日"
BLANK_MOMENT = "____年__月__日__时__分"


def day_text(day: date | None) -> str:
    """2023年9月27日, without leading zeros (GB/T 9704-2012 7.3.5.4); a blank date for None."""
    return BLANK_DAY if day is None else f"{day.year}年{day.month}月{day.day}日"


def moment_text(moment: datetime | None) -> str:
    """2023年9月27日14时05分, in China; a blank for None."""
    if moment is None:
        return BLANK_MOMENT
    local = moment.astimezone(CHINA) if moment.tzinfo else moment
    return f"{day_text(local.date())}{local.hour}时{local.minute:02d}分"


def money_text(cents: int) -> str:
    """3,000.00, in 元 without the unit, from 分."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def capital_text(cents: int) -> str:
    """The sum in capital numerals: 叁仟元整 (银发〔1997〕393号). Whole 元 and whole 角 end in 整; 分 does not."""
    if cents < 0:
        raise ValueError("大写金额不能为负数。")
    if cents == 0:
        return "零元整"
    text = str(cn2an.an2cn(f"{cents // 100}.{cents % 100:02d}", "rmb"))
    return text + "整" if text.endswith("角") else text


class Context:
    """Read-only values under dotted names. `demonstration` tells that they come from a demonstration directory."""

    def __init__(self, values: Mapping[str, Any], *, demonstration: bool = False) -> None:
        self.values = values
        self.demonstration = demonstration

    def raw(self, path: str) -> Any:
        """The value as it is; None where it is missing."""
        found: Any = self.values
        for name in path.split("."):
            found = found.get(name) if isinstance(found, Mapping) else getattr(found, name, None)
            if found is None:
                return None
        return None if found == "" else found

    def has(self, path: str) -> bool:
        """Whether something is known here: an empty text or list is not."""
        found = self.raw(path)
        return found is not None and found != [] and found != ()

    def __getitem__(self, path: str) -> str:
        return self.text(path)

    def text(self, path: str, width: int = 8) -> str:
        """The value as text; `width` characters of blank where it is missing."""
        found = self.raw(path)
        if found is None:
            return str(Blank(width))
        if isinstance(found, bool):
            return "是" if found else "否"
        if isinstance(found, datetime):
            return moment_text(found)
        if isinstance(found, date):
            return day_text(found)
        if isinstance(found, Sequence) and not isinstance(found, str):
            return "、".join(str(each) for each in found) or str(Blank(width))
        return str(found)

    def day(self, path: str) -> str:
        """A day in full, or a blank date."""
        found = self.raw(path)
        return day_text(found.date() if isinstance(found, datetime) else found)

    def date(self, path: str) -> date | None:
        """A day as a date, for blocks that take one."""
        found = self.raw(path)
        return found.date() if isinstance(found, datetime) else found

    def moment(self, path: str) -> str:
        """A day with hour and minute, or a blank one."""
        found: datetime | None = self.raw(path)
        return moment_text(found)

    def money(self, path: str) -> str:
        """A sum of 分 as 3,000.00元."""
        found = self.raw(path)
        return f"{Blank(5)}元" if found is None else f"{money_text(found)}元"

    def capital(self, path: str) -> str:
        """A sum of 分 in capital numerals: 叁仟元整."""
        found = self.raw(path)
        return f"{Blank(6)}元整" if found is None else capital_text(found)

    def choice(self, path: str, options: Mapping[str, str]) -> str:
        """Boxes to tick: ☑ before what the value holds (one code or several), □ before the others."""
        found = self.raw(path)
        chosen = {found} if isinstance(found, str) else set(found or ())
        return "　".join(f"{'☑' if code in chosen else '□'}{label}" for code, label in options.items())

    def rows(self, path: str) -> list[Context]:
        """The rows under a name, each to be read like this one; none where there are none."""
        return [Context(row, demonstration=self.demonstration) for row in self.raw(path) or ()]
