"""A year's calendar enters the data directory, and the clocks that it moves are computed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connection
from django.db.utils import Error as DatabaseError

from yuheng.kernel.engine import recompute
from yuheng.kernel.engine.recompute import Recomputed
from yuheng.kernel.files import put
from yuheng.kernel.time import calendar
from yuheng.kernel.time.announced import BadCalendar, Year, read, written


@dataclass
class Loaded:
    """What loading a file did. `clocks` is None where there is no database yet."""

    new: list[Year] = field(default_factory=list)
    changed: list[Year] = field(default_factory=list)
    same: list[Year] = field(default_factory=list)
    clocks: Recomputed | None = None
    notes: tuple[str, ...] = ()

    def words(self) -> str:
        """In Chinese, a line each."""
        lines = [f"已加载 {named(year)} 的放假安排{told(year)}。" for year in self.new]
        lines += [f"{named(year)} 的放假安排有改动，已更新{told(year)}。" for year in self.changed]
        lines += [f"{named(year)} 的放假安排与已加载的相同，没有改动。" for year in self.same]
        lines += [f"提示：{note}" for note in self.notes]
        if self.clocks is not None:
            lines.append(self.clocks.words())
        return "\n".join(lines)


def named(year: Year) -> str:
    return f"{year.year} 年" + (f"地区 {year.region}" if year.region else "")


def told(year: Year) -> str:
    notice = f"{year.notice}；" if year.notice else ""
    return f"（{notice}放假 {len(year.off)} 天，调休上班 {len(year.worked)} 天）"


def load_file(path: Path, progress: Callable[[int, int], None] | None = None) -> Loaded:
    """Loads the years of a file. The same file again changes nothing, but ends what a killed process left. Raises BadCalendar."""
    announced, beyond = calendar.base()
    years = list(read(path, beyond.yearly).values())
    overlay = calendar.loaded()
    known = {("", year.year): year for year in announced.values()} | {(y.region, y.year): y for y in overlay}
    _in_order(years, known)
    found = Loaded(notes=tuple(note for year in years for note in year.notes))
    for year in years:
        before = known.get((year.region, year.year))
        (found.new if before is None else found.same if before == year else found.changed).append(year)
    fresh = [*found.new, *found.changed]
    if fresh:
        since = _since(overlay, fresh)
        if since is not None:
            recompute.announce(since, {"years": [_why(year) for year in fresh]})
        for year in fresh:
            name = f"{year.year}-{year.region}.yaml" if year.region else f"{year.year}.yaml"
            put(calendar.overlay_directory() / name, written(year))
        calendar.refresh()
    if _has_clocks():
        found.clocks = recompute.finish(progress)
    return found


def _in_order(years: Sequence[Year], known: dict[tuple[str, int], Year]) -> None:
    """Years are announced one after the other: with a gap the horizon would promise what is not known."""
    country = {year for region, year in known if not region} | {year.year for year in years if not year.region}
    for year in years:
        if year.region and year.year not in country:
            raise BadCalendar(f"全国 {year.year} 年的放假安排还没有加载，请先加载全国的，再加载地区的。")
        if not year.region and year.year < min(y for r, y in known if not r):
            raise BadCalendar(f"{year.year} 年早于日历收录的第一年，不能加载。")
    missing = sorted(set(range(min(country), max(country))) - country)
    if missing:
        raise BadCalendar(f"{missing[0]} 年的放假安排还没有加载，请按年度先后加载。")


def _since(overlay: Sequence[Year], fresh: Iterable[Year]) -> date | None:
    """The first day that is judged otherwise than before; None where nothing is."""
    changed = {(year.region, year.year): year for year in fresh}
    after = ({(year.region, year.year): year for year in overlay} | changed).values()
    days = [
        day
        for place in {year.region for year in changed.values()}
        for day in calendar.build(after, place).differs_from(calendar.build(overlay, place))[:1]
    ]
    return min(days, default=None)


def _why(year: Year) -> dict[str, object]:
    return {"year": year.year, **({"notice": year.notice} if year.notice else {}), **({"region": year.region} if year.region else {})}


def _has_clocks() -> bool:
    try:
        return "kernel_clock" in connection.introspection.table_names()
    except DatabaseError:
        return False
