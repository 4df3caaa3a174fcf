"""An import taken back: what nobody built on is gone from every list and figure, what somebody built on stays and says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.example.facts import Permit, Visit
from tests.example.office import moment
from yuheng.kernel.engine.adopt import adopt
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.undoing import undo_openings
from yuheng.kernel.now import at
from yuheng.kernel.procedure.adopting import PastAct
from yuheng.kernel.procedure.state import Paper, Refusal
from yuheng.kernel.records.models import Amended, Clock, Event, Matter, Scope, SearchRow


@pytest.fixture
def imported(staffed):
    """Three permits of one batch, of 1 March."""
    order = staffed.accept_order()
    return [perform(replace(order, opening=replace(order.opening, batch=7))).matter for _ in range(3)]


def test_an_imported_matter_is_gone_from_lists_clocks_and_figures_and_replay_agrees(staffed, imported):
    with at(moment(3, 1, 15)):
        results = undo_openings(imported, by=staffed.clerk, reason="传错了表")
    assert all(isinstance(result, Done) for result in results)
    assert set(Matter.objects.values_list("status", "opened_on")) == {("void", None)}
    assert not Scope.objects.exists()
    assert not Clock.objects.filter(ended=0).exists()
    assert set(SearchRow.objects.values_list("words", flat=True)) == {""}
    assert set(Permit.objects.values_list("subject", flat=True)) == {None}
    assert Event.objects.filter(kind="undo").count() == Amended.objects.filter(undone=True).count() == 3
    assert list(replay()) == []


def test_what_was_worked_on_is_of_another_day_or_anothers_stays_and_says_why(staffed, imported):
    perform(staffed.order("pause", staffed.clerk, moment(3, 1, 11), matter=imported[0]))
    with at(moment(3, 1, 15)):
        busy, free = undo_openings(imported[:2], by=staffed.clerk, reason="传错了表")
        (foreign,) = undo_openings(imported[2:], by=staffed.stranger, reason="传错了表")
        (twice,) = undo_openings([imported[1]], by=staffed.clerk, reason="再点一次")
        (unknown,) = undo_openings([1], by=staffed.clerk, reason="传错了表")
    with at(moment(3, 2)):
        (late,) = undo_openings(imported[2:], by=staffed.clerk, reason="传错了表")
    assert isinstance(free, Done)
    for refusal, word in ((busy, "又办理了"), (foreign, "本人或者上级"), (twice, "已经撤销"), (unknown, "没有这一事项"), (late, "只能在当天")):
        assert isinstance(refusal, Refusal)
        assert word in refusal.message
    assert Matter.objects.filter(status="open").count() == 2
    assert list(replay()) == []


def test_a_superior_may_take_an_import_back_and_a_matter_opened_by_hand_stays(staffed, imported):
    by_hand = staffed.accept().matter
    with at(moment(3, 1, 15)):
        above, refused = undo_openings([imported[0], by_hand], by=staffed.head, reason="责令撤销")
    assert isinstance(above, Done)
    assert isinstance(refused, Refusal)
    assert "不是导入的" in refused.message
    assert Matter.objects.get(pk=by_hand).status == "open"


def test_an_adopted_case_of_a_batch_is_taken_back_with_its_rows(staffed):
    with at(moment(3, 10)):
        opening = replace(staffed.opening(), batch=8)
        acts = [PastAct("accept", moment(2, 6)), PastAct("visit", moment(2, 7))]
        facts = {"applicant": "王小明", "subject": "占道施工", "visits": [{"place": "路口"}]}
        scan = Paper("attachment", "案卷.pdf", "ab" * 32)
        matter = adopt(opening, acts, facts, number="旧1号", by=staffed.clerk, second=staffed.head, reason="启用前受理", papers=[scan]).matter
        (result,) = undo_openings([matter], by=staffed.clerk, reason="传错了表")
    assert isinstance(result, Done)
    assert Visit.objects.get(matter=matter).voided
    assert Matter.objects.get(pk=matter).opened_on != date(2023, 2, 6)
    assert list(replay()) == []
