"""Cases that began on paper enter as they are told, unchecked and marked; from then on they obey the procedure."""

from __future__ import annotations

from datetime import date

import pytest

from tests.example.facts import Permit, Visit
from tests.example.office import moment
from yuheng.kernel.engine.adopt import adopt
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.now import at
from yuheng.kernel.procedure.adopting import PastAct
from yuheng.kernel.procedure.state import Paper
from yuheng.kernel.records.models import Clock, Event, Matter
from yuheng.kernel.records.models import Paper as PaperRow

FACTS = {"applicant": "王小明", "subject": "占道施工", "area": 2000, "risky": True, "visits": [{"place": "路口"}]}
SCAN = Paper("attachment", "原案卷（扫描件）", "ab" * 32)


def entered(staffed, acts, **changes):
    given = {
        "opening": staffed.opening(), "acts": acts, "facts": FACTS, "number": "昆高受〔2022〕0911号", "by": staffed.clerk, "second": staffed.head,
        "reason": "平台启用前受理", "papers": [SCAN], **changes,
    }  # fmt: skip
    with at(moment(3, 1)):
        return adopt(given.pop("opening"), given.pop("acts"), given.pop("facts"), **given)


def past(staffed):
    return [
        PastAct("accept", moment(2, 6), persons=(staffed.clerk,)),
        PastAct("visit", moment(2, 13), persons=(staffed.inspector, staffed.second)),
    ]


def refused(staffed, acts, **changes):
    with pytest.raises(Refused) as caught:
        entered(staffed, acts, **changes)
    assert not Matter.objects.exists()
    assert not Event.objects.exists()
    return caught.value.refusal


@pytest.mark.django_db
def test_an_adopted_case_bears_its_own_number_its_mark_and_its_running_clock(staffed):
    found = Matter.objects.get(pk=entered(staffed, past(staffed)).matter)
    assert (found.number, found.adopted, found.stage, found.opened_on) == ("昆高受〔2022〕0911号", True, "审查", date(2023, 2, 6))
    # 行政许可法 第四十二条、第八十二条: 20 working days from 6 February 2023 end on 6 March.
    assert list(Clock.objects.filter(matter=found, ended=0).values_list("step", "due_on")) == [("decide", date(2023, 3, 6))]
    assert PaperRow.objects.get(matter=found).name == "原案卷（扫描件）"
    assert Visit.objects.get(matter=found).place == "路口"
    assert list(replay()) == []


@pytest.mark.django_db
def test_an_adopted_case_goes_on_under_the_rules(staffed):
    matter = entered(staffed, past(staffed)).matter
    with pytest.raises(Refused):  # a risky site is reviewed before it is decided
        perform(staffed.order("decide", staffed.head, moment(3, 2), matter=matter, data={"result": "granted"}))
    perform(staffed.order("review", staffed.reviewer, moment(3, 2), matter=matter, data={"opinion": "同意"}))
    perform(staffed.order("decide", staffed.head, moment(3, 3), matter=matter, data={"result": "granted"}))
    assert Permit.objects.get(pk=matter).result == "granted"
    assert list(replay()) == []


@pytest.mark.django_db
def test_who_acted_on_paper_stays_apart_from_who_must_be_another(staffed):
    acts = [*past(staffed)[:1], PastAct("visit", moment(2, 13), persons=(staffed.reviewer,))]
    matter = entered(staffed, acts).matter
    with pytest.raises(Refused) as caught:
        perform(staffed.order("review", staffed.reviewer, moment(3, 2), matter=matter, data={"opinion": "同意"}))
    assert caught.value.refusal.code == "separate"


@pytest.mark.django_db
def test_acts_of_one_moment_keep_the_order_in_which_they_are_told(staffed):
    same = moment(2, 13)
    acts = [*past(staffed)[:1], PastAct("visit", same), PastAct("review", same), PastAct("decide", same)]
    found = Matter.objects.get(pk=entered(staffed, acts, facts={**FACTS, "opinion": "同意", "result": "granted"}).matter)
    assert (found.stage, found.due_step) == ("决定", "close")
    assert list(replay()) == []


@pytest.mark.django_db
def test_a_suspension_on_paper_lengthens_the_clock(staffed):
    acts = [*past(staffed)[:1], PastAct("pause", moment(2, 8)), PastAct("resume", moment(2, 20))]
    found = Matter.objects.get(pk=entered(staffed, acts).matter)
    plain = date(2023, 3, 6)
    assert found.due_on > plain


@pytest.mark.django_db
def test_what_is_told_wrongly_is_refused_and_nothing_is_kept(staffed):
    acts = past(staffed)
    assert refused(staffed, acts, number=" ").code == "data"
    assert refused(staffed, acts, papers=[]).code == "paper"
    assert refused(staffed, acts, second=staffed.clerk).code == "second"
    assert refused(staffed, acts, second=staffed.stranger).code == "second"
    assert refused(staffed, acts, by=staffed.stranger).code == "role"
    assert refused(staffed, acts[1:]).code == "adopt"
    assert refused(staffed, acts[::-1]).code == "adopt"
    assert refused(staffed, [*acts, PastAct("nonsense", moment(2, 14))]).code == "unknown_step"
    assert refused(staffed, [*acts, PastAct("review", moment(4, 1))]).code == "future"
    assert refused(staffed, [*acts, PastAct("review", moment(2, 7))]).code == "order"
    assert refused(staffed, acts, facts={**FACTS, "weather": "晴"}).code == "data"
    assert refused(staffed, acts, facts={**FACTS, "area": "很大"}).code == "data"


@pytest.mark.django_db
def test_a_case_is_adopted_once(staffed):
    entered(staffed, past(staffed))
    with pytest.raises(Refused) as caught:
        entered(staffed, past(staffed))
    assert caught.value.refusal.code == "same"
    assert Matter.objects.count() == 1
