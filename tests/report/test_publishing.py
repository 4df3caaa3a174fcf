"""The report from its start to its publication: what fills itself in, who confirms, what is frozen."""

from __future__ import annotations

import io
from datetime import date

import pytest

from tests.example.office import moment
from tests.kernel.documents.reading import docx_text, normal, pdf_pages
from tests.report.office import DRAFT, writing
from yuheng.kernel.engine import correct
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.verification import verify
from yuheng.kernel.now import at
from yuheng.kernel.records.models import Event, Matter
from yuheng.report.compose import compose, draft, faults
from yuheng.report.confirming import confirmations, units_of_report
from yuheng.report.export import exported
from yuheng.report.looking import one_set, proof_of, warnings_of
from yuheng.report.proof import read_bytes
from yuheng.report.publish import changed_since, intact
from yuheng.report.records.models import FrozenFigure, Published
from yuheng.systems.assessment.annual_report.facts import AnnualReport, Confirmation, Passage, ReportUnit

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone(db):
    return writing()


def test_the_start_fills_in_title_units_and_the_legal_days(zone):
    zone.started()
    report = AnnualReport.objects.get(pk=zone.matter)
    assert report.title == "高新区2023年法治政府建设年度报告"
    # 规定第二十三条: before 1 March; 2024 is a leap year. 第二十四条: before 1 April.
    assert (report.submit_by, report.publish_by) == (date(2024, 2, 29), date(2024, 3, 31))
    units = set(ReportUnit.objects.filter(matter=zone.matter).values_list("unit", flat=True))
    assert units == {zone.organs["party-office"], zone.organs["petition"], zone.organs["justice-office"]}
    assert set(units_of_report(zone.organs["justice-office"])) == units


def test_a_later_day_than_the_law_allows_is_refused_with_the_article(zone):
    with pytest.raises(Refused) as refused:
        zone.act("editor", "start", {"year": 2023, "submit_by": date(2024, 3, 1)})
    assert "第二十三条" in str(refused.value)
    assert not AnnualReport.objects.exists()


def test_the_report_of_a_year_that_has_not_ended_is_refused(zone):
    with pytest.raises(Refused, match="尚未结束"):
        zone.act("editor", "start", {"year": 2025})


def test_a_unit_sends_and_replaces_its_own_passage_only(zone):
    zone.started()
    row = zone.row_of("party-office")
    zone.act("party", "collect", {"passages": [{"chapter": "1", "content": "第一次"}]}, row)
    zone.act("party", "collect", {"passages": [{"chapter": "1", "content": "第二次"}, {"chapter": "5", "content": "又一章"}]}, row)
    rows = dict(Passage.objects.filter(matter=zone.matter).values_list("chapter", "content"))
    assert rows == {"1": "第二次", "5": "又一章"}
    before = Event.objects.count()
    with pytest.raises(Refused, match="不是该参编单位"):
        zone.act("petition", "collect", {"passages": [{"chapter": "1", "content": "冒名"}]}, row)
    assert Event.objects.count() == before


def test_a_confirmation_keeps_value_person_and_time_and_is_asked_for_again_when_records_change(zone):
    zone.started().joined()
    zone.confirm("party", "party-office", "study.sessions")
    kept = Confirmation.objects.get(matter=zone.matter)
    assert (kept.shown, kept.numerator, kept.confirmed_by_id) == ("2次", 2, zone.people["party"])

    def stands():
        rows = {kept.row: {"indicator": kept.indicator, "shown": kept.shown, "numerator": kept.numerator, "denominator": kept.denominator,
                           "confirmed_by": kept.confirmed_by_id, "confirmed_at": kept.confirmed_at}}  # fmt: skip
        return {one.figure.indicator.id: one.state for one in confirmations(compose(DRAFT, 2023).figures(), rows, zone.organs["justice-office"])}

    assert stands() == {"study.sessions": "confirmed", "petitions.joint_meetings": "missing"}
    zone.study(date(2023, 9, 1))
    assert stands()["study.sessions"] == "changed"
    zone.confirm("party", "party-office", "study.sessions")
    assert Confirmation.objects.get(matter=zone.matter).shown == "3次"


def test_nobody_confirms_the_figure_of_another_unit_nor_a_value_that_has_moved(zone):
    zone.started().joined()
    with pytest.raises(Refused, match="不由本单位负责"):
        zone.confirm("party", "party-office", "petitions.joint_meetings")
    with pytest.raises(Refused, match="您看到的是9次，现为2次"):
        zone.act("party", "confirm", {"confirmations": [{"indicator": "study.sessions", "shown": "9次"}]}, zone.row_of("party-office"))
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# 题\n学法{study.session}", "是否为 study.sessions"),
        ("# 题\n学法{study.sessions", "不是完整的指标引用"),
        ("没有标题的正文", "没有标题"),
        ("# 只有标题", "没有正文"),
    ],
)
def test_a_draft_with_unknown_figures_is_not_joined(zone, text, said):
    zone.started()
    with pytest.raises(Refused) as refused:
        zone.joined(text)
    assert said in refused.value.refusal.fields["draft"]


def test_publication_names_the_figures_that_no_unit_confirmed_and_goes_out_only_with_a_reason(zone):
    zone.started().joined().sent()
    with pytest.raises(Refused) as refused:
        zone.act("editor", "publish", {"place": "门户网站"})
    assert "还有 2 个数字未经责任单位确认" in str(refused.value)
    assert "党政办1个" in str(refused.value)
    assert not Published.objects.exists()
    zone.act("editor", "publish", {"place": "门户网站", "unconfirmed_reason": "单位机构改革，期限将届满"})
    assert Published.objects.get(pk=zone.matter).text.startswith("高新区2023年")


def test_a_record_added_after_publication_shows_and_leaves_the_published_figure(zone):
    zone.started().joined().confirmed().sent()
    zone.act("editor", "publish", {"place": "门户网站"})
    kept = Published.objects.get(pk=zone.matter)
    assert "专题学法2次" in kept.text
    assert changed_since(kept) == []
    zone.study(date(2023, 11, 1), moment(3, 25, year=2024))
    (change,) = changed_since(kept)
    assert change.words == "发布后变动 +1"
    assert change.frozen.shown == "2次"
    kept.refresh_from_db()
    assert "专题学法2次" in kept.text
    assert intact(kept, AnnualReport.objects.get(pk=zone.matter).digest)


def test_a_changed_published_text_or_figure_is_found(zone):
    zone.started().joined().confirmed().sent()
    zone.act("editor", "publish", {"place": "门户网站"})
    sealed = AnnualReport.objects.get(pk=zone.matter).digest
    kept = Published.objects.get(pk=zone.matter)
    kept.text = kept.text.replace("2次", "9次")
    assert not intact(kept, sealed)
    kept.refresh_from_db()
    FrozenFigure.objects.filter(indicator="study.sessions").update(numerator=9)
    assert not intact(kept, sealed)


def test_verification_names_a_published_report_that_was_changed_cut_or_slipped_in(zone, tmp_path):
    zone.started().joined().confirmed().sent()
    zone.act("editor", "publish", {"place": "门户网站"})

    def found() -> list[str]:
        return [finding.message for finding in verify(tmp_path).findings if "年度报告" in finding.message]

    kept, study = Published.objects.get(pk=zone.matter), FrozenFigure.objects.get(indicator="study.sessions")
    assert found() == []
    Published.objects.update(text=kept.text.replace("2次", "9次"))
    assert "正文或者数字" in found()[0]
    kept.save()
    FrozenFigure.objects.filter(pk=study.pk).update(shown="9次")
    assert "正文或者数字" in found()[0]
    study.save()
    FrozenFigure.objects.filter(pk=study.pk).update(members=study.members[:-1])
    assert "study.sessions 所依据的记录清单" in found()[0]
    FrozenFigure.objects.all().delete()
    Published.objects.all().delete()
    assert "不见了" in found()[0]
    other = Matter.objects.exclude(pk=zone.matter).first()
    kept.pk = other.pk
    kept.save(force_insert=True)
    assert any("是插入的" in one for one in found())


def test_a_digest_cannot_be_typed_and_a_published_report_cannot_be_undone(zone):
    zone.started().joined().confirmed().sent()
    with pytest.raises(Refused, match="由系统计算"):
        zone.act("editor", "publish", {"place": "门户网站", "digest": "0" * 64})
    zone.act("editor", "publish", {"place": "门户网站"})
    with at(zone.clock), pytest.raises(Refused, match="已经向社会公开，不能撤回"):
        correct.undo(zone.matter, by=zone.people["editor"], reason="点错了")
    assert Published.objects.count() == 1
    assert not list(replay([zone.matter]))


def test_a_new_version_asks_for_review_and_deliberation_again(zone):
    zone.started().joined().confirmed().sent()
    zone.joined(DRAFT + "\n补充一段。")
    with pytest.raises(Refused, match="审议"):
        zone.act("editor", "publish", {"place": "门户网站"})


def test_the_three_files_have_one_text_before_and_after_publication(zone):
    text = DRAFT.replace("## 存在", "### 分题\n一段。\n## 存在")
    zone.started().joined(text).confirmed().sent()
    zone.act("editor", "publish", {"place": "门户网站"})
    for source in (compose(text, 2023), Published.objects.get(pk=zone.matter)):
        plain = normal(exported(source, "txt").decode())
        assert "（一）分题" in plain
        assert docx_text(exported(source, "docx")) == plain
        assert "".join(pdf_pages(exported(source, "pdf"))) == plain
        page = read_bytes(exported(source, "html"), "a.html").text
        assert normal(page) == plain
    zone.study(date(2023, 12, 1), moment(3, 28, year=2024))
    assert "专题学法2次" in exported(Published.objects.get(pk=zone.matter), "txt").decode()


def test_the_docx_has_the_layout_of_the_standard(zone):
    import docx
    from docx.oxml.ns import qn

    opened = docx.Document(io.BytesIO(exported(compose(DRAFT, 2023), "docx")))
    section = opened.sections[0]
    assert [round(edge.mm) for edge in (section.top_margin, section.left_margin, section.right_margin)] == [37, 28, 26]
    faces = {p.style.name: (p.style.element.rPr.rFonts.get(qn("w:eastAsia")), p.style.font.size.pt) for p in opened.paragraphs}
    assert faces["公文标题"] == ("方正小标宋简体", 22)
    assert faces["一级标题"] == ("黑体", 16)
    assert faces["公文正文"] == ("仿宋_GB2312", 16)
    # 22 lines on 225 mm: a pitch of 28.9 points.
    assert opened.styles["公文正文"].paragraph_format.line_spacing.pt == pytest.approx(28.9, abs=0.1)


def test_the_editor_is_told_of_contradictions_one_set_and_missing_parts(zone):
    text = "# 高新区2023年法治政府建设年度报告\n## 执法\n评查案卷{case_review.files}，抽查案卷{supervision.files_sampled}。中心组专题学法7次。"
    composed = compose(text, 2023)
    told = [warning.text for warning in warnings_of(proof_of(composed))]
    assert any("7次" in one and "记录为2次" in one for one in told)
    assert any("第一责任人" in one for one in told)
    assert "同一批" in one_set(composed)[0].text


def test_the_template_is_a_draft_without_faults_that_reviewers_would_let_pass(zone):
    text = draft("昆山高新区", 2023)
    assert faults(text) == []
    proof = proof_of(compose(text, 2023), date(2024, 2, 20), date(2024, 3, 11))
    assert [one.message for one in proof.findings if one.level == "must"] == []
    assert [one.text for one in proof.quantities if one.verdict.value == "untraceable"] == []


def test_composing_and_looking_ask_two_statements_a_figure_at_most(zone, django_assert_max_num_queries):
    text = draft("昆山高新区", 2023)
    with django_assert_max_num_queries(70):
        compose(text, 2023)
