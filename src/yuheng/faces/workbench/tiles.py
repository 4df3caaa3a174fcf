"""The year's figures as tiles, each a door to its rows. Values are kept for a minute per process."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from yuheng.faces.workbench.components import FigureTile
from yuheng.faces.workbench.framing import organ_of, viewer_of, year_of
from yuheng.kernel.access.figures import readable
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.indicators.declare import Indicator
from yuheng.kernel.indicators.evaluate import Figure, Period, value
from yuheng.kernel.indicators.months import months

SHOWN = 8
KEPT = 60
"""Seconds that a tile's value is kept: figures of a year do not change by the second, and a home page must not count it anew."""


def tiles(request: HttpRequest) -> list[FigureTile]:
    """Figures of the chosen year that the viewer may read."""
    seen = viewer_of(request)
    year, organ = year_of(request), organ_of(request)
    scope = f"{year} 年 · {seen.staff.names.get(organ, '') if organ else '全区'}"
    found = []
    for indicator in [one for one in readable(seen) if one.figure][:SHOWN]:
        now, before = _kept(indicator, year, organ, seen), _kept(indicator, year - 1, organ, seen)
        found.append(
            FigureTile(
                indicator.caption, number(now), indicator.unit, reverse("figure", args=[indicator.id]), scope,
                before=f"上年 {number(before)}" if before.rows else "上年无记录",
                months=_months(indicator, year, organ, seen), months_before=_months(indicator, year - 1, organ, seen) if before.rows else (),
            )
        )  # fmt: skip
    return found


def number(figure: Figure) -> str:
    """The value as people read it."""
    exact = figure.exact()
    return "—" if exact is None else f"{exact:,}"


def _months(indicator: Indicator, year: int, organ: int | None, seen: Viewer) -> list[int]:
    key = f"months:{indicator.id}:{year}:{organ}:{seen.staff.version}"
    found = cache.get(key)
    if found is None:
        found = months(indicator, year, organ, seen.staff)
        cache.set(key, found, KEPT)
    return found


def _kept(indicator: Indicator, year: int, organ: int | None, seen: Viewer) -> Figure:
    key = f"tile:{indicator.id}:{year}:{organ}:{seen.staff.version}"
    found = cache.get(key)
    if found is None:
        found = value(indicator, Period.year(year), organ, seen.staff)
        cache.set(key, found, KEPT)
    return found
