"""Numbers written from a pattern are read back; wrong forms are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuheng.kernel.documents.numbering import BOOK, BadNumber, NumberPattern, PaperNumber, book, book_of

FILED = NumberPattern("{prefix}立〔{year}〕{no:04d}号")
DECIDED = NumberPattern("{prefix}罚决字〔{year}〕第{no:04d}号")
MEDIATED = NumberPattern("({year})昆高调字第{no:04d}号")
LETTER = NumberPattern("昆高管〔{year}〕{no}号")


def test_a_number_is_written_as_its_series_says() -> None:
    assert FILED.write(123, 2023, "昆高执") == "昆高执立〔2023〕0123号"
    assert DECIDED.write(12, 2023, "昆高新城") == "昆高新城罚决字〔2023〕第0012号"
    assert MEDIATED.write(456, 2023) == "(2023)昆高调字第0456号"
    assert LETTER.write(12, 2023) == "昆高管〔2023〕12号"
    assert MEDIATED.write(12345, 2023) == "(2023)昆高调字第12345号"


@given(st.integers(1, 99_999), st.integers(1950, 2100), st.text("昆高新城执市监", min_size=1, max_size=6))
def test_what_is_written_is_read_back(no: int, year: int, prefix: str) -> None:
    for pattern in (FILED, DECIDED):
        assert pattern.read(pattern.write(no, year, prefix)) == PaperNumber(prefix, year, no)
    for pattern in (MEDIATED, LETTER):
        assert pattern.read(pattern.write(no, year)) == PaperNumber("", year, no)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("昆高新城罚决字[2023]第0012号", "括号"),
        ("昆高新城罚决字【2023】第0012号", "括号"),
        ("昆高新城罚决字〔２０２３〕第0012号", "字形"),
        ("昆高新城罚决字〔23〕第0012号", "样式"),
        ("昆高新城罚决字〔2023〕第0012", "样式"),
        ("昆高新城罚决字〔2023〕第Ｏ012号", "样式"),
        ("昆高新城罚决字〔2023〕第012号", "样式"),
        ("昆高新城罚决字〔2023〕第00012号", "样式"),
        ("昆高新城罚决字〔2023〕第0000号", "从1开始"),
    ],
)
def test_a_number_in_a_wrong_form_is_refused_with_its_fault(text: str, why: str) -> None:
    with pytest.raises(BadNumber, match=why):
        DECIDED.read(text)


def test_the_brackets_of_courts_and_organs_are_not_taken_for_each_other() -> None:
    with pytest.raises(BadNumber, match="括号"):
        MEDIATED.read("〔2023〕昆高调字第0456号")
    with pytest.raises(BadNumber, match="括号"):
        DECIDED.read("昆高新城罚决字（2023）第0012号")


def test_a_pattern_without_its_serial_is_refused() -> None:
    for pattern in ("昆高〔{year}〕号", "{no}{no}", "{organ}{no}"):
        with pytest.raises(ValueError, match="no"):
            NumberPattern(pattern)
    with pytest.raises(BadNumber):
        LETTER.write(0, 2023)
    with pytest.raises(BadNumber):
        LETTER.write(1, 23)


def test_books_hold_fifty_numbers_each_without_gap() -> None:
    assert list(book(1).sheets()) == list(range(1, BOOK + 1))
    assert book(2).first == book(1).last + 1
    assert (book_of(50).number, book_of(51).number) == (1, 2)
    for wrong in (0, -1):
        with pytest.raises(BadNumber):
            book(wrong)
        with pytest.raises(BadNumber):
            book_of(wrong)
