"""双公示: exactly the standard's fields, nothing shown that may not be, every answer tied to its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from yuheng.faces.exchange.publicity.answers import answers
from yuheng.faces.exchange.publicity.delivery import file_of
from yuheng.faces.exchange.publicity.fields import fields_of
from yuheng.faces.exchange.publicity.rules import Record, judged, public
from yuheng.kernel import now
from yuheng.kernel.identity.resident_id import made as made_id
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.now import CHINA
from yuheng.kernel.sheets.columns import BadSheet, Column
from yuheng.kernel.sheets.reading import read

DAY = date(2023, 6, 1)
FIRM = {
    "CF_XDR_MC": "昆山甲有限公司", "CF_XDR_LB": "法人及非法人组织", "CF_XDR_SHXYM": made_uscc("91", "320583", 5), "CF_WSH": "昆高执罚决〔2023〕8号",
    "CF_WFXW": "擅自设置户外广告", "CF_SY": "未经许可设置广告。", "CF_YJ": "《江苏省城市市容和环境卫生管理条例》", "CF_CFLB": "罚款", "CF_NR": "罚款500.00元",
    "CF_NR_FK": Decimal(50_000) / 1_000_000, "CF_JDRQ": DAY, "CF_YXQ": "2099/12/31", "CF_CFJG": "综合行政执法局", "CF_CFJGDM": made_uscc("11", "320583", 6),
    "CF_SJLY": "综合行政执法局", "CF_SJLYDM": made_uscc("11", "320583", 6),
}  # fmt: skip
PERSON = {
    **FIRM, "CF_XDR_MC": "王小明", "CF_XDR_LB": "自然人", "CF_XDR_SHXYM": None, "CF_XDR_ZJLX": "身份证",
    "CF_XDR_ZJHM": made_id("320583", date(1990, 1, 1), 12), "CF_SY": "王小明未经许可设置广告，电话13812345678。",
}  # fmt: skip


def record(**changes) -> Record:
    return Record(1, "8号", DAY, {**FIRM, **changes})


def person(**changes) -> Record:
    return Record(2, "9号", DAY, {**PERSON, **changes})


@pytest.fixture(autouse=True)
def june():
    with now.at(datetime(2023, 6, 20, 9, tzinfo=CHINA)):
        yield


def test_a_record_with_all_that_is_due_may_go_out():
    assert judged("penalty", record()).problems == ()
    assert judged("penalty", person()).problems == ()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"CF_WSH": ""}, "行政处罚决定书文号"), ({"CF_XDR_SHXYM": None}, "统一社会信用代码"), ({"CF_XDR_SHXYM": "91320583MA1KGX1001"}, "校验"),
        ({"CF_NR_FK": None}, "罚款金额"), ({"CF_CFLB": "罚款；没收违法所得、没收非法财物"}, "没收金额"), ({"CF_CFLB": "训诫"}, "训诫"),
        ({"CF_XDR_MC": "长" * 201}, "最多 200 字"), ({"CF_CFJGDM": ""}, "处罚机关统一社会信用代码"),
        ({"CF_CFLB": "暂扣或者吊销许可证、暂扣或者吊销执照"}, "证照名称"),
    ],
)  # fmt: skip
def test_what_the_platform_would_return_is_told_before(changes, word):
    assert any(word in problem for problem in judged("penalty", record(**changes)).problems)


def test_natural_persons_need_their_certificate_and_minors_stay_out():
    assert any("证件" in problem for problem in judged("penalty", person(CF_XDR_ZJHM=None)).problems)
    young = made_id("320583", date(2005, 6, 2), 12)
    assert judged("penalty", person(CF_XDR_ZJHM=young)).problems == ("当事人未成年，不报送、不公示",)
    grown = made_id("320583", date(2005, 6, 1), 12)
    assert judged("penalty", person(CF_XDR_ZJHM=grown)).ready


def titles(data: bytes, sort: str) -> list[str]:
    columns = [Column(field.code, field.name, "text", required=True) for field in fields_of(sort) if field.code != "BZ"]
    return list(read(data, columns).columns)


@pytest.mark.parametrize(("sort", "count"), [("penalty", 29), ("licence", 27)])
def test_the_file_has_exactly_the_fields_of_the_standard_in_their_order(sort, count):
    data = file_of(sort, [], datetime(2023, 6, 20, tzinfo=CHINA))
    assert len(fields_of(sort)) == count
    assert titles(data, sort) == [field.code for field in fields_of(sort) if field.code != "BZ"]


def test_sums_codes_and_days_stay_what_they_are_and_the_same_records_give_the_same_bytes():
    made = datetime(2023, 6, 20, tzinfo=CHINA)
    data = file_of("penalty", [record(), person()], made)
    assert data == file_of("penalty", [record(), person()], made)
    columns = [Column("code", "行政相对人代码_1（统一社会信用代码）", "code"), Column("sum", "罚款金额（万元）", "money"), Column("day", "处罚决定日期", "date"), Column("id", "证件号码", "code")]
    first, second = read(data, columns).rows
    assert first.values == {"code": FIRM["CF_XDR_SHXYM"], "sum": 50_000, "day": DAY, "id": None}
    assert second.values["id"] == PERSON["CF_XDR_ZJHM"]


def test_the_public_version_shows_no_certificate_no_name_and_no_telephone():
    shown = public("penalty", person()).told
    assert shown["CF_XDR_ZJHM"] is None
    assert shown["CF_XDR_ZJLX"] is None
    assert "小明" not in str(shown["CF_XDR_MC"])
    assert "13812345678" not in str(shown["CF_SY"])
    data = file_of("penalty", [person()], datetime(2023, 6, 20, tzinfo=CHINA), shown=True)
    assert PERSON["CF_XDR_ZJHM"].encode() not in data
    with pytest.raises(BadSheet):
        read(data, [Column("id", "证件号码", "code", required=True)])
    assert public("penalty", record()).told["CF_XDR_MC"] == "昆山甲有限公司"


ITEMS = {n: {"number": f"{n}号", "state": "sent"} for n in range(1, 5)}
FILE = "决定书文号,返回码,返回说明,回执日期\n1号,0,成功,2023-06-10\n2号,101,代码有误,2023-06-10\n9号,0,,\n1号,0,,\n3号,,,\n4号,0,,2023-05-01\n"


def test_answers_are_tied_by_number_and_what_cannot_be_is_told_by_its_line():
    found = answers(FILE.encode("utf-8-sig"), ITEMS, date(2023, 6, 8))
    assert [(row["row"], row["state"], row["answer"]) for row in found.rows] == [(1, "accepted", "0"), (2, "rejected", "101")]
    told = dict(found.problems)
    assert "没有“9号”" in told[4]
    assert "两次" in told[5]
    assert "既没有" in told[6]
    assert "早于报送" in told[7]


def test_the_same_file_of_answers_changes_nothing_the_second_time():
    first = answers(FILE.encode(), ITEMS, None)
    after = {n: {**item, **next((row for row in first.rows if row["row"] == n), {})} for n, item in ITEMS.items()}
    again = answers(FILE.encode(), after, None)
    assert again.rows == []
    assert again.unchanged == 3


def test_a_file_that_is_no_sheet_is_refused_with_words():
    with pytest.raises(BadSheet):
        answers(b"\x00\x01broken", ITEMS, None)


def test_a_record_keeps_its_matter_through_judging():
    assert replace(judged("penalty", record()), problems=()) == record()
