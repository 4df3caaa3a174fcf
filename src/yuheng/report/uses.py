"""Which reports speak of a figure: 出现在."""

from __future__ import annotations

from dataclasses import dataclass

from yuheng.report.records.models import FrozenFigure
from yuheng.systems.assessment.annual_report.facts import AnnualReport


@dataclass(frozen=True)
class Use:
    """One report that states the figure; `shown` is how it was published, empty in a draft."""

    matter: int
    title: str
    shown: str


def uses_of(indicator: str) -> list[Use]:
    """Published reports and drafts that state the figure, the newest first."""
    published = {
        figure.report_id: figure.shown for figure in FrozenFigure.objects.filter(indicator=indicator).only("report_id", "shown")
    }
    drafts = AnnualReport.objects.filter(draft__contains=f"{{{indicator}}}") | AnnualReport.objects.filter(pk__in=published)
    rows = drafts.order_by("-year", "-pk").values_list("pk", "title")[:20]
    return [Use(matter, title or "年度报告", published.get(matter, "")) for matter, title in rows]
