"""Numbers of headings and list items: 一、（一）1.（1） (GB/T 9704-2012 7.3.3)."""

from __future__ import annotations

from yuheng.kernel.law.numerals import chinese


def heading_number(level: int, number: int) -> str:
    """The number before a heading of level 1 to 4, with its sign."""
    return (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}.", f"（{number}）")[level - 1]


def item_number(style: str, number: int) -> str:
    """The number before a list item in the style that stands for it."""
    if not style:
        return ""
    written = chinese(number) if "一" in style else str(number)
    return style.replace("一", written).replace("1", written)
