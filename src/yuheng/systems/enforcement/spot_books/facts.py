"""What the office records of a book of numbered decisions (行政处罚法 第五十二条)."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, code, day, person, text, whole
from yuheng.kernel.records.facts import Facts, Row


class SpotBook(Facts):
    """One book: `series` stands before its numbers, which run on from `first`, `count` of them, with six digits."""

    series = code("编号前缀", index=True, help="决定书编号中数字以前的部分，如“当场№”")
    first = whole("起始号", least=1, most=999_999)
    count = whole("份数", unit="份", least=1, most=1000)
    issued_on = day("领用日期", index=True)
    holder = person("领用人")
    returned_on = day("交回日期", blank=True, index=True)
    unused_from = whole(
        "未使用的起始号", blank=True, least=1, most=999_999, help="交回的空白决定书从哪一号起；全部用完不填"
    )

    class Meta:
        verbose_name = "当场处罚决定书领用"


class Spent(Row):
    """A number that became no decision."""

    rows_of, kind = SpotBook, "spent"
    number = whole("号码", least=1, most=999_999)
    how = choice("情形", [("void", "作废"), ("lost", "遗失")])
    found_on = day("日期")
    why = text("原因和处理", max_length=500)

    class Meta(Row.Meta):
        verbose_name = "作废或者遗失的号码"
