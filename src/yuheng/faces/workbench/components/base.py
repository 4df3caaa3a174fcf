"""What every component and page is: a typed value that knows its template.

A view builds a `Page` and answers with `page.response(request, frame)`; a template shows a part with `{% show part %}`.
Templates hold no queries and compute nothing of the law: what they print was put into these values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from .frame import Frame


class Component:
    """A part of a page. Its template sees it as `it`."""

    template: ClassVar[str]

    def html(self, request: HttpRequest | None = None) -> SafeString:
        """Rendered alone, as an htmx answer needs it."""
        return SafeString(get_template(self.template).render({"it": self}, request))


@dataclass(frozen=True)
class Link:
    """A place to go. `count` is shown behind the text, `current` marks where the reader is."""

    text: str
    href: str
    title: str = ""
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Cite:
    """An article as people quote it: 《行政处罚法》第六十条. `unchecked` shows 待核实."""

    text: str
    href: str = ""
    unchecked: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Act(Component):
    """A button. Its label is the step's own name; `post` makes it a form of its own, with `hidden` fields.

    `note` is what it will cause, said before; `confirm` lists the same for an act that cannot be undone.
    """

    template: ClassVar[str] = "workbench/parts/act.html"
    label: str
    href: str
    primary: bool = False
    danger: bool = False
    post: bool = False
    hidden: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    icon: str = ""
    confirm: Sequence[str] = ()


@dataclass(frozen=True)
class Empty(Component):
    """What would stand here, and the act that fills it."""

    template: ClassVar[str] = "workbench/parts/empty.html"
    text: str
    act: Act | None = None


@dataclass(frozen=True, kw_only=True)
class Page(Component):
    """A whole page; its template extends `workbench/base.html` and sees it as `page` beside `frame`."""

    title: str
    crumbs: Sequence[Link] = ()

    def response(self, request: HttpRequest, frame: Frame, status: int = 200) -> HttpResponse:
        body = get_template(self.template).render({"page": self, "frame": frame}, request)
        return HttpResponse(body, status=status)
