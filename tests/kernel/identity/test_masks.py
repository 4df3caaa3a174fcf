"""What a mask shows, and that free text keeps no number of a person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.identity import masking, resident_id
from yuheng.kernel.identity.scrubbing import scrubbed


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("name", "欧阳修", "欧阳*"),
        ("name", "王 芳", "王*"),
        ("name", "John Smith", "J*** S****"),
        ("name", "玉山镇老张面馆", "玉山镇老张面馆"),
        ("id", "E12345678", "E1*****78"),
        ("phone", "0512-57300000转8012", "0512-****00"),
        ("phone", "57300000", "****00"),
        ("phone", "12345", "12345"),
        ("phone", "没有", "****"),
        ("address", "前进中路198号3幢502室", "前进中路198号***"),
        ("address", "前进中路198号", "前进中路198号"),
        ("address", "娄苑路88号3-502", "娄苑路88号***"),
        ("address", "大渔村3组15号", "大渔村***"),
        ("address", "翰林苑15号301", "翰林苑***"),
        ("address", "中华园路100弄5号302室", "中华园路100弄***"),
        ("address", "花桥商务城A座1203", "花桥商务城***"),
        ("plate", "苏ED12345", "苏E***45"),
        ("order", "20230901000123", "**********0123"),
    ],
)
def test_masks_by_kind(kind, text, shown):
    assert masking.masked(kind, text) == shown


def test_small_counts_name_somebody():
    assert [masking.count(n) for n in (0, 1, 4, 5, 414)] == ["0", "<5", "<5", "5", "414"]


@settings(max_examples=60)
@given(st.floats(120.5, 121.5), st.floats(31.0, 31.8))
def test_a_point_moves_less_than_its_cell_and_a_cell_has_one_answer(longitude, latitude):
    east, north = masking.coordinates(longitude, latitude)
    assert abs(north - latitude) * 111_320 <= 251 + 12
    assert abs(east - longitude) * 111_320 * 0.861 <= 251 + 12
    assert masking.coordinates(east, north) == (east, north)


def test_numbers_in_free_text_are_found_in_every_way_of_writing():
    text = (
        "电话１３８１２３４８０００或138-1234-8000、0512-57300000，证320583 19900101 1232，"
        "卡6222 0210 2012 3456 789，车苏E·3K812，老证320583900101123，案号20230012345，机关123205830140082309，张三丰说"
    )
    assert scrubbed(text, ("张三丰",)) == (
        "电话138****8000或138****8000、0512-****00，证320583********1232，"
        "卡***************6789，车苏E***12，老证32***********23，案号20230012345，机关123205830140082309，张**说"
    )


BESIDE = st.text(st.characters(exclude_categories=["Nd", "Lu", "Ll", "Nl", "No", "Cs"]), max_size=8)


@settings(max_examples=80)
@given(BESIDE, st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(1, 999), st.integers(0, 10**8 - 1), BESIDE)
def test_no_number_survives_in_any_text(before, born, serial, tail, after):
    number, mobile = resident_id.made("320583", born, serial), f"139{tail:08d}"
    shown = scrubbed(f"{before}{number}{after}，{mobile}{after}")
    assert number not in shown
    assert mobile not in shown
    assert scrubbed(shown) == shown


@given(st.text(max_size=60))
def test_text_without_digits_and_plates_stays_as_it_is(text):
    if not any(c.isalnum() for c in text):
        assert scrubbed(text) == text
