"""The report of a year as it stands: published, joined, or as the template would begin it."""

from __future__ import annotations

from dataclasses import dataclass

from yuheng.report.compose import Composed, compose, draft
from yuheng.report.records.models import Published
from yuheng.systems.assessment.annual_report.facts import AnnualReport


@dataclass(frozen=True)
class Found:
    """`source` is what is exported; `stands` says in words how far the report has come; `digest` seals a published one."""

    source: Composed | Published
    title: str
    stands: str
    published: bool = False
    digest: str = ""
    matter: int | None = None


def report_of(year: int, zone: str = "") -> Found:
    """The year's report: the published one before drafts, the newest draft before the template."""
    kept = Published.objects.filter(year=year).order_by("-published_at").first()
    if kept is not None:
        title = kept.text.split("\n", 1)[0]
        return Found(kept, title, f"{kept.published_at:%Y-%m-%d} 公开", True, kept.digest, kept.matter_id)
    joined = AnnualReport.objects.filter(year=year).exclude(draft=None).exclude(draft="").order_by("-pk").first()
    text = str(joined.draft) if joined is not None else draft(zone, year)
    composed = compose(text, year)
    stands = "送审稿，尚未公开" if joined is not None else "尚未统稿，按模板生成"
    return Found(composed, composed.title, stands, matter=joined.pk if joined is not None else None)
