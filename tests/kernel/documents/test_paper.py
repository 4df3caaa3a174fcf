"""Declared papers, what they are filled from, and the digests that say where a paper came from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.documents.reading import expected
from yuheng.kernel.documents import (
    OFFICIAL,
    Blank,
    Block,
    Context,
    Number,
    PaperKind,
    Paragraph,
    Run,
    Title,
    UnknownPaper,
    all_papers,
    capital_text,
    data_digest,
    has_paper,
    money_text,
    paper,
    register,
    template_digest,
)
from yuheng.kernel.documents.text import clean, pieces, written

GREETING = "现将有关事项通知如下："


def opening(c: Context) -> Paragraph:
    return Paragraph(f"{c['party.name']}：{GREETING}")


def notice(c: Context) -> list[Block]:
    return [Title("通知书"), Number(c.text("number")), opening(c), *[Paragraph(row["name"]) for row in c.rows("items")]]


NOTICE = PaperKind("test.notice", "通知书", notice, "notice", needs=("party.name", "day"), served=True, page=OFFICIAL)
FULL = Context(
    {
        "number": "昆高〔2023〕1号",
        "party": {"name": "老张面馆"},
        "day": date(2023, 9, 27),
        "items": [{"name": "一"}, {"name": None}],
    }
)


def test_a_missing_value_is_a_blank_and_never_the_word_none() -> None:
    empty = Context({"party": None, "items": [{}]})
    texts = [
        empty["party.name"],
        empty.day("day"),
        empty.money("fine"),
        empty.capital("fine"),
        empty.moment("at"),
        empty.text("items.x"),
    ]
    assert all("None" not in text and any(isinstance(piece, Blank) for piece in pieces(text)) for text in texts)
    assert "None" not in "".join(expected(NOTICE.compose(empty)))
    assert written(empty.day("day")) == "年月日"


def test_values_read_as_an_official_writes_them() -> None:
    c = Context(
        {
            "day": date(2023, 9, 7),
            "at": datetime(2023, 9, 7, 1, 5, tzinfo=UTC),
            "fine": 300050,
            "yes": True,
            "names": ["甲", "乙"],
            "how": "b",
        }
    )
    assert (c["day"], c["at"], c["yes"], c["names"]) == ("2023年9月7日", "2023年9月7日9时05分", "是", "甲、乙")
    assert (c.money("fine"), c.capital("fine")) == ("3,000.50元", "叁仟元伍角整")
    assert c.choice("how", {"a": "警告", "b": "罚款"}) == "□警告　☑罚款"


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (5, "伍分"), (50, "伍角整"), (1000, "壹拾元整"), (10100, "壹佰零壹元整"), (32504, "叁佰贰拾伍元零肆分"), (100005, "壹仟元零伍分"),
        (140950, "壹仟肆佰零玖元伍角整"), (350000, "叁仟伍佰元整"), (600714, "陆仟零柒元壹角肆分"), (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (10_000_000, "壹拾万元整"), (100_020_000, "壹佰万零贰佰元整"), (10_001_000_000, "壹亿零壹万元整"), (0, "零元整"),
    ],
)  # fmt: skip
def test_sums_in_capital_numerals_follow_the_bank_rule(cents: int, text: str) -> None:
    assert capital_text(cents) == text


def test_sums_in_figures_have_two_places() -> None:
    assert [money_text(cents) for cents in (0, 5, 123456789, -150)] == ["0.00", "0.05", "1,234,567.89", "-1.50"]


def test_a_paper_names_what_it_lacks_and_carries_its_number() -> None:
    assert NOTICE.missing(FULL) == []
    assert NOTICE.missing(Context({"party": {"name": ""}})) == ["party.name", "day"]
    composed = NOTICE.compose(FULL)
    assert (composed.name, composed.number, composed.page) == ("通知书", "昆高〔2023〕1号", OFFICIAL)
    assert NOTICE.compose(Context({}, demonstration=True)).demonstration


def test_papers_are_known_by_their_id_and_declared_once() -> None:
    register(NOTICE)
    assert paper("test.notice") is NOTICE
    assert NOTICE in all_papers()
    assert not has_paper("test.none")
    with pytest.raises(ValueError, match="twice"):
        register(NOTICE)
    with pytest.raises(UnknownPaper, match="没有文书种类"):
        paper("test.none")


def load(folder: Path, source: str) -> PaperKind:
    """A paper declared in a module of its own."""
    import importlib.util

    file = folder / f"papers_{len(list(folder.iterdir()))}.py"
    file.write_text(source)
    spec = importlib.util.spec_from_file_location("declared", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    kind = module.KIND
    assert isinstance(kind, PaperKind)
    return kind


SOURCE = """
from yuheng.kernel.documents import PaperKind, Paragraph, Title
WORD = "一"
def helper(c):
    return Paragraph(WORD)
def factory(title):
    def build(c):
        return [Title(title), *(helper(c) for _ in "x")]
    return build
KIND = PaperKind("k", "名", factory("标题"))
"""


def test_the_digest_of_a_template_changes_with_every_word_it_prints_and_with_nothing_else(tmp_path: Path) -> None:
    base = template_digest(load(tmp_path, SOURCE))
    assert base == template_digest(load(tmp_path, SOURCE + "\nOTHER = 1\ndef unused():\n    return 2\n"))
    for old, new in (
        ('WORD = "一"', 'WORD = "二"'),
        ("Paragraph(WORD)", "Paragraph(WORD + WORD)"),
        ('"标题"', '"题目"'),
        ('"名"', '"名称"'),
    ):
        assert template_digest(load(tmp_path, SOURCE.replace(old, new))) != base


def test_the_digest_of_data_is_of_values_not_of_their_order() -> None:
    assert data_digest(Context({"a": 1, "b": date(2023, 1, 1), "c": None})) == data_digest(
        Context({"b": date(2023, 1, 1), "a": 1})
    )
    assert data_digest(Context({"a": {"b": ["x"]}})) != data_digest(Context({"a": {"b": ["y"]}}))
    assert len(data_digest(Context({"a": "\ud800"}))) == 64


@given(st.text())
def test_clean_text_fits_any_file_and_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(ord(letter) < 32 and letter != "\n" for letter in once)
    once.encode()


def test_underscores_are_blanks_of_half_their_number() -> None:
    assert pieces("于____年__月") == (Run("于"), Blank(2), Run("年"), Blank(1), Run("月"))
    assert pieces("a_b") == (Run("a_b"),)
