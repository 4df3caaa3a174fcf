"""The report walked through the site: units' parts, joining, figures behind chips, review to publication, proof-reading."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.faces.workbench.views.test_slice import hidden
from tests.report.office import DRAFT, writing
from yuheng.kernel import now
from yuheng.kernel.records.models import Event
from yuheng.report.records.models import Published
from yuheng.systems.assessment.annual_report.facts import Confirmation


@pytest.fixture
def zone(db):
    return writing().started()


@pytest.fixture
def site(zone, browser_of):
    """site(who, method, name, *args, **data): one request of a person, an hour after the one before."""

    def ask(who, method, name, *args, query="", **data):
        zone.clock += timedelta(hours=1)
        with now.at(zone.clock):
            client = browser_of(zone.people[who])
            return getattr(client, method)(reverse(name, args=args) + query, data, follow=method == "post")

    return ask


def test_a_unit_sends_its_passage_beside_its_own_figures_and_confirms_them(zone, site):
    row = zone.row_of("party-office")
    zone.joined()
    text = site("party", "get", "report_unit", zone.matter, row).content.decode()
    assert "党工委理论学习中心组专题学法" in text
    assert "信访联席会议" not in text.split("其他章")[0]
    sent = site("party", "post", "report_unit", zone.matter, row, y_do="collect", **{"content.1": "学法情况<b>材料</b>"}).content.decode()
    assert "已报送材料" in sent
    assert "<b>材料</b>" not in sent
    done = site("party", "post", "report_unit", zone.matter, row, y_do="confirm", confirm="study.sessions", **{"shown.study.sessions": "2次"}).content.decode()
    assert "确认为2次" in done
    assert Confirmation.objects.filter(matter=zone.matter).count() == 1


def test_a_confirmation_of_a_value_that_moved_comes_back_with_both_values(zone, site):
    zone.joined()
    row = zone.row_of("party-office")
    answer = site("party", "post", "report_unit", zone.matter, row, y_do="confirm", confirm="study.sessions", **{"shown.study.sessions": "8次"})
    assert answer.status_code == 422
    assert "您看到的是8次，现为2次" in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_another_unit_looks_but_cannot_send(zone, site):
    row = zone.row_of("party-office")
    text = site("petition", "get", "report_unit", zone.matter, row).content.decode()
    assert "只能查看" in text
    before = Event.objects.count()
    answer = site("petition", "post", "report_unit", zone.matter, row, y_do="collect", **{"content.1": "冒名"})
    assert answer.status_code == 422
    assert Event.objects.count() == before


def test_each_contributor_has_only_their_own_units_parts_to_do(zone, site):
    party = site("party", "get", "home").content.decode()
    assert party.count(f'/m/{zone.matter}/step/collect/?row={zone.row_of("party-office")}') >= 1
    assert f'/m/{zone.matter}/step/collect/?row={zone.row_of("petition")}' not in party


def test_the_editor_joins_and_a_wrong_reference_comes_back_with_what_was_typed(zone, site):
    page = site("editor", "get", "report_join", zone.matter).content.decode()
    assert "{study.sessions}" in page
    wrong = site("editor", "post", "report_join", zone.matter, draft="# 题\n学法{study.session}。")
    assert wrong.status_code == 422
    assert "是否为 study.sessions" in wrong.content.decode()
    assert "学法{study.session}。" in wrong.content.decode()
    key = hidden(page, "y_key")
    for _twice in range(2):
        joined = site("editor", "post", "report_join", zone.matter, draft=DRAFT, y_key=key)
        assert joined.status_code == 200
    assert Event.objects.filter(matter=zone.matter, step="join").count() == 1
    units = site("editor", "get", "report_units", zone.matter).content.decode()
    assert "第 1 稿" in units


def test_a_chip_opens_records_definition_last_year_and_how_it_is_counted(zone, site):
    zone.joined()
    page = site("editor", "get", "report", zone.matter).content.decode()
    assert 'class="y-figure-chip' in page
    pane = site("editor", "get", "report", zone.matter, query="?figure=study.sessions").content.decode()
    for word in ("一年内中心组专题学法的次数", "上年无记录", "怎样数出来", "学习日期", "出现在", "尚未经党政办确认", "打开全部 2 条记录"):
        assert word in pane, word
    assert site("editor", "get", "report", zone.matter, query="?figure=no.such").status_code == 403


def test_the_walk_from_review_to_publication_freezes_and_later_records_only_show(zone, site):
    zone.joined().confirmed()
    for who, step, data in (
        ("head", "review", {"review_opinion": "同意"}),
        ("head", "secrecy", {"secret": "false", "secrecy_opinion": "不涉密"}),
        ("leader", "deliberate", {"meeting": "党工委第三次会议"}),
        ("editor", "send", {"sent_to": "市委依法治市办"}),
    ):
        form = site(who, "get", "step", zone.matter, step).content.decode()
        answer = site(who, "post", "step", zone.matter, step, y_key=hidden(form, "y_key"), **data)
        assert "已办理" in answer.content.decode(), step
    assert site("editor", "get", "step", zone.matter, "publish").headers["Location"] == reverse("report_publish", args=[zone.matter])
    page = site("editor", "get", "report_publish", zone.matter).content.decode()
    assert "全部 2 个数字已经责任单位确认" in page
    done = site("editor", "post", "report_publish", zone.matter, place="门户网站").content.decode()
    assert "已公开，数字冻结" in done
    assert "与总账一致" in done
    from datetime import date

    zone.study(date(2023, 12, 1), zone.clock)
    later = site("editor", "get", "report", zone.matter).content.decode()
    assert "发布后变动 +1" in later
    assert re.search(r">2次(<sup|</a>)", later)
    text = site("editor", "get", "report", zone.matter, query="?as=txt").content.decode()
    assert text == Published.objects.get(pk=zone.matter).text
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype html>")):
        assert site("editor", "get", "report", zone.matter, query=f"?as={form}").content.startswith(start)


def test_an_unconfirmed_figure_is_named_before_publication(zone, site):
    zone.joined().sent()
    page = site("editor", "get", "report_publish", zone.matter).content.decode()
    assert "2 个数字未经确认" in page
    assert "信访办 1 个：信访联席会议" in page
    answer = site("editor", "post", "report_publish", zone.matter, place="门户网站")
    assert answer.status_code == 422
    assert not Published.objects.exists()


def test_a_draft_is_proof_read_in_the_browser(zone, site):
    draft = "高新区2023年法治政府建设年度报告\n党工委理论学习中心组开展专题学法7次。召开信访联席会议0次。".encode()
    page = site("editor", "post", "proof", draft=SimpleUploadedFile("稿.txt", draft)).content.decode()
    assert "y-verdict-differs" in page
    assert "文中为7次，记录为2次" in page
    assert "第一责任人" in page


@pytest.mark.parametrize(
    ("name", "content"),
    [("坏.docx", b"PK\x03\x04broken"), ("表.xlsx", b"PK"), ("空.txt", b""), ("怪.html", b"<table><tr><td>" * 2000), ("码.txt", b"\xff\xfe\x00\x00\x80")],
)
def test_a_broken_file_is_answered_with_what_to_do(zone, site, name, content):
    answer = site("editor", "post", "proof", draft=SimpleUploadedFile(name, content))
    assert answer.status_code in (200, 422)


def test_the_pages_of_a_report_ask_a_bounded_number_of_statements(zone, site):
    zone.joined()
    row = zone.row_of("party-office")
    # Two statements a figure of the platform for the proof-reading beside the text; the other pages ask for their own figures only.
    for most, name, args in ((170, "report", ()), (40, "report_units", ()), (40, "report_unit", (row,)), (90, "report_join", ()), (30, "report_publish", ())):
        with CaptureQueriesContext(connection) as asked:
            assert site("editor", "get", name, zone.matter, *args).status_code == 200
        assert len(asked) <= most, (name, len(asked))
