"""A report as its pages read it: the matter with its facts, the present or a chosen text, the figures with their confirmations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import post_of, viewer_of
from yuheng.kernel.access.dossier import Dossier, Recorded, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.seats import Choice, next_steps
from yuheng.report.completing import PROCEDURE
from yuheng.report.compose import Composed, compose, draft
from yuheng.report.confirming import Confirmed, confirmations
from yuheng.report.records.models import Published
from yuheng.systems.assessment.annual_report.facts import CHAPTERS

CHAPTER_NAMES = dict(CHAPTERS)


@dataclass(frozen=True)
class Version:
    """One version of the draft: the event of its joining."""

    seq: int
    at: datetime
    person: int | None
    text: str


@dataclass
class Reading:
    """One annual report for one viewer. Raises PermissionDenied where there is none to be seen."""

    seen: Viewer
    found: Dossier
    post: int | None

    @property
    def matter(self) -> int:
        return self.found.head.id

    @property
    def facts(self) -> Any:
        return self.found.state.facts

    @property
    def year(self) -> int:
        return int(self.facts.get("year") or 0)

    @property
    def lead(self) -> int:
        return int(self.found.head.lead_id)

    @cached_property
    def published(self) -> Published | None:
        return Published.objects.filter(pk=self.matter).first()

    @cached_property
    def versions(self) -> list[Version]:
        """Every version that was joined and not taken back, the newest first."""
        joined = [e for e in self.found.events if e.step == "join" and not e.undone and isinstance(e.openings.get("draft"), str)]
        return [Version(e.seq, e.at, e.person, e.openings["draft"]) for e in reversed(joined)]

    @cached_property
    def text(self) -> str:
        """The draft as joined last; before that the template."""
        joined = self.facts.get("draft")
        return joined if isinstance(joined, str) and joined else draft(self.zone, self.year)

    @property
    def zone(self) -> str:
        title = str(self.facts.get("title") or "")
        return title.split(str(self.year), 1)[0] if str(self.year) in title else ""

    @cached_property
    def composed(self) -> Composed:
        return compose(self.text, self.year)

    @cached_property
    def confirmed(self) -> list[Confirmed]:
        return confirmations(self.composed.figures(), self.rows("confirmations"), self.lead)

    @cached_property
    def choices(self) -> list[Choice]:
        return next_steps(self.seen, self.found.state, self.found.law, self.post)

    def rows(self, kind: str) -> dict[int, dict[str, Any]]:
        """The live rows of a kind by number."""
        return {n: dict(row) for n, row in sorted(self.found.state.rows.get(kind, {}).items()) if not row.get("voided")}

    def allowed(self, step: str, row: int | None = None) -> Choice | None:
        return next((c for c in self.choices if c.step.id == step and c.allowed and row in (None, c.row)), None)

    def refusal(self, step: str) -> str:
        """Why the viewer may not do a step, in one sentence; empty where they may."""
        mine = [c for c in self.choices if c.step.id == step]
        return "" if any(c.allowed for c in mine) else next((str(c.refusal) for c in mine), "现在没有这一环节。")

    def mine(self, unit: int) -> bool:
        """Whether the viewer belongs to a unit."""
        return any(unit in self.seen.staff.line(post.organ) for post in self.seen.staff.posts_on(self.seen.person or 0, self.seen.day))

    def last(self, step: str) -> Recorded | None:
        return next((e for e in reversed(self.found.events) if e.step == step and not e.undone), None)

    def views(self, current: str) -> list[ui.Link]:
        """The tabs of a report."""
        links = [("正文", "report"), ("单位和数字", "report_units"), ("事项", "matter")]
        return [ui.Link(text, reverse(name, args=[self.matter]), current=name == current) for text, name in links]

    def crumbs(self, *more: ui.Link) -> list[ui.Link]:
        procedure = self.found.procedure
        return [ui.Link(procedure.name, reverse("list", args=[procedure.id])), *more]


def reading(request: HttpRequest, matter: int) -> Reading:
    """The report of a matter that the viewer may see."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    if found.procedure.id != PROCEDURE:
        raise PermissionDenied("这一事项不是年度报告。")
    return Reading(seen, found, post_of(request))
