"""Excel import: a dry run with a reason for every row, then partial accept, then undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from .base import Act, Link, Page
from .forms import FormError, FormField
from .lists import Pager

RowState = Literal["new", "changed", "known", "refused", "done", "undone", "kept", "discarded"]
ROW_STATES: dict[str, str] = {
    "new": "新增", "changed": "更新", "known": "已有，跳过", "refused": "退回", "done": "已导入", "undone": "已撤销", "kept": "未能撤销", "discarded": "已放弃",
}  # fmt: skip


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in a cell: 校验位应为 E."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class ImportRow:
    """A row of the sheet by its number there."""

    number: int
    state: RowState
    cells: Sequence[str]
    problems: Sequence[RowProblem] = ()
    notes: Sequence[str] = ()
    href: str = ""
    labels: Sequence[str] = ()

    @property
    def labelled(self) -> list[tuple[str, str]]:
        """Cells with their columns' titles: on a phone a row is a card with labels."""
        labels = [*self.labels, *[""] * len(self.cells)]
        return list(zip(labels, self.cells, strict=False))

    @property
    def state_name(self) -> str:
        return ROW_STATES[self.state]


@dataclass(frozen=True)
class ImportProgress:
    """How far an import or its undoing has come; `go_on` is posted by the page itself until it is done, or by a press."""

    words: str
    done: int
    total: int
    go_on: Act


@dataclass(frozen=True)
class BatchLine:
    """One batch in the list of batches."""

    href: str
    made: str
    what: str
    file_name: str
    state: str
    counts: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class ImportPage(Page):
    """First the file (`upload`), then the result of the dry run: counts, rows with reasons, what to accept, what was undone.

    `kinds` are the sheets that a procedure takes (records, old cases, receipts), `places` where the person may import at all. `counts` may lead
    to the rows of one state. `undo` asks for a reason.
    """

    template: ClassVar[str] = "workbench/import.html"
    upload: Sequence[FormField] = ()
    action: str = ""
    template_href: str = ""
    notes: Sequence[str] = ()
    file_name: str = ""
    lead: str = ""
    kinds: Sequence[Link] = ()
    places: Sequence[tuple[str, Sequence[Link]]] = ()
    errors: Sequence[FormError] = ()
    remarks: Sequence[str] = ()
    counts: Sequence[tuple[str, str, str] | tuple[str, str, str, str]] = ()
    progress: ImportProgress | None = None
    state: str = ""
    discard: Act | None = None
    columns: Sequence[str] = ()
    rows: Sequence[ImportRow] = ()
    pager: Pager | None = None
    accept: Act | None = None
    problems_href: str = ""
    undo: Act | None = None
    undo_note: str = ""
    batches: Sequence[BatchLine] = ()
    batches_title: str = "以前的批次"
    batches_href: str = ""
