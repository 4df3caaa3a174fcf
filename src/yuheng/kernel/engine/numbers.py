"""Numbers of matters and papers: gapless per organ, kind and year.

Counters are locked after the matters and in ascending order, so that two transactions never wait for each other in a ring.
A number is taken after all checks; a refused act uses none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import connection

from yuheng.kernel.engine.events import PaperMade
from yuheng.kernel.engine.office import Office
from yuheng.kernel.engine.write import Work
from yuheng.kernel.procedure.state import Outcome

Place = tuple[int, str, int]
"""An organ, a kind of number, a year."""

Item = tuple[Work, Outcome, list[PaperMade]]


def take(items: Sequence[Item], staff: Office) -> list[str]:
    """Numbers every paper that takes one, in place; returns the number that each act gives its matter ('' for none)."""
    wanted: Counter[Place] = Counter()
    for work, outcome, papers in items:
        for kind in _kinds(work, outcome, papers):
            wanted[_place(work, outcome, kind)] += 1
    following = {place: _reserve(place, wanted[place]) for place in sorted(wanted)}

    def written(work: Work, outcome: Outcome, kind: str) -> str:
        place = _place(work, outcome, kind)
        number, following[place] = following[place], following[place] + 1
        pattern = work.state.procedure.patterns[kind]
        return pattern.format(prefix=staff.prefixes[place[0]], year=place[2], no=number)

    found: list[str] = []
    for work, outcome, papers in items:
        numbered = work.state.procedure.paper_numbers
        step = work.state.procedure.by_id[outcome.act.step]
        found.append(written(work, outcome, step.numbers) if step.numbers else "")
        for paper in papers:
            if not paper.file and paper.kind in numbered:
                paper.number = written(work, outcome, numbered[paper.kind])
    return found


def _kinds(work: Work, outcome: Outcome, papers: Sequence[PaperMade]) -> list[str]:
    procedure = work.state.procedure
    step = procedure.by_id[outcome.act.step]
    kinds = [step.numbers] if step.numbers else []
    return kinds + [procedure.paper_numbers[p.kind] for p in papers if not p.file and p.kind in procedure.paper_numbers]


def _place(work: Work, outcome: Outcome, kind: str) -> Place:
    return (work.head.power_id or work.head.lead_id, kind, outcome.act.day.year)


def _reserve(place: Place, count: int) -> int:
    """Moves a counter on by `count`; returns the first of the numbers taken."""
    sql = (
        "INSERT INTO kernel_numbercounter (organ_id, kind, year, last) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (organ_id, kind, year) DO UPDATE SET last = kernel_numbercounter.last + excluded.last RETURNING last"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*place, count])
        return int(cursor.fetchone()[0]) - count + 1
