"""Copies of real matters: every row that the engine wrote for one, under new identifiers and in another year, its chain hashed anew.

Only for the bench, which needs a million matters that read and verify like those that the engine made. Numbers of papers and
openings of dates keep the words of their pattern; everything that lists, pages, figures and verification read is true.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from yuheng.kernel.ledger.body import NO_HASH, envelope
from yuheng.kernel.ledger.canonical import event_hash
from yuheng.kernel.ledger.commitment import commit

LEFT_OUT = {"kernel_look", "kernel_notice", "kernel_importrow", "kernel_sheet", "kernel_voidnumber", "kernel_leaf", "kernel_recusal", "inspection_ratinginvitation", "disclosure_publication", "kernel_certificate"}
FROM_YEAR = 2023
_DAY = re.compile(r'^(20\d\d)-(\d\d-\d\d(?: .*)?)$')
_QUOTED = re.compile(rb'"(20\d\d)-(\d\d)-')
_RECORDED = re.compile(rb'"recorded":(\d+)')

Row = tuple[Any, ...]


def tables_of(base: sqlite3.Connection) -> dict[str, list[str]]:
    """The tables that hold rows of a matter, with their columns; a column that the database counts by itself is left out."""
    found: dict[str, list[str]] = {"kernel_matter": _columns(base, "kernel_matter")}
    names = [r[0] for r in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    for name in names:
        columns = _columns(base, name)
        if "matter_id" in columns and name not in LEFT_OUT and not name.startswith("kernel_search_"):
            keep_id = name in ("kernel_event", "kernel_paper")
            found[name] = [c for c in columns if c != "id" or keep_id]
    found["kernel_opening"] = [c for c in _columns(base, "kernel_opening") if c != "id"]
    return found


def _columns(base: sqlite3.Connection, table: str) -> list[str]:
    return [r[1] for r in base.execute(f'PRAGMA table_info("{table}")')]


@dataclass
class Pattern:
    """One matter of the base in one year, ready to be copied."""

    id: int
    plain: dict[str, list[tuple[Row, Row]]] = field(default_factory=dict)
    """Rows of simple tables, each cut where the matter's id stands."""
    papers: list[tuple[Row, int]] = field(default_factory=list)
    events: list[EventPattern] = field(default_factory=list)


@dataclass
class EventPattern:
    """An event: its other columns, the pieces of its body between identifiers, its openings."""

    columns: list[Any]
    seq: int
    pieces: list[bytes | tuple[str, int]]
    sealed: dict[int, tuple[bytes, bytes]]
    openings: list[list[Any]]


class Copier:
    """Makes copies from a base database. `shapes` are the tables and columns that `copies` fills, in that order."""

    def __init__(self, base: sqlite3.Connection, count: int) -> None:
        self.base = base
        self.shapes = tables_of(base)
        self.at = {name: {c: i for i, c in enumerate(columns)} for name, columns in self.shapes.items()}
        self.chosen = self._chosen(count)
        self._years: dict[int, int] = {}

    def _chosen(self, count: int) -> list[int]:
        """Matters spread evenly over the base whose acts are all plain ones and whose papers stand alone."""
        ids = [r[0] for r in self.base.execute(
            "SELECT m.id FROM kernel_matter m WHERE NOT EXISTS (SELECT 1 FROM kernel_event e WHERE e.matter_id = m.id AND "
            "(e.kind NOT IN ('open', 'perform') OR CAST(e.body AS TEXT) LIKE '%-02-29%')) AND NOT EXISTS "
            "(SELECT 1 FROM kernel_paper p WHERE p.matter_id = m.id AND p.binds_id IS NOT NULL) "
            + "".join(f'AND m.id NOT IN (SELECT matter_id FROM "{name}") ' for name in self._marked()) + "ORDER BY m.procedure, m.id"
        )]  # fmt: skip
        step = max(len(ids) // count, 1)
        return ids[::step]

    def _marked(self) -> list[str]:
        """Tables of facts that bear a mark which may stand once only: what they hold cannot be copied."""
        found = []
        for name in self.shapes:
            unique = [row[1] for row in self.base.execute(f'PRAGMA index_list("{name}")') if row[2]]
            columns = [{row[2] for row in self.base.execute(f'PRAGMA index_info("{index}")')} for index in unique]
            if not name.startswith("kernel_") and any(not one & {"matter_id", "id"} for one in columns):
                found.append(name)
        return found

    def patterns(self, year: int) -> list[Pattern]:
        """The chosen matters as they would stand in that year."""
        return [self._pattern(matter, year) for matter in self.chosen]

    def _pattern(self, matter: int, year: int) -> Pattern:
        found = Pattern(matter)
        for table, columns in self.shapes.items():
            if table in ("kernel_event", "kernel_opening"):
                continue
            key = "id" if table == "kernel_matter" else "matter_id"
            names = ", ".join(f'"{c}"' for c in columns)
            rows = self.base.execute(f'SELECT {names} FROM "{table}" WHERE "{key}" = ?', [matter]).fetchall()
            at = self.at[table][key]
            moved = [tuple(_moved(value, year) for value in row) for row in rows]
            if table == "kernel_paper":
                found.papers = [(row, row[self.at[table]["id"]]) for row in moved]
            elif moved:
                found.plain[table] = [(row[:at], row[at + 1 :]) for row in moved]
        papers = [paper for _row, paper in found.papers]
        names = ", ".join(f'"{c}"' for c in self.shapes["kernel_event"])
        for row in self.base.execute(f'SELECT {names} FROM kernel_event WHERE matter_id = ? ORDER BY seq', [matter]).fetchall():
            found.events.append(self._event(list(row), papers, year))
        return found

    def _event(self, row: list[Any], papers: list[int], year: int) -> EventPattern:
        at = self.at["kernel_event"]
        body, seq = bytes(row[at["body"]]), row[at["seq"]]
        rest = body[body.index(b"},") + 2 :]  # after the envelope
        delta = _milliseconds(year)
        rest = _QUOTED.sub(lambda m: b'"%d-%s-' % (int(m[1]) + year - FROM_YEAR, m[2]), rest)
        rest = _RECORDED.sub(lambda m: b'"recorded":%d' % (int(m[1]) + delta), rest)
        openings = [list(r) for r in self.base.execute(
            "SELECT " + ", ".join(self.shapes["kernel_opening"]) + " FROM kernel_opening WHERE event_id = ?", [row[at["id"]]]
        )]  # fmt: skip
        o = self.at["kernel_opening"]
        sealed = {}
        for opening in openings:
            name, _slash, number = opening[o["field"]].partition("/")
            if name in ("@data", "@file") and number.isdigit():
                sealed[papers.index(int(number))] = (bytes.fromhex(opening[o["salt"]]), opening[o["value"]].encode())
        values = [_moved(value, year) for value in row]
        return EventPattern(values, seq, _pieces(rest, papers), sealed, openings)

    def copies(self, pattern: Pattern, number: int) -> Iterator[tuple[str, Row]]:
        """Rows of a copy, as (table, row). Takes the identifiers from `number` on; `room` tells how many."""
        for table, cut in pattern.plain.items():
            if table != "kernel_matter":
                yield from ((table, (*left, number, *right)) for left, right in cut)
        at = self.at["kernel_paper"]
        first = number + len(pattern.events) + 1
        for k, (row, _old) in enumerate(pattern.papers):
            values = list(row)
            values[at["id"]], values[at["matter_id"]] = first + k, number
            yield "kernel_paper", tuple(values)
        at, o, prev = self.at["kernel_event"], self.at["kernel_opening"], NO_HASH
        for k, event in enumerate(pattern.events):
            id_ = number + 1 + k
            body = envelope(id_, number, event.seq, prev) + b"".join(
                piece if isinstance(piece, bytes) else _piece(piece, first, event.sealed) for piece in event.pieces
            )
            prev = event_hash(body).hex()
            values = list(event.columns)
            values[at["id"]], values[at["matter_id"]], values[at["hash"]], values[at["body"]] = id_, number, prev, body
            values[at["key"]], values[at["key_digest"]] = None, ""
            yield "kernel_event", tuple(values)
            for opening in event.openings:
                one = list(opening)
                one[o["event_id"]] = id_
                name, slash, old = one[o["field"]].partition("/")
                if slash and name in ("@data", "@file"):
                    position = next(i for i, (_r, p) in enumerate(pattern.papers) if p == int(old))
                    one[o["field"]] = f"{name}/{first + position}"
                yield "kernel_opening", tuple(one)
        [(left, right)] = pattern.plain["kernel_matter"]
        matter = [*left, number, *right]
        matter[self.at["kernel_matter"]["head"]] = prev
        yield "kernel_matter", tuple(matter)

    @staticmethod
    def room(pattern: Pattern) -> int:
        """How many identifiers a copy takes."""
        return 1 + len(pattern.events) + len(pattern.papers)


def _pieces(rest: bytes, papers: list[int]) -> list[bytes | tuple[str, int]]:
    """The body cut at every identifier of a paper: its id ("id"), and name and commitment of what it was made from."""
    if not papers:
        return [rest]
    among = b"|".join(str(p).encode() for p in papers)
    found: list[bytes | tuple[str, int]] = []
    end = 0
    for m in re.finditer(rb'"(@data|@file)/(' + among + rb')":"[0-9a-f]{64}"|"id":(' + among + rb")(?=[,}])", rest):
        found.append(rest[end : m.start()])
        found.append((m[1].decode(), papers.index(int(m[2]))) if m[1] else ("id", papers.index(int(m[3]))))
        end = m.end()
    return [*found, rest[end:]]


def _piece(piece: tuple[str, int], first: int, sealed: dict[int, tuple[bytes, bytes]]) -> bytes:
    kind, position = piece
    if kind == "id":
        return b'"id":%d' % (first + position)
    name = f"{kind}/{first + position}"
    salt, value = sealed[position]
    return b'"%s":"%s"' % (name.encode(), commit(salt, name, value).hex().encode())


def _moved(value: Any, year: int) -> Any:
    """A stored day or moment in the year of the copy; other values as they are."""
    if isinstance(value, str) and len(value) >= 10 and (m := _DAY.match(value)):
        return f"{int(m[1]) + year - FROM_YEAR}-{m[2]}"
    return value


def _milliseconds(year: int) -> int:
    return int((datetime(year, 1, 1, tzinfo=UTC) - datetime(FROM_YEAR, 1, 1, tzinfo=UTC)).total_seconds() * 1000)


def first_number(year: int) -> int:
    """Where the identifiers of copies in a year begin: a moment in the night, when nobody in the base acted."""
    return int((datetime(year, 7, 1, tzinfo=UTC) - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds() * 1000) << 12
