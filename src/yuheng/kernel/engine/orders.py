"""What callers ask of the engine, and what they get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from yuheng.kernel.procedure.state import Paper, Refusal


@dataclass(frozen=True, slots=True)
class Part:
    """A party's part in a matter to be opened."""

    party: int
    part: str = "当事人"
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening a matter needs beside its first step."""

    procedure: str
    lead: int
    area: int | None = None
    parties: tuple[Part, ...] = ()
    members: tuple[tuple[int, str], ...] = ()
    level: int | None = None
    field: str = ""
    region: str = ""
    act: str = ""
    batch: int | None = None
    power: int | None = None


class Ref(str):
    """In an order's data: the matter that an earlier order opens under this name."""


@dataclass(frozen=True, slots=True)
class Order:
    """One act asked for: on a matter that exists (`matter`), or that it opens (`opening`).

    Within one call of `perform_many`, `ref` names a matter opened there, so that later orders can follow it, and point to it
    in their data by a `Ref`. `with_` are the
    other persons who act, `parts` what each is (默认 共同办理) and `opinions` what they said.
    """

    step: str
    by: int
    matter: int | None = None
    ref: str = ""
    opening: Opening | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    row: int = 0
    at: datetime | None = None
    recorded: datetime | None = None
    post: int | None = None
    with_: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    key: str = ""
    account: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClockLine:
    """An obligation that an act opened or moved, as the person who acted is told."""

    step: str
    name: str
    due: date | None
    provisional: bool
    suspended: bool


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was performed: its event, and what follows."""

    matter: int
    event: int
    seq: int
    step: str
    hash: str
    number: str = ""
    clocks: tuple[ClockLine, ...] = ()
    papers: tuple[int, ...] = ()
    repeated: bool = False
    late: bool = False


class Refused(Exception):
    """The engine refused an act; nothing has changed. `refusal` says why, under which article, and what to do."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
