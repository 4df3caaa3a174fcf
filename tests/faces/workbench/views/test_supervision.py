"""The clue desk, the plan of the year and a paper drafted from a clue, as pages."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuheng.kernel import now
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Matter, Organ, Person, Post
from yuheng.systems import catalogue
from yuheng.systems.oversight.clues.facts import Clue, Letter

FOUND = datetime(2023, 12, 5, 9, tzinfo=CHINA)
READY = datetime(2023, 12, 11, 10, tzinfo=CHINA)


@pytest.fixture
def desk(db):
    """One clue of each squad, found on Tuesday 5 December 2023; it may be judged from Monday 11 December."""
    catalogue.load()
    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
    justice = Organ.objects.create(code="j", name="司法所", kind="department", parent=zone, prefix="昆高")
    bureau = Organ.objects.create(code="e", name="综合执法局", kind="bureau", parent=zone, holds_power=True, prefix="昆高执")
    squads = [Organ.objects.create(code=f"s{n}", name=f"{n}中队", kind="squad", parent=bureau, prefix="昆高执") for n in "一二"]

    def person(name: str, organ: Organ, *roles: str) -> int:
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=organ, title="工作人员", roles=list(roles), from_on=date(2020, 1, 1))
        return one.pk

    found = SimpleNamespace(
        justice=justice.pk, squads=[squad.pk for squad in squads], supervisor=person("监督员", justice, "supervisor"), head=person("所长", justice, "justice_head"),
        clerk=person("科员", justice, "justice_clerk"), chief=person("队长", squads[0], "squad_head"), other=person("别队", squads[1], "squad_head"),
        leader=person("局长", bureau, "organ_head"),
    )  # fmt: skip
    office.changed()
    found.clues = [clue(squad, number) for number, squad in enumerate(found.squads)]
    with now.at(READY):
        yield found


def act(step: str, by: int, at: datetime, data, **more) -> int:
    return perform(Order(step, by, data=data, at=at, recorded=at, **more)).matter


def clue(squad: int, number: int) -> int:
    data = {
        "mark": f"overdue:{number}", "model": "overdue", "name": "超期未作决定", "subject": f"昆高执案〔2023〕000{number}号", "unit": squad, "found_on": FOUND.date(),
        "severity": "grave", "content": f"第{number}件逾期。<script>", "basis": "《行政处罚法》第六十条",
    }  # fmt: skip
    return act("find", 0, FOUND, data, opening=Opening("oversight.clue", lead=squad))


def test_the_desk_shows_each_the_clues_that_are_theirs_and_what_they_may_do(desk, browser_of):
    seen = browser_of(desk.supervisor).get(reverse("clue_desk")).content.decode()
    assert "待认定" in seen
    assert "第0件逾期。&lt;script&gt;" in seen
    assert "第1件逾期" in seen
    assert reverse("step", args=[desk.clues[0], "count"]) in seen
    mine = browser_of(desk.chief).get(reverse("clue_desk")).content.decode()
    assert "第0件" in mine
    assert "第1件" not in mine
    assert reverse("step", args=[desk.clues[0], "count"]) not in mine
    assert reverse("step", args=[desk.clues[0], "explain"]) in mine


def test_the_desk_asks_as_many_questions_for_many_clues_as_for_two(desk, browser_of):
    client = browser_of(desk.supervisor)
    client.get(reverse("clue_desk"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("clue_desk"))
    for number in range(2, 40):
        clue(desk.squads[number % 2], number)
    with CaptureQueriesContext(connection) as many:
        answer = client.get(reverse("clue_desk"))
    assert len(many) == len(few) <= 20
    assert "另有 35 条" in answer.content.decode()


def test_a_unit_or_model_that_is_none_narrows_nothing(desk, browser_of):
    for asked in ("unit=x", "unit=99999999999999999999", "model=none", f"unit={desk.squads[1]}&model=overdue"):
        assert browser_of(desk.supervisor).get(f"{reverse('clue_desk')}?{asked}").status_code == 200


def test_a_paper_is_drafted_from_a_counted_clue_and_a_second_click_drafts_no_second(desk, browser_of):
    client, address = browser_of(desk.clerk), reverse("letter_from", args=[desk.clues[0]])
    assert client.get(address).status_code == 403
    act("count", desk.supervisor, READY, {"judgement": "属实"}, matter=desk.clues[0])
    assert "第0件逾期" in client.get(address).content.decode()
    said = {
        "form": "internal", "unit": str(desk.squads[0]), "subject": "超期办案", "findings": "一件案件超期", "demand": "限期办结", "answer_by": "2023-12-25",
    }  # fmt: skip
    for _click in range(2):
        assert client.post(address, said).status_code in (302, 303)
    letter = Letter.objects.get()
    assert letter.unit_id == desk.squads[0]
    assert Matter.objects.get(pk=letter.pk).lead_id == desk.squads[0]


def test_a_squad_drafts_no_paper_and_a_wrong_unit_is_refused(desk, browser_of):
    assert browser_of(desk.chief).get(reverse("letter_new")).status_code == 403
    said = {"form": "internal", "unit": str(desk.justice), "subject": "x", "findings": "x", "demand": "x", "answer_by": "2023-12-25"}
    answer = browser_of(desk.clerk).post(reverse("letter_new"), said)
    assert answer.status_code == 422
    assert "受文单位不在可选范围内" in answer.content.decode()
    assert not Letter.objects.exists()


def test_the_organ_complained_of_sees_neither_the_complaint_nor_who_complained(desk, browser_of):
    data = {"received_on": READY.date(), "source": "12345", "complainant": "张小明", "unit": desk.squads[0], "content": "张小明反映执法不文明"}
    complaint = act("receive", desk.supervisor, READY, data, opening=Opening("oversight.complaint", lead=desk.justice))
    for person in (desk.chief, desk.leader, desk.clerk):
        answer = browser_of(person).get(reverse("matter", args=[complaint]))
        assert answer.status_code == 403
        assert "张小明" not in answer.content.decode()
    assert browser_of(desk.supervisor).get(reverse("matter", args=[complaint])).status_code == 200


def test_the_plan_shows_which_points_have_no_check_yet(desk, browser_of):
    for number, content in enumerate(("行政执法公示", "罚缴分离", "持证上岗"), start=1):
        data = {"planned_on": date(2023, 2, 10), "number": number, "content": content}
        act("record", desk.supervisor, READY, data, opening=Opening("oversight.key_point", lead=desk.justice))
    data = {"held_on": date(2023, 3, 28), "name": "第1次执法监督", "quarter": 1, "units": "各中队", "files": 700, "points": "1、3"}
    act("record", desk.supervisor, READY, data, opening=Opening("oversight.supervision", lead=desk.justice))
    seen = browser_of(desk.supervisor).get(reverse("supervision_plan")).content.decode()
    assert seen.count("■ 还没有检查") == 1
    assert seen.count("第1次执法监督") == 2
    assert browser_of(desk.supervisor).get(reverse("supervision_plan") + "?year=99999999").status_code == 200


def test_the_sheet_of_clues_leaves_as_excel(desk, browser_of):
    answer = browser_of(desk.supervisor).get(reverse("roll", args=["supervision.clues"]) + "?year=2023&export=xlsx")
    assert answer.status_code == 200
    assert "spreadsheet" in answer.headers["Content-Type"]
    assert len(b"".join(answer.streaming_content) if answer.streaming else answer.content) > 2000


def test_what_came_again_in_one_unit_is_told(desk, browser_of):
    again = clue(desk.squads[0], 7)
    for one in (desk.clues[0], again):
        act("count", desk.supervisor, READY, {"judgement": "属实"}, matter=one)
    seen = browser_of(desk.supervisor).get(reverse("clue_desk")).content.decode()
    assert "反复出现的问题" in seen
    assert Clue.objects.filter(verdict="counted").count() == 2
