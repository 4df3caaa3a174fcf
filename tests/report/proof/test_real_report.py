"""The real report of a zone: every result tied and agreeing, every changed number found."""

from __future__ import annotations

import random

import pytest

from yuheng.report.proof import Proof, Quantity, Verdict, proofread
from yuheng.report.proof.quantities import Fuzz

from .sample import REPORT, needs_report, real_figures

pytestmark = [pytest.mark.statutes, needs_report]

# Shown in the text of the report; the other figure of the list is a name, not a number.
NOT_WRITTEN = {"decisions.catalogued"}


@pytest.fixture(scope="module")
def text() -> str:
    return REPORT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def proof(text: str) -> Proof:
    return proofread(text, real_figures())


def test_every_result_of_the_year_is_tied_and_agrees(proof: Proof) -> None:
    assert proof.year == 2023
    assert proof.of(Verdict.DIFFERS) == ()
    assert proof.of(Verdict.UNTRACEABLE) == ()
    tied = [one.indicator for one in proof.of(Verdict.MATCHES)]
    assert len(tied) == len(set(tied))
    assert set(tied) == {figure.id for figure in real_figures().figures()} - NOT_WRITTEN


def test_fixed_expressions_are_no_results(proof: Proof) -> None:
    none = {one.text for one in proof.of(Verdict.NOT_A_RESULT)}
    assert {"“四个专题”", "“三项制度”", "“一网通办”", "“1+N”", "“五进”", "“一体两翼”", "第一时间", "一是", "阅读:1次", "2023年度",
            "《法治政府建设实施纲要(2021-2025年)》", "一案多人", "百日教育整顿", "第一责任人"} <= none  # fmt: skip


def test_it_says_that_the_duty_of_the_head_and_the_causes_are_missing(proof: Proof) -> None:
    found = {finding.code: finding for finding in proof.findings}
    assert "没有党政主要负责人履行推进法治建设第一责任人职责情况的部分" in found["part.principal"].message
    assert "没有写原因" in found["part.causes"].message
    assert "第二十五条" in found["part.causes"].basis
    assert "part.plan" not in found
    assert "part.shortcomings" not in found
    assert found["claim.rectified"].quote == "交办整改"
    assert "3100份" in found["same_set.alike"].message
    assert "rol_report.publish" not in found  # the page bears 11 March


def test_the_report_has_no_findings_that_a_reviewer_would_wave_away(proof: Proof) -> None:
    expected = {"rol_report.submit", "part.causes", "part.principal", "claim.denominator", "claim.rectified", "same_set.alike"}
    assert {finding.code for finding in proof.findings} == expected


def _replaced(text: str, one: Quantity, new: str) -> str:
    lines = text.splitlines()
    line = lines[one.paragraph]
    lead = len(line) - len(line.lstrip())
    assert line[lead + one.start : lead + one.end] == one.text
    lines[one.paragraph] = line[: lead + one.start] + new + line[lead + one.end :]
    return "\n".join(lines)


def _changed(one: Quantity, chance: random.Random) -> str:
    """The same statement with another number, in a notation chosen by chance, that the record cannot satisfy."""
    assert one.value is not None
    unit = one.text[-1] if one.unit not in ("人次", "万元") else one.unit
    if one.unit in ("%", "万元"):
        shift = chance.choice([-7, -1, 1]) * chance.choice([1, 10 ** -len(str(float(one.value)).split(".")[1])])
        number = f"{float(one.value) + shift:.2f}".rstrip("0").rstrip(".")
        return f"百分之{_chinese(int(one.value) - 3)}" if one.unit == "%" and chance.random() < 0.2 else number + unit
    value = int(one.value)
    step = chance.choice([1, 2, 3, 10, 100])
    if one.amount.fuzz is Fuzz.MORE_THAN:
        place = int(one.amount.written.coarse) if one.amount.written else 1
        # Downwards a rounder number could be true again: 3107 is also 3000余.
        new = value + place * chance.choice([1, 2, 3]) if value == place or chance.random() < 0.5 else value - place - place // 10
        style = chance.choice([str, _grouped])
        return style(new) + chance.choice(["余", "多"]) + unit
    new = value + step if value <= step or chance.random() < 0.5 else value - step
    return chance.choice([str, _grouped, _wide, _chinese])(new) + unit


def _grouped(value: int) -> str:
    return f"{value:,}"


def _wide(value: int) -> str:
    return str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def _chinese(value: int) -> str:
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    if value >= 10_000:
        rest = value % 10_000
        return _chinese(value // 10_000) + "万" + ("零" if 0 < rest < 1000 else "") + (_chinese(rest) if rest else "")
    written, gap = "", False
    for place, digit in zip(range(len(str(value)) - 1, -1, -1), map(int, str(value)), strict=True):
        if digit:
            written += ("零" if gap else "") + digits[digit] + units[place]
        gap = digit == 0 and bool(written)
    return written.removeprefix("一") if value < 20 and value >= 10 else written


@pytest.mark.parametrize("seed", range(12))
def test_a_copy_with_ten_changed_numbers_shows_exactly_those_ten(text: str, proof: Proof, seed: int) -> None:
    chance = random.Random(seed)
    chosen = chance.sample(list(proof.of(Verdict.MATCHES)), 10)
    changed = text
    for one in sorted(chosen, key=lambda one: (one.paragraph, one.start), reverse=True):
        changed = _replaced(changed, one, _changed(one, chance))
    again = proofread(changed, real_figures())
    assert {one.indicator for one in again.of(Verdict.DIFFERS)} == {one.indicator for one in chosen}
    assert len(again.of(Verdict.DIFFERS)) == 10
    assert again.of(Verdict.UNTRACEABLE) == ()


def test_any_single_changed_number_differs_and_names_its_indicator(text: str, proof: Proof) -> None:
    chance = random.Random(2023)
    lines = text.splitlines()
    for one in proof.of(Verdict.MATCHES):
        for _ in range(8):
            new = _changed(one, chance)
            paragraph = _replaced(text, one, new).splitlines()[one.paragraph]
            chapter = "" if one.paragraph < 4 else lines[one.paragraph - 1]
            again = proofread(f"2023年法治政府建设年度报告\n{chapter}\n{paragraph}", real_figures())
            differing = [(other.indicator, other.text) for other in again.of(Verdict.DIFFERS)]
            assert [name for name, _ in differing] == [one.indicator], (new, one.sentence, differing)
