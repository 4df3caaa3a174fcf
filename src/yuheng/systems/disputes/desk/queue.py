"""The one queue: items of the desk, disputes and petitions that are open, by light, channel, route, place and day. A view; nothing is stored for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from yuheng.kernel.access import matters
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.narrowing import Narrow
from yuheng.systems.disputes.desk.facts import Intake
from yuheng.systems.disputes.mediation.facts import Dispute
from yuheng.systems.disputes.petition.facts import PetitionBatch

QUEUED = ("desk.intake", "mediation.dispute", "petition.batch")
"""What stands in the queue while it is open. A register is complete when it is recorded and so never waits here."""
STATES = {"open": "办理中", "untriaged": "待分类", "joined": "已并入", "ready": "后续已办结", "closed": "已办结"}
OF_STATE = {
    "untriaged": Q(same_as=None, route=None), "joined": Q(same_as__isnull=False),
    "ready": (Q(follow__isnull=False) & ~Q(follow__status="open")) | (Q(same_as__isnull=False) & ~Q(same_as__status="open")),
}  # fmt: skip
"""States that only items of the desk have, as conditions on them."""
NONE = Q(pk__in=[])
FORMS = {"visit": "visit", "letter": "letter", "scan": "online"}
"""Channels as petitions name them."""


@dataclass(frozen=True)
class Asked:
    """What the queue is narrowed to; what is empty does not narrow."""

    state: str = "open"
    light: str = ""
    channel: str = ""
    route: str = ""
    kind: str = ""
    risk: str = ""
    area: int | None = None
    since: date | None = None
    until: date | None = None

    def narrow(self, light: str | None = None) -> Narrow:
        """As a condition that `access.matters` walks by key."""
        status, asked, also = "" if self.state == "closed" else "open", self.light if light is None else light, self._also()
        if asked == "none":
            # Asked of the matter: an index by due date would be walked through all that is closed and owes nothing.
            asked, also = "", also & Q(due_on=None)
        return Narrow(status=status, light=asked, since=self.since, until=self.until, also=also)

    def _also(self) -> Q:
        """Which matters of each procedure answer: no filter of one is lost on another."""
        found = Q(area=self.area) if self.area is not None else Q()
        if self.state == "closed":
            found &= ~Q(status__in=("open", "void"))
        if self.procedures == QUEUED:
            return found & (self._items(Q()) | self._disputes() | self._petitions())
        return found & self._items(OF_STATE[self.state])

    def _items(self, state: Q) -> Q:
        asked = _given(channel=self.channel, route=self.route, kind=self.kind, risk=self.risk)
        if self.state == "open":
            # What was joined is the matter that it was joined to; what a dispute follows is seen as that dispute.
            state = Q(same_as=None) & (Q(follow=None) | ~Q(follow__procedure="mediation.dispute"))
        return Q(Exists(Intake.objects.filter(state, matter=OuterRef("pk"), **asked)), procedure="desk.intake")

    def _disputes(self) -> Q:
        if self.route not in ("", "mediation"):
            return NONE
        asked = _given(source=self.channel, kind=self.kind, risk=self.risk)
        alone = Q(outcome=None) | ~Q(outcome="merged") if self.state == "open" else Q()
        return Q(Exists(Dispute.objects.filter(alone, matter=OuterRef("pk"), **asked)), procedure="mediation.dispute")

    def _petitions(self) -> Q:
        if self.route not in ("", "petition") or self.risk:
            return NONE
        asked = _given(form=FORMS.get(self.channel, self.channel), content=self.kind)
        return Q(Exists(PetitionBatch.objects.filter(matter=OuterRef("pk"), **asked)), procedure="petition.batch")

    @property
    def procedures(self) -> tuple[str, ...]:
        """The procedures in which something can answer."""
        if self.state in ("untriaged", "joined", "ready"):
            return ("desk.intake",)
        return QUEUED


def _given(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def page(viewer: Viewer, asked: Asked, *, size: int, after: str | None = None, before: str | None = None, order: str = "due") -> matters.Page:
    """A page of the queue by key: by due date, or the newest first."""
    return matters.page(viewer, asked.procedures, asked.narrow(), size=size, after=after, before=before, order=order)


def counts(viewer: Viewer, asked: Asked) -> dict[str, int]:
    """How much of the queue stands at each light, each at most `matters.MANY` + 1; nothing of what is closed, which has no light."""
    if asked.state == "closed":
        return {}
    return {light: matters.count(viewer, asked.procedures, asked.narrow(light)) for light in ("overdue", "soon", "fine", "none")}
