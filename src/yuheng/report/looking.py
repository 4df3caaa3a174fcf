"""What an editor is told about a draft: what the proof-reader finds in the composed text, and figures that need somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yuheng.report.compose import Composed
from yuheng.report.confirming import Confirmed
from yuheng.report.proof import Meta, Proof, Verdict, proofread
from yuheng.report.proof.document import document
from yuheng.report.recorded import recorded


@dataclass(frozen=True)
class Warning:
    """One thing to look at; `paragraph` counts from 0 among the paragraphs (the title is -1), None for the whole text."""

    text: str
    indicator: str = ""
    paragraph: int | None = None


def proof_of(composed: Composed, sent: date | None = None, published: date | None = None) -> Proof:
    """The composed text proof-read like anybody's draft: what was typed beside the figures is held against the records too."""
    said = document([composed.title, *(paragraph.text for paragraph in composed.paragraphs)])
    return proofread(said, recorded(composed.year), meta=Meta(composed.year, sent, published))


def warnings_of(proof: Proof) -> list[Warning]:
    """Numbers that contradict the records, and what reviewers look for beyond numbers; dates that are still to come are no fault."""
    found = [
        Warning(f"“{one.text}”{'与记录不符' if one.verdict is Verdict.DIFFERS else '查无来源'}：{one.explanation}", one.indicator or "", _place(one.paragraph))
        for one in proof.quantities
        if one.verdict in (Verdict.DIFFERS, Verdict.UNTRACEABLE)
    ]
    found += [
        Warning(f"{one.message}（{one.basis}）" if one.basis else one.message, "", _place(one.paragraph))
        for one in proof.findings
        if one.level != "look"
    ]
    return found


def one_set(composed: Composed) -> list[Warning]:
    """Captions over one and the same set of records: shown as one set 同一批."""
    sets: dict[str, dict[str, str]] = {}
    for figure in composed.figures():
        if figure.indicator.same_set:
            sets.setdefault(figure.indicator.same_set, {})[figure.indicator.id] = figure.indicator.caption
    return [
        Warning(f"{'、'.join(f'“{caption}”' for caption in captions.values())}是同一批记录，按一组计，不能相加", next(iter(captions)))
        for captions in sets.values()
        if len(captions) > 1
    ]


def unconfirmed(found: Iterable[Confirmed]) -> dict[str, list[Confirmed]]:
    """Figures by how their confirmation stands."""
    sorted_: dict[str, list[Confirmed]] = {}
    for one in found:
        sorted_.setdefault(one.state, []).append(one)
    return sorted_


def _place(paragraph: int | None) -> int | None:
    return None if paragraph is None else paragraph - 1
