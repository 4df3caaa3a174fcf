"""Sheets in the senders' own columns (台账报表): the records that an indicator counts, one a line, with the count at their foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yuheng.kernel.indicators.declare import Events, Indicator, Records, all_indicators


@dataclass(frozen=True)
class Head:
    """One column: its title, and where its text comes from.

    `field` is a fact; `kind.field` the rows of that kind, joined; `@number`, `@lead`, `@area`, `@stage`, `@opened`, `@closed` and
    `@handler` are columns of the matter. `broad` marks what needs room on paper.
    """

    title: str
    field: str
    broad: bool = False


@dataclass(frozen=True)
class Roll:
    """One sheet: whose columns, over the records of which indicator. `also` are indicators told at the foot beside it."""

    id: str
    name: str
    indicator: str
    heads: tuple[Head, ...]
    also: tuple[str, ...] = ()
    sender: str = ""

    @property
    def counted(self) -> Indicator:
        """The indicator whose records stand on the sheet."""
        return all_indicators()[self.indicator]

    @property
    def facts(self) -> Any:
        """The facts model of its records."""
        source = self.counted.source
        assert isinstance(source, Records | Events)
        return source.facts


_known: dict[str, Roll] = {}


def register(*rolls: Roll) -> None:
    """Makes rolls known. A roll stands over an indicator that counts matters one by one."""
    for one in rolls:
        if one.id in _known:
            raise ValueError(f"roll {one.id} is declared twice")
        _known[one.id] = one


def rolls() -> dict[str, Roll]:
    """All declared rolls by id, in their order."""
    return dict(_known)


