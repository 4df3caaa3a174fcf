"""What waits for whom, and what may be done next."""

from __future__ import annotations

import pytest

from tests.example.office import moment
from tests.example.procedure import CLERK, HEAD, INSPECTOR, REVIEWER
from yuheng.kernel import now
from yuheng.kernel.access.grants import know_roles, viewer
from yuheng.kernel.access.seats import next_steps
from yuheng.kernel.access.todo import obligations
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.load import load
from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.records.models import Account, Scope
from yuheng.systems.roles import ALL


@pytest.fixture
def seen(staffed):
    know_roles({**ALL, **{role.id: role for role in (CLERK, HEAD, INSPECTOR, REVIEWER)}})

    def of(person: int):
        account, _made = Account.objects.get_or_create(username=str(person), defaults={"person_id": person})
        return viewer(account)

    with now.at(moment(3, 10)):
        yield of


def decided(staffed) -> int:
    matter = staffed.accept(moment(3, 1), area=10).matter
    perform(staffed.order("visit", staffed.inspector, moment(3, 2), matter=matter, with_=(staffed.second,), data={"visits": [{"place": "路口"}], "risky": False}))
    perform(staffed.order("decide", staffed.head, moment(3, 3), matter=matter, data={"result": "granted"}))
    return matter


def test_a_decision_waits_for_whoever_decides_and_not_for_the_handler(staffed, seen):
    matter = staffed.accept(moment(3, 1)).matter
    assert [(o.matter, o.step) for o in obligations(seen(staffed.head))] == [(matter, "decide")]
    assert obligations(seen(staffed.clerk)) == []
    assert obligations(seen(staffed.stranger)) == []


def test_what_the_handler_does_waits_for_the_handler_and_only_shown_to_colleagues_when_asked(staffed, seen):
    matter = decided(staffed)
    assert [(o.matter, o.step) for o in obligations(seen(staffed.clerk))] == [(matter, "close")]
    from datetime import date

    from yuheng.kernel.engine import office as posts
    from yuheng.kernel.records.models import Person, Post

    colleague = Person.objects.create(name="辛").pk
    Post.objects.create(person_id=colleague, organ_id=staffed.squad, title="经办", roles=["example_clerk"], from_on=date(2020, 1, 1))
    posts.changed()
    assert obligations(seen(colleague)) == []
    assert [o.step for o in obligations(seen(colleague), everyone=True)] == ["close"]
    assert obligations(seen(staffed.stranger), everyone=True) == []


def test_a_matter_that_may_not_be_seen_waits_for_nobody(staffed, seen):
    matter = staffed.accept(moment(3, 1)).matter
    Scope.objects.filter(matter=matter).update(level=3)
    assert obligations(seen(staffed.head)) == []


def test_the_most_pressing_come_first(staffed, seen):
    late = staffed.accept(moment(2, 1)).matter
    early = staffed.accept(moment(3, 1)).matter
    found = obligations(seen(staffed.head))
    assert [o.matter for o in found] == [late, early]
    assert [o.late(found[0].due.replace(month=4)) for o in found] == [True, True]


def test_next_steps_tell_what_may_be_done_and_why_the_rest_may_not(staffed, seen):
    matter = staffed.accept(moment(3, 1)).matter
    state = load([matter], office(), lock=False)[matter].state
    law = legal_day("", "", "")
    inspector = {c.step.id: c for c in next_steps(seen(staffed.inspector), state, law)}
    assert inspector["visit"].allowed  # the second person is asked for on the form
    assert inspector["decide"].refusal.code == "after"
    assert inspector["accept"].refusal.code == "done"
    head = {c.step.id: c for c in next_steps(seen(staffed.head), state, law)}
    assert head["visit"].refusal.code == "role"
    assert head["decide"].clock is not None
    stranger = {c.step.id: c for c in next_steps(seen(staffed.stranger), state, law)}
    assert stranger["pause"].refusal.code == "organ"


def test_who_did_one_step_is_told_that_another_is_not_for_them(staffed, seen):
    matter = staffed.accept(moment(3, 1)).matter
    from datetime import date

    from yuheng.kernel.engine import office as posts
    from yuheng.kernel.records.models import Post

    Post.objects.create(person_id=staffed.clerk, organ_id=staffed.zone, title="审查", roles=["example_reviewer"], from_on=date(2020, 1, 1))
    posts.changed()
    state = load([matter], office(), lock=False)[matter].state
    choices = {c.step.id: c for c in next_steps(seen(staffed.clerk), state, legal_day("", "", ""))}
    assert choices["review"].refusal.code == "separate"
