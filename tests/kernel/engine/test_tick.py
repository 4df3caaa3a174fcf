"""What a statute lets follow from an expired term is recorded once, whether somebody acts or not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.example.office import moment
from tests.example.procedure import ACT, PERMIT
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.tick import lag, tick
from yuheng.kernel.now import at
from yuheng.kernel.procedure.declare import Lapse
from yuheng.kernel.records.models import Clock, Event


@pytest.fixture(autouse=True)
def lapsing(monkeypatch):
    """In the example, a decision that is overdue counts as reviewed: no statute says so, it only shows the machinery."""
    before = PERMIT.lapses
    object.__setattr__(PERMIT, "lapses", (Lapse("decide", "review", (f"{ACT}#34.1",)),))
    yield
    object.__setattr__(PERMIT, "lapses", before)


def lapses(matter: int) -> list[str]:
    return list(Event.objects.filter(matter=matter, kind="lapse").values_list("step", flat=True))


def test_nothing_is_recorded_before_the_term_is_over(staffed):
    matter = staffed.accept().matter
    due = Clock.objects.get(matter=matter).due_on
    with at(moment(due.month, due.day, 23)):
        assert tick() == 0
    assert lapses(matter) == []


def test_every_expired_term_is_recorded_once_and_the_tables_agree(staffed):
    matters = [staffed.accept().matter for _ in range(3)]
    due = Clock.objects.filter(matter=matters[0]).get().due_on
    with at(moment(due.month, due.day) + timedelta(days=3)):
        assert tick() == 3
        assert tick() == 0
        assert lag() == 0
    for matter in matters:
        event = Event.objects.get(matter=matter, kind="lapse")
        assert (event.step, event.day, event.person) == ("review", due + timedelta(days=1), None)
    assert [str(one) for one in replay()] == []


def test_an_act_after_the_term_brings_the_lapse_along_and_the_tick_finds_nothing(staffed):
    matter = staffed.accept().matter
    late = moment(5, 4)
    perform(staffed.order("visit", staffed.inspector, late, matter=matter, with_=(staffed.second,), data={"visits": [{"place": "路口"}], "risky": False}))
    assert lapses(matter) == ["review"]
    with at(late):
        assert tick() == 0


def test_what_is_decided_in_time_does_not_lapse(staffed):
    perform_many(staffed.life("a"))
    with at(moment(9, 1)):
        assert tick() == 0
