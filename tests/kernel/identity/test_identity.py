"""Numbers of parties: right ones pass, wrong ones are told where and how."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuheng.kernel.identity import masking, resident_id, uscc
from yuheng.kernel.identity.scrubbing import scrubbed

TODAY = date(2026, 11, 24)

GOOD = [
    "91320583MA1KGX100E", "92320583MA1KGX207N", "91110108551385082Q", "91440300708461136T", "91110000802100433B", "91110000600037341L",
    "91320583MA1ABC1231", "92320583MA1ABC123X", "93320583MA1ABC123T", "11320583014008230C", "123205830140082309", "N23205835091432154",
]  # fmt: skip


@pytest.mark.parametrize("code", GOOD)
def test_real_credit_codes_pass(code):
    assert uscc.checked(f" {code.lower()} ") == code


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("91320583MA1KGX100F", "第 18 位校验位应为 E"),
        ("91320583MA1KGX1OOE", "第 16 位“O”不是允许的字符，可能应为“0”"),
        ("91320583MA1KGX100", "应为 18 位，现为 17 位"),
        ("320583000012345", "旧注册号"),
    ],
)
def test_a_wrong_credit_code_is_told_where(code, why):
    with pytest.raises(uscc.BadUscc, match=why):
        uscc.checked(code)


@given(st.integers(0, 999_999), st.integers(0, 16), st.sampled_from(uscc.ALPHABET))
def test_any_single_change_of_a_made_code_is_noticed(serial, place, other):
    code = uscc.made("91", "320583", serial)
    assert uscc.checked(code) == code
    if code[place] != other:
        with pytest.raises(uscc.BadUscc):
            uscc.checked(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize(
    ("number", "sex", "born"),
    [
        ("320583199001011232", "男", date(1990, 1, 1)),
        ("320583201206154560", "女", date(2012, 6, 15)),
        ("320523196002290026", "女", date(1960, 2, 29)),
        ("810000199001011230", "男", date(1990, 1, 1)),
    ],
)
def test_real_identity_numbers_pass(number, sex, born):
    found = resident_id.checked(number, TODAY)
    assert (found.sex, found.born_on) == (sex, born)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("320583195802290018", "不是真实的日期"),
        ("320583190013010017", "不是真实的日期"),
        ("320583209912310010", "不可能"),
        ("320583199001011233", "第 18 位校验码应为 2"),
        ("32058319900101123", "现为 17 位"),
        ("320583900101123", "第一代"),
        ("32058319900101123Y", "第 18 位应为数字或者 X"),
    ],
)
def test_a_wrong_identity_number_is_told_where(number, why):
    with pytest.raises(resident_id.BadId, match=why):
        resident_id.checked(number, TODAY)


def test_fourteen_is_reached_on_the_birthday():
    child = resident_id.checked("320583201206154560", TODAY)
    assert (child.age_on(date(2026, 6, 14)), child.age_on(date(2026, 6, 15))) == (13, 14)


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("name", "张三", "张*"),
        ("name", "欧阳修文", "欧阳**"),
        ("name", "阿卜杜拉·买买提", "阿***·***"),
        ("name", "昆山××精密模具有限公司", "昆山××精密模具有限公司"),
        ("id", "320583199001011232", "320583********1232"),
        ("phone", "13812348000", "138****8000"),
        ("address", "玉山镇新乐锦园12号楼301室", "玉山镇新乐锦园***"),
        ("bank", "6222021102012345678", "***************5678"),
        ("plate", "苏E3K812", "苏E***12"),
    ],
)
def test_masks(kind, text, shown):
    assert masking.masked(kind, text) == shown


def test_numbers_in_free_text_are_masked():
    assert scrubbed("电话13812348000，身份证320583199001011232。") == "电话138****8000，身份证320583********1232。"
