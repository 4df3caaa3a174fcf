"""A table told as sentences, so that its figures are read like those of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .units import is_unit

_NUMBER = re.compile(r"[\d０-９][\d０-９,，.．]*\s*[%％]?\s*[^\d\s]{0,4}")
_YEAR = re.compile(r"(?:19|20)\d{2}\s*年度?")
_ORDER_HEADS = {"序号", "编号", "序", "行次", "代码"}
_PLAIN_HEADS = {"", "数量", "数值", "数", "值", "合计", "总计", "本年", "本年度", "完成数", "完成情况", "指标值", "结果", "年度数据", "数据"}


def told(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """For each row that holds figures one sentence a figure, with the row's label, the column's head and the unit; other rows as text."""
    if not rows:
        return
    heads = [] if any(_is_figure(cell) for cell in rows[0]) else [cell.strip() for cell in rows[0]]
    if heads and len(rows) > 1:
        yield "，".join(head for head in heads if head)
    for row in rows[1:] if heads else rows:
        cells = [" ".join(cell.split()) for cell in row]
        figures = [at for at, cell in enumerate(cells) if _is_figure(cell) and _head(heads, at) not in _ORDER_HEADS]
        if not figures:
            yield "，".join(cell for cell in cells if cell)
            continue
        yield "".join(_sentence(cells, heads, at, figures) for at in figures)


def _is_figure(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell.strip())) and not _YEAR.fullmatch(cell.strip())


def _head(heads: Sequence[str], at: int) -> str:
    return heads[at] if at < len(heads) else ""


def _sentence(cells: Sequence[str], heads: Sequence[str], at: int, figures: Sequence[int]) -> str:
    labels = [cell for place, cell in enumerate(cells) if place not in figures and cell and not is_unit(cell)]
    labels = [cell for cell in labels if not _is_figure(cell)]
    unit = next((cell for cell in cells if is_unit(cell)), "")
    label, inner = _split_unit("".join(labels))
    head, head_unit = _split_unit(_head(heads, at))
    shown = cells[at]
    if shown[-1:].isdigit() and not shown.endswith("%"):
        shown += unit or inner or head_unit
    head = "" if head in _PLAIN_HEADS else head
    return f"{head}{label}{shown}；"


def _split_unit(label: str) -> tuple[str, str]:
    """A unit that stands in brackets in a label or head: 法治讲座（场） → 法治讲座, 场."""
    found = re.search(r"[（(](?:单位[:：])?([^（()）]{1,4})[)）]", label)
    if found and is_unit(found[1]):
        return label[: found.start()] + label[found.end() :], found[1]
    return label, ""
