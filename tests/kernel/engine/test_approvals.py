"""Approval sheets: who may sign, what a signature does, and that the step is performed on the last one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.example.office import moment
from tests.example.procedure import ACT, CLERK, HEAD, PERMIT, REVIEWER
from yuheng.kernel import now
from yuheng.kernel.engine import approvals, office
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure import chains, registry
from yuheng.kernel.records.models import Event, Person, Post, Sheet, Signature

CHAIN = chains.Chain("example.decision", "决定审批", (CLERK,), (chains.Level(REVIEWER, "审查意见"), chains.Level(HEAD, "负责人意见")), (f"{ACT}#37",))


@pytest.fixture
def waiting(staffed, monkeypatch):
    """A matter ready for its decision, which an approval sheet carries."""
    from dataclasses import replace

    steps = tuple(replace(s, approval=CHAIN.id, separate_from=()) if s.id == "decide" else s for s in PERMIT.steps)
    monkeypatch.setitem(registry._known, (PERMIT.id, 1), replace(PERMIT, steps=steps))
    monkeypatch.setitem(chains._known, CHAIN.id, CHAIN)
    from yuheng.kernel.engine import load

    load._reader.cache_clear()
    matter = staffed.accept(moment(3, 1)).matter
    perform(staffed.order("visit", staffed.inspector, moment(3, 2), matter=matter, with_=(staffed.second,), data={"visits": [{"place": "路口"}], "risky": True}))
    with now.at(moment(3, 6)):
        perform(staffed.order("review", staffed.reviewer, moment(3, 3), matter=matter, data={"opinion": "同意"}))
    with now.at(moment(3, 7)):
        yield staffed, matter
    load._reader.cache_clear()


def submitted(staffed, matter) -> Sheet:
    return approvals.submit(matter, "decide", by=staffed.clerk, data={"result": "granted"})


def code(act) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.refusal.code


def test_the_last_signature_performs_the_step_with_everybody_who_signed(waiting):
    staffed, matter = waiting
    sheet = submitted(staffed, matter)
    assert approvals.sign(sheet.pk, by=staffed.reviewer, opinion="拟同意").state == "open"
    assert not Event.objects.filter(matter=matter, step="decide").exists()
    with now.at(moment(3, 9)):
        signed = approvals.sign(sheet.pk, by=staffed.head, opinion="同意")
    assert signed.done is not None
    event = Event.objects.get(pk=signed.done.event)
    assert (event.day, event.person) == (date(2023, 3, 9), staffed.head)
    assert [(p["person"], p["part"]) for p in event.participants] == [(staffed.clerk, "承办人"), (staffed.reviewer, "审查意见")]
    sheet.refresh_from_db()
    assert (sheet.state, sheet.waits_for_role) == ("done", "")


def test_nobody_signs_out_of_turn_twice_or_what_they_submitted(waiting):
    staffed, matter = waiting
    sheet = submitted(staffed, matter)
    assert code(lambda: approvals.sign(sheet.pk, by=staffed.head, opinion="同意")) == "role"
    assert code(lambda: approvals.sign(sheet.pk, by=staffed.clerk, opinion="同意")) == "own"
    approvals.sign(sheet.pk, by=staffed.reviewer, opinion="同意")
    assert code(lambda: approvals.sign(sheet.pk, by=staffed.reviewer, opinion="同意")) == "twice"
    assert Signature.objects.filter(sheet=sheet).count() == 1


def test_levels_collapse_where_one_person_holds_both_roles(waiting):
    staffed, matter = waiting
    both = Person.objects.create(name="辛")
    Post.objects.create(person=both, organ_id=staffed.zone, title="副主任", roles=["example_reviewer", "example_head"], from_on=date(2020, 1, 1))
    office.changed()
    sheet = submitted(staffed, matter)
    signed = approvals.sign(sheet.pk, by=both.pk, opinion="同意")
    assert signed.state == "done"
    assert [s.level for s in sheet.signatures.order_by("level")] == [0, 1]
    assert Event.objects.get(pk=signed.done.event).participants[0]["part"] == "承办人"


def test_a_sheet_sent_back_ends_with_its_reason_and_another_may_be_submitted(waiting):
    staffed, matter = waiting
    sheet = submitted(staffed, matter)
    assert code(lambda: submitted(staffed, matter)) == "sheet"
    assert code(lambda: approvals.send_back(sheet.pk, by=staffed.reviewer, reason="")) == "reason"
    approvals.send_back(sheet.pk, by=staffed.reviewer, reason="材料不全")
    assert code(lambda: approvals.sign(sheet.pk, by=staffed.reviewer, opinion="同意")) == "sheet"
    assert submitted(staffed, matter).state == "open"


def test_what_cannot_be_done_is_not_submitted_and_a_refused_last_signature_leaves_the_sheet_open(waiting):
    staffed, matter = waiting
    assert code(lambda: approvals.submit(matter, "decide", by=staffed.clerk, data={})) == "data"
    assert code(lambda: approvals.submit(matter, "decide", by=staffed.stranger, data={"result": "granted"})) == "role"
    sheet = submitted(staffed, matter)
    approvals.sign(sheet.pk, by=staffed.reviewer, opinion="同意")
    Sheet.objects.filter(pk=sheet.pk).update(data={"result": "没有这一项"})
    assert code(lambda: approvals.sign(sheet.pk, by=staffed.head, opinion="同意")) == "data"
    sheet.refresh_from_db()
    assert (sheet.state, sheet.signatures.count()) == ("open", 1)
