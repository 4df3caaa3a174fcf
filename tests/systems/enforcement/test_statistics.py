"""The yearly statistics of enforcement: what counts, what adds up, and what is sealed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.indicators.calibre import Calibre, dates_of
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Period, rows, value
from yuheng.kernel.indicators.statement import drawn, statements
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Clock, Matter, Organ
from yuheng.systems.enforcement.penalty.facts import Penalty, SummaryPenalty
from yuheng.systems.enforcement.statistics.cells import moved, sealed, tables

YEAR = Period.year(2023)


def case(lead: int, kinds: list[str], fine: int = 0, day: date = date(2023, 5, 9), outcome: str = "penalised", **matter) -> Matter:
    opened = matter.pop("opened_on", date(2023, 3, 1))
    made = Matter.objects.create(procedure="penalty.ordinary", title="案件", lead_id=lead, opened_on=opened, **matter)
    Penalty.objects.create(matter=made, decided_kinds=kinds, decided_fine=fine, decided_on=day, outcome=outcome)
    return made


def spot(lead: int, fine: int, day: date = date(2023, 5, 9)) -> None:
    made = Matter.objects.create(procedure="penalty.summary", title="案件", lead_id=lead, opened_on=day)
    SummaryPenalty.objects.create(matter=made, fine=fine, decided_on=day, outcome="penalised")


def figure(name: str, period: Period = YEAR, calibre: Calibre | None = None):
    return value(all_indicators()[name], period, calibre=calibre or Calibre())


def test_kinds_given_together_count_once_under_the_heaviest(bureau):
    case(bureau.squad, ["warning", "fine"], 100_000)
    case(bureau.squad, ["fine", "confiscate_income", "revoke_licence"], 500_000)
    case(bureau.squad, ["warning"])
    case(bureau.squad, ["fine"], 900_000, outcome="none")
    case(bureau.squad, ["fine"], 900_000, day=date(2024, 1, 1))
    spot(bureau.squad, 5_000)
    spot(bureau.squad, 0)
    assert figure("penalty.kind.warning").value == 2
    assert figure("penalty.kind.fine").value == 2
    assert figure("penalty.kind.confiscate_income").value == 0
    assert figure("penalty.kind.revoke_licence").value == 1
    assert figure("penalty.decided").value == 5
    assert figure("penalty.fines_all").value * 10_000 == 6_050


def test_a_total_opens_down_to_exactly_the_matters_that_it_counts(bureau):
    one = case(bureau.squad, ["fine"], 100_000)
    spot(bureau.squad, 5_000)
    found = rows(all_indicators()["penalty.kind.fine"], YEAR)
    assert found.count() == figure("penalty.kind.fine").value == 2
    assert one in found


def test_rows_are_organs_that_hold_power_and_they_add_up(bureau):
    Organ.objects.create(code="x", name="审批局", kind="bureau", holds_power=True)
    case(bureau.squad, ["fine"], 100_000)
    from yuheng.kernel.engine.office import changed

    changed()
    for statement in statements().values():
        table = drawn(statement, YEAR, office())
        assert len(table.organs) == 2
        assert table.agrees, [check for check in table.checks if not check.agrees]
    penalties = drawn(statements()["enforcement.penalties"], YEAR, office())
    assert [str(cell) for cell in penalties.row(None)] == ["0", "0", "1", *["0"] * 9, "1", "1/10"]


def test_a_decision_that_names_no_kind_is_found_by_the_check(bureau):
    case(bureau.squad, [])
    table = drawn(statements()["enforcement.penalties"], YEAR, office())
    assert [check.words for check in table.checks if not check.agrees] == ["各种类之和等于处罚决定总数"]


def test_staff_are_counted_on_the_last_day_with_the_certificates_valid_on_it(bureau):
    assert figure("staff.enforcers").value == 4
    assert figure("staff.certified").value == 3  # one certificate ended in September
    assert figure("staff.certificate_rate").exact() == 75
    assert figure("staff.certificate_rate", Period.month(2023, 6)).exact() == 100


def test_the_sealed_cells_name_what_moved_since(bureau):
    case(bureau.squad, ["fine"], 100_000)
    cells, _digest = sealed(tables(2023, office()))
    assert moved(cells, tables(2023, office()), office()) == []
    case(bureau.squad, ["fine"], 200_000)
    changes = moved(cells, tables(2023, office()), office())
    assert ("合计", "罚款", "1", "2") in [(one.row, one.column, one.before, one.now) for one in changes]


def compiled(bureau, **changes):
    cells, digest = sealed(tables(2023, office()))
    data = {"year": 2023, "period_end": date(2023, 12, 31), "unit": bureau.squad, "taken_on": date(2024, 1, 4), "cells": cells, "digest": digest}
    at = datetime(2024, 1, 4, 9, tzinfo=CHINA)
    opening = Opening("enforcement.statistics", lead=bureau.squad)
    return perform(Order("compile", bureau.reviewer, opening=opening, data={**data, **changes}, at=at, recorded=at))


def test_typed_cells_are_refused_and_the_deadline_is_the_end_of_january(bureau):
    with pytest.raises(Refused, match="不能手填"):
        compiled(bureau, cells='{"enforcement.penalties":{"total":["9"]}}')
    done = compiled(bureau)
    due = dict(Clock.objects.filter(matter=done.matter, ended=0).values_list("step", "due_on"))
    assert due["publish"] == due["send"] == date(2024, 1, 31)


def test_nobody_publishes_before_another_person_has_reviewed(bureau):
    done = compiled(bureau)
    at = datetime(2024, 1, 5, 9, tzinfo=CHINA)
    public = {"published_on": date(2024, 1, 5), "place": "门户网站"}
    with pytest.raises(Refused, match="审核"):
        perform(Order("publish", bureau.reviewer, matter=done.matter, data=public, at=at, recorded=at))
    perform(Order("review", bureau.head, matter=done.matter, data={"opinion": "同意"}, at=at, recorded=at))
    perform(Order("publish", bureau.reviewer, matter=done.matter, data=public, at=at, recorded=at))


CALIBRES = (
    (Calibre(), 2), (Calibre(date="opened"), 1), (Calibre(date="closed"), 1), (Calibre(regular=True), 1), (Calibre(own=True), 1),
    (Calibre(date="filed_on"), 0), (Calibre(date="recorded"), 0), (Calibre(then=True), 2),
)  # fmt: skip


@pytest.mark.parametrize(("calibre", "counted"), CALIBRES)
def test_value_and_rows_agree_under_every_calibre(bureau, calibre, counted):
    case(bureau.squad, ["fine"], irregular=True, opened_on=date(2022, 12, 30))
    case(bureau.squad, ["fine"], adopted=True, closed_on=date(2023, 6, 1))
    indicator = all_indicators()["penalty.ordinary_decided"]
    assert value(indicator, YEAR, calibre=calibre).value == rows(indicator, YEAR, calibre=calibre).count() == counted


def test_an_indicator_names_the_dates_by_which_it_may_be_counted(bureau):
    found = dates_of(all_indicators()["penalty.ordinary_decided"])
    assert found[""] == "决定日期"
    assert {"filed_on", "opened", "closed", "recorded"} <= set(found)
    assert dates_of(all_indicators()["sites.total"]) == {}


def test_a_matter_counts_for_the_organ_that_opened_it_where_that_is_asked(bureau):
    done = compiled(bureau)
    Matter.objects.filter(pk=done.matter).update(lead=bureau.committee)
    from yuheng.kernel.indicators.declare import Indicator, Records
    from yuheng.systems.enforcement.statistics.facts import AnnualStatistics

    indicator = Indicator("test.reports", 4, "年报", "件", "年报。", Records(AnnualStatistics, "taken_on"))
    enforcement = Organ.objects.get(code="e").pk
    year = Period.year(2024)
    assert value(indicator, year, enforcement, office()).value == 0
    assert value(indicator, year, enforcement, office(), Calibre(then=True)).value == 1
