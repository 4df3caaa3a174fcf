"""Lists: filters, columns, rows, pages, bulk acts, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from django.utils.html import escape
from django.utils.safestring import SafeString

from .base import Act, Component, Empty, Link, Page
from .forms import FormField

CellKind = Literal["text", "number", "date", "money", "code"]


@dataclass(frozen=True)
class ListColumn:
    """A column. Money and numbers stand right. `sort_href` sorts by it, `sorted` says how it is now. `shown` False: chosen away."""

    key: str
    title: str
    kind: CellKind = "text"
    sort_href: str = ""
    sorted: Literal["", "up", "down"] = ""
    shown: bool = True
    unit: str = ""

    @property
    def aria(self) -> str:
        return {"up": "ascending", "down": "descending"}.get(self.sorted, "none")


@dataclass(frozen=True)
class Cell:
    """One value; `part` (a Light, a Due) replaces the text. `title` holds the whole where the text was cut."""

    text: str = ""
    href: str = ""
    title: str = ""
    kind: CellKind = "text"
    part: Component | None = None


@dataclass(frozen=True)
class Row:
    """A row: a cell for every shown column; `key` for bulk acts, `href` where Enter goes."""

    key: str
    cells: Sequence[Cell]
    href: str = ""
    void: bool = False


def _cell(cell: Cell, label: str) -> str:
    if cell.part is not None:
        inner: str = cell.part.html()
    else:
        inner = escape(cell.text)
        if cell.href:
            inner = f'<a href="{escape(cell.href)}">{inner}</a>'
    title = f' title="{escape(cell.title)}"' if cell.title else ""
    return f'<td class="y-{cell.kind}" data-label="{label}"{title}>{inner}</td>'


@dataclass(frozen=True)
class Chip:
    """A filter in force: 状态：临期, with the address without it."""

    label: str
    value: str
    remove_href: str


@dataclass(frozen=True)
class Pager(Component):
    """Key paging: `first`, `before`, `after`, `last` are addresses, "" where there is none. `numbers` lists pages 1 to 100 at most.

    `jump_name` is the query parameter for 跳到 (a page number or, where rows are keyed by date, a day).
    """

    template: ClassVar[str] = "workbench/parts/pager.html"
    words: str
    first: str = ""
    before: str = ""
    after: str = ""
    last: str = ""
    numbers: Sequence[Link] = ()
    jump_name: str = ""
    jump_label: str = "跳到"
    jump_hidden: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class BulkAct:
    """An act on chosen rows. It is first counted: POST keys to `preview_href`, answered by a line such as 可办理 38 件，2 件不能."""

    label: str
    href: str
    preview_href: str = ""
    primary: bool = False


@dataclass(frozen=True)
class Table(Component):
    """Rows under a sticky head; used alone inside other pages, too."""

    template: ClassVar[str] = "workbench/parts/table.html"
    columns: Sequence[ListColumn]
    rows: Sequence[Row]
    caption: str = ""
    empty: Empty | None = None
    selectable: bool = False
    id: str = "rows"

    @property
    def body(self) -> SafeString:
        """The rows as HTML, written here and not in the template because a list has a thousand cells.

        A cell knows its column's title: on a phone a row is a card with labels.
        """
        titles = [escape(column.title) for column in self.shown_columns]
        return SafeString("".join(self._line(row, titles) for row in self.rows))

    def _line(self, row: Row, titles: Sequence[str]) -> str:
        cells = "".join(_cell(cell, title) for cell, title in zip(row.cells, titles, strict=True))
        if self.selectable:
            name = escape(row.cells[0].text if row.cells else row.key)
            cells = (
                f'<td class="y-pick"><input type="checkbox" class="form-check-input" name="keys" value="{escape(row.key)}" '
                f'form="bulk" aria-label="选择 {name}"></td>{cells}'
            )
        href = f' data-href="{escape(row.href)}"' if row.href else ""
        void = ' class="y-void"' if row.void else ""
        return f"<tr{href}{void}>{cells}</tr>"

    @property
    def shown_columns(self) -> list[ListColumn]:
        return [column for column in self.columns if column.shown]


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """`count` is in words with its unit and period: 共 10,000 件 · 2023 年 · 全区."""

    template: ClassVar[str] = "workbench/list.html"
    table: Table
    count: str
    lead: str = ""
    search: FormField | None = None
    chips: Sequence[Chip] = ()
    clear_href: str = ""
    filters: Sequence[FormField] = ()
    filter_hidden: Sequence[tuple[str, str]] = ()
    views: Sequence[Link] = ()
    save_view: Act | None = None
    column_name: str = ""
    bulk: Sequence[BulkAct] = ()
    exports: Sequence[Link] = ()
    acts: Sequence[Act] = ()
    pager: Pager | None = None
    sums: Sequence[tuple[str, str]] = ()
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterPage(ListPage):
    """A register: the list with a quick form above it. `entry` fields write one row; `act` is the step's name."""

    template: ClassVar[str] = "workbench/register.html"
    entry: Sequence[FormField] = ()
    act: str = ""
    action: str = ""
    draft: str = ""
    entry_open: bool = False
    template_href: str = ""
    import_href: str = ""
    cites: str = ""
