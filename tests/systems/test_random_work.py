"""Random people perform random steps at random times, correct, take back, hand over and record late: every rule and the ledger hold."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.systems.enforcement.signing import signatures
from yuheng.kernel import now
from yuheng.kernel.engine.correct import correct, undo
from yuheng.kernel.engine.history import of_matter
from yuheng.kernel.engine.irregular import hand_over
from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.sequencer import drain
from yuheng.kernel.engine.verification import verify
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step, Without
from yuheng.kernel.procedure.fold import folded, undone
from yuheng.kernel.procedure.rights import alternatives
from yuheng.kernel.procedure.shape import Field
from yuheng.kernel.records.models import Clock, Event, Matter

START = datetime(2023, 9, 1, 9, tzinfo=CHINA)


class Rolled(Exception):
    pass


def value_of(draw: Any, field: Field, day: date) -> Any:
    """A believable value of a field, now and then none."""
    if field.blank and draw(st.integers(0, 5)) == 0:
        return None
    if field.kind == "choice":
        return draw(st.sampled_from([code for code, _label in field.choices]))
    if field.kind == "choices":
        return [draw(st.sampled_from([code for code, _label in field.choices]))]
    return {
        "int": draw(st.sampled_from([1, 3, 20])), "money": draw(st.sampled_from([0, 100_00, 8000_00, 30_0000_00])), "bool": draw(st.booleans()),
        "date": day - timedelta(days=draw(st.integers(0, 3))), "datetime": START,
    }.get(field.kind, "如实记录的文字")  # fmt: skip


def data_of(draw: Any, procedure: Procedure, names: tuple[str, ...], day: date) -> dict[str, Any]:
    shape, found = procedure.shape, {}
    for name in names:
        if name in shape.rows:
            fields = shape.rows[name].fields
            found[name] = [{inner: value_of(draw, field, day) for inner, field in fields.items() if field.kind not in ("party", "person", "organ", "matter")}]
        elif shape.fields[name].kind not in ("party", "person", "organ", "matter", "encrypted"):
            found[name] = value_of(draw, shape.fields[name], day)
    return found


def rules_hold(matter: Matter, procedure: Procedure) -> None:
    """What must never happen did not: read from the events alone, by a plain reading of `Without`."""
    past = of_matter(matter.pk, procedure)
    gone = undone(past)
    live = [one for one in past if one.seq not in gone and one.kind != "undo"]
    if matter.irregular:
        return  # a correction made a done act unlawful: the matter says so for ever
    for position, one in enumerate(live):
        if one.kind not in ("open", "perform"):
            continue
        before = folded(matter.pk, procedure, live[:position])
        for rule in procedure.never:
            if isinstance(rule, Without) and rule.step == one.step and rule.when is None:
                assert any(key[0] == rule.needs and was.done for key, was in before.steps.items()), (one.step, rule)
        if procedure.by_id[one.step].closes:
            after = folded(matter.pk, procedure, live[: position + 1])
            kept = {*procedure.by_id[one.step].leaves, *(due.step for due in procedure.by_id[one.step].obliges)}
            asleep = set(Clock.objects.filter(matter=matter, asleep=True).values_list("seq", "no"))
            assert {clock.step for clock in after.clocks if clock.id not in asleep} <= kept, one.step


def seats_of(draw: Any, step: Step, people: list[int], day: date) -> list[int]:
    """Mostly the right people for a step, two where two must act; sometimes anybody."""
    if draw(st.integers(0, 4)) == 0:
        return [draw(st.sampled_from(people)) for _ in step.by]
    here, chosen = office(), []
    for seat in step.by:
        wanted = {role.id for role in alternatives(seat)}
        fit = [one for one in people if one not in chosen and any(held.roles & wanted for held in here.seats(one, day))]
        chosen.append(draw(st.sampled_from(fit or people)))
    return chosen or [draw(st.sampled_from(people))]


def work(draw: Any, bureau: Any, people: list[int], lead: int, procedure: Procedure) -> None:
    moment, matter = START, None
    for _ in range(draw(st.integers(6, 24))):
        moment += timedelta(days=draw(st.sampled_from([0, 0, 1, 2, 6])), hours=1)
        late = timedelta(days=draw(st.sampled_from([0, 0, 0, 4])))
        by, other = draw(st.sampled_from(people)), draw(st.sampled_from(people))
        what = draw(st.integers(0, 11))
        try:
            with now.at(moment):
                if matter is None:
                    step = procedure.opening
                    by, *others = seats_of(draw, step, people, moment.date())
                    opening = Opening(procedure.id, lead=lead)
                    data = data_of(draw, procedure, step.writes, moment.date())
                    matter = perform(Order(step.id, by, opening=opening, data=data, at=moment - late, recorded=moment, with_=tuple(others))).matter
                elif what == 0:
                    name = draw(st.sampled_from(sorted(procedure.shape.fields)))
                    correct(matter, name, value_of(draw, procedure.shape.fields[name], moment.date()), by=by, second=other, reason="录入错误")
                elif what == 1:
                    undo(matter, by=by, reason="误办")
                elif what == 2:
                    hand_over(matter, other, by=by, reason="调整")
                else:
                    step = draw(st.sampled_from(procedure.steps))
                    by, *others = seats_of(draw, step, people, moment.date())
                    data = data_of(draw, procedure, step.writes, moment.date())
                    signed = signatures(bureau, step, by) or {"with_": tuple(others)}
                    perform(Order(step.id, by, matter=matter, data=data, at=moment - late, recorded=moment, row=1 if step.for_each else 0, **signed))
        except Refused:
            continue


@pytest.mark.parametrize("name", ["penalty.ordinary", "mediation.dispute"])
@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_people_do_the_rules_and_the_ledger_hold(bureau, tmp_path_factory, name, data):
    ids = {p.id for p in registry.all_procedures()}
    procedure = registry.current(name if name in ids else next(one for one in sorted(ids) if one.startswith("mediation")), START.date())
    people = [value for key, value in vars(bureau).items() if key not in ("squad", "committee")]
    lead = bureau.squad if name.startswith("penalty") else bureau.committee
    home = tmp_path_factory.getbasetemp()
    try:
        with transaction.atomic():
            work(data.draw, bureau, people, lead, procedure)
            drain()
            assert verify(home, deep=True, processes=1).findings == []
            assert [str(one) for one in replay()] == []
            for matter in Matter.objects.all():
                rules_hold(matter, procedure)
                assert matter.seq == Event.objects.filter(matter=matter).count()
            raise Rolled
    except Rolled:
        pass
