"""The annual report as the API tells it."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Schema

from yuheng.report.export import exported
from yuheng.report.finding import Found
from yuheng.report.publish import changed_since
from yuheng.report.records.models import Published
from yuheng.report.shown import shown

ReportForm = Literal["docx", "pdf", "html", "txt"]


class ReportFigure(Schema):
    """A figure as the report states it. `changed` says what became of it after publication, empty where nothing did."""

    id: str
    shown: str
    rows: int
    changed: str = ""


class ReportOut(Schema):
    """A report: published, or its latest draft with the figures of today."""

    matter: int
    title: str
    published: bool
    stands: str
    digest: str
    text: str
    figures: list[ReportFigure]


def described(found: Found) -> dict[str, Any]:
    """The fields of `ReportOut`."""
    source = found.source
    if isinstance(source, Published):
        changes = {one.frozen.indicator: one.words for one in changed_since(source)}
        figures = [{"id": f.indicator, "shown": f.shown, "rows": f.rows, "changed": changes.get(f.indicator, "")} for f in source.figures.order_by("pk")]
    else:
        figures = [{"id": f.indicator.id, "shown": shown(f), "rows": f.rows} for f in source.figures()]
    return {
        "matter": found.matter, "title": found.title, "published": found.published, "stands": found.stands, "digest": found.digest,
        "text": exported(source, "txt").decode(), "figures": figures,
    }  # fmt: skip
