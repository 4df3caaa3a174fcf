"""执法公示: the public site of enforcement, read by anybody, kept by caches, working without script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

from .base import Link, Page
from .forms import FormField
from .frame import Frame

KEPT = "public, max-age=60"
"""How long a cache may answer for the site: what is withdrawn is gone a minute later."""


@dataclass(frozen=True)
class OpenTable:
    """A table of plain words. A cell that is a `Link` leads on; `caption` stands above it, `note` below."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Link | str]]
    caption: str = ""
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, kw_only=True)
class OpenPage(Page):
    """One page of the public site: what the reader may look for, words, tables, and where it goes on.

    `tabs` are the parts of the site, `cards` (link, words) what a page leads to, `facts` label and value of one record, `notice` what must be said first
    (withdrawn), `more` links to the pages before and after, `exports` the same for machines. `listed` is False for pages that search engines shall not keep.
    """

    template: ClassVar[str] = "workbench/open.html"
    tabs: Sequence[Link]
    lead: str = ""
    notice: str = ""
    asking: Sequence[FormField] = ()
    action: str = ""
    cards: Sequence[tuple[Link, str]] = ()
    facts: Sequence[tuple[str, str]] = ()
    tables: Sequence[OpenTable] = ()
    count: str = ""
    more: Sequence[Link] = ()
    exports: Sequence[Link] = ()
    notes: Sequence[str] = ()
    listed: bool = True

    def response(self, request: HttpRequest, frame: Frame, status: int = 200) -> HttpResponse:
        """Rendered without the request: nothing of a reader goes in, so that one answer serves all."""
        answer = HttpResponse(get_template(self.template).render({"page": self, "frame": frame}), status=status)
        answer.headers["Cache-Control"] = KEPT
        if not self.listed:
            answer.headers["X-Robots-Tag"] = "noindex, noarchive"
        return answer
