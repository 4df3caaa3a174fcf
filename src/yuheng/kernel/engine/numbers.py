"""Numbers of matters and papers: gapless per organ, kind and year.

Counters are locked after the matters and in ascending order, so that two transactions never wait for each other in a ring.
A number is taken after all checks; a refused act uses none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from yuheng.kernel.engine import prepared
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
    following = _reserve(wanted)

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


def _reserve(wanted: Mapping[Place, int]) -> dict[Place, int]:
    """Moves the counters on, in ascending order and one statement; returns the first of the numbers taken from each."""
    if not wanted:
        return {}
    rows = [(*place, wanted[place]) for place in sorted(wanted)]
    sql = (
        f"INSERT INTO kernel_numbercounter (organ_id, kind, year, last) VALUES {', '.join(['(%s, %s, %s, %s)'] * len(rows))} "
        "ON CONFLICT (organ_id, kind, year) DO UPDATE SET last = kernel_numbercounter.last + excluded.last "
        "RETURNING organ_id, kind, year, last"
    )
    with prepared.cursor() as cursor:
        cursor.execute(sql, prepared.text([value for row in rows for value in row]))
        return {(organ, kind, year): last - wanted[(organ, kind, year)] + 1 for organ, kind, year, last in cursor.fetchall()}
