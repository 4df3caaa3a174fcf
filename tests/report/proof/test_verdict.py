"""What a quantity as written allows the record to be."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuheng.report.proof.figures import Figure
from yuheng.report.proof.quantities import amounts
from yuheng.report.proof.verdict import Verdict, judge, judge_change, plain


def verdict(written: str, recorded: str | int | Fraction, unit: str = "件", **more: object) -> Verdict:
    figure = Figure("x", "某项", unit, Fraction(recorded), **more)  # type: ignore[arg-type]
    (amount,) = amounts(f"某项{written}")
    return judge(amount, figure)[0]


AGREE = [
    ("380余场", 381, "场"), ("380余场", 389, "场"), ("80余场", 81, "场"), ("6000余件", 6999, "件"), ("10000余条", 10001, "条"),
    ("一百二十余份", 125, "份"), ("百余件", 199, "件"), ("十余家", 11, "家"), ("1.2万余份", 12999, "份"),
    ("3100份", 3100, "份"), ("五个", 5, "个"), ("93.18%", "93.184", "%"), ("93.18%", "93.175", "%"), ("百分之九十八", "98.4", "%"),
    ("2051.8万元", "2051.84", "万元"), ("2051.8万元", "2051.75", "万元"), ("1.27亿元", "12710.3", "万元"), ("20518000元", "2051.8", "万元"),
    ("1.1万件", 10977, "件"), ("近400名", 398, "名"), ("约400名", 380, "名"), ("超过300件", 320, "件"), ("95%以上", "99.1", "%"),
    ("九成", "90", "%"), ("30至50件", 42, "件"), ("不足100件", 99, "件"), ("数十件", 45, "件"),
]  # fmt: skip
DIFFER = [
    ("380余场", 380, "场"), ("380余场", 390, "场"), ("380余场", 379, "场"), ("6000余件", 7000, "件"), ("3100份", 3101, "份"),
    ("93.18%", "93.185", "%"), ("93.18%", "93.174", "%"), ("2051.8万元", "2051.85", "万元"), ("2051.8万元", "2051.7", "万元"),
    ("近400名", 401, "名"), ("近400名", 300, "名"), ("超过300件", 300, "件"), ("95%以上", "94.9", "%"), ("30至50件", 51, "件"),
    ("1.2万件", 10977, "件"), ("不足100件", 100, "件"), ("五个", 6, "个"), ("1万件", 10977, "件"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "recorded", "unit"), AGREE)
def test_a_record_within_what_was_written_matches(written: str, recorded: str, unit: str) -> None:
    assert verdict(written, recorded, unit) is Verdict.MATCHES


@pytest.mark.parametrize(("written", "recorded", "unit"), DIFFER)
def test_a_record_outside_what_was_written_differs(written: str, recorded: str, unit: str) -> None:
    assert verdict(written, recorded, unit) is Verdict.DIFFERS


def test_a_share_is_judged_by_its_numerator_and_denominator() -> None:
    assert verdict("93.18%", 0, "%", numerator=1230, denominator=1320) is Verdict.MATCHES
    assert verdict("93.19%", 0, "%", numerator=1230, denominator=1320) is Verdict.DIFFERS
    assert verdict("93%", 0, "%", numerator=1230, denominator=1320) is Verdict.MATCHES


def test_a_figure_without_a_record_is_untraceable_not_right() -> None:
    (amount,) = amounts("某项5件")
    assert judge(amount, Figure("x", "某项", "件", None))[0] is Verdict.UNTRACEABLE


def test_more_than_a_value_that_is_recorded_exactly_passes_only_within_one_set_and_is_remarked_on() -> None:
    (amount,) = amounts("抽查3100余份")
    alone = Figure("x", "抽查案卷", "份", Fraction(3100))
    shared = Figure("x", "抽查案卷", "份", Fraction(3100), same_set="files")
    assert judge(amount, alone)[0] is Verdict.DIFFERS
    verdict_, why = judge(amount, shared)
    assert verdict_ is Verdict.MATCHES
    assert "应当写确数" in why


@pytest.mark.parametrize(
    ("written", "down", "expected"),
    [("12.5%", False, True), ("12.6%", False, False), ("12.5%", True, False), ("10件", False, True), ("11件", False, False)],
)
def test_a_change_is_recomputed_from_both_years(written: str, down: bool, expected: bool) -> None:
    (amount,) = amounts(f"某项{written}")
    figure = Figure("x", "某项", "件", Fraction(90), previous=Fraction(80))
    assert (judge_change(amount, figure, down)[0] is Verdict.MATCHES) is expected


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_an_exact_count_matches_only_itself(written: int, recorded: int) -> None:
    assert (verdict(f"{written}件", recorded) is Verdict.MATCHES) is (written == recorded)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_share_rounded_half_up_always_matches_its_parts(numerator: int, denominator: int, places: int) -> None:
    numerator %= denominator + 1
    share = plain(Fraction(100 * numerator, denominator), places)
    padded = share + ("." if places and "." not in share else "")
    padded += "0" * (places - len(padded.partition(".")[2]))
    assert verdict(f"{padded}%", 0, "%", numerator=numerator, denominator=denominator) is Verdict.MATCHES
