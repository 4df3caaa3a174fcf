"""The calendar of the State Council: days off, 调休 and worked weekends, up to a horizon.

Beyond the last announced year a day follows plain logic, and whoever relies on it is told that it is provisional.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from yuheng.kernel.law.book import directory

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DAY = timedelta(days=1)


class BadCalendar(ValueError):
    """An arrangement that cannot be right; the message is Chinese."""


@dataclass(frozen=True, eq=False)
class Calendar:
    """Which days are rest days. `off` and `worked` are the exceptions to Monday-to-Friday, with their names."""

    off: Mapping[date, str]
    worked: Mapping[date, str]
    horizon: date
    version: str = ""
    notices: Mapping[int, str] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Monday to Friday less days off, plus worked weekends."""
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.off

    def is_rest(self, day: date) -> bool:
        return not self.is_working(day)

    def is_legal_holiday(self, day: date) -> bool:
        """A 法定节假日, whatever weekday it falls on."""
        return self.off.get(day, "").endswith("statutory")

    def is_known(self, day: date) -> bool:
        """Whether the arrangement of that day's year was announced."""
        return day <= self.horizon

    def name(self, day: date) -> str:
        """Why the day is what it is: 国庆节调休, 周六, 中秋节调休上班."""
        kinds = {"statutory": "", "makeup": "补假", "swap": "调休", "special": "特别放假"}
        if day in self.worked:
            return f"{self.worked[day]}调休上班"
        if day in self.off:
            festival, kind = self.off[day].rsplit(" ", 1)
            return festival + kinds.get(kind, "")
        return "周" + "一二三四五六日"[day.weekday()]

    def next_day(self, day: date) -> date:
        """The day itself, or the first after it that is not a rest day."""
        while self.is_rest(day):
            day += _DAY
        return day

    def working_days(self, first: date, last: date) -> int:
        """How many working days lie from first to last, both counted."""
        return sum(self.is_working(first + timedelta(days=n)) for n in range((last - first).days + 1))


def read(path: Path) -> dict[int, dict[str, Any]]:
    """A calendar file checked: dates lie in their year, worked days on weekends. Raises BadCalendar."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    if not isinstance(content, dict) or not isinstance(content.get("years"), dict):
        raise BadCalendar("日历文件应当有 years，逐年列出放假（days_off）和调休上班（days_worked）的日期。")
    years: dict[int, dict[str, Any]] = {}
    for year, entry in content["years"].items():
        off = {_date(day): str(name) for day, name in (entry.get("days_off") or {}).items()}
        worked = {_date(day): str(name) for day, name in (entry.get("days_worked") or {}).items()}
        for day in worked:
            if day.weekday() < 5:
                raise BadCalendar(f"{day} 是工作日，不需要列为调休上班，请核对通知。")
        for day in [*off, *worked]:
            if day.year != int(year):
                raise BadCalendar(f"{day} 不在 {year} 年内，请核对。")
        if set(off) & set(worked):
            raise BadCalendar(f"{min(set(off) & set(worked))} 同时列为放假和上班，请核对。")
        years[int(year)] = {"off": off, "worked": worked, "notice": _notice(entry)}
    return years


def _date(value: Any) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise BadCalendar(f"“{value}”不是日期，应当写作 2027-10-01。") from None


def _notice(entry: Mapping[str, Any]) -> str:
    notices = entry.get("notices") or ()
    return "、".join(str(notice.get("number") or notice.get("title")) for notice in notices)


def overlay_directory() -> Path:
    """Where years loaded later lie: `calendar/` under YUHENG_HOME."""
    return Path(os.environ.get("YUHENG_HOME", "var")) / "calendar"


def _files() -> tuple[tuple[str, int], ...]:
    paths = [directory() / "calendar.yaml", *sorted(overlay_directory().glob("*.yaml"))]
    return tuple((str(path), path.stat().st_mtime_ns) for path in paths)


@lru_cache(maxsize=8)
def _build(files: tuple[tuple[str, int], ...]) -> Calendar:
    years: dict[int, dict[str, Any]] = {}
    for name, _stamp in files:
        years.update(read(Path(name)))
    off = {day: why for entry in years.values() for day, why in entry["off"].items()}
    worked = {day: why for entry in years.values() for day, why in entry["worked"].items()}
    notices = {year: entry["notice"] for year, entry in years.items()}
    last = max(years)
    return Calendar(off, worked, date(last, 12, 31), version=f"{last}/{len(files)}", notices=notices)


_current: Calendar | None = None


def current_calendar() -> Calendar:
    """The calendar of this process; `refresh` reads the files again."""
    global _current
    if _current is None:
        _current = _build(_files())
    return _current


def refresh() -> Calendar:
    """Reads the calendar files again after a year was loaded."""
    global _current
    _current = _build(_files())
    return _current


def calendar_version() -> str:
    """Names the calendar in force, so that what was computed by another is computed again."""
    return current_calendar().version
