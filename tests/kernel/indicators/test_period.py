"""Periods: of the calendar and of statistics."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from yuheng.kernel.indicators.period import Period


def test_a_statistical_month_runs_from_a_day_of_the_month_before():
    assert Period.month(2023, 3, from_day=21) == Period(date(2023, 2, 21), date(2023, 3, 20))
    assert Period.month(2023, 1, from_day=21) == Period(date(2022, 12, 21), date(2023, 1, 20))


@pytest.mark.parametrize("from_day", [1, 2, 21, 28])
def test_twelve_months_and_four_quarters_make_the_year_without_gap_or_overlap(from_day):
    for parts in ([Period.month(2024, m, from_day=from_day) for m in range(1, 13)], [Period.quarter(2024, q, from_day=from_day) for q in range(1, 5)]):
        assert parts[0].first == Period.year(2024, from_day=from_day).first
        assert parts[-1].last == Period.year(2024, from_day=from_day).last
        assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(parts))


def test_periods_are_named_as_people_name_them():
    assert Period.year(2023).words() == "2023年"
    assert Period.month(2023, 2).words() == "2023年2月"
    assert Period.month(2023, 3, from_day=21).words() == "2023-02-21 至 2023-03-20"
