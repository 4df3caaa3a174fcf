"""The law of the project as the checker asks it."""

from __future__ import annotations

from datetime import date

import pytest

from yuheng.kernel.procedure.check.books import law_of_project

LAW = law_of_project(date(2026, 1, 1))


@pytest.mark.parametrize(
    "citation",
    ["行政处罚法(2021-01-22)#60", "行政处罚法#57.2", "行政处罚法(2021-01-22)#33.1（一）", "GB/T 9704-2012#7"],
)
def test_an_article_that_exists_has_no_fault(citation):
    assert LAW.citations.fault(citation) == ""


@pytest.mark.parametrize(
    ("citation", "why"),
    [
        ("行政处罚法(2021-01-22)#87", "只有86条"),
        ("行政处罚法(1999-01-01)#1", "没有 1999-01-01 的文本"),
        ("没有的法#1", "没有《没有的法》"),
        ("行政处罚法第六十条", "不是引用"),
    ],
)
def test_an_article_that_does_not_exist_is_named(citation, why):
    assert why in LAW.citations.fault(citation)


def test_a_period_has_the_days_on_which_it_changes():
    term = LAW.book.ask("penalty.decide", date(2023, 1, 1))
    assert term is not None
    assert (term.value, term.unit) == (90, "day")
    assert LAW.book.ask("penalty.decide", date(2000, 1, 1)) is None
    assert date(2021, 7, 15) in set(LAW.book.changes("penalty.decide"))
