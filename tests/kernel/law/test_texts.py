"""Statute texts: read into articles, imported whole or not at all, compared with what cites them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yuheng.kernel.law import Citation, LawError, statutes, texts
from yuheng.kernel.law.articles import BadText, parse
from yuheng.kernel.law.reading import citations_in
from yuheng.kernel.law.texts import BadImport, import_texts
from yuheng.kernel.procedure.provisions import held

ACT = """# 试验管理条例

2020年1月1日 通过

<!-- INFO END -->

## 第一章　总 则

第一条 为了试验，制定本条例。

第二条 试验应当公开，有下列情形之一的除外：

（一）涉及秘密的；

（二）涉及隐私的。

前款规定的情形，应当说明理由。

## 第二章 程序

第三条 依照本条例
第二条规定不公开的，三日内告知。

第三条之一 告知可以采用电子方式。
"""
INDEX = """as_of: 2026-01-01
texts:
  - {short: 试验管理条例, version: 2020-01-01, in_force: 2020-02-01, ceased: %s, articles: %s, file: 试验.md}
"""


@pytest.fixture
def source(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("texts")
    (place / "index.yaml").write_text(INDEX % ("", 4), encoding="utf-8")
    (place / "试验.md").write_text(ACT, encoding="utf-8")
    return place


def test_a_text_is_read_into_articles_paragraphs_and_items_under_its_chapters():
    text = parse(ACT)
    assert [article.anchor for article in text.articles] == ["1", "2", "3", "3-1"]
    second = text.article(2)
    assert (second.zh, second.paragraphs, second.items(1), second.chapter) == ("第二条", 2, {"一", "二"}, "第一章 总 则")
    assert text.article(3).lines == ["依照本条例", "第二条规定不公开的，三日内告知。"]


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("2", ""),
        ("2.2", ""),
        ("2.1（二）", ""),
        ("2（一）", ""),
        ("3之1", ""),
        ("4", "没有第四条（末条为第三条之一）"),
        ("1.2", "第一条只有 1 款"),
        ("2.2（一）", "第二条没有第（一）项"),
        ("3之2", "没有第三条之二"),
    ],
)
def test_a_citation_is_compared_with_article_paragraph_and_item(place, wrong):
    fault = parse(ACT).fault(Citation.parse(f"试验管理条例(2020-01-01)#{place}"))
    assert (wrong in fault) if wrong else fault == ""


def test_a_paper_without_articles_is_cited_by_its_sections():
    paper = parse("一、总体要求\n（一）指导思想。\n以人为本。\n（二）目标。\n全面推行。\n")
    assert paper.section("（一）") == ["（一）指导思想。", "以人为本。"]
    assert paper.fault(Citation.parse("某办发〔2018〕1号#（二）")) == ""
    assert "没有（三）" in paper.fault(Citation.parse("某办发〔2018〕1号#（三）"))


@pytest.mark.parametrize(
    ("content", "why"), [("第一条 一\n第三条 三", "第一条之后是第三条"), ("第一条 一\n第二条 二\n第二条 又", "第二条出现了两次")]
)
def test_a_text_with_a_gap_or_a_repeated_article_is_refused(content, why):
    with pytest.raises(BadText, match=why):
        parse(content)


def test_an_import_says_what_was_new_changed_and_the_same(data_home, source):
    assert import_texts(source).new == ["试验管理条例(2020-01-01)"]
    again = import_texts(source)
    assert (again.new, again.changed, again.same) == ([], [], ["试验管理条例(2020-01-01)"])
    (source / "试验.md").write_text(ACT.replace("三日", "五日"), encoding="utf-8")
    assert import_texts(source).changed == ["试验管理条例(2020-01-01)"]
    assert texts.text_of("试验管理条例", "2020-01-01").article(3).lines[1].endswith("五日内告知。")
    assert len(list((data_home / "statutes").glob("*.md"))) == 1, "the text that nothing names any more is gone"


@pytest.mark.parametrize(
    ("index", "content", "why"),
    [
        (INDEX % ("", 9), ACT, "目录写明 9 条，正文为 4 条"),
        (INDEX % ("", 4), "第一条 一\n第三条 三", "第一条之后是第三条"),
        (INDEX % ("很久以前", 4), ACT, "ceased“很久以前”不是日期"),
        (INDEX.replace("试验.md", "../试验.md") % ("", 4), ACT, "没有文件“../试验.md”"),
        (INDEX.replace("version: 2020-01-01", "version: 去年") % ("", 4), ACT, "不能作为引用"),
        ("texts: [", ACT, "index.yaml 不能读取"),
        ("texts: []", ACT, "没有列出任何法律"),
        (INDEX % ("", 4) + (INDEX % ("", 4)).splitlines()[-1] + "\n", ACT, "列了两次"),
        (INDEX % ("", 4), "", "是空的"),
    ],
)
def test_a_broken_import_says_why_and_imports_nothing(data_home, source, index, content, why):
    (source / "index.yaml").write_text(index, encoding="utf-8")
    (source / "试验.md").write_text(content, encoding="utf-8")
    with pytest.raises(BadImport, match=why):
        import_texts(source)
    assert texts.entries() == {}


def test_a_directory_without_an_index_is_refused(data_home, tmp_path_factory):
    with pytest.raises(BadImport, match=r"没有目录文件 index\.yaml"):
        import_texts(tmp_path_factory.mktemp("empty"))


def test_a_text_imported_later_adds_to_what_is_held(data_home, source, tmp_path_factory):
    import_texts(source)
    other = tmp_path_factory.mktemp("more")
    (other / "index.yaml").write_text("texts: [{short: 另一条例, version: 2021-01-01, file: a.md}]", encoding="utf-8")
    (other / "a.md").write_text("第一条 一", encoding="utf-8")
    import_texts(other)
    assert set(texts.entries()) == {"试验管理条例(2020-01-01)", "另一条例(2021-01-01)"}


def test_an_imported_statute_is_known_in_the_days_of_its_force(data_home, source):
    (source / "index.yaml").write_text(INDEX % ("2023-01-01", 4), encoding="utf-8")
    import_texts(source)
    assert statutes.find("试验管理条例", date(2022, 5, 1)).version == "2020-01-01"
    with pytest.raises(LawError, match="2023-01-01 起不再适用"):
        statutes.find("试验管理条例", date(2023, 1, 1))
    assert held("试验管理条例(2020-01-01)", date(2023, 1, 1)).provision("2").lines[0].startswith("试验应当公开")


def test_a_citation_of_an_imported_text_must_have_its_place(data_home, source):
    import_texts(source)
    assert statutes.fault("试验管理条例(2020-01-01)#2.2") == ""
    assert "没有第十条" in statutes.fault("试验管理条例(2020-01-01)#10")
    assert "没有第十条" in statutes.fault("试验管理条例#10")


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("行政处罚法", ("行政处罚法", "")),
        ("《行政处罚法》", ("行政处罚法", "")),
        ("中华人民共和国行政处罚法", ("行政处罚法", "")),
        ("行政复议法(2017-09-01)", ("行政复议法", "2017-09-01")),
        ("行政复议法（2017-09-01）", ("行政复议法", "2017-09-01")),
        ("《行政复议法》(2017-09-01)", ("行政复议法", "2017-09-01")),
        ("最高人民法院关于适用《行政诉讼法》的解释", ("最高人民法院关于适用《行政诉讼法》的解释", "")),
        ("失信行为纠正后的信用信息修复管理办法（试行）", ("失信行为纠正后的信用信息修复管理办法（试行）", "")),
    ],
)
def test_a_statute_is_found_as_people_write_it(written, short):
    assert statutes.split(written) == short


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("依照《行政处罚法》第四十四条、第六十二条第二款", [("行政处罚法", "44", 0), ("行政处罚法", "62", 2)]),
        ("《最高人民法院关于适用《行政诉讼法》的解释》第四十八条", [("最高人民法院关于适用《行政诉讼法》的解释", "48", 0)]),
        ("《刑法》第一百二十条之一", [("刑法", "120-1", 0)]),
        ("看《行政处罚法》。第二条另说", [("行政处罚法", "", 0)]),
        ("没有引用，第三条也不是", []),
    ],
)
def test_citations_are_found_in_chinese_words(text, places):
    assert [(one.statute, one.anchor, one.paragraph) for one in citations_in(text)] == places


def test_without_a_text_a_provision_stands_by_our_own_words(data_home):
    found = held("行政处罚法", date(2023, 5, 1))
    sixty = found.provision("60")
    assert found.text is None
    assert sixty.lines == []
    assert "penalty.decide" in {parameter.key for parameter in sixty.parameters}


def test_a_statute_that_is_only_cited_is_known_by_its_citations(data_home):
    found = held("信用修复管理办法", date(2026, 5, 1))
    assert found.statute.version == "2025-11-20"
    assert {"16", "18"} <= {provision.anchor for provision in found.provisions}


@pytest.mark.statutes
def test_every_citation_of_the_project_stands_in_the_real_texts(data_home):
    from yuheng.kernel.procedure.check.books import faults_of_book

    source = Path(__file__).parents[4] / "shared/law/statutes"
    if not source.is_dir():
        pytest.skip("no statute texts beside the project")
    import_texts(source)
    assert faults_of_book() == []
