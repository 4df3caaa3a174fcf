"""The sheets of a review: to whom they go, what they come to, and the files' results sealed from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.now import today
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.models import Matter
from yuheng.systems.oversight.case_review.facts import Deduction, Panel, ReviewSheet, Sampled
from yuheng.systems.oversight.case_review.recusal import Files
from yuheng.systems.oversight.case_review.sampling import place
from yuheng.systems.oversight.case_review.scoring import Outcome, Scored, outcome
from yuheng.systems.oversight.case_review.standard import FATAL, FAULT_OF
from yuheng.systems.oversight.supervision.facts import ReviewedFile, ReviewRound


@dataclass(frozen=True)
class FileState:
    """One drawn file: its sheets, what they come to, and its result where it is sealed."""

    file: int
    number: str
    unit: int | None
    sheets: tuple[ReviewSheet, ...]
    outcome: Outcome
    result: int | None

    @property
    def wanted(self) -> str:
        """The turn for which no sheet was given out yet; empty where none is wanted."""
        return self.outcome.due if self.outcome.due and self.outcome.due not in {sheet.turn for sheet in self.sheets} else ""


def states(review: ReviewRound) -> list[FileState]:
    """Every drawn file, in the order of the draw."""
    kept: dict[int, list[ReviewSheet]] = {}
    for sheet in ReviewSheet.objects.filter(round=review.pk, withdrawn_why__isnull=True).exclude(matter__status="void").order_by("pk"):
        kept.setdefault(sheet.file_id or 0, []).append(sheet)
    results = dict(ReviewedFile.objects.filter(round=review.pk).exclude(matter__status="void").values_list("file", "pk"))
    drawn = Sampled.objects.filter(matter=review.pk, voided=False).order_by("row").values_list("file", "file_number", "unit")
    return [FileState(file, number or "", unit, tuple(kept.get(file, ())), of_sheets(kept.get(file, []), review), results.get(file)) for file, number, unit in drawn]


def of_sheets(sheets: list[ReviewSheet], review: ReviewRound) -> Outcome:
    """What these sheets of one file come to."""
    done = [Scored(sheet.turn or "", sheet.score, bool(sheet.fatal)) for sheet in sheets if sheet.score is not None]
    return outcome(done, review.reviewers or 1, review.tolerance or 0)


@dataclass(frozen=True)
class Nobody(Exception):
    """Nobody of the panel may review this file."""

    number: str

    def __str__(self) -> str:
        return f"案卷 {self.number} 没有可以评查的人员：评查人员都属于本单位、办理过本案，或者已经评查过。请在评查人员之外另行指定，或者提请上级评查。"


def chosen(review: ReviewRound, staff: Office, day: date) -> list[dict[str, Any]]:
    """Who gets which sheet that is still wanted: by the seed, with equal loads, nobody twice on a file and nobody on their own. Raises Nobody."""
    panel = list(Panel.objects.filter(matter=review.pk, voided=False).order_by("row").values_list("reviewer", flat=True))
    found: list[dict[str, Any]] = []
    all_files = states(review)
    files = Files.of(one.file for one in all_files)
    gone = set(ReviewSheet.objects.filter(round=review.pk, withdrawn_why__isnull=False).values_list("file", "reviewer"))
    load = dict.fromkeys(panel, 0)
    for one in all_files:
        for sheet in one.sheets:
            load[sheet.reviewer_id or 0] = load.get(sheet.reviewer_id or 0, 0) + 1
    for one in all_files:
        given = {sheet.turn: sheet.reviewer_id for sheet in one.sheets}
        for turn in ("first", "second")[: review.reviewers or 1] if not one.sheets else (one.wanted,):
            if not turn or turn in given:
                continue
            free = [person for person in panel if person not in given.values() and (one.file, person) not in gone and not files.barred(staff, person, one.file, day)]
            if not free:
                raise Nobody(one.number)
            person = min(free, key=lambda p: (load[p], place(f"{review.seed}:{p}", one.file)))
            given[turn], load[person] = person, load[person] + 1
            found.append({"round": review.pk, "file": one.file, "reviewer": person, "turn": turn})
    return found


def assign(review: ReviewRound, *, by: int, account: int | None = None) -> tuple[int, list[Refusal]]:
    """Opens the sheets that are wanted; done again, it opens only what is missing. Raises Nobody."""
    lead = Matter.objects.values_list("lead", flat=True).get(pk=review.pk)
    orders = [
        Order("assign", by, opening=Opening("case_review.sheet", lead=lead, members=((data["reviewer"], "评查人"),)), data=data, account=account)
        for data in chosen(review, office(), today())
    ]  # fmt: skip
    refused = [outcome for outcome in perform_many(orders) if isinstance(outcome, Refusal)]
    return len(orders) - len(refused), refused


def seal(review: ReviewRound, *, by: int, account: int | None = None) -> tuple[int, list[Refusal]]:
    """Records the result of every file whose sheets agree or were decided by a third; who did what is in the sheets, the result names no reviewer."""
    orders = [
        Order("record", by, opening=Opening("oversight.reviewed_file", lead=one.unit or 0), data={"round": review.pk, "file": one.file}, account=account)
        for one in states(review) if one.result is None and not one.outcome.due
    ]  # fmt: skip
    refused = [outcome for outcome in perform_many(orders) if isinstance(outcome, Refusal)]
    return len(orders) - len(refused), refused


def problems_of(sheets: tuple[ReviewSheet, ...], day: date) -> list[dict[str, Any]]:
    """The problems of a file: each deduction of the sheets that decide, one of the same kind on the same page once."""
    deciding = [sheet for sheet in sheets if sheet.turn == "third"] or list(sheets)
    rows = Deduction.objects.filter(matter__in=[sheet.pk for sheet in deciding], voided=False).order_by("matter", "row")
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        seen.setdefault((row.fault or "", " ".join((row.page or "").split())), {"found_on": day, "fault": row.fault, "content": row.content, "page": row.page})
    for sheet in deciding:
        for point in sheet.fatal or ():
            seen.setdefault((FAULT_OF[point], f"致命 {point}"), {"found_on": day, "fault": FAULT_OF[point], "content": f"致命项：{dict(FATAL)[point]}", "page": sheet.fatal_page})
    return list(seen.values())
