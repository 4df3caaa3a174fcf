"""Credit codes and identity numbers: parts, places of errors, warnings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.identity import resident_id, uscc
from yuheng.kernel.identity.resident_id import BadId
from yuheng.kernel.identity.uscc import BadUscc

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("code", "reason", "place", "expected"),
    [
        ("91320583MA1KGX100F", "check", 18, "E"),
        ("91320538MA1KGX100E", "check", 18, "A"),
        ("91320583MA1KGX100", "length", None, None),
        ("91320583MA1KGX100EE", "length", None, None),
        ("9132O583MA1KGX100E", "character", 5, "0"),
        ("9I320583MA1KGX100E", "character", 2, "1"),
        ("91320583MA1KGX1OOE", "character", 16, "0"),
        ("01320583MA1KGX100P", "department", 1, None),
        ("95320583MA1KGX1002", "category", 2, None),
        ("9132A583MA1KGX100E", "digits", 5, None),
        ("320583000123456", "old_number", None, None),
        ("000000000000000000", "filler", None, None),
        ("", "length", None, None),
    ],
)
def test_the_error_names_the_place_and_what_should_stand_there(code, reason, place, expected):
    with pytest.raises(BadUscc) as told:
        uscc.checked(code)
    assert (told.value.reason, told.value.place) == (reason, place)
    if expected is not None and reason != "check":
        assert told.value.expected == expected
    if reason == "check":
        assert uscc.checked(code[:17] + told.value.expected) == code[:17] + told.value.expected


def test_letters_o_for_zeros_are_mended_in_the_message_when_the_check_fits():
    with pytest.raises(BadUscc, match=r"改正后为 91320583MA1KGX100E.*另有第 17 位"):
        uscc.checked("91320583MA1KGX1OOE")


@pytest.mark.parametrize(
    ("code", "told"),
    [("91320583MA1KGX105X", "第 17 位组织机构代码的校验位应为 0"), ("91320599MA1KGX100L", "320599")],
)
def test_what_is_only_unlikely_is_a_warning(code, told):
    assert told in " ".join(uscc.parsed(code).warnings)


def test_a_code_comes_apart():
    code = uscc.parsed("９１320583ma1kgx100e")
    assert (code.code, code.department, code.category, code.division) == ("91320583MA1KGX100E", "9", "1", "320583")
    assert (code.organisation, code.warnings) == ("MA1KGX100", ())


@pytest.mark.parametrize(
    ("number", "reason", "place", "told"),
    [
        ("320583195802290018", "birth", 13, "应为 01 至 28（1958 年 2 月有 28 天）"),
        ("320583190013010017", "birth", 11, "应为 01 至 12"),
        ("320583209912310010", "future", 7, "不可能"),
        ("320583199001011233", "check", 18, "校验码应为 2"),
        ("3205831990O1011232", "character", 11, "可能应为“0”"),
        ("32058319900101123Y", "character", 18, "或者 X"),
        ("320583202612010011", "future", 7, "晚于今天"),
        ("320583184912310018", "birth", 7, "1850"),
    ],
)
def test_a_wrong_identity_number_names_its_place(number, reason, place, told):
    with pytest.raises(BadId, match=told) as error:
        resident_id.checked(number, TODAY)
    assert (error.value.reason, error.value.place) == (reason, place)


@settings(max_examples=60)
@given(st.dates(date(1900, 1, 1), TODAY), st.integers(1, 999))
def test_a_made_number_tells_its_birthday_and_sex(born, serial):
    known = resident_id.checked(resident_id.made("320583", born, serial), TODAY)
    assert (known.born_on, known.sex) == (born, "男" if serial % 2 else "女")
    assert known.age_on(born) == 0
    assert known.age_on(born + timedelta(days=366)) == 1


@settings(max_examples=60)
@given(st.dates(date(1900, 1, 1), TODAY), st.integers(1, 999), st.integers(0, 17), st.sampled_from("0123456789"))
def test_any_single_wrong_digit_is_noticed(born, serial, place, other):
    number = resident_id.made("320583", born, serial)
    if number[place] != other:
        with pytest.raises(BadId):
            resident_id.checked(number[:place] + other + number[place + 1 :], TODAY)


@pytest.mark.parametrize(
    ("check", "error"), [(uscc.checked, BadUscc), (lambda text: resident_id.checked(text, TODAY), BadId)]
)
@given(text=st.text(max_size=20))
def test_any_text_is_accepted_or_refused_in_chinese(check, error, text):
    refusals = []
    try:
        check(text)
    except error as told:
        refusals.append(str(told))
    assert all(refusal.endswith("。") for refusal in refusals)
