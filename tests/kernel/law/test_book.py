"""The law book: dated values with citations; errors that name the statute; special rules before general ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuheng.kernel.law import BadCitation, Citation, LawBook, LawError, LegalScope, law
from yuheng.kernel.law.book import book, directory
from yuheng.kernel.law.numerals import chinese, read_chinese


def test_a_parameter_has_value_unit_and_citation():
    found = law("penalty.decide", on=date(2023, 3, 1))
    assert (found.value, found.unit, found.whose) == (90, "day", "organ")
    assert found.citation.zh == "《行政处罚法》第六十条"


def test_outside_its_validity_the_error_names_the_statute():
    with pytest.raises(LawError, match=r"行政处罚法.*自 2021-07-15 起施行"):
        law("penalty.decide", on=date(2021, 7, 14))
    with pytest.raises(LawError, match=r"没有“penalty\.nonsense”"):
        law("penalty.nonsense", on=date(2023, 1, 1))


def test_a_changed_law_has_two_values():
    assert law("reconsider.respondent.answer", on=date(2023, 12, 31)).citation.version == "2017-09-01"
    assert law("reconsider.respondent.answer", on=date(2024, 1, 1)).citation.version == "2023-09-01"


@pytest.mark.parametrize(
    ("field", "statute"),
    [("housing", "住房和城乡建设行政处罚程序规定"), ("market", "市场监督管理行政处罚程序规定"), ("", "行政处罚法")],
)
def test_the_scope_picks_the_sector_rule_and_names_what_it_passed_over(field, statute):
    found = law("penalty.decide", on=date(2023, 3, 1), scope=LegalScope(field=field))
    assert found.citation.statute == statute
    assert [p.key for p in found.passed_over] == (["penalty.decide"] if field else [])


@pytest.mark.parametrize(
    ("field", "key", "citation"),
    [
        ("", "penalty.decide", "《行政处罚法》第六十条"),
        ("market", "penalty.market.decide", "《市场监督管理行政处罚程序规定》第六十四条"),
        ("housing", "penalty.housing.decide", "《住房和城乡建设行政处罚程序规定》第二十九条"),
        ("agriculture", "penalty.agriculture.decide", "《农业行政处罚程序规定》第五十八条"),
        ("transport", "penalty.transport.decide", "《交通运输行政执法程序规定》第七十八条"),
        ("fishing", "penalty.decide", "《行政处罚法》第六十条"),
    ],
)
def test_each_field_has_its_own_period_of_decision(field, key, citation):
    found = law("penalty.decide", on=date(2023, 5, 1), scope=LegalScope(field=field, region="320583"))
    assert found.key == key
    assert found.citation.zh.startswith(citation)
    assert [p.key for p in found.passed_over] == ([] if key == "penalty.decide" else ["penalty.decide"])


def test_a_field_alone_never_picks_a_rule_that_does_not_name_it():
    for rules in book().precedence.values():
        for rule in rules:
            assert rule.field or rule.region or rule.act, rule.special
            assert rule.cites, rule.special


def test_a_sector_rule_does_not_speak_before_its_day():
    assert (
        law("penalty.decide", on=date(2022, 1, 1), scope=LegalScope(field="housing")).citation.statute == "行政处罚法"
    )


def test_every_period_of_the_book_is_a_positive_whole_number():
    for parameter in book():
        if parameter.is_period:
            assert isinstance(parameter.value, int), parameter.key
            assert parameter.value > 0, parameter.key
            assert parameter.whose in ("party", "organ", "measure", "limitation", "minimum", "minimum_party"), (
                parameter.key
            )


def test_every_precedence_names_parameters_that_exist():
    loaded = LawBook.load(directory())
    for rules in loaded.precedence.values():
        for rule in rules:
            assert rule.special in loaded, rule


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("行政处罚法(2021-01-22)#42.2", "《行政处罚法》第四十二条第二款"),
        ("行政处罚法(2021-01-22)#64（一）", "《行政处罚法》第六十四条第（一）项"),
        (
            "最高人民法院关于适用《行政诉讼法》的解释(2018-02-06)#48",
            "《最高人民法院关于适用《行政诉讼法》的解释》第四十八条",
        ),
        ("国办发〔2018〕118号(2018-12-05)#（六）", "国办发〔2018〕118号（六）"),
        ("刑法(2020-12-26)#120之1", "《刑法》第一百二十条之一"),
    ],
)
def test_citations_as_papers_write_them(text, shown):
    assert Citation.parse(text).zh == shown
    assert Citation.parse(str(Citation.parse(text))) == Citation.parse(text)


def test_what_is_no_citation_is_refused():
    with pytest.raises(BadCitation):
        Citation.parse("行政处罚法第四十二条")


@given(st.integers(0, 9999))
def test_chinese_numerals_read_back(number):
    assert read_chinese(chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (1005, "一千零五")],
)
def test_numerals_as_articles_are_numbered(number, text):
    assert chinese(number) == text
