"""What a step fills in by itself: refused with it, written with it, gone with it."""

from __future__ import annotations

import pytest

from tests.example.office import moment
from tests.kernel.engine.test_perform import everything
from yuheng.kernel.engine import completing
from yuheng.kernel.engine.completing import Completed, Completion
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.models import Event, Notice

KEY = ("example.permit", "accept")


@pytest.fixture
def completed_by(monkeypatch):
    """completed_by(fill): acts of acceptance are completed by the function."""
    return lambda fill: monkeypatch.setitem(completing._known, KEY, Completion(fill))


def test_data_is_filled_in_before_the_act_is_judged(staffed, completed_by):
    from tests.example.facts import Permit

    completed_by(lambda act, state: Completed({**act.data, "subject": "由系统填写"}))
    done = staffed.accept(moment(3, 1))
    assert Permit.objects.get(pk=done.matter).subject == "由系统填写"


def test_a_refusal_of_the_filling_changes_nothing(staffed, completed_by):
    before = everything()
    completed_by(lambda act, state: Refusal("data", "记录不全，没有办理。"))
    with pytest.raises(Refused, match="记录不全"):
        staffed.accept(moment(3, 1))
    assert everything() == before


def test_what_stands_beside_the_event_falls_with_it(staffed, completed_by):
    def fails(matter: int) -> None:
        assert Event.objects.filter(matter=matter).exists()
        raise RuntimeError("disk full")

    before = everything()
    completed_by(lambda act, state: Completed(act.data, fails))
    with pytest.raises(RuntimeError):
        perform(staffed.accept_order(moment(3, 1)))
    assert everything() == before
    assert not Notice.objects.exists()


def test_one_step_is_completed_in_one_way(completed_by):
    completed_by(lambda act, state: Completed(act.data))
    with pytest.raises(ValueError, match="twice"):
        completing.register(*KEY, lambda act, state: Completed(act.data))
