"""The examination in the browser: kept as it comes, without a script too, and never shown to anybody else."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from tests.systems.enforcement.test_exams import at, planned, question, sat, squad
from yuheng.systems.enforcement.training import hall, rounds
from yuheng.systems.enforcement.training.facts import ExamResult
from yuheng.systems.enforcement.training.sittings import Sitting

__all__ = ["squad"]


@pytest.fixture
def exam(squad) -> int:
    return planned(squad)


def send(client, exam: int, sheet: int, answers: object):
    return client.post(reverse("exam_answers", args=[exam, sheet]), json.dumps({"answers": answers}), content_type="application/json")


def test_the_paper_shows_no_answer_and_tells_how_time_counts(exam, squad, browser_of):
    with at(1):
        mine = browser_of(squad.one)
        assert "开考" in mine.get(reverse("exams")).content.decode()
        mine.post(reverse("exam_sit", args=[exam]))
        html = mine.get(reverse("exam_sit", args=[exam])).content.decode()
    assert html.count("<fieldset") == 4
    assert "checked" not in html
    assert 'data-left="1800"' in html
    assert "时间以服务器为准" in html
    assert "5 分钟内补传的仍然有效" in html
    assert rounds.by_matter(exam).digest not in html


def test_answers_are_kept_question_by_question_and_the_older_one_loses(exam, squad, browser_of):
    sheet = sat(exam, squad.one, 0)
    with at(5):
        mine = browser_of(squad.one)
        told = send(mine, exam, sheet.pk, {"1": ["B", 7], "2": ["B", 1], "3": "B", "x": ["B", 1], "4": ["Z", 2]}).json()
    assert told["kept"] == {"1": ["B", 7], "2": ["A", 1]}
    assert told["left"] == 26 * 60
    for broken in (b"", b"[]", b'{"answers": 3}', b"\xff"):
        with at(5):
            assert mine.post(reverse("exam_answers", args=[exam, sheet.pk]), broken, content_type="application/json").status_code in (200, 400)
    with at(36.1):
        assert send(browser_of(squad.one), exam, sheet.pk, {"1": ["C", 8]}).status_code == 409


def test_nobody_reaches_the_sheet_of_another(exam, squad, browser_of):
    sheet = sat(exam, squad.one, 4)
    with at(5):
        for who in (squad.two, squad.head, squad.clerk):
            other = browser_of(who)
            assert send(other, exam, sheet.pk, {"1": ["C", 9]}).status_code == 403
            assert other.post(reverse("exam_hand_in", args=[exam, sheet.pk])).status_code == 403
    assert Sitting.objects.get(pk=sheet.pk).answers["1"] == ["B", 1]


def test_without_a_script_the_form_itself_brings_the_answers(exam, squad, browser_of):
    sheet = sat(exam, squad.one, 0)
    with at(5):
        mine = browser_of(squad.one)
        answer = mine.post(reverse("exam_hand_in", args=[exam, sheet.pk]), {f"a.{n}": "B" for n in range(1, 5)}, follow=True)
        assert "已交卷，100 分，合格" in answer.content.decode()
        again = mine.post(reverse("exam_hand_in", args=[exam, sheet.pk]), follow=True)
    assert "已经交卷" in again.content.decode()
    assert ExamResult.objects.count() == 1


def test_a_squad_head_sees_the_list_others_only_totals(exam, squad, browser_of):
    sheet = sat(exam, squad.one, 4)
    with at(9):
        hall.hand_in(rounds.by_matter(exam), sheet, by=squad.one)
        pages = {who: browser_of(getattr(squad, who)).get(reverse("exam_results", args=[exam])).content.decode() for who in ("head", "other_head", "two", "leader")}
    people = {who: len(re.findall(r"<td[^>]*>(?:<a[^>]*>)?丙", page)) for who, page in pages.items()}
    assert people == {"head": 1, "other_head": 0, "two": 0, "leader": 0}
    assert all("1÷应考 3" in page and "1÷参考 1" in page for page in pages.values())


def test_the_bank_flags_questions_whose_article_changed(squad, browser_of, at_2024):
    question(squad, 1, cite="行政复议法(2017-09-01)#9")
    question(squad, 2)
    html = browser_of(squad.leader).get(reverse("exam_bank") + "?show=outdated").content.decode()
    assert "2023-09-01文本取代" in html
    assert "第1题" in html
    assert "第2题" not in html


def test_a_whole_unit_is_enrolled_at_once_and_the_round_is_collected_and_certified_on_its_page(exam, squad, browser_of):
    page = reverse("exam_results", args=[exam])
    with at(-30):
        clerk = browser_of(squad.clerk)
        assert "1中队（" not in clerk.get(page).content.decode(), "everybody of this unit is on the list"
        assert browser_of(squad.head).post(page, {"do": "enrol", "unit": squad.zone}).status_code == 403
        assert "没有需要列入的人员" in clerk.post(page, {"do": "enrol", "unit": squad.zone}, follow=True).content.decode()
    for who, right in ((squad.one, 4), (squad.two, 1)):
        with at(9):
            hall.hand_in(rounds.by_matter(exam), sat(exam, who, right), by=who)
    with at(130):
        clerk = browser_of(squad.clerk)
        assert "登记缺考 1 人" in clerk.post(page, {"do": "collect"}, follow=True).content.decode()
        assert "1 人合格、尚未发放" in clerk.get(page).content.decode()
        assert "已发放合格证书 1 份" in clerk.post(page, {"do": "certify"}, follow=True).content.decode()
        mine = browser_of(squad.one)
        link = re.search(r'href="([^"]+/paper/[^"]+)">合格证书', mine.get(reverse("exams")).content.decode())
        assert "考核合格" in mine.get(link[1]).content.decode()
        assert browser_of(squad.two).get(link[1]).status_code == 403
        assert clerk.post(page, {"do": "nonsense"}).status_code == 403


@pytest.fixture
def at_2024():
    with at(60 * 24 * 250):
        yield


def test_a_page_of_the_hall_asks_the_database_a_bounded_number_of_times(exam, squad, browser_of, django_assert_max_num_queries):
    sheet = sat(exam, squad.one, 4)
    with at(9):
        mine = browser_of(squad.one)
        mine.get(reverse("exams"))
        with django_assert_max_num_queries(12):
            send(mine, exam, sheet.pk, {"1": ["C", 9]})
        with django_assert_max_num_queries(14):
            mine.get(reverse("exam_sit", args=[exam]))
