"""Approval chains 审批: who signs in which order before a step is performed. A step names its chain in `approval`.

The places of a chain are declared by the system; which of them an organ uses, and from which day, the organ declares (`chosen`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from yuheng.kernel.procedure.conditions import Formula, Truth
from yuheng.kernel.procedure.declare import Role, Step
from yuheng.kernel.procedure.rights import fits
from yuheng.kernel.procedure.state import Act, Refusal, Seat, Snapshot

PROPOSER = "承办人"
"""The part of whoever submits a sheet: they propose, and sign none of its places."""


@dataclass(frozen=True)
class Level:
    """One signature of a chain: the role that gives it, and what the place is called (承办机构负责人意见, 审批意见).

    `when`: only for matters like this (法制审核 where it is due); unknown counts as due. `proposes`: a place of those who handle
    the matter, who are therefore not held apart from it. `standard`: used by organs that declare nothing of their own.
    """

    role: Role
    name: str
    when: Formula | None = None
    proposes: bool = False
    standard: bool = True


@dataclass(frozen=True)
class Chain:
    """A chain of signatures. `started_by` may submit the sheet; who signs last performs the step.

    One signature serves several levels in a row where one person holds their roles; nobody signs twice, and who submitted
    a sheet never signs it.
    """

    id: str
    name: str
    started_by: tuple[Role, ...]
    levels: tuple[Level, ...]
    cites: tuple[str, ...] = ()

    def places(self, chosen: Sequence[str] | None, values: Mapping[str, Truth]) -> tuple[int, ...]:
        """The positions of the levels that a sheet has: those that the organ chose by their names, or the standard ones."""
        return tuple(
            n for n, level in enumerate(self.levels)
            if (level.standard if chosen is None else level.name in chosen) and (level.when is None or level.when.value(values) is not False)
        )  # fmt: skip


_known: dict[str, Chain] = {}


def register(*chains: Chain) -> None:
    """Makes chains known; an id stands for one chain for ever."""
    for chain in chains:
        if chain.id in _known:
            raise ValueError(f"chain {chain.id} is declared twice")
        if not chain.levels:
            raise ValueError(f"chain {chain.id} has no level")
        _known[chain.id] = chain


def chain_of(chain_id: str) -> Chain | None:
    """The chain of this id; None where a step names none, or one that no system declared."""
    return _known.get(chain_id)


def chosen(declared: Any, chain: str, day: date) -> tuple[str, ...] | None:
    """The places that an organ uses of a chain on a day, from what it declares; None where it declares nothing.

    Declared as ``{"penalty.filing": [{"from": "2023-01-01", "to": null, "levels": ["承办机构负责人意见", …]}]}``.
    """
    for one in (declared or {}).get(chain, ()) if isinstance(declared, Mapping) else ():
        first, last = one.get("from") or "0001-01-01", one.get("to") or "9999-12-31"
        if first <= day.isoformat() <= last:
            return tuple(one["levels"])
    return None


def countersigned(step: Step, act: Act, state: Snapshot, places: Sequence[int]) -> Act | Refusal:
    """The act of a step with a chain, once everybody has signed; else the refusal that names the place that is missing.

    Those who signed are the participants, each with the name of the place as their part; who submitted it bears `PROPOSER`.
    """
    chain = chain_of(step.approval)
    if chain is None or not act.by.person:
        return act
    levels = [chain.levels[n] for n in places]
    named = {seat.part: seat for seat in act.with_}
    before: Seat | None = None
    for position, level in enumerate(levels):
        seat = named.get(level.name)
        if seat is None and before is not None and fits(level.role, before, state):
            continue
        if seat is None and not any(later.name in named for later in levels[position:]):
            seat = act.by
        if seat is None or not fits(level.role, seat, state) or (seat is before) or seat.part == PROPOSER:
            return _missing(step, chain, level, seat)
        before = seat
    if PROPOSER not in named or not any(fits(role, named[PROPOSER], state) for role in chain.started_by):
        return _missing(step, chain, None, None)
    if before is not act.by:
        return _missing(step, chain, levels[-1], None)
    proposing = {PROPOSER, *(level.name for level in levels if level.proposes)}
    return replace(act, with_=tuple(replace(seat, proposes=True) if seat.part in proposing else seat for seat in act.with_))


def _missing(step: Step, chain: Chain, level: Level | None, seat: Seat | None) -> Refusal:
    place = level.name if level is not None else PROPOSER
    who = level.role.name if level is not None else "或者".join(role.name for role in chain.started_by)
    wrong = f"，{seat.name}不是本单位的{who}" if seat is not None and seat.person else ""
    return Refusal(
        "approval", f"“{step.name}”须经审批，还缺“{place}”{wrong}。", (*step.cites, *chain.cites), f"请提请审批，由{who}签署意见。", step=step.id,
    )  # fmt: skip
