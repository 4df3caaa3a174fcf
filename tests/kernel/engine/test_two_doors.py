"""One decision, two doors: acts done one by one and in random chunks give the same events, tables and refusals."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.example.facts import Permit, Visit
from tests.example.office import moment
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.records import ids
from yuheng.kernel.records.models import (
    Clock,
    Event,
    Matter,
    NumberCounter,
    Opening,
    Paper,
    Scope,
    SearchRow,
    StepState,
)

TABLES = (Matter, Permit, Visit, StepState, Clock, Event, Opening, Paper, Scope, SearchRow, NumberCounter)

STEPS = ("accept", "visit", "review", "return", "pause", "resume", "decide", "close", "archive", "nonsense")

acts = st.lists(
    st.tuples(
        st.sampled_from(STEPS),
        st.integers(0, 2),  # which matter
        st.integers(0, 3),  # days passed since the act before
        st.booleans(),  # risky
        st.sampled_from([10, 2000, None, -1]),  # area
        st.integers(0, 9),  # who: mostly the right person
        st.sampled_from(["", "", "", "k1", "k2"]),  # idempotency key
    ),
    min_size=4,
    max_size=22,
)


class Rolled(Exception):
    pass


def orders_of(staffed, chosen):
    people = {
        "accept": staffed.clerk, "visit": staffed.inspector, "review": staffed.reviewer, "return": staffed.reviewer, "pause": staffed.clerk,
        "resume": staffed.clerk, "decide": staffed.head, "close": staffed.clerk, "archive": staffed.clerk,
    }  # fmt: skip
    at, times = moment(3, 1), Counter[int]()
    for number, (step, which, days, risky, area, luck, key) in enumerate(chosen):
        at += timedelta(days=days, milliseconds=7)
        by = staffed.stranger if luck == 0 else people.get(step, staffed.clerk)
        data = {
            "visit": {"visits": [{"place": "路口"}], "risky": risky}, "review": {"opinion": "同意"}, "decide": {"result": "granted"},
        }.get(step, {})  # fmt: skip
        # A reference names one matter: whoever accepts again opens another.
        times[which] += step == "accept"
        ref = f"m{which}.{times[which]}"
        if step == "accept":
            yield replace(staffed.accept_order(at, ref=f"{ref}", area=area, by=by), key=key)
        else:
            with_ = (staffed.second,) if step == "visit" and luck != 1 else ()
            yield staffed.order(step, by, at, ref=ref, data=data, with_=with_, key=key and f"{key}-{number % 3}")


def result_of(orders, cuts):
    """What the acts give when they are done in these chunks, without a trace."""
    ids._last.clear()
    opened: dict[str, int] = {}
    results = []
    found = None
    try:
        with transaction.atomic():
            start = 0
            for cut in [*cuts, len(orders)]:
                part = [
                    replace(order, matter=opened[order.ref]) if order.opening is None and order.ref in opened else order
                    for order in orders[start:cut]
                ]
                part_results = perform_many(part, salts=lambda n: b"\x07" * n)
                for order, result in zip(part, part_results, strict=True):
                    if order.opening is not None and isinstance(result, Done):
                        opened[order.ref] = result.matter
                results.extend(part_results)
                start = cut
            tables = {t.__name__: sorted(map(_row, t.objects.values())) for t in TABLES}
            found = ([_told(result) for result in results], tables)
            raise Rolled
    except Rolled:
        return found


def _row(values):
    return str(
        sorted((k, bytes(v) if isinstance(v, memoryview) else v) for k, v in values.items() if k != "id" or v > 2**33)
    )


def _told(result):
    return result if isinstance(result, Done) else (result.code, result.message)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts, st.lists(st.integers(1, 20), max_size=4))
@example([("accept", 0, 0, False, 10, 1, "k1"), ("accept", 1, 0, False, 10, 1, "k1"), ("visit", 1, 0, False, 10, 1, "")], [])
def test_one_by_one_and_in_chunks_are_the_same(staffed, monkeypatch, chosen, cuts):
    monkeypatch.setattr(ids, "getrandbits", lambda _bits: 0)
    orders = list(orders_of(staffed, chosen))
    singly = result_of(orders, list(range(1, len(orders))))
    chunked = result_of(orders, sorted({cut for cut in cuts if cut < len(orders)}))
    assert chunked == singly
