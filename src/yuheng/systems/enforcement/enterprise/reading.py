"""The entries of a file out of every system's tables: one statement, made from what the systems declare.

Each source is a part of one UNION; a record belongs to the enterprise as a party of the matter (under any of its registrations) or by its
code. What a reader may be told of a source is part of the statement, so that nothing else leaves the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from yuheng.kernel.access.grants import Viewer, opened, role
from yuheng.kernel.engine import prepared
from yuheng.systems.enforcement.enterprise.subject import Subject
from yuheng.systems.entries import Source, sources

HIGHEST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in the file. `told` are the raw values of `Source.shown`, in its order."""

    source: Source
    matter: int
    day: date
    status: str
    stage: str
    due_on: date | None
    number: str
    lead: int
    raw: Any

    @property
    def told(self) -> dict[str, Any]:
        values = json.loads(self.raw) if isinstance(self.raw, str | bytes) else self.raw
        return dict(zip(self.source.shown, values, strict=True))

    @property
    def open(self) -> bool:
        return self.status == "open"


@dataclass(frozen=True)
class Count:
    """How much a source holds of the enterprise, and the first and the last day."""

    source: Source
    number: int
    first: date
    last: date


@dataclass(frozen=True)
class Told:
    """What one viewer is told of one source: whether only what is told to everybody, and up to which level whose scope shows it."""

    source: int
    limited: bool
    within: tuple[tuple[str, int], ...]


def told_to(viewer: Viewer) -> tuple[Told, ...]:
    """The sources of which the viewer is told something."""
    found = []
    for place, source in enumerate(sources()):
        reads = _reads(viewer, source)
        if not reads and source.told is False:
            continue
        within: dict[str, int] = {}
        for grant in viewer.grants:
            if grant.procedures & set(source.procedures):
                within[grant.token] = max(within.get(grant.token, 0), grant.level)
        found.append(Told(place, not reads, tuple(sorted(within.items()))))
    return tuple(found)


def _reads(viewer: Viewer, source: Source) -> bool:
    """Whether the viewer reads the source's procedures as one who handles them."""
    if not any(procedure in viewer.reads for procedure in source.procedures):
        return False
    if not source.decided_only:
        return True
    others = [known for name in viewer.roles - set(source.decided_only) if (known := role(name)) is not None]
    return any(set(source.procedures) & opened(known.sees) for known in others)


@dataclass(frozen=True)
class Asked:
    """Which entries: of these sources (places in `sources()`; empty for all), open ones only, within days, before a key (day, matter)."""

    sources: frozenset[int] = frozenset()
    open: bool = False
    since: date | None = None
    until: date | None = None
    before: tuple[date, int] | None = None


ALL = Asked()


def read(one: Subject, told: Sequence[Told], asked: Asked, limit: int) -> list[Entry]:
    """Entries of the file, newest first."""
    union, parameters = _union(one, told, asked.sources)
    if not union:
        return []
    where, more = _where(asked)
    sql = f"{union} SELECT * FROM entries{where} ORDER BY day DESC, id DESC LIMIT {int(limit)}"
    known = sources()
    # Planned once a connection: planning so many parts takes longer than answering them.
    with prepared.cursor() as cursor:
        cursor.execute(sql, prepared.text([*parameters, *more]))
        return [_entry(known[row[0]], row) for row in cursor.fetchall()]


def count(one: Subject, told: Sequence[Told]) -> list[Count]:
    """How much every source holds."""
    union, parameters = _union(one, told, frozenset())
    if not union:
        return []
    known = sources()
    with prepared.cursor() as cursor:
        cursor.execute(f"{union} SELECT source, count(*), min(day), max(day) FROM entries GROUP BY source ORDER BY source", prepared.text(parameters))
        return [Count(known[place], number, _day(first), _day(last)) for place, number, first, last in cursor.fetchall()]


def _entry(source: Source, row: Sequence[Any]) -> Entry:
    _place, matter, day, status, stage, due, number, lead, raw = row
    return Entry(source, matter, _day(day), status, stage, _day(due) if due else None, number, lead, raw)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def _where(asked: Asked) -> tuple[str, list[Any]]:
    parts = ["day IS NOT NULL"]
    values: list[Any] = []
    if asked.open:
        parts.append("status = 'open'")
    if asked.since is not None:
        parts.append("day >= %s")
        values.append(asked.since)
    if asked.until is not None:
        parts.append("day <= %s")
        values.append(asked.until)
    if asked.before is not None:
        parts.append("(day < %s OR (day = %s AND id < %s))")
        values += [asked.before[0], asked.before[0], asked.before[1]]
    return f" WHERE {' AND '.join(parts)}", [v.isoformat() if isinstance(v, date) and connection.vendor == "sqlite" else v for v in values]


def _union(one: Subject, told: Sequence[Told], chosen: frozenset[int]) -> tuple[str, list[Any]]:
    """`WITH mine …, entries AS (…)` and its parameters; empty text where nothing can be found."""
    asked = tuple(part for part in told if not chosen or part.source in chosen)
    shape = tuple((part.source, part.limited, len(part.within)) for part in asked)
    sql = _text(connection.vendor, shape, len(one.ids), len(one.codes), len(sources()))
    if not sql:
        return "", []
    parameters: list[Any] = list(one.ids)
    known = sources()
    for part in asked:
        source = known[part.source]
        if not _findable(source, len(one.codes)):
            continue
        parameters += [value for pair in part.within for value in pair]
        parameters += [*source.parts] if source.parts else []
        parameters += [code for _column in (*source.codes, *source.row_codes) for code in one.codes]
    return sql, parameters


def _findable(source: Source, codes: int) -> bool:
    return bool(source.parts or ((source.codes or source.row_codes) and codes))


@lru_cache(maxsize=512)
def _text(vendor: str, shape: tuple[tuple[int, bool, int], ...], ids: int, codes: int, _of: int) -> str:
    known = sources()
    parts = [_part(vendor, known[place], place, limited, within, codes) for place, limited, within in shape if _findable(known[place], codes)]
    if not parts:
        return ""
    # With the procedure, so that a source looks only at what may be its own.
    mine = (
        "SELECT p.matter_id, p.part, m.procedure FROM kernel_matterparty p JOIN kernel_matter m ON m.id = p.matter_id "
        f"WHERE p.party_id IN ({_marks(ids)}) AND NOT p.hidden"
    )
    return f"WITH mine AS MATERIALIZED ({mine}), entries AS ({' UNION ALL '.join(parts)})"


def _part(vendor: str, source: Source, place: int, limited: bool, within: int, codes: int) -> str:
    table = source.facts._meta.db_table
    days = ", ".join([*(f'f."{name}"' for name in source.on), "m.opened_on"])
    array = "json_array" if vendor == "sqlite" else "json_build_array"
    values = ", ".join(_value(vendor, source, name) for name in source.shown)
    procedures = ", ".join(f"'{procedure}'" for procedure in source.procedures)
    where = [f"m.procedure IN ({procedures})", "m.status <> 'void'"]
    if limited and isinstance(source.told, str):
        where.append(f'f."{source.told}" IS NOT NULL')
    level = f"m.level <= {source.others}"
    if within:
        scopes = " OR ".join(["(s.token = %s AND s.level <= %s)"] * within)
        level = f"({level} OR (m.level <= {HIGHEST} AND EXISTS (SELECT 1 FROM kernel_scope s WHERE s.matter_id = m.id AND ({scopes}))))"
    where.append(level)
    where.append(f"m.id IN ({' UNION '.join(_concerned(source, table, codes, procedures))})")
    return (
        f"SELECT {place} AS source, m.id AS id, COALESCE({days}) AS day, m.status AS status, m.stage AS stage, m.due_on AS due_on, m.number AS number, m.lead_id AS lead, "
        f'{array}({values}) AS told FROM kernel_matter m JOIN "{table}" f ON f.matter_id = m.id WHERE {" AND ".join(where)}'
    )


def _concerned(source: Source, table: str, codes: int, procedures: str) -> Iterator[str]:
    """Statements that give the matters of the enterprise: as a party, or by a code among the facts."""
    if source.parts:
        yield f"SELECT matter_id FROM mine WHERE procedure IN ({procedures}) AND part IN ({_marks(len(source.parts))})"
    if codes:
        for column in source.codes:
            yield f'SELECT matter_id FROM "{table}" WHERE "{column}" IN ({_marks(codes)})'
        for row, column in source.row_codes:
            yield f'SELECT matter_id FROM "{row._meta.db_table}" WHERE "{column}" IN ({_marks(codes)}) AND NOT voided'


def _value(vendor: str, source: Source, name: str) -> str:
    # SQLite keeps a list of choices as text.
    return f'json(f."{name}")' if vendor == "sqlite" and source.fields[name].kind == "choices" else f'f."{name}"'


def _marks(number: int) -> str:
    return ", ".join(["%s"] * number)
