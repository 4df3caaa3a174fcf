"""The content blocks of an official Chinese paper: what a paper says, declared once and rendered as docx, PDF and HTML.

A block says what its content is (a title, a question with its answer, a place for a seal), never how it looks: the look is
the layout of GB/T 9704-2012, held in `styles.py`. Text may be hostile, long or missing; see `text.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from yuheng.kernel.documents.text import Text

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class RedHead:
    """发文机关标志 with its red rule: for papers between organs (GB/T 9704). `kind` is 文件 or empty."""

    organ: Text
    number: Text = ""
    kind: str = "文件"
    signer: Text = ""
    """签发人, only on papers to a higher organ."""


@dataclass(frozen=True)
class OrganHead:
    """The name of the organ above the title of an enforcement or mediation paper."""

    organ: Text


@dataclass(frozen=True)
class Title:
    """标题, with a second line in smaller type if needed."""

    text: Text
    sub: Text = ""


@dataclass(frozen=True)
class Number:
    """文号 below the title; a missing one is left blank for handwriting. Forms set it at the right."""

    text: Text
    align: Align = "center"


@dataclass(frozen=True)
class Addressee:
    """主送机关 or the party a paper speaks to, at the left edge; the colon is added."""

    text: Text


@dataclass(frozen=True)
class Paragraph:
    """正文: two characters in, set in block. Line ends in the text begin new paragraphs."""

    text: Text
    align: Align = "justify"
    indent: bool = True


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4, numbered by its place: 一、（一）1.（1）; `numbered=False` leaves the number out."""

    level: Literal[1, 2, 3, 4]
    text: Text
    numbered: bool = True


@dataclass(frozen=True)
class Items:
    """A list, numbered 1. 2. or （1）（2） or （一）（二）, each a paragraph."""

    items: Sequence[Text]
    style: Literal["1.", "（1）", "（一）", "一、", ""] = "1."


@dataclass(frozen=True)
class Label:
    """The caption of a field in a grid."""

    text: Text
    span: int = 1
    down: int = 1


@dataclass(frozen=True)
class Value:
    """The content of a field: empty where nothing is known, so that it can be written in.

    `lines` is the least height in lines; `foot` (a signature, a date) stands at the bottom right of the cell.
    """

    text: Text
    span: int = 1
    down: int = 1
    lines: int = 1
    foot: Text = ""
    align: Align = "left"


@dataclass(frozen=True)
class Fields:
    """A grid of labels and values: 审批表, 登记表, 送达回证. Each row fills the columns that cells from above leave free.

    `widths` are proportions, one per column. Without `border` it is a cover sheet: labels and ruled lines only.
    """

    rows: Sequence[Sequence[Label | Value]]
    widths: Sequence[int]
    border: bool = True


@dataclass(frozen=True)
class Table:
    """A table whose head is repeated on every page. `head` is one row of names, or several rows of labels with spans.

    `widths` are proportions; `align` per column, centred where not said. `blank_rows` empty rows follow for handwriting.
    """

    head: Sequence[str] | Sequence[Sequence[Label]]
    rows: Sequence[Sequence[Text]]
    widths: Sequence[int] = ()
    align: Sequence[Align] = ()
    blank_rows: int = 0
    total: Sequence[Text] = ()


@dataclass(frozen=True)
class QuestionAnswer:
    """One question and its answer in a record 笔录; a missing answer is a line to write on."""

    question: Text
    answer: Text


@dataclass(frozen=True)
class Sign:
    """Who signs on one line: 被询问人, 执法人员, 记录人. What is missing stays a blank to be written on.

    `certificate` None: no certificate is asked for; empty: a blank for 执法证号. `day` None: no date is asked for; empty: a
    blank date. `name` is a printed name beside which is signed.
    """

    role: str
    name: Text = ""
    certificate: Text | None = None
    day: date | Text | None = ""


@dataclass(frozen=True)
class SignLines:
    """The lines on which people sign, one below the other; they are kept on one page."""

    signs: Sequence[Sign]


@dataclass(frozen=True)
class Seal:
    """落款: the organ, the day in full, and room for the seal 印章 over both. A missing day is left blank."""

    organ: Text
    day: date | None
    seal: bool = True


@dataclass(frozen=True)
class Attachments:
    """附件说明 below the text: names of what is attached."""

    names: Sequence[Text]


@dataclass(frozen=True)
class Annex:
    """The head of an attachment on a page of its own: 附件1 and its title. `number` 0 for the only one."""

    title: Text
    number: int = 0


@dataclass(frozen=True)
class Note:
    """附注 or how many copies there are and who keeps them, in small type at the end."""

    text: Text


@dataclass(frozen=True)
class Imprint:
    """版记: 抄送机关, 印发机关 and the day of printing."""

    copies_to: Text
    organ: Text
    day: date | None


@dataclass(frozen=True)
class Space:
    """Empty lines."""

    lines: int = 1


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


Block = (
    RedHead
    | OrganHead
    | Title
    | Number
    | Addressee
    | Paragraph
    | Heading
    | Items
    | Fields
    | Table
    | QuestionAnswer
    | SignLines
    | Seal
    | Attachments
    | Annex
    | Note
    | Imprint
    | Space
    | PageBreak
)


@dataclass(frozen=True)
class Page:
    """The sheet: size, direction, edges in millimetres (top, right, bottom, left), and what stands at its foot.

    `foot`: `dash` is — 1 — of GB/T 9704, outside edge; `pages` is 第1页 共3页; `none`.
    """

    size: Literal["A4", "A3"] = "A4"
    landscape: bool = False
    edges: tuple[int, int, int, int] = (37, 26, 35, 28)
    foot: Literal["dash", "pages", "none"] = "dash"

    @property
    def width(self) -> int:
        """Of the sheet, in millimetres."""
        return self._sides[1] if self.landscape else self._sides[0]

    @property
    def height(self) -> int:
        """Of the sheet, in millimetres."""
        return self._sides[0] if self.landscape else self._sides[1]

    @property
    def core(self) -> int:
        """The width of the text area 版心, in millimetres."""
        return self.width - self.edges[1] - self.edges[3]

    @property
    def _sides(self) -> tuple[int, int]:
        return (210, 297) if self.size == "A4" else (297, 420)


OFFICIAL = Page()
"""GB/T 9704-2012: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, page number — 1 —."""
FORM = Page(edges=(22, 20, 20, 25), foot="pages")
"""Approval sheets, records and lists: more room, pages counted against their total."""
COVER = Page(edges=(37, 26, 35, 28), foot="none")
"""Covers of files."""
LEDGER = Page("A3", True, edges=(22, 20, 20, 25), foot="pages")
"""Ledger sheets 台账 and statutory tables, A3 across."""


@dataclass(frozen=True)
class Composed:
    """A paper with its content: what the renderers take. `demonstration` marks every page 演示数据; `running` stands at the head of every page."""

    name: str
    blocks: Sequence[Block]
    page: Page = OFFICIAL
    number: str = ""
    demonstration: bool = False
    running: str = ""
