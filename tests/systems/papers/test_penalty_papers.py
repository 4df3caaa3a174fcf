"""Every paper of a penalty file, filled and empty: declared, rendered both ways, holding what it must and nothing it must not."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tests.kernel.documents.reading import docx_text, expected, normal, pdf_pages
from tests.systems.papers.values import ORDINARY, SUMMARY
from yuheng.kernel.documents import Context, PaperKind, all_papers
from yuheng.kernel.documents.docx import render_docx
from yuheng.kernel.documents.pdf import gaps, render_pdf
from yuheng.systems import catalogue
from yuheng.systems.enforcement.penalty.procedure import ORDINARY_PENALTY, SUMMARY_PENALTY

catalogue.load()
PAPERS = [one for one in all_papers() if one.id.startswith("penalty.")]
EMPTY: dict[str, Any] = {"organ": "某某市综合行政执法局"}
FILE_OF = {"ordinary": ORDINARY, "summary": SUMMARY}


def full(kind: PaperKind, **changed: Any) -> Context:
    return Context({**FILE_OF[kind.id.split(".")[1]], **changed})


def text(kind: PaperKind, context: Context) -> str:
    return "".join(expected(kind.compose(context)))


def named(paper_id: str) -> PaperKind:
    return next(one for one in PAPERS if one.id == paper_id)


every_paper = pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.id)


@pytest.mark.parametrize("procedure", [ORDINARY_PENALTY, SUMMARY_PENALTY], ids=lambda one: one.id)
def test_every_paper_of_the_procedure_is_declared_under_its_name(procedure):
    known = {one.id.removeprefix(f"{procedure.id}."): one.name for one in PAPERS if one.id.startswith(procedure.id)}
    assert dict(procedure.papers) == known
    assert {kind for step in procedure.steps for kind in step.produces} <= set(known)


@pytest.mark.parametrize(
    "name",
    ["案件来源登记表", "立案审批表", "不予立案审批表", "调查询问通知书", "现场检查（勘验）笔录", "询问笔录", "证据提取单", "抽样取证凭证", "先行登记保存审批表",
     "先行登记保存通知书", "先行登记保存清单", "先行登记保存物品处理决定书", "责令改正通知书", "复查记录", "授权委托书", "送达地址（电子送达）确认书", "调查终结报告", "法制审核意见书",
     "行政处罚事先（听证）告知书", "陈述申辩笔录", "陈述申辩复核意见书", "听证通知书", "听证笔录", "听证报告", "集体讨论记录", "行政处罚决定审批表", "行政处罚决定书", "不予行政处罚决定书",
     "当场行政处罚决定书", "延期审批表", "分期（延期）缴纳罚款审批表", "催告书", "强制执行申请书", "案件移送书", "送达回证", "结案审批表", "案卷封面", "卷内目录", "备考表"],
)  # fmt: skip
def test_a_real_file_holds_this_paper(name):
    assert name in {kind.name for kind in PAPERS}


@every_paper
@pytest.mark.parametrize("filled", [True, False], ids=["full", "empty"])
def test_docx_and_pdf_say_what_the_declaration_says(kind, filled):
    composed = kind.compose(full(kind) if filled else Context(EMPTY))
    wanted = expected(composed)
    in_docx, in_pdf = docx_text(render_docx(composed)), "".join(pdf_pages(render_pdf(composed)))
    assert not gaps(composed)
    for piece in wanted:
        assert piece in in_docx
    assert sorted(set("".join(wanted))) == sorted(set(in_pdf) & set("".join(wanted)))


@every_paper
@pytest.mark.parametrize("filled", [True, False], ids=["full", "empty"])
def test_no_word_of_the_program_stands_in_a_paper(kind, filled):
    found = text(kind, full(kind) if filled else Context(EMPTY))
    assert "None" not in found
    allowed = r"\d{0,18}[A-Z0-9]{2,20}\d*|DSJ|ZF|KS\d+|KGX\w+|A3"
    assert not re.findall(r"[a-z_]{2,}", found), re.findall(r"[a-z_]{2,}", found)
    assert not re.findall(r"[A-Za-z]{2,}", re.sub(allowed, "", found))


@every_paper
def test_what_a_paper_needs_stands_in_it(kind):
    context = full(kind)
    assert not kind.missing(context), f"the file lacks {kind.missing(context)}"
    found = text(kind, context)
    for name in kind.needs:
        value = context.raw(name)
        if isinstance(value, str) and re.search(r"[\u4e00-\u9fff]", value):
            assert normal(value) in found, name


@every_paper
def test_a_paper_cites_articles_that_the_law_of_its_day_has(kind):
    assert kind.cites or kind.name in ("案卷封面", "卷内目录", "备考表")


@every_paper
def test_who_reported_stands_in_no_paper(kind):
    assert "赵举报" not in text(kind, full(kind))


def test_what_was_typed_is_printed_and_never_read_as_markup():
    kind = named("penalty.ordinary.decision")
    evil = "<b>某公司</b>#let x=1 *粗* $a$ \\n"
    composed = kind.compose(full(kind, party_name=evil))
    assert normal(evil) in docx_text(render_docx(composed))
    assert normal(evil) in "".join(pdf_pages(render_pdf(composed)))


def test_not_filing_not_punishing_and_correction_on_the_spot_are_three_papers():
    file = SimpleNamespace(
        not_filed=named("penalty.ordinary.not_filed"), no_penalty=named("penalty.ordinary.no_penalty"), promise=named("penalty.summary.promise")
    )  # fmt: skip
    assert len({file.not_filed.name, file.no_penalty.name, file.promise.name}) == 3
    assert "行政处罚决定书" not in text(file.not_filed, full(file.not_filed))
    assert "不是行政处罚决定书" in text(file.promise, full(file.promise))
    assert "申请行政复议" not in text(file.promise, full(file.promise))
    assert "申请行政复议" in text(file.no_penalty, full(file.no_penalty))


def test_a_decision_on_the_spot_says_the_remedies_of_its_own_day():
    kind = named("penalty.summary.spot_decision")
    old = text(kind, full(kind, day=date(2023, 12, 31), decided_on=date(2023, 12, 31)))
    new = text(kind, full(kind, day=date(2024, 1, 1), decided_on=date(2024, 1, 1)))
    assert "应当先申请行政复议" not in old
    assert "昆山市人民法院提起行政诉讼" in old
    assert "应当先申请行政复议" in new
    assert "六十日内" in new
    assert "昆山市人民政府" in old
    assert "昆山市人民政府" in new


def test_an_ordinary_decision_names_government_court_and_both_periods():
    kind = named("penalty.ordinary.decision")
    found = text(kind, full(kind))
    for words in ("六十日内", "六个月内", "昆山市人民政府", "昆山市人民法院", "陆万元整", "¥60,000.00"):
        assert words in found
    assert "先申请行政复议" not in found


def test_the_contents_list_every_paper_of_the_file():
    kind = named("penalty.ordinary.contents")
    found = text(kind, full(kind))
    for one in ORDINARY["papers"]:
        assert one["name"] in found
        assert normal(one["number"]) in found


@pytest.mark.parametrize("key", ["filing", "not_filed", "approval", "extension", "closing", "receipt", "source"])
def test_a_sheet_that_is_signed_fits_on_one_page(key):
    kind = named(f"penalty.ordinary.{key}")
    assert len(pdf_pages(render_pdf(kind.compose(full(kind))))) == 1
