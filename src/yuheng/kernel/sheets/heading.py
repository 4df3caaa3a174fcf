"""Which row is the header, and which column is which: tolerant of notes above, two-level headers, blanks, stars and brackets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from yuheng.kernel.sheets.columns import BadSheet, Column, unit_of
from yuheng.kernel.sheets.opening import Grid
from yuheng.kernel.sheets.plain import visible

_SEARCHED = 30
"""Rows at the top in which the header is looked for."""


@dataclass(frozen=True)
class Heading:
    """The header found: its row (from 0), each declared column's place, units written in headers, headers nobody declared."""

    row: int
    titles: tuple[str, ...]
    places: dict[str, int]
    units: dict[str, str]
    unknown: tuple[tuple[int, str], ...]
    twice: tuple[str, ...]


def letters(place: int) -> str:
    """The name of a column counted from 0: A, B … Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=4096)
def keys(title: str) -> tuple[str, str]:
    """A header as it is compared: whole, and without what stands in brackets at its end."""
    plain = re.sub(r"[\s*＊:：、.]", "", unicodedata.normalize("NFKC", visible(title))).lower()
    plain = re.sub(r"\((?:必填|选填|必填项|必选)\)|^\d+(?=[\u3400-\u9fff])", "", plain)
    return plain, re.sub(r"\([^()]*\)$", "", plain) or plain


def find(grid: Grid, columns: Sequence[Column]) -> Heading | None:
    """The best header row of a sheet, or None if no row names even one column."""
    known = _known(columns)
    best: Heading | None = None
    for row in range(min(_SEARCHED, len(grid.rows))):
        heading = _try(grid, row, known)
        better = best is None or len(heading.places) > len(best.places)
        # A header merged over two rows reads the same twice: data begin below the second.
        same = best is not None and row == best.row + 1 and heading.titles == best.titles
        if heading.places and (better or same):
            best = heading
    return best


def missing(heading: Heading | None, columns: Sequence[Column]) -> BadSheet:
    """The refusal where no header was found."""
    labels = "、".join(column.label for column in columns[:8])
    return BadSheet(
        "header",
        f"没有找到表头。前 {_SEARCHED} 行中应有一行写明：{labels}{'等' if len(columns) > 8 else ''}。请使用下载的模板填写。",
    )


def _known(columns: Sequence[Column]) -> dict[str, Column]:
    """Columns by every header that means them; a short form that two columns share means neither."""
    full: dict[str, Column] = {}
    short: dict[str, list[Column]] = {}
    for column in columns:
        for title in (*column.synonyms, column.label):
            whole, base = keys(title)
            full[whole] = column
            short.setdefault(base, []).append(column)
    single = {base: found[0] for base, found in short.items() if all(one is found[0] for one in found)}
    return single | full


def _try(grid: Grid, row: int, known: dict[str, Column]) -> Heading:
    places: dict[str, int] = {}
    units: dict[str, str] = {}
    unknown, twice, titles = [], [], []
    above = _titles(grid, row - 1) if row else []
    for place, title in enumerate(_titles(grid, row)):
        titles.append(title)
        if not title:
            continue
        group = above[place] if place < len(above) else ""
        column = _meant(title, group, known)
        if column is None:
            unknown.append((place, title))
        elif column.name in places:
            twice.append(f"“{title}”出现两次（{letters(places[column.name])}、{letters(place)} 列）")
        else:
            places[column.name] = place
            if unit := unit_of(title):
                units[column.name] = unit
    return Heading(row, tuple(titles), places, units, tuple(unknown), tuple(twice))


def _meant(title: str, group: str, known: dict[str, Column]) -> Column | None:
    """The column of a header; a group above it (申请人 over 姓名) comes first, because several groups may hold the same word."""
    whole, base = keys(title)
    if group and group != title:
        joined, joined_base = keys(group + title)
        found = known.get(joined) or known.get(joined_base)
        if found is not None:
            return found
    return known.get(whole) or known.get(base)


def _titles(grid: Grid, row: int) -> list[str]:
    """The texts of a row as a header, merged ranges filled in every cell."""
    titles = [visible(cell) if isinstance(cell, str) else "" if cell is None else str(cell) for cell in grid.rows[row]]
    for (top, left), (bottom, right) in grid.merged:
        if top <= row <= bottom and top < len(grid.rows):
            origin = grid.rows[top][left] if left < len(grid.rows[top]) else None
            for place in range(left, min(right + 1, len(titles))):
                titles[place] = visible(origin) if isinstance(origin, str) else ""
    return titles
