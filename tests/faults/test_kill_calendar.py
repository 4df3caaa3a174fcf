"""A process killed while it loads a calendar or imports statutes: each matter is whole, and the next command does the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest

from tests.example.office import moment
from tests.faults.killing import Say, run
from tests.faults.test_kill import whole
from yuheng.kernel import now
from yuheng.kernel.engine import announcing, recompute
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.law import texts
from yuheng.kernel.records.models import Clock, Event, Matter
from yuheng.kernel.time import calendar
from yuheng.kernel.time.announced import Year, written

pytestmark = pytest.mark.faults

_serial = count(1)
FIXED = [date(2027, month, day) for month, day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))]
FIRST, MOVED = date(2027, 1, 26), date(2027, 1, 27)


def notice(path, *off: date):
    days = dict.fromkeys(FIXED, "节日 statutory") | dict.fromkeys(off, "放假 special")
    path.write_text(written(Year(2027, days, {}, f"通知{next(_serial)}")), encoding="utf-8")
    return path


@pytest.fixture
def home(ground, monkeypatch):
    monkeypatch.setenv("YUHENG_HOME", str(ground))
    calendar.refresh()
    yield ground
    monkeypatch.undo()
    calendar.refresh()


@pytest.fixture
def running(ground, killed):
    """Five matters with a term that ends in January 2027, before anybody announced that year."""
    at = moment(12, 28, year=2026)
    orders = [killed.accept_order(at + timedelta(milliseconds=n), subject=f"事项{n}") for n in range(5)]
    with now.at(moment(12, 30, year=2026)):
        return [done.matter for done in perform_many(orders)]


def later():
    """Time goes on from one run to the next, as it does for real processes."""
    return now.at(moment(12, 30, 11, year=2026) + timedelta(milliseconds=50 * next(_serial)))


def dates(matters: list[int]) -> list[date]:
    return list(Clock.objects.filter(matter__in=matters, ended=0).order_by("matter").values_list("due_on", flat=True))


def test_a_loading_killed_at_every_place_is_ended_by_the_next_command(home, running, monkeypatch, tmp_path):
    monkeypatch.setattr(recompute, "CHUNK", 2)
    states = [(notice(tmp_path / "a.yaml"), FIRST), (notice(tmp_path / "b.yaml", date(2027, 1, 4)), MOVED)]
    with later():
        announcing.load_file(states[0][0])
    assert set(dates(running)) == {FIRST}

    def load(path) -> Callable[[Say], None]:
        return lambda say: announcing.load_file(path) and None

    with later():
        places = run(load(states[1][0])).passed
    with later():
        announcing.load_file(states[0][0])
    assert places > 20
    for place in range(places):
        path, wanted = states[(place + 1) % 2]
        with later():
            ended = run(load(path), place=place)
        assert ended.killed
        calendar.refresh()
        found = dates(running)
        assert set(found) <= {FIRST, MOVED}
        # Head, clock and ledger of each matter say the same, whether it was reached or not.
        assert found == list(Matter.objects.filter(pk__in=running).order_by("pk").values_list("due_on", flat=True))
        whole(home, running)
        with later():
            announcing.load_file(path)
        assert set(dates(running)) == {wanted}
        assert not recompute.pending_file().exists()
        whole(home, running)


def test_the_next_tick_ends_it_as_well(home, running, monkeypatch, tmp_path):
    monkeypatch.setattr(recompute, "CHUNK", 2)
    with later():
        announcing.load_file(notice(tmp_path / "a.yaml"))
    path = notice(tmp_path / "b.yaml", date(2027, 1, 4))
    before = Event.objects.count()
    place = 0
    while True:
        with later():
            assert run(lambda say: announcing.load_file(path) and None, place=place).killed
        if Event.objects.count() > before:
            break
        place += 1
    assert recompute.pending_file().exists()
    calendar.refresh()
    with later():
        recompute.finish()
    assert set(dates(running)) == {MOVED}


def test_an_import_killed_at_every_place_happened_or_did_not(home, tmp_path):
    def source(word: str):
        place = tmp_path / word
        place.mkdir()
        names = [f"{word}{n}" for n in range(3)]
        entries = "\n".join(f"- {{short: 试验条例{n}, version: 2020-01-01, file: {name}.md}}" for n, name in enumerate(names))
        (place / "index.yaml").write_text(f"texts:\n{entries}\n", encoding="utf-8")
        for name in names:
            (place / f"{name}.md").write_text(f"第一条 {word}", encoding="utf-8")
        return place

    def words() -> set[str]:
        return {texts.text_of(entry.short, entry.version).article(1).lines[0] for entry in texts.entries().values()}

    sources = [source("甲"), source("乙")]
    texts.import_texts(sources[0])
    places = run(lambda say: texts.import_texts(sources[1]) and None).passed
    for place in range(places):
        wanted = sources[place % 2]
        assert run(lambda say, wanted=wanted: texts.import_texts(wanted) and None, place=place).killed or place
        assert len(words()) == 1
        texts.import_texts(wanted)
        assert words() == {wanted.name}
