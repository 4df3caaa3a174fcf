"""Processes killed in the middle of their work: nothing acknowledged is lost, nothing is half done, the ledger is clean."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.example.office import Staffed
from tests.faults.killing import Ended, Say, run
from yuheng.kernel.engine.orders import Done, Order
from yuheng.kernel.engine.perform import perform, perform_many
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.engine.sequencer import checkpoint, drain
from yuheng.kernel.engine.verification import verify
from yuheng.kernel.records.models import Event, Matter, NumberCounter, Paper, Unsequenced

pytestmark = pytest.mark.faults

_serial = count(1)
LIFE = 6
"""Acts of one life in the example."""


def life(office: Staffed, name: str) -> list[Order]:
    """One permit from acceptance to archive, each act with a key; every life has milliseconds of its own, as real acts have."""
    shift = timedelta(milliseconds=20 * next(_serial))
    return [
        replace(order, key=f"{name}-{n}", at=order.at + shift, recorded=order.recorded + shift)
        for n, order in enumerate(office.life(name))
    ]


def one_by_one(orders: list[Order], say: Say = lambda line: None) -> int:
    """Performs a life, saying each act that was acknowledged; returns the matter."""
    matter = None
    for order in orders:
        done = perform(order if matter is None else replace(order, ref="", matter=matter))
        matter = done.matter
        say(f"{done.event} {done.hash}")
    assert matter is not None
    return matter


def stored(said: list[str]) -> None:
    """Everything acknowledged is in the ledger, with the hash that was told."""
    for line in said:
        event, hashed = line.split()
        assert Event.objects.get(pk=int(event)).hash == hashed


def whole(home: Path, matters: list[int]) -> None:
    """The ledger verifies, what waits can be sequenced, and the tables say what the events say."""
    drain()
    assert verify(home, processes=1).findings == []
    assert not list(replay(matters))


def at_every_place(work: Callable[[], Callable[[Say], None]], check: Callable[[Ended], None]) -> int:
    """Kills a fresh piece of work at each place that it passes; returns how many places there were."""
    places = run(work()).passed
    for place in range(places):
        ended = run(work(), place=place)
        assert ended.killed, f"place {place} of {places} was not reached"
        check(ended)
    return places


def after_acts_one_by_one(home: Path, orders: list[Order], ended: Ended) -> None:
    stored(ended.said)
    matters = list(Event.objects.filter(key__in=[o.key for o in orders]).values_list("matter_id", flat=True).distinct())
    assert len(matters) <= 1
    whole(home, matters)
    # The same acts again, as a person or a program would repeat them: done once, and the life goes on.
    matter = one_by_one(orders)
    assert Event.objects.filter(matter=matter).count() == LIFE
    assert Matter.objects.get(pk=matter).seq == LIFE
    whole(home, [matter])


def numbers_have_no_gaps() -> None:
    for counter in NumberCounter.objects.filter(kind="case"):
        assert counter.last == Matter.objects.filter(procedure="example.permit").exclude(number="").count()
    for kind, paper in (("accept", "notice"), ("decide", "decision")):
        for counter in NumberCounter.objects.filter(kind=kind):
            assert counter.last == Paper.objects.filter(kind=paper).exclude(number="").count()


def test_steps_killed_at_every_place(ground, killed):
    orders: list[Order] = []

    def work() -> Callable[[Say], None]:
        orders[:] = life(killed, f"step{next(_serial)}")

        def acts(say: Say) -> None:
            one_by_one(orders, say)
            drain()
            checkpoint(ground, "试验")

        return acts

    # Together with the moments, the imports and the report these are well over 200 kills on each database.
    assert at_every_place(work, lambda ended: after_acts_one_by_one(ground, orders, ended)) >= 120
    numbers_have_no_gaps()


def test_steps_killed_at_any_moment(ground, killed):
    chance = random.Random(20230101)
    for _ in range(40):
        orders = life(killed, f"moment{next(_serial)}")
        ended = run(lambda say, orders=orders: one_by_one(orders, say), after=chance.uniform(0.0005, 0.04))
        after_acts_one_by_one(ground, orders, ended)
    numbers_have_no_gaps()


@pytest.mark.parametrize(("lives", "chunk", "every"), [(2, 4, 1), (30, 90, 41)], ids=["small chunks", "by COPY"])
def test_imports_killed_in_the_middle(ground, killed, lives, chunk, every):
    orders: list[Order] = []

    def begin() -> Callable[[Say], None]:
        orders[:] = [order for n in range(lives) for order in life(killed, f"bulk{next(_serial)}")]
        return lambda say: perform_many(orders, chunk=chunk, progress=lambda done: say(str(done))) and None

    places = run(begin()).passed
    for place in range(0, places, every):
        ended = run(begin(), place=place)
        assert ended.killed
        keys = [order.key for order in orders]
        found = list(Event.objects.filter(key__in=keys).values_list("key", "matter_id"))
        # Chunks are whole: those told are there, at most one more is, and it is complete.
        told = int(ended.said[-1]) if ended.said else 0
        assert len(found) in (told, min(told + chunk, len(orders)))
        assert {key for key, _matter in found} == set(keys[: len(found)])
        whole(ground, sorted({matter for _key, matter in found}))
        again = perform_many(orders, chunk=chunk)
        assert all(isinstance(one, Done) for one in again)
        assert Event.objects.filter(key__in=keys).count() == len(orders)
    numbers_have_no_gaps()


def test_after_all_kills_the_whole_ledger_is_clean(ground, killed):
    drain()
    signed = checkpoint(ground, "试验")
    assert signed is not None
    assert verify(ground, signed.text(), deep=True).findings == []
    assert not list(replay())
    assert not Unsequenced.objects.exists()
    numbers_have_no_gaps()
