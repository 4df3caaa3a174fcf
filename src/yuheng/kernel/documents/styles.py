"""How each kind of line looks: the layout of GB/T 9704-2012, one table for docx, PDF and HTML.

Sizes in points: 2号 22, 3号 16, 4号 14, 小4号 12, 5号 10.5. The standard sets 22 lines of 28 characters on 156 × 225 mm; that
gives a pitch of 28.9 points and asks for characters set slightly closer than their own width (GB/T 9704-2012 5.2.3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from yuheng.kernel.documents.blocks import Align, Page

Face = Literal["title", "black", "script", "text", "plain"]
"""小标宋, 黑体, 楷体, 仿宋, 宋体."""

RED = "C00000"
MARK = "演示数据"
MARK_NOTE = "不具法律效力"
"""Stand across and above every page that is made from demonstration data."""
CLOSER = 0.25
"""Points by which the characters of 3号 are set closer, so that 28 of them fit on 156 mm."""


@dataclass(frozen=True)
class Style:
    """One kind of line. `pt` size, `pitch` distance of base lines in points, `indent` first line in characters,
    `before` and `after` in lines of this style; `level` in the outline, 0 for none."""

    label: str
    face: Face
    pt: float
    pitch: float
    align: Align = "justify"
    indent: float = 0
    before: float = 0
    after: float = 0
    colour: str = "000000"
    level: int = 0
    keep: bool = False


_OFFICIAL = {
    "mark": Style("发文机关标志", "title", 48, 56, "center", colour=RED),
    "number": Style("文号", "text", 16, 28.9, "center"),
    "organ": Style("机关名称", "title", 22, 34, "center", keep=True),
    "title": Style("公文标题", "title", 22, 34, "center", after=0.4, level=1, keep=True),
    "sub": Style("副标题", "script", 16, 28.9, "center", after=0.3, keep=True),
    "addressee": Style("主送机关", "text", 16, 28.9, "left"),
    "body": Style("公文正文", "text", 16, 28.9, indent=2),
    "h1": Style("一级标题", "black", 16, 28.9, "left", indent=2, level=2, keep=True),
    "h2": Style("二级标题", "script", 16, 28.9, "left", indent=2, level=3, keep=True),
    "h3": Style("三级标题", "text", 16, 28.9, indent=2),
    "h4": Style("四级标题", "text", 16, 28.9, indent=2),
    "sign": Style("签名行", "text", 16, 32, "left", indent=2),
    "seal": Style("落款", "text", 16, 28.9, "right"),
    "annex": Style("附件标识", "black", 16, 28.9, "left", keep=True),
    "note": Style("附注", "text", 14, 24, before=0.5, indent=2),
    "imprint": Style("版记", "text", 14, 24, "left"),
}
_FORM = {
    name: replace(style, pt=14, pitch=25)
    for name, style in _OFFICIAL.items()
    if name in {"number", "sub", "addressee", "body", "h1", "h2", "h3", "h4", "seal"}
} | {
    "sign": replace(_OFFICIAL["sign"], pt=14, pitch=30, indent=0),
    "note": replace(_OFFICIAL["note"], pt=12, pitch=20),
    "number": replace(_OFFICIAL["number"], pt=14, pitch=25),
}
_GRID = {
    "label": Style("表格栏目", "script", 12, 18, "center"),
    "head": Style("表格表头", "black", 12, 18, "center"),
    "value": Style("表格内容", "text", 12, 18, "left"),
    "foot": Style("表格签署", "text", 12, 18, "right"),
}
_COVER = {
    "cover_label": Style("封面栏目", "text", 16, 30, "right"),
    "cover_value": Style("封面内容", "text", 16, 30, "left"),
}


def align_of(style: Style, align: Align | None) -> Align:
    """How a line is aligned: as it asks, else as its style does."""
    return align or style.align


def styles_for(page: Page) -> dict[str, Style]:
    """Every style on a page: official papers in 3号, forms in 4号, grids in 小4号, A3 sheets in 5号."""
    found = _OFFICIAL | (_FORM if page.foot == "pages" else {}) | _GRID | _COVER
    if page.size == "A3":
        found |= {name: replace(style, pt=10.5, pitch=15) for name, style in _GRID.items()}
    return found


FACES: dict[Face, str] = {
    "title": "方正小标宋简体",
    "black": "黑体",
    "script": "楷体_GB2312",
    "text": "仿宋_GB2312",
    "plain": "宋体",
}
"""The fonts by the names that officials' machines know."""
OTHER_NAMES: dict[Face, str] = {
    "title": "华文中宋",
    "black": "SimHei",
    "script": "楷体",
    "text": "仿宋",
    "plain": "SimSun",
}
"""What a machine without them takes instead."""
