"""A development-only page of every component with sample data: looked at by people, photographed and checked by tests.

Nothing here is reachable unless settings.DEBUG is on, and nothing here reads the database.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from ..components import Frame, Page
from . import (
    certificates,
    decisions,
    desk,
    disclosure,
    enterprises,
    exams,
    inspections,
    leniency,
    money,
    papers,
    records,
    reviews,
    sheets,
    work,
)
from .frames import sample_frame

PAGES: dict[str, Page] = {**work.PAGES, **records.PAGES, **papers.PAGES, **decisions.PAGES, **exams.PAGES, **reviews.PAGES, **sheets.PAGES, **certificates.PAGES, **leniency.PAGES, **inspections.PAGES, **enterprises.PAGES, **disclosure.PAGES, **money.PAGES, **desk.PAGES}


def gallery(request: HttpRequest, name: str = "home") -> HttpResponse:
    """One sample page by name; 404 in production."""
    if not settings.DEBUG or name not in PAGES:
        raise Http404
    return PAGES[name].response(request, frame_of(name))


def frame_of(name: str) -> Frame:
    """The frame around a sample page, with the names of all samples in its rail."""
    return sample_frame(PAGES, name)
