"""Sealing 定稿: the files of a paper, rendered when first opened, signed or served, and fixed by their digests in the ledger.

A paper that was sealed is never rendered again: it is read by its digest, and a file that was touched is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from yuheng.kernel.documents import Composed
from yuheng.kernel.documents.store import fetch, store
from yuheng.kernel.engine.acts import Change, Frame, kernel_act, outcome_of, refuse
from yuheng.kernel.engine.events import PaperMade
from yuheng.kernel.engine.paper_view import paper_view
from yuheng.kernel.records.models import Blob, Paper

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SYSTEM_PERSON = 0
"""Seals without a person: the platform itself, when a file is opened in the background."""


@dataclass(frozen=True)
class Sealed:
    """The digests of a paper's files. `event` is the sealing event, 0 where it was sealed before."""

    pdf: str
    docx: str
    event: int = 0


class _Already(Exception):
    """Another process sealed the paper between our look and our lock."""


def files() -> Path:
    """Where files are kept by their digest."""
    return Path(settings.HOME) / "files"


def html(paper: int) -> str:
    """The paper for the browser. Looking at it seals nothing, so that an act may still be taken back."""
    from yuheng.kernel.documents.preview import render_html

    return render_html(paper_view(paper))


def open_pdf(paper: int, by: int = SYSTEM_PERSON) -> bytes:
    """The PDF/A of a paper; seals it when nobody did before. Raises MissingFile, Changed, Refused."""
    return fetch(files(), seal(paper, by).pdf)


def open_docx(paper: int, by: int = SYSTEM_PERSON) -> bytes:
    """The docx of a paper; seals it when nobody did before. Raises MissingFile, Changed, Refused."""
    return fetch(files(), seal(paper, by).docx)


def seal(paper: int, by: int = SYSTEM_PERSON) -> Sealed:
    """Renders both files, keeps them, and records their digests. A paper already sealed keeps what it has."""
    kept = Paper.objects.get(pk=paper)
    if not kept.made:
        raise ValueError("an uploaded paper is sealed by its own file")
    if kept.pdf:
        return Sealed(kept.pdf, kept.docx)
    pdf, docx = _rendered(paper)
    try:
        return _recorded(kept, by, pdf, docx)
    except _Already:
        kept.refresh_from_db()
        return Sealed(kept.pdf, kept.docx)


def scans(paper: int) -> list[Paper]:
    """The signed copies of a paper, oldest first."""
    return list(Paper.objects.filter(binds=paper).exclude(state="void").order_by("seq", "pk"))


def bring_back(paper: int, digest: str, by: int) -> int:
    """Ties the scan of a signed copy 签收件 to the sealed paper that was printed; both digests stand in one event.

    The paper is sealed first, so that what was signed is what was printed. Raises `Refused`, `Changed`.
    """
    kept = Paper.objects.get(pk=paper)
    if not kept.made or kept.state == "void":
        raise refuse("paper", "只有平台制作的有效文书才有签收件。", "其他材料请作为附件上传。")
    if Paper.objects.filter(binds=paper, file=digest).exists():
        raise refuse("paper", "这一份签收件已经上传过。", "请核对所选的文件。")
    printed = seal(paper, by)

    def judge(frame: Frame) -> Change:
        scan = Paper.objects.create(
            matter_id=kept.matter_id, seq=frame.state.seq + 1, step=kept.step, row=kept.row, kind=kept.kind, name=f"{kept.name}（签收件）"[:200],
            state="returned", made=False, file=digest, day=frame.recorded.date(), binds=kept,
        )  # fmt: skip
        Paper.objects.filter(pk=paper).update(state="returned")
        brought = PaperMade(scan.pk, scan.kind, scan.name, file=f"{digest} {printed.pdf}")
        return Change(outcome_of(frame, "seal"), {"paper": scan.pk, "signs": paper}, papers=(brought,))

    kernel_act(kept.matter_id, by, judge)
    return Paper.objects.filter(binds=paper, file=digest).values_list("pk", flat=True).get()


def pdf_of(whole: Composed) -> bytes:
    """The PDF/A of a composed paper; keeps and seals nothing."""
    from yuheng.kernel.documents.pdf import render_pdf

    fonts = Path(settings.HOME) / "fonts"
    return render_pdf(whole, fonts if fonts.is_dir() else None)


def _rendered(paper: int) -> tuple[bytes, bytes]:
    from yuheng.kernel.documents.docx import render_docx

    whole = paper_view(paper)
    return pdf_of(whole), render_docx(whole)


def _recorded(kept: Paper, by: int, pdf: bytes, docx: bytes) -> Sealed:
    # Files first: a digest in the ledger whose file is missing would be worse than a file that nobody names.
    digests = store(files(), pdf), store(files(), docx)

    def judge(frame: Frame) -> Change:
        # Under the matter's lock: whoever came first has sealed it.
        if not Paper.objects.filter(pk=kept.pk, pdf="").update(pdf=digests[0], docx=digests[1]):
            raise _Already
        media = ((digests[0], pdf, PDF), (digests[1], docx, DOCX))
        Blob.objects.bulk_create([Blob(digest=d, size=len(data), media=m) for d, data, m in media], ignore_conflicts=True)
        # The digests name a text with personal data: they are committed to, and the commitment is opened beside the event.
        made = PaperMade(kept.pk, kept.kind, kept.name, kept.number, kept.template, file=f"{digests[0]} {digests[1]}")
        return Change(outcome_of(frame, "seal"), {"paper": kept.pk}, papers=(made,))

    done = kernel_act(kept.matter_id, by, judge)
    return Sealed(*digests, event=done.event)
