"""Publishing seals a report: its text, its figures, and the digest of the rows behind each go into the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from yuheng.kernel.engine.orders import Done, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.indicators.declare import Ratio, all_indicators
from yuheng.kernel.indicators.evaluate import Figure, Period, rows, value
from yuheng.kernel.ledger.canonical import canonical, sm3
from yuheng.kernel.now import now
from yuheng.report.compose import Composed, compose
from yuheng.report.records.models import FrozenFigure, Published
from yuheng.report.shown import shown


class Moving(RuntimeError):
    """Records were being added while the report was composed; ask again."""


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
        counted = " ".join(part for part in parts if part)
        return f"发布后变动 {counted}" if counted else "发布后变动：记录未增减，数值有更正"


@dataclass(frozen=True)
class Frozen:
    """A report as it is to be published: composed, with the keys of the records behind each figure and the digest of all."""

    composed: Composed
    behind: dict[str, list[int]]
    digest: str

    def keep(self, matter: int, at: datetime) -> Published:
        """Writes text and figures. Called in the transaction of the act that publishes."""
        composed = self.composed
        kept = Published.objects.create(
            matter_id=matter, year=composed.year, text=composed.text, runs=runs_of(composed), digest=self.digest, published_at=at
        )
        FrozenFigure.objects.bulk_create(self._figure(kept, figure) for figure in composed.figures())
        return kept

    def _figure(self, kept: Published, figure: Figure) -> FrozenFigure:
        keys = self.behind[figure.indicator.id]
        return FrozenFigure(
            report=kept,
            indicator=figure.indicator.id,
            shown=shown(figure),
            numerator=figure.value.numerator,
            denominator=figure.value.denominator,
            rows=figure.rows,
            rows_digest=sm3(canonical(keys)).hex(),
            members=keys,
        )


def frozen(draft: str, year: int) -> Frozen:
    """The draft composed and counted. Raises Moving where figures and records do not agree because someone is writing."""
    for _attempt in range(3):
        composed = compose(draft, year)
        behind = {figure.indicator.id: members(figure) for figure in composed.figures()}
        if all(_agree(figure, behind[figure.indicator.id]) for figure in composed.figures()):
            return Frozen(composed, behind, digest_of(composed, behind))
    raise Moving("记录正在变动，没有公开。")


def _agree(figure: Figure, keys: list[int]) -> bool:
    """Whether value and records were read of one state. A share of different things counts those, not records."""
    measure = figure.indicator.measure
    return figure.rows == len(keys) or (isinstance(measure, Ratio) and bool(measure.distinct))


def runs_of(composed: Composed) -> list[list[object]]:
    """The paragraphs cut at their figures, as they are kept with the published text."""
    return [
        [paragraph.level, [[run.text, run.figure.indicator.id if run.figure else ""] for run in paragraph.runs]]
        for paragraph in composed.paragraphs
    ]


def members(figure: Figure) -> list[int]:
    """The keys of the records behind a figure, in order."""
    return sorted(rows(figure.indicator, figure.period).values_list("pk", flat=True))


def digest_of(composed: Composed, behind: dict[str, list[int]]) -> str:
    """The digest of the text, and of each figure with the records behind it."""
    figures = [
        [f.indicator.id, shown(f), str(f.value), sm3(canonical(behind[f.indicator.id])).hex()]
        for f in composed.figures()
    ]
    return _sealed(composed.text, figures)


def _sealed(text: str, figures: list[list[str]]) -> str:
    return sm3(canonical({"text": text, "figures": figures})).hex()


def intact(report: Published, sealed: str) -> bool:
    """Whether the text and figures kept are those whose digest the ledger holds."""
    figures = [
        [f.indicator, f.shown, str(Fraction(f.numerator, f.denominator)), f.rows_digest] for f in report.figures.order_by("pk")
    ]
    joined = [report.text.split("\n", 1)[0], *("".join(words for words, _ in runs) for _level, runs in report.runs)]
    return _sealed(report.text, figures) == report.digest == sealed and "\n".join(joined) == report.text


def publish(
    matter: int, *, by: int, place: str, reason: str = "", at: datetime | None = None, account: int | None = None
) -> Done:
    """Performs 向社会公开; text and figures are frozen with it in one transaction, as from any other door. Raises `Refused`.

    `reason` says why the report goes out although some unit has not confirmed its figures.
    """
    moment = at or now()
    data = {"place": place, **({"unconfirmed_reason": reason} if reason else {})}
    return perform(Order("publish", by, matter=matter, at=moment, recorded=moment, data=data, account=account))


def changed_since(report: Published, only: str = "") -> list[Changed]:
    """Figures (or the one) whose records are not those that were published. The published figures stay as they are."""
    found = []
    known = all_indicators()
    asked = report.figures.filter(indicator=only) if only else report.figures.all()
    for frozen_figure in asked.order_by("pk"):
        indicator = known.get(frozen_figure.indicator)
        if indicator is None:
            continue
        figure = value(indicator, Period.year(report.year))
        present = set(members(figure))
        before = set(frozen_figure.members)
        if present != before or figure.value != Fraction(frozen_figure.numerator, frozen_figure.denominator):
            found.append(Changed(frozen_figure, figure, len(present - before), len(before - present)))
    return found
