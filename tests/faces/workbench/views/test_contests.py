"""The board of clocks, the analysis and the cases behind its numbers, persons with many cases; and what a penalty's page tells of them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.systems.conftest import bureau  # noqa: F401
from tests.systems.disputes.test_contests import date, day, decided, handed, past, received
from yuheng.kernel import now
from yuheng.systems.disputes.litigation.facts import Contest


@pytest.fixture
def office(bureau):  # noqa: F811
    """A case that lies on the desk, one that waits for its answer, three that ended in two years: two of one person."""
    bureau.file = decided(bureau, 1000_00)
    bureau.desk = received(bureau, day(12, 1), docket="〔2023〕昆行复第9号", act_file=bureau.file, act_on=date(2023, 10, 12))
    bureau.case = received(bureau, day(11, 30), "litigation.lawsuit", docket="（2023）苏8601行初7号")
    handed(bureau, bureau.case, day(11, 30, 11))
    for n, (result, year) in enumerate((("revoked", 2022), ("claims_rejected", 2022), ("dismissed", 2021))):
        past(bureau, n, result, date(year, 4, 1), who="320583198803150014" if n else None)
    with now.at(day(12, 2, year=2024)):
        yield bureau


def test_the_board_shows_what_is_owed_and_the_paper_on_the_desk_first(office, browser_of, django_assert_max_num_queries):
    page = browser_of(office.justice_head)
    page.get(reverse("contest_board"))
    with django_assert_max_num_queries(24):
        told = page.get(reverse("contest_board")).content.decode()
    assert told.index("未当日转办") < told.index("〔2023〕昆行复第9号") < told.index("提交答辩状和证据")
    assert "320583198803150014" not in told
    assert page.get(reverse("contest_board"), {"unit": "x' or 1=1", "until": "9" * 30}).status_code == 200


def test_every_number_of_the_analysis_opens_the_cases_that_it_counts(office, browser_of):
    page = browser_of(office.justice_clerk)
    told = page.get(reverse("contest_analysis"), {"until": "2024"}).content.decode()
    unit = Contest.objects.exclude(unit=None).values_list("unit", flat=True)[0]
    href = f"{reverse('contest_cases')}?until=2024&amp;unit={unit}&amp;year=2022"
    assert f'<a href="{href}">1／2</a>' in told
    behind = page.get(href.replace("&amp;", "&")).content.decode()
    assert behind.count("苏8601行初") == 2
    lost = page.get(reverse("contest_cases"), {"until": "2024", "cause": "fact"}).content.decode()
    assert lost.count("苏8601行初") == 1
    assert page.get(reverse("contest_analysis"), {"until": "2001"}).status_code == 200
    for asked in ({"unit": "²"}, {"year": "99999999999"}, {"unit": "-1"}, {"before": "2022-13-01.5"}, {"before": "x.y"}, {"sort": "<script>"}):
        assert page.get(reverse("contest_cases"), asked).status_code == 200


def test_a_person_is_told_masked_and_only_where_two_cases_are_his(office, browser_of):
    told = browser_of(office.justice_head).get(reverse("contest_persons")).content.decode()
    assert "张*" in told
    assert "张三" not in told
    assert told.count("苏8601行初") == 3, "two of one person, one of the other; whoever gave no number is joined with nobody"


def test_a_penalty_tells_whoever_reads_it_that_it_is_before_the_reconsideration_organ(office, browser_of):
    officer, reviewer = browser_of(office.a), browser_of(office.reviewer)
    address, desk = reverse("matter", args=[office.file]), reverse("matter", args=[office.desk])
    told = officer.get(address).content.decode()
    assert "行政复议（〔2023〕昆行复第9号，2023-12-01 收到申请书副本），正在审理" in told
    assert desk not in told
    assert desk in reviewer.get(address).content.decode()
    assert address in reviewer.get(desk).content.decode()


@pytest.mark.parametrize("name", ["contest_board", "contest_analysis", "contest_cases", "contest_persons"])
def test_a_mediator_and_an_officer_are_kept_out(office, browser_of, name):
    for person in (office.mediator, office.a):
        assert browser_of(person).get(reverse(name)).status_code == 403


def test_a_unit_counts_its_own_cases_alone(office, browser_of):
    with CaptureQueriesContext(connection) as queries:
        told = browser_of(office.link).get(reverse("contest_analysis"), {"until": "2024"}).content.decode()
    assert ">0</b><span>结案" in told  # the squad's clerk; its cases are the bureau's
    assert len(queries) < 30
    assert ">3</b><span>结案" in browser_of(office.liaison).get(reverse("contest_analysis"), {"until": "2024"}).content.decode()
