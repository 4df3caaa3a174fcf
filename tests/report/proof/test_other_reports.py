"""Drafts of invented places in other styles: the reader is not fitted to one report."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from yuheng.report.proof import Figures, Proof, Verdict, figures_of, load_wordings, proofread, wording

from .sample import figure

EAST_LAKE = """东湖开发区2024年法治政府建设情况报告
一、主要做法和成效
（一）抓牢关键少数。党工委理论学习中心组全年集体学法八次；举办领导干部专题培训班3期，培训科级以上干部260人次。聘请的12名法律顾问累计出具法律意见一百三十余份，其中合同审查类87份。
（二）优化营商环境。推行“一件事一次办”，企业开办全程网办率达百分之九十六点五，平均办理时限压缩至0.5个工作日。全区共有市场主体4.3万户，同比增长12.6%。
（三）做实普法宣传。紧扣第11个国家宪法日，组织“宪法进万家”等主题宣传活动一百余场次，发放法治宣传资料１．２万余份；法治讲座、模拟法庭等活动走进36所中小学，其中法治讲座52场。12348热线接听法律咨询２，３１０人次。
（四）规范行政执法。2024年共办理行政处罚案件1,286件，其中普通程序案件213件、简易程序案件1073件。组织行政处罚听证会3场，重大案件集体讨论会21次。案卷评查3轮，评查案卷420本，查找各类问题二十七个，均已整改完成。
（五）化解矛盾纠纷。全区15个调委会共调解纠纷5 632件，成功率98.3%，涉及金额1.27亿元，较2023年增长三成以上。接待来访群众203批次、481人次，其中集体访12批次。每季度召开1次信访工作联席会议，全年召开4次。
二、2025年工作打算
2025年，计划组织执法培训不少于10场，力争行政复议纠错率控制在3%以内，新建法治文化阵地5处。
"""
EAST_LAKE_FIGURES = figures_of(2024, [
    figure("study.sessions", 8, "次"), figure("counsel.advice", 137, "条"), figure("startup.online_share", None, "%", numerator=193, denominator=200),
    figure("publicity.activities", 104, "场"), figure("publicity.items_given", 12480, "件"), figure("lectures.held", 52, "场"),
    figure("consultations.answered", 2310, "条"), figure("penalty.hearings", 3, "场"), figure("penalty.collective_discussions", 21, "次"),
    figure("case_review.rounds", 3, "次"), figure("case_review.files", 420, "份"), figure("case_review.problems", 27, "个"),
    figure("disputes.mediated", 5632, "件"), figure("disputes.amount", "12715.25", "万元", previous="9500"), figure("petitions.batches", 203, "批"),
    figure("petitions.persons", 481, "人次"), figure("petitions.joint_meetings", 4, "次"), figure("training.own", 9, "场"),
    figure("sites.total", 30, "处"), figure("leniency.ordinary_not_punished", 11, "起"), figure("leniency.summary_not_punished", 70, "起"),
])  # fmt: skip


@pytest.fixture(scope="module")
def east_lake() -> Proof:
    return proofread(EAST_LAKE, EAST_LAKE_FIGURES)


def test_every_figure_of_another_style_is_tied_and_agrees(east_lake: Proof) -> None:
    assert east_lake.year == 2024
    assert [(one.text, one.indicator) for one in east_lake.of(Verdict.DIFFERS)] == []
    tied = {one.indicator for one in east_lake.of(Verdict.MATCHES)}
    not_stated = {"training.own", "sites.total", "leniency.ordinary_not_punished", "leniency.summary_not_punished"}
    assert tied == {one.id for one in EAST_LAKE_FIGURES.figures()} - not_stated


def test_what_no_indicator_records_is_untraceable_and_never_tied_to_a_neighbour(east_lake: Proof) -> None:
    untraceable = {one.text for one in east_lake.of(Verdict.UNTRACEABLE)}
    assert {"3期", "260人次", "12名", "87份", "4.3万户", "36所", "1,286件", "213件", "1073件", "15个", "98.3%", "12批次"} <= untraceable


def test_plans_periodic_duties_and_names_are_no_results(east_lake: Proof) -> None:
    none = {one.text for one in east_lake.of(Verdict.NOT_A_RESULT)}
    assert {"不少于10场", "3%以内", "5处", "1次", "第11个", "“一件事一次办”", "12348"} <= none


def test_a_change_against_last_year_is_recomputed(east_lake: Proof) -> None:
    (change,) = [one for one in east_lake.quantities if one.text == "三成以上"]
    assert (change.indicator, change.verdict) == ("disputes.amount", Verdict.MATCHES)


# sentence, figures by id with value and unit, and what is expected of each quantity that is no mask: text → indicator or None
STYLES: list[tuple[str, dict[str, tuple[int | str, str]], dict[str, str | None]]] = [
    (
        ("南岭镇人民调解工作有声有色，全镇9个村级调委会、4个行业性调委会全年成功化解各类民间纠纷计一千二百零六起，"
        "兑现协议金额八百四十三万元；法律援助工作站初审法律援助申请57件，村居法律顾问走访群众，解答法律咨询近900人次。"),
        {"disputes.mediated": (1206, "件"), "disputes.amount": ("843.2", "万元"), "legal_aid.first_reviews": (57, "件"), "consultations.answered": (890, "条")},
        {"9个": None, "4个": None, "一千二百零六起": "disputes.mediated", "八百四十三万元": "disputes.amount", "57件": "legal_aid.first_reviews",
         "近900人次": "consultations.answered"},
    ),
    (
        ("在执法队伍建设上，街道综合行政执法局先后组织8期业务培训，选派骨干参加市级轮训和省级培训2期，全年共有63人通过执法证年审考试，合格率为100%（63/63）；"
        "对违法情节轻微的简易案件45件不予处罚，发出信用修复告知书12份。"),
        {"training.own": (8, "场"), "training.province": (2, "场"), "certificates.annual_review": (63, "名"), "leniency.summary_not_punished": (45, "起"),
         "credit.notices": (12, "份")},
        {"8期": "training.own", "2期": "training.province", "63人": "certificates.annual_review", "100%": None, "45件": "leniency.summary_not_punished",
         "12份": "credit.notices"},
    ),
    (
        "3.聚力法治惠民。建成法治文化阵地（含主题公园、长廊）合计七十六处，命名法治小区11个。发放宣传品2.3万余件，举办“法润乡村”普法讲座320场次。",
        {"sites.total": (76, "处"), "communities.built": (11, "个"), "publicity.items_given": (23900, "件"), "lectures.held": (320, "场")},
        {"七十六处": "sites.total", "11个": "communities.built", "2.3万余件": "publicity.items_given", "320场次": "lectures.held"},
    ),
    (
        "全年接待群众来访97批158人次，同比分别下降11%和6%；召开信访工作联席会议6次，梳理重点信访积案5件，化解4件。",
        {"petitions.batches": (97, "批"), "petitions.persons": (158, "人次"), "petitions.joint_meetings": (6, "次")},
        {"97批": "petitions.batches", "158人次": "petitions.persons", "11%": "petitions.batches", "6%": "petitions.persons", "6次": "petitions.joint_meetings", "5件": None, "4件": None},
    ),
    (
        "区司法局牵头开展行政执法监督检查5轮，抽查案卷四百二十份，提出监督意见31条，推动相关单位健全制度9项。村（社区）政务诚信承诺书签订率100%。",
        {"supervision.rounds": (5, "次"), "supervision.files_sampled": (420, "份"), "conduct.rules_improved": (9, "项"), "integrity.pledge_coverage": (100, "%")},
        {"5轮": "supervision.rounds", "四百二十份": "supervision.files_sampled", "31条": None, "9项": "conduct.rules_improved", "100%": "integrity.pledge_coverage"},
    ),
    (
        "持续深化商事制度改革，全年直接变更个体工商户经营者318户，办理“个转企”24家，为5家连锁企业办理一照多址登记，累计出具无违法违规证明166份，助力29家企业完成信用修复。",
        {"operator_change.direct": (318, "家"), "individual_to_enterprise.direct": (24, "家"), "chain.simplified": (5, "家"),
         "credit.no_violation_certificates": (166, "份"), "credit.repaired": (29, "起")},
        {"318户": "operator_change.direct", "24家": "individual_to_enterprise.direct", "5家": "chain.simplified",
         "166份": "credit.no_violation_certificates", "29家": "credit.repaired"},
    ),
]  # fmt: skip


def _figures(values: dict[str, tuple[int | str, str]]) -> Figures:
    return figures_of(2022, [figure(name, value, unit) for name, (value, unit) in values.items()])


@pytest.mark.parametrize(("text", "values", "expected"), STYLES, ids=[row[0][:8] for row in STYLES])
def test_paragraphs_of_varied_style_tie_to_what_they_speak_of(
    text: str, values: dict[str, tuple[int | str, str]], expected: dict[str, str | None]
) -> None:
    proof = proofread(f"某镇2022年法治政府建设年度报告\n{text}", _figures(values))
    told = {one.text: one.indicator for one in proof.quantities if one.verdict is not Verdict.NOT_A_RESULT}
    assert told == expected
    assert proof.of(Verdict.DIFFERS) == ()


def test_two_indicators_that_fit_equally_make_it_untraceable() -> None:
    first = figure("lectures.held", 10, "场", "甲")
    twins = figures_of(2023, [first, replace(first, id="lectures.other", caption="乙")])
    (quantity,) = [one for one in proofread("2023年报告\n举办法治讲座10场。", twins).quantities if one.unit == "场"]
    assert quantity.verdict is Verdict.UNTRACEABLE
    assert "甲" in quantity.explanation
    assert "乙" in quantity.explanation


def test_the_value_never_decides_the_tie() -> None:
    figures = figures_of(2023, [figure("lectures.held", 7, "场"), figure("training.own", 9, "场")])
    (quantity,) = [one for one in proofread("2023年报告\n举办法治讲座9场。", figures).quantities if one.unit == "场"]
    assert (quantity.indicator, quantity.verdict) == ("lectures.held", Verdict.DIFFERS)


def test_last_years_value_in_the_text_is_held_against_last_years_record() -> None:
    figures = figures_of(2023, [figure("disputes.mediated", 120, "件", previous="100")])
    text = "2023年报告\n调解纠纷120件，2022年调解纠纷{}件。"
    for written, expected in (("100", Verdict.MATCHES), ("120", Verdict.DIFFERS)):
        quantities = [one for one in proofread(text.format(written), figures).quantities if one.unit == "件"]
        assert [one.verdict for one in quantities] == [Verdict.MATCHES, expected]


def test_the_object_for_programs_has_what_the_interface_promises() -> None:
    proof = proofread("2023年报告\n调解成功率达99.5%，涉及金额20.5万元，调解纠纷3件。", figures_of(2023, [figure("disputes.amount", "20.5", "万元")]))
    told = {one["text"]: one for one in proof.to_json()["quantities"]}
    assert told["20.5万元"] | {"explanation": ""} == {
        "text": "20.5万元", "value": 20.5, "unit": "万元", "sentence": "调解成功率达99.5%，涉及金额20.5万元，调解纠纷3件。",
        "indicator": "disputes.amount", "recorded": 20.5, "recorded_unit": "万元", "numerator": None, "denominator": None,
        "verdict": "matches", "said": "exact", "upper": None, "explanation": "", "position": {"paragraph": 1, "start": 16, "end": 22},
    }  # fmt: skip
    assert told["3件"]["indicator"] is None
    assert told["3件"]["verdict"] == "untraceable"
    assert told["2023年"]["verdict"] == "not_a_result"


def test_the_text_that_the_project_composes_itself_ties_whole() -> None:
    template = yaml.safe_load((Path(wording.__file__).parent.parent / "template.yaml").read_text(encoding="utf-8"))
    text = "\n".join(f"{number}、{chapter['heading']}\n" + "\n".join(chapter["paragraphs"])
                     for number, chapter in zip("一二三四五六七八九十", template["chapters"], strict=False))  # fmt: skip
    names = re.findall(r"\{([a-z_]+\.[a-z_]+)\}", text)
    units = {name: said[0].unit[0] for name, said in load_wordings().items()}
    figures = figures_of(2023, [figure(name, at + 11, units[name]) for at, name in enumerate(names)])
    values = {one.id: f"{one.value}{one.unit}" for one in figures.figures()}
    proof = proofread("某区2023年法治政府建设年度报告\n" + re.sub(r"\{([a-z_.]+)\}", lambda name: values.get(name[1], ""), text), figures)
    assert names
    assert {one.indicator for one in proof.of(Verdict.MATCHES)} == set(names)
    assert proof.of(Verdict.DIFFERS) == proof.of(Verdict.UNTRACEABLE) == ()
