"""Reviews on the site: the file is lent to its reviewer while the sheet waits and to nobody else; names stay with the office; one problem goes its way."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.systems.oversight.test_case_review import assigned, at, drawn, scored, sealed, zone
from yuheng.kernel.records.models import Look, Matter
from yuheng.systems.oversight.case_review.facts import ReviewSheet
from yuheng.systems.oversight.supervision.facts import ReviewedFile, ReviewProblem

__all__ = ["zone"]


def test_the_office_gives_out_sheets_and_forms_results_on_the_page_of_the_review(zone, browser_of):
    review = drawn(zone)
    page = reverse("review", args=[review.pk])
    with at():
        office = browser_of(zone.office)
        assert "4 份案卷的评分表按种子分派" in office.get(page).content.decode()
        assert browser_of(zone.a).post(page, {"do": "assign"}).status_code == 403
        assert browser_of(zone.head).get(page).status_code == 403
        assert "已分派 8 份评分表" in office.post(page, {"do": "assign"}, follow=True).content.decode()
        html = office.get(page).content.decode()
    assert "重新抽样：结果一致" in html
    assert "初评一" in html
    for sheet in ReviewSheet.objects.all():
        scored(sheet, 2)
    with at(2):
        assert "已形成 4 份案卷的评查结果" in browser_of(zone.office).post(page, {"do": "seal"}, follow=True).content.decode()
        html = browser_of(zone.office).get(page).content.decode()
    assert "98.0" in html
    assert "同一批" in html


def test_the_file_is_lent_to_its_reviewer_while_the_sheet_waits_and_the_look_is_recorded(zone, browser_of):
    assigned(zone)
    mine = ReviewSheet.objects.filter(reviewer=zone.a).first()
    other = ReviewSheet.objects.filter(file=mine.file_id).exclude(pk=mine.pk).first()
    page = reverse("review_sheet", args=[mine.pk])
    with at(1):
        reviewer = browser_of(zone.a)
        html = reviewer.get(page).content.decode()
        assert mine.file.number in html
        assert "致命项" in html
        assert Look.objects.filter(matter=mine.file_id, what="评查案卷", person=zone.a).exists()
        assert reviewer.get(reverse("matter", args=[mine.file_id])).status_code == 403, "lent for the sheet, not for browsing"
        assert reviewer.get(reverse("review_sheet", args=[other.pk])).status_code == 403
        assert browser_of(zone.head).get(page).status_code == 403
        row = {"item.1": "paper", "points.1": "3", "fault.1": "paper", "content.1": "<b>页码缺漏</b>"}
        refused = reviewer.post(page, row)
        assert refused.status_code == 422
        assert "&lt;b&gt;页码缺漏" in refused.content.decode(), "what was typed is there again"
        assert "已评分" in reviewer.post(page, {**row, "page.1": "卷内第5页"}, follow=True).content.decode()
        assert "得分 97 分" in reviewer.get(page).content.decode()
        assert reviewer.post(page, row).status_code == 403
    assert ReviewSheet.objects.get(pk=mine.pk).score == 97


def test_a_problem_goes_from_the_office_to_the_squad_and_back_until_it_is_verified(zone, browser_of):
    sealed(zone, assigned(zone, size=1), 2)
    result = ReviewedFile.objects.get()
    page, unit = reverse("review_problem", args=[result.pk, 1]), zone.head if result.unit_id == zone.squad else zone.two

    def does(person: int, step: str, days: float, said: str = ""):
        with at(days):
            return browser_of(person).post(page, {"do": step, "said": said}, follow=True)

    assert does(unit, "give", 3).status_code == 403
    assert "已交办问题" in does(zone.office, "give", 3).content.decode()
    with at(4):
        html = browser_of(unit).get(page).content.decode()
    assert "整改情况（改了什么" in html
    assert not any(name in html for name in ("甲</", "乙</", "丙</")), "the squad reads no reviewer's name"
    assert does(unit, "correct", 4).status_code == 422
    assert does(unit, "correct", 4, "见附页").status_code == 200
    assert does(zone.office, "send_back", 5, "附页是空白页").status_code == 200
    assert ReviewProblem.objects.get().corrected_on is None
    assert does(unit, "correct", 6, "已重做").status_code == 200
    assert "已复核通过" in does(zone.office, "verify", 7).content.decode()
    assert ReviewProblem.objects.get().corrected_on is not None


@pytest.mark.parametrize(("what", "rows"), [("sample", 4), ("scores", 4)])
def test_the_sample_leaves_as_a_sheet_with_what_is_needed_to_draw_it_again(zone, browser_of, what, rows):
    review = assigned(zone)
    with at(1):
        answer = browser_of(zone.a).get(reverse("review", args=[review.pk]) + f"?export={what}")
    table = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    told = str(table)
    assert len([row for row in table[1:] if row[0] and "抽样方式" not in str(row[0])]) == rows
    assert f"种子：{review.seed}" in told
    assert review.frame_digest in told
    assert "乙" not in told, "a reviewer reads nobody else's name"


def test_a_page_of_a_review_asks_the_database_a_bounded_number_of_times(zone, browser_of, django_assert_max_num_queries):
    review = assigned(zone, method="full")
    with at(1):
        office = browser_of(zone.office)
        office.get(reverse("review", args=[review.pk]))
        with django_assert_max_num_queries(20):
            office.get(reverse("review", args=[review.pk]))
    assert Matter.objects.filter(procedure="case_review.sheet").count() == 24
