"""The calendar: days off, 调休 and worked weekends as announced, up to a horizon.

The country's years lie in `law/calendar.yaml`; years announced later, and the holidays of one region, in `calendar/` under
YUHENG_HOME. Beyond the last announced year a day follows plain logic and the legal days that the 放假办法 itself fixes, and
whoever relies on it is told that it is provisional.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

import yaml

from yuheng.kernel.law.book import directory
from yuheng.kernel.time.announced import KINDS, BadCalendar, Year, read

__all__ = ["BadCalendar", "Calendar", "current_calendar"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DAY = timedelta(days=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Calendar:
    """Which days are rest days. `off` and `worked` are the exceptions to Monday-to-Friday, with their names.

    `first` and `horizon` are the first and the last day whose arrangement is known; `last` is the last day for which a date is
    computed at all. `version` names the content.
    """

    off: Mapping[date, str]
    worked: Mapping[date, str]
    horizon: date
    version: str = ""
    notices: Mapping[int, str] = field(default_factory=dict)
    first: date = date.min
    last: date = date.max
    region: str = ""

    def is_working(self, day: date) -> bool:
        """Monday to Friday less days off, plus worked weekends."""
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.off

    def is_rest(self, day: date) -> bool:
        return not self.is_working(day)

    def is_legal_holiday(self, day: date) -> bool:
        """A 法定节假日, whatever weekday it falls on."""
        return self.off.get(day, "").endswith(("statutory", "expected"))

    def is_known(self, day: date) -> bool:
        """Whether the arrangement of that day's year was announced and is held."""
        return self.first <= day <= self.horizon

    def name(self, day: date) -> str:
        """Why the day is what it is: 国庆节调休, 周六, 中秋节调休上班."""
        if day in self.worked:
            return f"{self.worked[day]}调休上班"
        if day in self.off:
            festival, kind = self.off[day].rsplit(" ", 1)
            if kind == "expected":
                return f"{festival}（预计）"
            return festival + (KINDS[kind] if kind in ("makeup", "swap", "special") else "")
        return "周" + "一二三四五六日"[day.weekday()]

    def next_day(self, day: date) -> date:
        """The day itself, or the first after it that is not a rest day."""
        while self.is_rest(day):
            day += _DAY
        return day

    def working_days(self, first: date, last: date) -> int:
        """How many working days lie from first to last, both counted."""
        return sum(self.is_working(first + timedelta(days=n)) for n in range((last - first).days + 1))

    def differs_from(self, other: Calendar) -> list[date]:
        """The days that this calendar judges otherwise than another, and the first of January of years that only one knows."""
        listed = {*self.off, *self.worked, *other.off, *other.worked}
        days = {day for day in listed if self.is_working(day) != other.is_working(day)}
        years = range(min(self.horizon, other.horizon).year + 1, max(self.horizon, other.horizon).year + 1)
        return sorted(days | {date(year, 1, 1) for year in years})


@dataclass(frozen=True)
class Beyond:
    """What is known of years not yet announced: legal days of every year, and those of a year computed from the lunar calendar."""

    cite: str
    yearly: Mapping[tuple[int, int], str]
    expected: Mapping[int, Mapping[date, str]]
    years: int

    def days(self, year: int) -> dict[date, str]:
        fixed = {date(year, month, number): f"{name} expected" for (month, number), name in self.yearly.items()}
        return {**fixed, **{day: f"{name} expected" for day, name in self.expected.get(year, {}).items()}}


def overlay_directory() -> Path:
    """Where years loaded later and regional holidays lie: `calendar/` under YUHENG_HOME."""
    return Path(os.environ.get("YUHENG_HOME", "var")) / "calendar"


@lru_cache(maxsize=4)
def _base(path: Path) -> tuple[dict[int, Year], Beyond]:
    content: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)["beyond"]
    yearly = {(int(day[:2]), int(day[3:])): str(name) for day, name in content["yearly"].items()}
    expected = {
        int(year): {date.fromisoformat(str(day)): str(name) for day, name in days.items()}
        for year, days in content["expected"].items()
    }
    return read(path), Beyond(str(content["cite"]), yearly, expected, int(content["years"]))


def base() -> tuple[dict[int, Year], Beyond]:
    """The years of `law/calendar.yaml`, and what it knows of later ones."""
    return _base(directory() / "calendar.yaml")


def loaded() -> list[Year]:
    """The years and regional holidays in the data directory. Raises BadCalendar for a file that cannot be right."""
    found = [year for path in sorted(overlay_directory().glob("*.yaml")) for year in read(path).values()]
    return sorted(found, key=lambda year: (year.region, year.year))


def reaches(region: str, place: str) -> bool:
    """Whether holidays of a region are those of a place: 450000 is the whole of 广西, 451200 one city of it."""
    return bool(place) and place.startswith(region.rstrip("0") or region)


def build(overlay: Iterable[Year], place: str = "") -> Calendar:
    """The calendar of the country with the years of an overlay, and at a place with its region's holidays."""
    announced, beyond = base()
    overlay = list(overlay)
    years = {**announced, **{year.year: year for year in overlay if not year.region}}
    last = max(years)
    off: dict[date, str] = {}
    for year in range(last + 1, last + beyond.years + 1):
        off.update(beyond.days(year))
    worked: dict[date, str] = {}
    for one in years.values():
        off.update(one.off)
        worked.update(one.worked)
    for one in overlay:
        if one.region and reaches(one.region, place):
            off.update(one.off)
            worked = {day: name for day, name in worked.items() if day not in one.off} | dict(one.worked)
    content = repr((sorted(off.items()), sorted(worked.items()), last)).encode()
    return Calendar(
        off,
        worked,
        date(last, 12, 31),
        version=f"{last}-{hashlib.sha256(content).hexdigest()[:8]}",
        notices={year: one.notice for year, one in years.items()},
        first=date(min(years), 1, 1),
        last=date(last + beyond.years, 12, 31),
        region=place,
    )


_LOOK_AGAIN = 1.0
"""Seconds after which a reader looks whether a year was loaded meanwhile; whoever writes looks each time."""


@dataclass(frozen=True)
class _Held:
    """What one look found, and the calendars built from it."""

    stamp: tuple[str, int]
    overlay: list[Year]
    calendars: dict[str, Calendar] = field(default_factory=dict)


_held: _Held | None = None
_looked = -_LOOK_AGAIN


def look() -> _Held:
    """Reads the overlay again if its directory changed since the last look. Raises BadCalendar at the first look only."""
    global _held, _looked
    _looked = monotonic()
    place = overlay_directory()
    try:
        stamp = (str(place), place.stat().st_mtime_ns)
    except OSError:
        stamp = (str(place), 0)
    if _held is None or stamp != _held.stamp:
        try:
            _held = _Held(stamp, loaded() if stamp[1] else [])
        except BadCalendar as error:
            if _held is None or _held.stamp[0] != stamp[0]:
                raise
            # A file spoilt by hand stops nobody: the calendar that was in force stays.
            logger.error("calendar not read again: %s", error)
            _held = _Held(stamp, _held.overlay, _held.calendars)
    return _held


def current_calendar(place: str = "") -> Calendar:
    """The calendar in force, of the country or with the holidays of a place's region."""
    held = _held if _held is not None and monotonic() - _looked <= _LOOK_AGAIN else look()
    key = place if any(year.region for year in held.overlay) else ""
    found = held.calendars.get(key)
    if found is None:
        found = held.calendars[key] = build(held.overlay, key)
    return found


def refresh() -> Calendar:
    """Reads the overlay again, whatever its directory says."""
    global _held
    _held = None
    return current_calendar()
