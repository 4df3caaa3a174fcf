"""What reviewers look for beyond numbers: each check speaks where it must and is silent where nothing is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from yuheng.report.proof import Figures, Finding, Meta, figures_of, proofread
from yuheng.report.proof.document import from_text

from .sample import figure

NONE = figures_of(2023, [])
WHOLE = """某镇2023年法治政府建设年度报告
一、主要举措和成效
开展集体学法，推进依法行政。完成执法培训，组织案卷评查。办理行政复议案件，落实负责人出庭应诉。
二、党政主要负责人履行推进法治建设第一责任人职责情况
党政主要负责人主持会议研究法治建设，亲自部署、过问、协调、督办。
三、存在的不足和原因
执法力量仍有不足，主要原因是编制核定较早、辖区人口增长快。
四、下一年度主要安排
2024年，将充实一线执法力量。
"""


def findings(text: str, figures: Figures = NONE, last_year: str | None = None, **meta: object) -> list[Finding]:
    given: dict[str, object] = {"year": 2023, "sent": date(2024, 2, 20), "published": date(2024, 3, 20)} | meta
    return list(proofread(text, figures, last_year=last_year, meta=Meta(**given)).findings)  # type: ignore[arg-type]


def codes(text: str, figures: Figures = NONE, last_year: str | None = None, **meta: object) -> set[str]:
    return {finding.code for finding in findings(text, figures, last_year, **meta)}


def in_body(sentence: str) -> str:
    return WHOLE.replace("落实负责人出庭应诉。", "落实负责人出庭应诉。" + sentence)


def test_a_whole_report_sent_and_public_in_time_gives_no_finding() -> None:
    assert findings(WHOLE) == []


@pytest.mark.parametrize(
    ("sent", "published", "expected"),
    [
        (date(2024, 2, 29), date(2024, 3, 31), set()),
        (date(2024, 3, 1), date(2024, 3, 31), {"rol_report.submit"}),
        (date(2024, 2, 29), date(2024, 4, 1), {"rol_report.publish"}),
        (None, None, {"rol_report.submit", "rol_report.publish"}),
    ],
)
def test_it_must_be_sent_before_march_and_public_before_april(sent: date | None, published: date | None, expected: set[str]) -> None:
    found = findings(WHOLE, sent=sent, published=published)
    assert {finding.code for finding in found} == expected
    assert all("督察工作规定" in finding.basis for finding in found)
    assert all(finding.level == ("must" if sent else "look") for finding in found)


@pytest.mark.parametrize(
    ("gone", "put", "code"),
    [
        ("二、党政主要负责人履行推进法治建设第一责任人职责情况\n党政主要负责人主持会议研究法治建设，亲自部署、过问、协调、督办。\n", "", "part.principal"),
        ("，主要原因是编制核定较早、辖区人口增长快", "", "part.causes"),
        ("三、存在的不足和原因\n执法力量仍有不足，主要原因是编制核定较早、辖区人口增长快。\n", "", "part.shortcomings"),
        ("四、下一年度主要安排\n2024年，将充实一线执法力量。\n", "", "part.plan"),
        ("开展集体学法，推进依法行政。完成执法培训，组织案卷评查。办理行政复议案件，落实负责人出庭应诉。", "略。", "part.work"),
    ],
)
def test_a_missing_part_is_named(gone: str, put: str, code: str) -> None:
    assert gone in WHOLE
    (finding,) = findings(WHOLE.replace(gone, put))
    assert (finding.code, finding.level) == (code, "must")
    assert "第二十五条" in finding.basis


LAST = """某镇2022年法治政府建设年度报告
一、主要举措和成效
积极推广矛盾纠纷多元化解平台，把人民调解员下沉到每一个网格，努力让群众少跑路。
二、存在的不足和原因
部分镇村干部运用法治方式化解矛盾的本领仍有不足，主要原因是培训内容与实际脱节。
三、2023年工作打算
2023年，将建立涉企行政检查备案平台，推行扫码入企检查。开展律师驻点调解，选聘退休法官担任特邀调解员。
"""


def test_a_promise_of_last_year_without_an_answer_is_named() -> None:
    answered = in_body("建成涉企行政检查备案平台，推行扫码入企，检查更加规范。选聘退休法官担任特邀调解员，开展律师驻点调解。")
    half = in_body("选聘退休法官担任特邀调解员，开展律师驻点调解。")
    assert "promise" not in codes(answered, last_year=LAST)
    (finding,) = [one for one in findings(half, last_year=LAST) if one.code == "promise"]
    assert "扫码入企检查" in finding.message


def test_sentences_and_shortcomings_copied_from_last_year_are_found_even_with_new_numbers() -> None:
    copied = in_body("积极推广矛盾纠纷多元化解平台，把人民调解员下沉到每一个网格，努力让群众少跑路。")
    assert "copied" in codes(copied, last_year=LAST)
    same = WHOLE.replace("执法力量仍有不足，主要原因是编制核定较早、辖区人口增长快。", "部分镇村干部运用法治方式化解矛盾的本领仍有不足，主要原因是培训内容与实际脱节。")
    assert "copied.shortcoming" in codes(same, last_year=LAST)
    assert not {"copied", "copied.shortcoming"} & codes(WHOLE, last_year=LAST)


SPEAKS = [
    ("印发《2022年度行政执法监督工作计划》。", "year.other"),
    ("2022年召开推进会。", "year.other"),
    ("村（社区）法律顾问全覆盖。", "claim.denominator"),
    ("行政复议零败诉。", "claim.denominator"),
    ("率先推行线上勘验。", "claim.first"),
    ("负责人出庭率97.8%（41/42）。", "claim.parts"),
    ("发现各类问题82个，全部落实交办整改。", "claim.rectified"),
    ("推进法制政府建设。", "name.wrong"),
    ("深入学习习近平法制思想。", "name.fixed"),
    ("坚持以习近平新时代中国特设社会主义思想为指导。", "name.fixed"),
    ("宣传《人民调节法》。", "name.law"),
    ("贯彻《重大行政决策暂行条例》。", "name.law"),
    ("宣传中华人民共和国行政处罚法。", "name.title_marks"),
    ("当事人王小明因占道经营被处罚。", "privacy.name"),
    ("联系电话13812345678。", "privacy.number"),
    ("身份证号320583199001011232。", "privacy.number"),
    ("该案正在侦查。", "secrecy"),
]
SILENT = [
    "贯彻《法治政府建设实施纲要（2021-2025年）》。", "自2021年以来持续下降。", "较2022年增长。", "依据苏府〔2022〕12号文件。",
    "负责人出庭率97.6%（41/42）。", "全镇12个村12个村均有法律顾问，应聘12个、实聘12个，全覆盖。", "获评2023年度全市首批法治示范镇。", "推行首违不罚。",
    "发现问题82个，已整改80个，其余2个交办整改。", "依法治国和法治政府建设协调推进。", "深入学习习近平法治思想。", "宣传《行政处罚法》《中华人民共和国人民调解法》。",
    "当事人王某因占道经营被处罚。", "当事人申请听证。", "拨打12348热线。", "贯彻《昆山高新区法律顾问工作制度》。", "落实《关于推动经济运行率先整体好转的若干政策措施》。",
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "code"), SPEAKS, ids=[row[0] for row in SPEAKS])
def test_a_fault_is_found_with_its_place_and_basis(sentence: str, code: str) -> None:
    text = in_body(sentence)
    found = [finding for finding in findings(text) if finding.code == code]
    assert found, codes(text)
    lines = text.splitlines()
    for finding in found:
        assert finding.basis
        assert finding.paragraph is not None
        words = lines[finding.paragraph][finding.start : finding.end]
        assert words
        assert words in finding.quote


@pytest.mark.parametrize("sentence", SILENT)
def test_what_is_in_order_is_left_in_peace(sentence: str) -> None:
    assert codes(in_body(sentence)) == set()


def test_a_share_with_its_numerator_and_denominator_on_record_needs_no_more() -> None:
    text = in_body("村（社区）政务诚信承诺书签订率100%。")
    bare = figures_of(2023, [figure("integrity.pledge_coverage", 100, "%")])
    whole = figures_of(2023, [figure("integrity.pledge_coverage", None, "%", numerator=36, denominator=36)])
    assert "claim.denominator" in codes(text, bare)
    assert "claim.denominator" not in codes(text, whole)


def test_a_change_over_three_tenths_needs_a_reason() -> None:
    moved = figures_of(2023, [figure("disputes.mediated", 140, "件", previous=100)])
    steady = figures_of(2023, [figure("disputes.mediated", 130, "件", previous=100)])
    assert "change.unexplained" in codes(in_body("调解纠纷140件。"), moved)
    assert "change.unexplained" not in codes(in_body("调解纠纷140件，主要是新增物业纠纷较多。"), moved)
    assert "change.unexplained" not in codes(in_body("调解纠纷130件。"), steady)


def test_one_set_under_two_captions_must_be_told_alike() -> None:
    same = figures_of(2023, [figure("case_review.files", 3100, "份", same_set="files"), figure("supervision.files_sampled", 3100, "份", same_set="files")])
    text = in_body("开展案卷评查，评查案卷3100份。开展执法监督，抽查案卷{}。")
    (finding,) = [one for one in findings(text.format("3100余份"), same) if one.code == "same_set"]
    assert "3100份" in finding.message
    assert "3100余份" in finding.message
    assert not {"same_set", "same_set.alike"} & codes(text.format("3100份"), same)


def test_papers_of_the_same_organ_are_compared_by_indicator() -> None:
    figures = figures_of(2023, [figure("penalty.hearings", 5, "场"), figure("disputes.mediated", 120, "件")])
    draft = in_body("组织听证5场，调解纠纷120件。")
    other = from_text("2023年行政执法统计年报\n组织听证6场。调解纠纷百余件。", "执法年报.txt")
    older = from_text("2022年法治政府建设年度报告\n组织听证9场。", "上年.txt")
    proof = proofread(draft, figures, against=(other, older), meta=Meta(2023))
    assert {(one.indicator, one.agrees) for one in proof.comparisons} == {("penalty.hearings", False), ("disputes.mediated", True)}
    (finding,) = [one for one in proof.findings if one.code == "against"]
    assert "5场" in finding.message
    assert "执法年报.txt为6场" in finding.message
    (row,) = [one for one in proof.to_json()["comparisons"] if not one["agrees"]]
    assert row["other_sentence"] == "组织听证6场。"
