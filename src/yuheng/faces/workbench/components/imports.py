"""Excel import: a dry run with a reason for every row, then partial accept, then undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from .base import Act, Link, Page
from .forms import FormField
from .lists import Pager

RowState = Literal["new", "changed", "known", "refused"]
ROW_STATES: dict[str, str] = {"new": "新增", "changed": "更新", "known": "已有，跳过", "refused": "退回"}


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

    @property
    def state_name(self) -> str:
        return ROW_STATES[self.state]


@dataclass(frozen=True, kw_only=True)
class ImportPage(Page):
    """First the file (`upload`), then the result of the dry run: counts, rows with reasons, what to accept, what was undone."""

    template: ClassVar[str] = "workbench/import.html"
    upload: Sequence[FormField] = ()
    action: str = ""
    template_href: str = ""
    notes: Sequence[str] = ()
    file_name: str = ""
    counts: Sequence[tuple[str, str, str]] = ()
    columns: Sequence[str] = ()
    rows: Sequence[ImportRow] = ()
    pager: Pager | None = None
    accept: Act | None = None
    problems_href: str = ""
    undo: Act | None = None
    batches: Sequence[Link] = ()
