"""Approval chains 审批: who signs in which order before a step is performed. A step names its chain in `approval`."""

from __future__ import annotations

from dataclasses import dataclass

from yuheng.kernel.procedure.declare import Role


@dataclass(frozen=True)
class Level:
    """One signature of a chain: the role that gives it, and what the place is called (承办机构意见, 审批意见)."""

    role: Role
    name: str


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
