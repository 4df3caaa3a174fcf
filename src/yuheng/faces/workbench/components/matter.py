"""A matter: what it is, what may be done now, what happened, and how it can be proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from django.utils import timezone

from .base import Act, Cite, Component, Link, Page
from .lights import Clock, Due, Light

StageState = Literal["done", "current", "ahead", "skipped"]
MarkKind = Literal["corrected", "undone", "backfilled", "defect", "superseded", "adopted", "given_back", "contested"]
MARK_NAMES: dict[str, str] = {
    "corrected": "更正",
    "undone": "已撤回",
    "backfilled": "补录",
    "defect": "程序瑕疵",
    "superseded": "已被替代",
    "adopted": "存量建档",
    "given_back": "事项已收回",
    "contested": "复议、诉讼",
}


@dataclass(frozen=True)
class Stage:
    """A stage this matter really passes; `on` is the day it was entered."""

    name: str
    state: StageState
    on: date | None = None


@dataclass(frozen=True)
class Fact:
    """A fact as people read it. `before` is the value a correction replaced."""

    label: str
    value: str
    before: str = ""
    title: str = ""


@dataclass(frozen=True)
class Paper(Component):
    """A paper: 草稿, 审批, 已编号, 已送达 and so on in `state`. `panel_href` opens it beside the page, `href` alone.

    `framed` says that the panel shows a file (PDF) and not a piece of HTML.
    """

    template: ClassVar[str] = "workbench/parts/paper.html"
    name: str
    href: str
    number: str = ""
    state: str = ""
    panel_href: str = ""
    framed: bool = False
    void: bool = False


@dataclass(frozen=True)
class Mark(Component):
    """更正, 撤回, 补录, 瑕疵: what it is, why, and by whom."""

    template: ClassVar[str] = "workbench/parts/mark.html"
    kind: MarkKind
    text: str = ""

    @property
    def name(self) -> str:
        return MARK_NAMES[self.kind]


@dataclass(frozen=True)
class Happening(Component):
    """One event of the timeline. `at` is when the act happened, `recorded` when it was written down; both are shown if their days differ.

    Moments are aware; an act of which only the day is known is a date.
    """

    template: ClassVar[str] = "workbench/parts/happening.html"
    seq: int
    step: str
    at: datetime | date
    recorded: datetime
    person: str
    post: str = ""
    note: str = ""
    facts: Sequence[Fact] = ()
    papers: Sequence[Paper] = ()
    marks: Sequence[Mark] = ()
    cites: Sequence[Cite] = ()
    undo: Act | None = None

    @property
    def undone(self) -> bool:
        return any(mark.kind == "undone" for mark in self.marks)

    @property
    def two_times(self) -> bool:
        on = timezone.localtime(self.at).date() if isinstance(self.at, datetime) else self.at
        return on != timezone.localtime(self.recorded).date()


@dataclass(frozen=True)
class NextAct(Component):
    """A step this person may do now."""

    template: ClassVar[str] = "workbench/parts/next_act.html"
    label: str
    href: str
    why: str = ""
    due: Due | None = None
    cite: Cite | None = None
    primary: bool = False


@dataclass(frozen=True)
class Refused(Component):
    """A step this person may not do now: the rule and article that forbid it, and what would lift it."""

    template: ClassVar[str] = "workbench/parts/refused.html"
    label: str
    rule: str
    cite: Cite | None = None
    lift: str = ""
    lift_href: str = ""


@dataclass(frozen=True)
class Field(Component):
    """A party's datum. `masked` is what may always be seen; with `unmask_href` it can be opened with a reason, which is logged.

    The answer to the unmask form is the same component with `opened` set, in an element with the same `id`.
    """

    template: ClassVar[str] = "workbench/parts/field.html"
    id: str
    label: str
    masked: str
    unmask_href: str = ""
    opened: str = ""
    error: str = ""


@dataclass(frozen=True)
class PartyCard(Component):
    """A party of the matter with the part it plays (当事人, 申请人, 法定代表人)."""

    template: ClassVar[str] = "workbench/parts/party.html"
    part: str
    name: str
    kind: str = ""
    href: str = ""
    fields: Sequence[Field] = ()


@dataclass(frozen=True)
class Linked:
    """A matter tied to this one: 并案, 移送, 信用修复; `light` its state."""

    relation: str
    number: str
    title: str
    href: str
    light: Light | None = None


@dataclass(frozen=True)
class LedgerProof(Component):
    """Where this matter's records stand in the ledger. `state`: intact, pending (not yet under a checkpoint) or broken."""

    template: ClassVar[str] = "workbench/parts/ledger_proof.html"
    state: Literal["intact", "pending", "broken"]
    words: str
    events: int
    head: str
    checkpoint: str = ""
    verify_href: str = ""
    receipt_href: str = ""


@dataclass(frozen=True, kw_only=True)
class MatterPage(Page):
    """`status` is the one sentence on top: 已立案，应于 2023-12-20 前作出决定（《行政处罚法》第六十条，90 日）."""

    template: ClassVar[str] = "workbench/matter.html"
    number: str
    procedure: str
    party: str
    status: str
    days: str = ""
    light: Light | None = None
    stages: Sequence[Stage] = ()
    marks: Sequence[Mark] = ()
    facts: Sequence[Fact] = ()
    timeline: Sequence[Happening] = ()
    allowed: Sequence[NextAct] = ()
    refused: Sequence[Refused] = ()
    rest: str = ""
    clocks: Sequence[Clock] = ()
    parties: Sequence[PartyCard] = ()
    linked: Sequence[Linked] = ()
    papers: Sequence[Paper] = ()
    proof: LedgerProof | None = None
    views: Sequence[Link] = ()


@dataclass(frozen=True)
class Side:
    """One of two matters that are held beside each other."""

    link: Link
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Pair:
    """A matter that may be the same as this one, why, and what may be said of it."""

    side: Side
    reasons: Sequence[str]
    acts: Sequence[Act] = ()


@dataclass(frozen=True, kw_only=True)
class AlikePage(Page):
    """This matter beside those that may be the same one."""

    template: ClassVar[str] = "workbench/alike.html"
    here: Side
    pairs: Sequence[Pair]
    views: Sequence[Link] = ()
    error: str = ""
