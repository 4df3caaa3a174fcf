"""Publishing seals a report: its text, its figures, and the digest of the rows behind each go into the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from yuheng.kernel.engine.orders import Done, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Figure, Period, rows, value
from yuheng.kernel.ledger.canonical import canonical, sm3
from yuheng.kernel.now import now
from yuheng.report.compose import Composed, compose
from yuheng.report.records.models import FrozenFigure, Published
from yuheng.report.shown import shown
from yuheng.systems.assessment.annual_report.facts import AnnualReport


@dataclass(frozen=True)
class Changed:
    """发布后变动: what became of a published figure since. `added` and `gone` count its records."""

    frozen: FrozenFigure
    now: Figure
    added: int
    gone: int

    @property
    def words(self) -> str:
        parts = [f"+{self.added}" if self.added else "", f"-{self.gone}" if self.gone else ""]
        return "发布后变动 " + " ".join(part for part in parts if part)


def members(figure: Figure) -> list[int]:
    """The keys of the records behind a figure, in order."""
    return sorted(rows(figure.indicator, figure.period).values_list("pk", flat=True))


def digest_of(composed: Composed, behind: dict[str, list[int]]) -> str:
    """The digest of the text, and of each figure with the records behind it."""
    figures = [
        [f.indicator.id, shown(f), str(f.value), sm3(canonical(behind[f.indicator.id])).hex()]
        for f in composed.figures()
    ]
    return sm3(canonical({"text": composed.text, "figures": figures})).hex()


def publish(matter: int, *, by: int, place: str, at: datetime | None = None, account: int | None = None) -> Done:
    """Performs 向社会公开 and freezes text and figures with it, in one transaction. Raises `Refused`."""
    report = AnnualReport.objects.get(pk=matter)
    with transaction.atomic():
        composed = compose(report.draft or "", int(report.year or 0))
        behind = {figure.indicator.id: members(figure) for figure in composed.figures()}
        digest = digest_of(composed, behind)
        moment = at or now()
        done = perform(
            Order(
                "publish",
                by,
                matter=matter,
                at=moment,
                recorded=moment,
                data={"place": place, "digest": digest},
                account=account,
            )
        )
        frozen = Published.objects.create(
            matter_id=matter, year=composed.year, text=composed.text, digest=digest, published_at=moment
        )
        FrozenFigure.objects.bulk_create(
            FrozenFigure(
                report=frozen,
                indicator=figure.indicator.id,
                shown=shown(figure),
                numerator=figure.value.numerator,
                denominator=figure.value.denominator,
                rows=figure.rows,
                rows_digest=sm3(canonical(behind[figure.indicator.id])).hex(),
                members=behind[figure.indicator.id],
            )
            for figure in composed.figures()
        )
        return done


def changed_since(report: Published) -> list[Changed]:
    """Figures whose records are not those that were published. The published figures stay as they are."""
    found = []
    known = all_indicators()
    for frozen in report.figures.order_by("pk"):
        indicator = known.get(frozen.indicator)
        if indicator is None:
            continue
        figure = value(indicator, Period.year(report.year))
        present = set(members(figure))
        before = set(frozen.members)
        if present != before or figure.value != Fraction(frozen.numerator, frozen.denominator):
            found.append(Changed(frozen, figure, len(present - before), len(before - present)))
    return found
