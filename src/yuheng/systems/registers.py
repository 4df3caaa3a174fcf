"""Registers 台账: a procedure of a single step, declared in one line over its facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Role, Step
from yuheng.kernel.records.facts import Facts, shape_of


def register(
    id: str,
    name: str,
    facts: type[Facts],
    by: tuple[Role, ...],
    *,
    chapter: int,
    title: str,
    level: int = 1,
    cites: tuple[str, ...] = (),
    later: tuple[Step, ...] = (),
    asks: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    papers: Mapping[str, str] | None = None,
    paper_numbers: Mapping[str, str] | None = None,
    patterns: Mapping[str, str] | None = None,
) -> Procedure:
    """Declares and registers a register: any of these roles records a row, which is complete when it is recorded.

    `later` are acts that may follow on a row (整改): steps with `after_close`; `without` are fields that only these write; `papers`, `paper_numbers`
    and `patterns` are of what these make. `asks` are questions that a row must answer.
    """
    shape = shape_of(facts)
    record = Step(
        "record",
        "登记",
        by=(by,),
        cites=cites,
        stage="已登记",
        opens=True,
        closes=True,
        writes=tuple(name for name in (*shape.fields, *shape.rows) if name not in without),
        statutory=bool(cites),
        asks=asks,
    )
    return registry.register(
        Procedure(
            id=id,
            name=name,
            shape=shape,
            steps=(record, *later),
            in_force=date(2019, 1, 1),
            stages=("已登记",),
            level=level,
            title=title,
            chapter=chapter,
            cites=cites,
            papers=papers or {},
            paper_numbers=paper_numbers or {},
            patterns=patterns or {},
        )
    )
