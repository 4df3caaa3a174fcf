"""Certificates, phones and names."""

from __future__ import annotations

from datetime import date

import pytest

from yuheng.kernel.identity import certificates, names, phone
from yuheng.kernel.identity.resident_id import BadId

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("resident", "32058319900101 1232", "320583199001011232"),
        ("old_resident", "320583900101123", "320583900101123"),
        ("residence_permit", "810000199001011230", "810000199001011230"),
        ("mainland_pass", "h12345678", "H12345678"),
        ("mainland_pass", "M1234567801", "M1234567801"),
        ("taiwan_pass", "12345678", "12345678"),
        ("passport", "E1234 5678", "E12345678"),
        ("permanent_residence", "USA310090101023", "USA310090101023"),
        ("none", " ", ""),
    ],
)
def test_each_kind_of_certificate_is_kept_in_one_form(kind, text, number):
    assert certificates.checked(kind, text, TODAY).number == number


def test_an_old_card_tells_birthday_and_sex_and_stays_text():
    card = certificates.checked("old_resident", "320583900101123", TODAY)
    assert (card.born_on, card.sex) == (date(1990, 1, 1), "男")


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("residence_permit", "320583199001011232", "810000"),
        ("old_resident", "320583901301123", "不是真实的出生日期"),
        ("mainland_pass", "K12345678", "H 或者 M"),
        ("passport", "护照", "字母和数字"),
        ("passport", "", "无证件"),
        ("none", "123", "应当留空"),
        ("resident", "320583199001011233", "应为 2"),
        ("driving", "1", "没有这种证件类型"),
    ],
)
def test_a_wrong_certificate_is_told_why(kind, text, told):
    with pytest.raises(BadId, match=told):
        certificates.checked(kind, text, TODAY)


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("+86 138-1234-8000", "13812348000", "mobile"),
        ("１３８１２３４８０００", "13812348000", "mobile"),
        ("013812348000", "13812348000", "mobile"),
        ("(0512)57300000-8012", "0512-57300000-8012", "fixed"),
        ("0512-57300000转8012", "0512-57300000-8012", "fixed"),
        ("01088886666", "010-88886666", "fixed"),
        ("57300000", "57300000", "fixed"),
        ("400 820 8820", "400-820-8820", "service"),
        ("12345", "12345", "short"),
    ],
)
def test_phones_have_one_form(text, number, kind):
    assert phone.checked(text) == phone.Phone(number, kind)


@pytest.mark.parametrize(
    ("text", "told"),
    [("1381234800", "11 位，现为 10 位"), ("138123480OO", "第 10 位“O”不是数字，可能应为“0”"), ("12812348000", "第 2 位"), ("0512-5730", "7 至 8 位"), ("13812348000、13912348000", "只填一个"), ("", "0 位")],
)  # fmt: skip
def test_a_wrong_phone_is_told_why(text, told):
    with pytest.raises(phone.BadPhone, match=told):
        phone.checked(text)


@pytest.mark.parametrize(
    ("text", "one"),
    [("昆山 (中国)有限公司", "昆山（中国）有限公司"), ("阿迪力・买买提", "阿迪力·买买提"), ("王　芳", "王芳"), ("John  Smith", "John Smith")],
)  # fmt: skip
def test_names_have_one_form_for_comparing(text, one):
    assert names.normalised(text) == one


@pytest.mark.parametrize(
    "text", ["玉山镇老张面馆", "昆山（中国）有限公司", "刘记牛肉面（玉山店）", "昆山市人民医院", "ABC Co., Ltd."]
)
def test_bodies_are_known(text):
    assert names.is_body(text)


@pytest.mark.parametrize(
    "text", ["张三", "王李文园", "司马德馆", "李四（个体工商户）", "阿迪力·买买提", "陈店", "John Smith"]
)
def test_a_person_is_not_taken_for_a_body(text):
    assert not names.is_body(text)
