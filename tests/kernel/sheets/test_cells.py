"""Cells as people fill them in: taken right, or refused with a reason."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.documents.context import capital_text
from yuheng.kernel.now import CHINA
from yuheng.kernel.sheets import cells, days, numbers, numerals
from yuheng.kernel.sheets.columns import BadCell, Column, Option


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        ("1,234.50元", 123450),
        ("１，２３４．５０", 123450),
        ("￥1234.5", 123450),
        ("人民币 3.5 万元", 3_500_000),
        ("2051.8万元", 2_051_800_000),
        ("1.2亿", 12_000_000_000),
        ("'500", 50000),
        ("\u200b 500\xa0", 50000),
        ("五千元", 500_000),
        ("伍仟元整", 500_000),
        ("壹万陆仟肆佰零玖元零贰分", 1_640_902),
        ("伍角", 50),
        ("500元整", 50000),
        (20518000.000000004, 2_051_800_000),
        (0.1 + 0.2, 30),
        (1e6, 100_000_000),
        (500, 50000),
        ("0", 0),
        ("1 234 567", 123_456_700),
    ],
)
def test_sums_are_read_to_the_fen(value, cents):
    assert numbers.money(value) == cents


def test_the_unit_of_the_column_counts_unless_the_cell_names_its_own():
    assert numbers.money("0.05", unit="万元") == 50_000
    assert numbers.money(0.05, unit="万元") == 50_000
    assert numbers.money("500元", unit="万元") == 50_000


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("12.345", "最多填写到分"),
        (1 / 3, "最多填写到分"),
        ("1,23", "逗号"),
        ("1.234.5", "位置不对"),
        ("约500元", "准确"),
        ("500余", "准确"),
        ("300-500", "范围"),
        ("2.05E+07", "科学计数法"),
        ("100美元", "外币"),
        ("5OO", "字母"),
        ("三万五", "应当填写数字"),
        ("-5", "负数"),
        ("(5.00)", "负数"),
        ("12345678901234567890", "18 位"),
        (True, "是/否"),
        (date(2023, 1, 1), "日期"),
        (float("inf"), "有效"),
        ("abc", "应当填写数字"),
        ("1000元/月", "应当填写数字"),
    ],
)
def test_sums_that_are_not_exact_are_refused(value, why):
    with pytest.raises(BadCell, match=why):
        numbers.money(value)


@pytest.mark.parametrize(
    ("value", "cents"),
    [("红字1,234.50", -123_450), ("-1,234.50（红字）", -123_450), ("[红字] ¥1，234．5元", -123_450), ("红字：壹佰元整", -10_000), ("1,234.50元", 123_450), ("1.2万元", 1_200_000)],
)
def test_a_sum_is_negative_only_where_its_cell_says_red(value, cents):
    assert numbers.money(value, red=True) == cents
    assert cells.parse(Column("a", "金额", "money", red=True), value) == cents


def test_a_minus_without_the_mark_and_a_mark_where_none_is_taken_are_refused():
    for bare in ("-1,234.50", "(1,234.50)", -1234.5):
        with pytest.raises(BadCell, match="没有注明“红字”"):
            numbers.money(bare, red=True)
    with pytest.raises(BadCell):
        numbers.money("红字1,234.50")


@settings(max_examples=200)
@given(st.integers(0, 10**12), st.sampled_from(("{0}", "¥{0}", "￥{0}元", "人民币{0}元整", " {0} ", "'{0}", "红字{0}")), st.booleans(), st.booleans())
def test_however_a_sum_is_written_the_fen_are_the_same(cents, frame, grouped, wide):
    plain = f"{cents // 100:,}.{cents % 100:02d}" if grouped else f"{cents // 100}.{cents % 100:02d}"
    written = frame.format(plain)
    if wide:
        written = written.translate(str.maketrans("0123456789,.", "０１２３４５６７８９，．"))
    assert numbers.money(written, red=True) == (-cents if "红字" in frame else cents)
    assert numbers.money(f"{capital_text(cents)}", red=True) == cents


@settings(max_examples=200)
@given(st.text(alphabet="0123456789,.", min_size=1, max_size=12))
def test_a_sum_with_marks_is_taken_only_in_groups_of_three_with_at_most_two_decimals(text):
    right = re.fullmatch(r"(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?", text) and re.search(r"\d", text)
    decimals = text.partition(".")[2].rstrip("0")
    try:
        cents = numbers.money(text)
    except BadCell:
        assert not right or len(decimals) > 2
    else:
        assert right
        assert Decimal(cents) / 100 == Decimal(text.replace(",", ""))


@settings(max_examples=150)
@given(st.integers(0, 10**15 - 1))
def test_a_float_that_excel_kept_gives_back_the_fen(cents):
    assert numbers.money(cents / 100) == cents
    assert numbers.money(f"{cents // 100:,}.{cents % 100:02d}元") == cents


@pytest.mark.parametrize(
    ("value", "number"),
    [("12件", 12), (" 3 人次", 3), ("三百二十", 320), ("1.2万", 12000), (7.0, 7), ("10,977", 10977), ("一万零九百七十七件", 10977), ("十", 10)],
)  # fmt: skip
def test_counts_are_read(value, number):
    assert numbers.whole(value) == number


@pytest.mark.parametrize(
    ("value", "why"), [("3.5", "整数"), (2.5, "整数"), ("380余件", "准确"), ("-1", "负数"), ("12月", "数字")]
)
def test_counts_that_are_none_are_refused(value, why):
    with pytest.raises(BadCell, match=why):
        numbers.whole(value)


def test_bounds_are_told():
    with pytest.raises(BadCell, match="不能大于 100，现为 101"):
        numbers.whole("101", most=100)
    with pytest.raises(BadCell, match=r"不能大于 1,000.00 元"):
        numbers.money("1000.01", most=100_000)
    assert numbers.whole("-3", least=None) == -3


@pytest.mark.parametrize(
    ("value", "share"),
    [("93.18%", Fraction(9318, 10000)), (0.9318, Fraction(9318, 10000)), ("９３．１８％", Fraction(9318, 10000)), ("41/44", Fraction(41, 44)), ("百分之九十八点五", Fraction(985, 1000)), ("100%", Fraction(1)), (1.0, Fraction(1))],
)  # fmt: skip
def test_shares_are_fractions(value, share):
    assert numbers.ratio(value) == share


@pytest.mark.parametrize(
    ("value", "why"), [(93.18, "百分号"), ("120%", "0% 至 100%"), ("3/0", "分母"), ("-5%", "0% 至"), ("很高", "数字")]
)
def test_shares_that_could_mean_two_things_are_refused(value, why):
    with pytest.raises(BadCell, match=why):
        numbers.ratio(value)


@settings(max_examples=200)
@given(st.integers(0, 10**12))
def test_chinese_numerals_agree_with_another_implementation(number):
    assert numerals.whole(cn2an.an2cn(number, "low")) == number
    assert numerals.whole(cn2an.an2cn(number, "up")) == number


@settings(max_examples=100)
@given(st.integers(1, 10**11))
def test_sums_in_words_agree_with_another_implementation(cents):
    words = cn2an.an2cn(f"{cents // 100}.{cents % 100:02d}", "rmb")
    assert numerals.yuan(words) == Decimal(cents) / 100


@pytest.mark.parametrize(
    "text", ["二百五", "三万五", "百", "一十百", "五五十", "零零五百", "万", "一亿亿", "两千三", "一百零"]
)
def test_numerals_that_could_mean_two_things_mean_nothing(text):
    assert numerals.whole(text) is None


NINTH = date(2023, 9, 1)
WALL_CLOCK = datetime(2023, 9, 1, 14, 30)  # noqa: DTZ001 a cell of Excel knows no zone


@pytest.mark.parametrize(
    "value",
    [
        "2023.9.1", "2023年9月1日", "2023/9/1", "20230901", 20230901.0, 45170.0, "2023-09-01", "２０２３－０９－０１", "2023年9月1号", "2023.09.01 14:30",
        "2023年9月1日（星期五）", "2023 年 9 月 1 日", "二〇二三年九月一日", WALL_CLOCK, NINTH, 45170.604166667, "2023-09-01T14:30:00+08:00",
        "2023-08-31T16:30:00Z", "'2023-9-1", "2023/9/1 下午2:30", "2023-9-1 9时5分",
    ],
)  # fmt: skip
def test_days_are_read_in_every_writing(value):
    assert days.day(value) == NINTH


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("2023.2.30", "2023 年 2 月只有 28 天"),
        ("20230931", "9 月只有 30 天"),
        ("2023-13-01", "月份应为 1 至 12"),
        ("9月1日", "缺少年份"),
        ("9.1", "缺少年份"),
        ("2023年9月", "缺少日"),
        ("202309", "缺少日"),
        (2023.9, "缺少日"),
        (2023, "只有年份"),
        ("2023", "只有年份"),
        ("9/1/2023", "分不清月和日"),
        ("23.9.1", "两位"),
        ("2023年9月1日（星期四）", "是星期五"),
        ("2023-9-1至2023-9-5", "只填一个日期"),
        ("2023-9-1 25:00", "时间不对"),
        ("45170", "应当填写日期"),
        (12345, "数字"),
        (True, "应当填写日期"),
        ("昨天", "应当填写日期"),
        ("2023-9.1", "应当填写日期"),
    ],
)
def test_days_that_are_none_are_refused(value, why):
    with pytest.raises(BadCell, match=why):
        days.day(value)


def test_days_outside_the_callers_bounds_are_refused():
    with pytest.raises(BadCell, match="晚于 2026-11-24"):
        days.day("2099-01-01", latest=date(2026, 11, 24))
    with pytest.raises(BadCell, match="早于 1949-10-01"):
        days.day("1023-09-01", earliest=date(1949, 10, 1))


@pytest.mark.parametrize(
    "value",
    [
        "2023-09-01 14:30",
        "2023年9月1日 下午2:30",
        "2023/9/1 14点30分",
        WALL_CLOCK,
        45170.604166667,
        "2023-09-01T06:30:00Z",
    ],
)
def test_moments_are_china_time(value):
    assert days.moment(value) == datetime(2023, 9, 1, 14, 30, tzinfo=CHINA)


def test_a_moment_without_a_time_is_refused():
    with pytest.raises(BadCell, match="缺少时间"):
        days.moment("2023-09-01")


@settings(max_examples=100)
@given(st.dates(date(1955, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_in_every_writing(day):
    serial = (day - date(1899, 12, 30)).days
    forms = [
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month:02}月{day.day}日",
        day.isoformat(),
        serial,
        float(serial),
    ]
    assert {days.day(form) for form in forms} == {day}


@pytest.mark.parametrize(
    ("value", "kept"),
    [("320583199001011232", "320583199001011232"), (13812348000.0, "13812348000"), ("'0512", "0512"), ('="00123"', "00123"), ("13812348000.0", "13812348000"), ("\u202d91320583MA1KGX100E\u202c", "91320583MA1KGX100E")],
)  # fmt: skip
def test_codes_keep_every_digit(value, kept):
    assert cells.code(value) == kept


@pytest.mark.parametrize(
    ("value", "why"),
    [(110105199001011230.0, "只保留前 15 位"), ("1.10105E+17", "科学计数法"), (date(2023, 1, 1), "文本格式")],
)
def test_codes_that_lost_digits_are_refused(value, why):
    with pytest.raises(BadCell, match=why):
        cells.code(value)


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("是", True),
        ("√", True),
        (1.0, True),
        ("Y", True),
        (True, True),
        ("否", False),
        ("无", False),
        ("×", False),
        (0.0, False),
    ],
)
def test_yes_and_no(value, answer):
    assert cells.yes_no(value) is answer


SOURCES = (
    Option("visit", "来访", ("上门", "现场")),
    Option("grid", "网格 上报"),
    Option("police", "公安（110）", ("110",)),
)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (" 来访 ", "visit"),
        ("上门", "visit"),
        ("网格上报", "grid"),
        ("公安(110)", "police"),
        (110.0, "police"),
        ("GRID", "grid"),
    ],
)
def test_choices_are_known_by_word_synonym_and_code(value, code):
    assert cells.choice(value, SOURCES) == code


def test_an_unknown_choice_is_told_the_nearest():
    with pytest.raises(BadCell, match=r"没有选项“来仿”，是不是“来访”？可选：来访、网格 上报"):
        cells.choice("来仿", SOURCES)


def test_several_choices_come_in_the_order_of_the_declaration():
    assert cells.choices("110；来访、来访", SOURCES) == ["visit", "police"]


def test_text_is_what_is_seen():
    assert cells.parse(Column("a", "甲"), "\ufeff 张\u200b三\n李四　") == "张三 李四"
    assert cells.parse(Column("a", "甲", "long_text"), "一\r\n二") == "一\n二"
    assert cells.parse(Column("a", "甲"), 12.0) == "12"
    assert cells.parse(Column("a", "甲"), "无") == "无"


@pytest.mark.parametrize("value", [None, "", " ", "/", "—", "无", "\u200b"])
def test_signs_for_nothing_mean_nothing_in_numbers(value):
    assert cells.parse(Column("a", "甲", "money"), value) is None


def test_a_check_of_the_caller_refuses_with_its_own_reason():
    def check(text: str) -> str:
        raise ValueError("校验位应为 E。")

    with pytest.raises(BadCell, match="校验位应为 E"):
        cells.parse(Column("a", "甲", "code", check=check), "91320583MA1KGX100F")


KINDS = ["text", "long_text", "code", "int", "money", "ratio", "date", "datetime", "bool", "choice", "choices"]


@settings(max_examples=200)
@given(
    st.sampled_from(KINDS),
    st.one_of(
        st.text(max_size=20),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
        st.text("0123456789.-/年月日元万%E+ ", max_size=14),
    ),
)
def test_whatever_stands_in_a_cell_is_taken_or_refused_in_chinese(kind, value):
    column = Column("a", "甲", kind, choices=SOURCES)
    reason = ""
    try:
        assert not isinstance(cells.parse(column, value), float)
    except BadCell as error:
        reason = str(error)
    assert reason == "" or reason.endswith(("。", "。）"))
