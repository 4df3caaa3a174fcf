"""Which figures a person may read, and which of the rows behind them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.indicators.declare import Events, Indicator, Records, Staff, Total, all_indicators
from yuheng.kernel.indicators.evaluate import matters_of, parts_of
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Matter


def readable(viewer: Viewer) -> list[Indicator]:
    """Figures over procedures of which the viewer may read something. A figure is a count: it names nobody."""
    return [one for one in all_indicators().values() if may_read(viewer, one)]


def may_read(viewer: Viewer, indicator: Indicator) -> bool:
    """Whether a viewer may read a figure. How many people an office has is no secret inside it."""
    if isinstance(indicator.source, Staff):
        return bool(viewer.posts)
    return bool(procedures_of(indicator) & viewer.reads)


def procedures_of(indicator: Indicator) -> frozenset[str]:
    """The procedures whose records the figure counts."""
    source = indicator.source
    if isinstance(source, Total):
        return frozenset().union(*(procedures_of(one) for one in parts_of(indicator)))
    if isinstance(source, Staff):
        return frozenset()
    if isinstance(source, Events):
        return frozenset({source.procedure})
    model: Any = source.facts if isinstance(source, Records) else getattr(source.rows, "rows_of", None)
    return frozenset(p.id for p in registry.all_procedures() if p.shape.model is model)


def matters_behind(viewer: Viewer, found: QuerySet[Any]) -> QuerySet[Matter]:
    """The matters behind a figure that the viewer may open; there may be fewer than the figure counts."""
    return visible(viewer).filter(pk__in=matters_of(found))
