"""The door to proof-reading: a draft in, a proof out."""

from __future__ import annotations

from collections.abc import Sequence

from .against import compare
from .checks import findings_of
from .document import Document, from_text, refuse_if_no_report
from .draft import Draft
from .figures import FiguresSource
from .judging import judged, year_of
from .model import Meta, Proof
from .sentences import sentences


def proofread(
    draft: str | Document,
    figures: FiguresSource,
    against: Sequence[Document] = (),
    last_year: str | Document | None = None,
    meta: Meta | None = None,
) -> Proof:
    """Reads a draft against the recorded figures.

    `against` are other published papers of the same organ, compared by indicator; `last_year` is last year's report, whose
    promises must be answered and whose paragraphs must not come again; `meta` says what the text does not.
    """
    meta = meta or Meta()
    text = as_document(draft)
    for read in (text, *against, *((as_document(last_year),) if last_year is not None else ())):
        refuse_if_no_report(read)
    year = meta.year or year_of(text) or figures.year
    said = tuple(sentences(text, year))
    quantities = tuple(judged(text, said, figures, year))
    taken = Draft(
        document=text,
        year=year,
        sentences=said,
        quantities=quantities,
        meta=meta,
        last_year=as_document(last_year) if last_year is not None else None,
        figures=figures,
    )
    comparisons, differing = compare(taken, against)
    return Proof(year, quantities, (*findings_of(taken), *differing), comparisons)


def as_document(draft: str | Document) -> Document:
    """A draft as a document."""
    return from_text(draft) if isinstance(draft, str) else draft
