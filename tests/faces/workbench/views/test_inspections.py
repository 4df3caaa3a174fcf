"""Inspections as pages: the desk, one enterprise, the code for everybody, the check list on the phone, ratings without a trace."""

from __future__ import annotations

import io
import re
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.kernel.documents.test_uploads import png
from tests.systems.conftest import bureau  # noqa: F401
from tests.systems.enforcement.inspecting import FIRM, TASK, Inspecting
from yuheng.kernel import now
from yuheng.kernel.identity.uscc import made
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Event, Look, Paper
from yuheng.systems.enforcement.inspection.rating_facts import RatingMonth
from yuheng.systems.enforcement.inspection.ratings import RatingTally, RatingTicket
from yuheng.systems.enforcement.inspection.task_facts import CheckPoint, InspectionTask

TUESDAY, THURSDAY = date(2023, 5, 16), date(2023, 5, 18)
NOW = datetime(2023, 5, 17, 9, tzinfo=CHINA)


@pytest.fixture
def inspecting(bureau):  # noqa: F811
    one = Inspecting(bureau)
    with now.at(NOW):
        yield one


def text(answer) -> str:
    return answer.content.decode()


def photo() -> io.BytesIO:
    file = io.BytesIO(png())
    file.name = "现场.png"
    return file


def test_the_desk_offers_what_could_be_one_visit_to_whoever_has_one_of_the_two(inspecting, browser_of):
    ours = inspecting.approved(TUESDAY, visit=THURSDAY)
    theirs = inspecting.propose(TUESDAY, here=False, visit=THURSDAY)
    inspecting.plan()
    client = browser_of(inspecting.b.a)
    client.get(reverse("inspections"))
    with CaptureQueriesContext(connection) as asked:
        page = text(client.get(reverse("inspections")))
    assert len(asked) <= 40, len(asked)
    assert "九中队：危险废物检查" in page
    assert reverse("matter", args=[theirs]) not in page
    assert reverse("step", args=[ours, "lead_joint"]) in page
    assert "0 / 2" in page
    assert "本机关公布的检查事项" in page
    inspecting.do("lead_joint", inspecting.b.a, NOW.date(), 9, matter=ours, data={"joint": True})
    other = browser_of(inspecting.c)
    assert "待对方并入" in text(client.get(reverse("inspections")))
    form = text(other.get(reverse("inspection_join", args=[theirs])))
    assert f'value="{ours}"' in form
    assert other.post(reverse("inspection_join", args=[theirs]), {"joint_with": "x"}).status_code == 422
    assert other.post(reverse("inspection_join", args=[theirs]), {"joint_with": ours}).status_code == 302
    assert InspectionTask.objects.get(pk=theirs).joint_with_id == ours


def test_a_page_of_one_enterprise_says_how_often_and_is_a_recorded_look(inspecting, browser_of):
    inspecting.inspected(TUESDAY)
    client = browser_of(inspecting.c)
    page = text(client.get(reverse("inspection_enterprise", args=[FIRM])))
    assert "1 / 2" in page
    assert str(TUESDAY) in page
    assert Look.objects.exists()
    assert client.get(reverse("inspection_enterprise", args=["<b>"])).status_code == 403
    assert client.get(reverse("inspections") + "?uscc=" + FIRM.lower()).headers["Location"].endswith(f"/{FIRM}/")
    assert browser_of(inspecting.grid).get(reverse("inspections")).status_code == 403


def test_everybody_may_check_a_task_code_and_who_comes(inspecting):
    matter = inspecting.propose(TUESDAY, visit=NOW.date())
    task, public = InspectionTask.objects.get(pk=matter), Client()
    where = reverse("inspection_public", args=[task.task_code])
    assert "还没有批准" in text(public.get(where))
    inspecting.do("approve", inspecting.b.deputy, TUESDAY, 9, matter=matter)
    page = text(public.get(where))
    assert "经过批准" in page
    assert page.count("证件今日有效") == 2
    assert "台账是否完整" in page
    typed = "-".join(re.findall("....", task.task_code.lower()))
    assert public.get(reverse("inspection_code"), {"code": typed}).headers["Location"] == where
    with now.at(datetime(2026, 9, 1, 9, tzinfo=CHINA)):
        late = text(public.get(where))
        assert "截止" in late
        assert "证件今日无效" in late  # those of the two ended in June
    for wrong in ("ABC", "A" * 12, "<script>", "中" * 12):
        answer = public.get(reverse("inspection_code"), {"code": wrong})
        assert "没有查到这一任务码" in text(answer if answer.status_code == 200 else public.get(answer.headers["Location"]))
    assert "<script>" not in text(public.get(reverse("inspection_code"), {"code": "<script>"})).replace("<script src", "")


def test_the_sheet_leads_to_the_next_act_and_the_check_list_keeps_photos_by_their_digest(inspecting, browser_of, settings, tmp_path):
    settings.HOME = tmp_path
    matter = inspecting.approved(TUESDAY, visit=NOW.date())
    client = browser_of(inspecting.b.a)
    sheet = text(client.get(reverse("inspection_sheet", args=[matter])))
    assert "data:image/svg+xml" in sheet
    assert reverse("step", args=[matter, "enter"]) in sheet
    where = reverse("inspection_checklist", args=[matter])
    assert "尚未办理" in text(client.get(where))
    inspecting.enter(matter, NOW.date(), 9)
    assert client.get(reverse("step", args=[matter, "check"])).headers["Location"] == where
    common = {"y_with1": inspecting.b.b, "y_key": "k1"}
    half = client.post(where, {**common, "found.1": "ok"})
    assert half.status_code == 422
    assert "请选择。" in text(half)
    bad = client.post(where, {**common, "found.1": "bad", "found.2": "ok"})
    assert (bad.status_code, "请写明情况" in text(bad)) == (422, True)
    broken = client.post(where, {**common, "found.1": "ok", "found.2": "ok", "photo.1": io.BytesIO(b"MZ" * 40)})
    assert broken.status_code == 422
    done = client.post(where, {**common, "found.1": "bad", "note.1": "标志缺失", "found.2": "na", "photo.1": photo()})
    assert done.status_code == 302, text(done)
    point = CheckPoint.objects.get(matter=matter, number=1)
    assert (point.found, point.note) == ("bad", "标志缺失")
    assert Paper.objects.get(matter=matter, kind="attachment").name == "检查单第1项照片"
    assert len(point.photo) == 64
    assert "标志缺失" in text(client.get(where))


def test_a_proposal_from_the_form_asks_for_nothing_that_the_system_fills_in(inspecting, browser_of):
    client = browser_of(inspecting.b.a)
    form = text(client.get(reverse("open", args=[TASK])))
    assert 'name="team.1.person"' in form
    for name in ("team.1.certificate", "task_code", "exceeded", "limit_words"):
        assert f'name="{name}"' not in form
    sent = {
        "target": "某厂", "uscc": FIRM, "place": "某路", "item_code": "JC-01", "way": "daily", "planned_on": "2023-05-18", "window_to": "2023-05-19", "team.1.person": inspecting.b.a,
        "team.2.person": inspecting.b.b, "y_lead": inspecting.b.squad, "y_key": "k2",
    }  # fmt: skip
    answer = client.post(reverse("open", args=[TASK]), sent)
    assert answer.status_code == 302, text(answer)
    assert InspectionTask.objects.get().exceeded is False


def test_ratings_leave_no_trace_and_the_organ_sees_published_months_alone(inspecting, browser_of):
    b = inspecting.b
    inspecting.told(TUESDAY, uscc=made("91", "320583", 9))
    justice, officer = browser_of(b.justice_clerk), browser_of(b.a)
    assert officer.post(reverse("rating_letters")).status_code == 403
    assert officer.post(reverse("inspection_ratings")).status_code == 403
    assert "待邀请" in text(justice.get(reverse("rating_letters")))
    letters = justice.post(reverse("rating_letters"))
    [code] = re.findall(r"评价码 <b class=\"y-code\">([0-9A-Z-]+)</b>", text(letters))
    assert letters["Cache-Control"] == "no-store"
    assert code not in text(justice.get(reverse("rating_letters")))
    public, where = Client(), reverse("inspection_rate")
    before = (Event.objects.count(), Look.objects.count())
    assert public.post(where, {"code": code}).status_code == 422
    assert public.post(where, {"code": "x" * 500, "stars": "1"}).status_code == 422
    done = public.post(where, {"code": code.lower(), "stars": "1", "card": "no"})
    assert "评价已经计入" in text(done)
    assert public.post(where, {"code": code, "stars": "5"}).status_code == 422
    assert (Event.objects.count(), Look.objects.count()) == before
    assert not RatingTicket.objects.exists()
    with now.at(datetime(2023, 6, 1, 9, tzinfo=CHINA)):
        justice, officer = browser_of(b.justice_clerk), browser_of(b.a)
        live = text(justice.get(reverse("inspection_ratings")))
        assert "评价累计" in live
        seen = text(officer.get(reverse("inspection_ratings")))
        assert "评价累计" not in seen
        assert "1.0" not in seen
        assert justice.post(reverse("inspection_ratings")).status_code == 302
        assert justice.post(reverse("inspection_ratings")).status_code == 302
        assert RatingMonth.objects.count() == 1
        assert "不足 5 份" in text(officer.get(reverse("inspection_ratings")))
    assert RatingTally.objects.get(question="stars").count == 1
