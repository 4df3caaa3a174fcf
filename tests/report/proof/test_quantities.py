"""Every quantity of a text, however written, read exactly; numerals that count nothing, recognised."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuheng.kernel.law.numerals import chinese as written_in_chinese
from yuheng.report.proof.numerals import chinese
from yuheng.report.proof.quantities import Fuzz, amounts


def found(text: str) -> list[tuple[str, Fraction | None, str, Fuzz]]:
    return [(one.text, one.value, one.unit, one.fuzz) for one in amounts(text) if not one.mask]


WRITTEN = [
    ("化解风险32项", "32项", 32, "项", Fuzz.EXACT),
    ("化解风险３２项", "３２项", 32, "项", Fuzz.EXACT),
    ("调解纠纷10,977件", "10,977件", 10977, "件", Fuzz.EXACT),
    ("调解纠纷１０，９７７件", "１０，９７７件", 10977, "件", Fuzz.EXACT),
    ("调解纠纷10 977件", "10 977件", 10977, "件", Fuzz.EXACT),
    ("调解纠纷一万零九百七十七件", "一万零九百七十七件", 10977, "件", Fuzz.EXACT),
    ("明确十二项重点", "十二项", 12, "项", Fuzz.EXACT),
    ("举办讲座两百三十场", "两百三十场", 230, "场", Fuzz.EXACT),
    ("举办讲座380余场", "380余场", 380, "场", Fuzz.MORE_THAN),
    ("举办讲座一百二十余场", "一百二十余场", 120, "场", Fuzz.MORE_THAN),
    ("发放材料3万多份", "3万多份", 30000, "份", Fuzz.MORE_THAN),
    ("发放材料10余万份", "10余万份", 100000, "份", Fuzz.MORE_THAN),
    ("发放材料1.2万份", "1.2万份", 12000, "份", Fuzz.EXACT),
    ("参与群众近5000人次", "近5000人次", 5000, "人次", Fuzz.NEARLY),
    ("参与群众约5万人次", "约5万人次", 50000, "人次", Fuzz.ABOUT),
    ("参与群众5000人次左右", "5000人次左右", 5000, "人次", Fuzz.ABOUT),
    ("办理超过300件", "超过300件", 300, "件", Fuzz.MORE_THAN),
    ("办理不少于300件", "不少于300件", 300, "件", Fuzz.AT_LEAST),
    ("满意率95%以上", "95%以上", 95, "%", Fuzz.AT_LEAST),
    ("合格率９８．５％", "９８．５％", Fraction("98.5"), "%", Fuzz.EXACT),
    ("合格率百分之九十八点五", "百分之九十八点五", Fraction("98.5"), "%", Fuzz.EXACT),
    ("投诉率千分之三", "千分之三", Fraction(3, 10), "%", Fuzz.EXACT),
    ("占三分之一", "三分之一", Fraction(100, 3), "%", Fuzz.EXACT),
    ("占半数以上", "半数以上", 50, "%", Fuzz.AT_LEAST),
    ("占九成", "九成", 90, "%", Fuzz.EXACT),
    ("占九成五以上", "九成五以上", 95, "%", Fuzz.AT_LEAST),
    ("开会六七次", "六七次", 6, "次", Fuzz.RANGE),
    ("办理二三十件", "二三十件", 20, "件", Fuzz.RANGE),
    ("讨论过百次", "过百次", 100, "次", Fuzz.AT_LEAST),
    ("解答近万条", "近万条", 10000, "条", Fuzz.NEARLY),
    ("提高2.5个百分点", "2.5个百分点", Fraction("2.5"), "个百分点", Fuzz.EXACT),
    ("涉及金额2051.8万元", "2051.8万元", Fraction("2051.8"), "万元", Fuzz.EXACT),
    ("涉及金额1.27亿元", "1.27亿元", Fraction("1.27"), "亿元", Fuzz.EXACT),
    ("涉及金额两千万元", "两千万元", 2000, "万元", Fuzz.EXACT),
    ("为原来的3倍", "3倍", 3, "倍", Fuzz.EXACT),
    ("来访数十批次", "数十批次", 20, "批次", Fuzz.RANGE),
    ("来访几十批", "几十批", 30, "批", Fuzz.RANGE),
    ("来访上百批", "上百批", 100, "批", Fuzz.AT_LEAST),
    ("来访百余批", "百余批", 100, "批", Fuzz.MORE_THAN),
    ("每案用时30至50分钟", "30至50分钟", 30, "分钟", Fuzz.RANGE),
    ("培训3-5场", "3-5场", 3, "场", Fuzz.RANGE),
    ("出庭率100%（42/42）"[:8], "100%", 100, "%", Fuzz.EXACT),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "unit", "fuzz"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_a_quantity_is_read_as_written(text: str, words: str, value: Fraction, unit: str, fuzz: Fuzz) -> None:
    assert found(text) == [(words, value, unit, fuzz)]


def test_a_compound_is_two_quantities() -> None:
    assert [(one[1], one[2]) for one in found("受理信访事项414批577人次")] == [(414, "批"), (577, "人次")]


NOTHING = [
    "2023年5月1日", "2023年度", "2021—2025年", "二〇二三年", "第三季度", "一季度", "上半年", "5月份", "2024/03/11 14:27",
    "“四个专题”", "“三项制度”", "“1+N”", "“五进”", "《法治政府建设实施纲要(2021-2025年)》", "国办发〔2018〕118号", "（2023）苏0583民初123号",
    "第一时间", "第一责任人", "第12条", "第十一个国家宪法日", "一网通办", "一企一档", "一案多人", "举一反三", "百日会战", "三重一大", "八项规定",
    "党的二十届三中全会", "十四五", "7×24小时", "12345热线", "12348平台", "5G", "H5", "3.0版", "两会", "三所联动", "一站式", "千方百计",
]  # fmt: skip


@pytest.mark.parametrize("phrase", NOTHING)
def test_a_numeral_in_a_fixed_expression_is_no_quantity(phrase: str) -> None:
    assert found(f"推行{phrase}工作") == []
    assert found(phrase) == []


@pytest.mark.parametrize("text", ["统一部署", "进一步加强", "唯一标准", "逐一整改", "同一事项", "万一发生", "专一", "老百姓", "三令五申"])
def test_words_that_only_look_like_numerals_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_order_marks_are_recognised_and_a_decimal_is_not_taken_for_one() -> None:
    masked = [one.text.strip() for one in amounts("一是开展培训。二是组织考试。1.调研；（3）督查。") if one.mask]
    assert masked == ["一是", "二是", "1.", "（3）"]
    assert found("3.5万份材料")[0][1] == 35000


@pytest.mark.parametrize("number", ["“100%”", "“98.5%以上”"])
def test_a_quantity_alone_in_quotes_is_still_a_quantity(number: str) -> None:
    assert len(found(f"合格率达{number}。")) == 1


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read_back(value: int) -> None:
    read = chinese(written_in_chinese(value))
    assert read is not None
    assert read.value == value


@given(st.integers(1, 10**9), st.sampled_from(["件", "场", "份", "名", "个", "万元"]), st.sampled_from(["共", "达", "，", "办理"]))
def test_any_number_with_a_measure_word_is_found_with_its_value(value: int, unit: str, lead: str) -> None:
    for shown in (str(value), f"{value:,}"):
        assert [(one[1], one[2]) for one in found(f"事项{lead}{shown}{unit}。")] == [(value, unit)]


@given(st.text(alphabet="0123456789一二三十百千万亿两半几余多.,，。、：:/-%％年月日件个次第《》“”()（） 近约+", max_size=60))
def test_positions_hold_and_quantities_do_not_overlap_whatever_the_text(text: str) -> None:
    end = 0
    for one in amounts(text):
        assert one.start >= end
        assert text[one.start : one.end] == one.text
        assert one.text
        end = one.end


@given(st.text(alphabet="0123456789０９一二十百万亿两余多.,，。、：/-%％年月日件个次第《》“”()（） 近约+ABx:", max_size=60))
def test_no_digit_of_a_text_is_ever_lost(text: str) -> None:
    covered = {at for one in amounts(text) for at in range(one.start, one.end)}
    assert [at for at, sign in enumerate(text) if sign.isdigit() and at not in covered] == []


@given(st.sampled_from(["办结", "共", "达", "完成", "，", "累计"]), st.integers(2, 9999), st.sampled_from(["件", "场", "份", "名", "家", "项"]))
def test_no_counted_chinese_numeral_is_ever_lost(lead: str, value: int, unit: str) -> None:
    for numeral in {written_in_chinese(value), written_in_chinese(value).replace("二", "两", 1) if value == 2 else written_in_chinese(value)}:
        told = found(f"事项{lead}{numeral}{unit}。")
        assert [(one[1], one[2]) for one in told] == [(value, unit)]
