"""Loading the year: all acts in the order in which they happened, through the engine, with a progress bar."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import connection

from yuheng.faces.demonstration.authority import authority, certificates
from yuheng.faces.demonstration.contests import Contests
from yuheng.faces.demonstration.credit import Credit
from yuheng.faces.demonstration.desk import Desk
from yuheng.faces.demonstration.disclosure import disclosed
from yuheng.faces.demonstration.disputes import Disputes
from yuheng.faces.demonstration.exams import Exams
from yuheng.faces.demonstration.files import opened, shared
from yuheng.faces.demonstration.inspections import Visits
from yuheng.faces.demonstration.leniency import Lenience
from yuheng.faces.demonstration.mishaps import Interlude
from yuheng.faces.demonstration.money import money
from yuheng.faces.demonstration.open_work import deliveries, helped, sheets
from yuheng.faces.demonstration.penalties import Penalties
from yuheng.faces.demonstration.registers import Registers
from yuheng.faces.demonstration.report import report
from yuheng.faces.demonstration.reviews import coming, reviews
from yuheng.faces.demonstration.style import style
from yuheng.faces.demonstration.supervising import supervising
from yuheng.faces.demonstration.world import YEAR
from yuheng.faces.demonstration.zone import Zone, build
from yuheng.kernel.engine.notices import remind
from yuheng.kernel.engine.orders import Done, Order, Refused
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.engine.sequencer import checkpoint, drain
from yuheng.kernel.now import CHINA
from yuheng.kernel.now import at as time_at
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.models import Matter
from yuheng.systems import catalogue
from yuheng.systems.disputes.litigation.alarm import raise_alarm
from yuheng.systems.enforcement.officers.reminding import remind_holders
from yuheng.systems.enforcement.penalty.facts import Penalty
from yuheng.systems.oversight.clues.runner import run
from yuheng.systems.oversight.money.runner import pending as check_payments
from yuheng.systems.roles import LEADERS

GOES_ON = datetime(2024, 1, 2, 9, tzinfo=CHINA)
"""`serve` goes on from this moment in a demonstration."""


CHUNK = 8000
"""Acts per transaction while loading."""

CACHE = 1_000_000
"""KiB of pages that SQLite may keep meanwhile: the whole database."""


@dataclass
class Loaded:
    """What loading did. `unexpected` are refusals that the year did not plan."""

    matters: int = 0
    events: int = 0
    refused: int = 0
    unexpected: list[tuple[Order | Interlude, Refusal]] = field(default_factory=list)


def load(home: Path, progress: Callable[[str, int, int], None]) -> Loaded:
    """Loads the demonstration into an empty, migrated database."""
    catalogue.load()
    declare(home, loading=True)  # first: what is broken off must not be taken for real records
    with _hurried():
        result = _loaded(home, progress)
    declare(home)
    return result


@contextmanager
def _hurried() -> Iterator[None]:
    """On SQLite nothing waits for the disk meanwhile: a load that was broken off is begun anew, whatever came to the disk."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        kept = cursor.execute("PRAGMA synchronous").fetchone()[0]
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA journal_mode=MEMORY")
        cursor.execute(f"PRAGMA cache_size=-{CACHE}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={kept}")
            cursor.execute("PRAGMA journal_mode=WAL")


def _loaded(home: Path, progress: Callable[[str, int, int], None]) -> Loaded:
    progress("建立单位、人员和岗位", 0, 1)
    zone = build()
    progress("准备全年事项", 0, 1)
    year = _Year()
    year.do(list(certificates(zone)), lambda done, of: progress("登记执法证件", done, of))
    registers = Registers(zone)
    year.do(planned(zone, registers), lambda done, of: progress("办理全年事项", done, of))
    year.do(_in_time(Contests(zone).orders()), lambda done, of: progress("办理复议应诉", done, of))
    credit = Credit(zone)
    for part in (credit.notices, credit.repairs, credit.certificates):
        year.do(_in_time(part()), lambda done, of: progress("办理信用修复和证明", done, of))
    lenience = Lenience(zone)
    for part in (lenience.publish, lenience.matters, lenience.again):
        year.do(_in_time(part()), lambda done, of: progress("办理免罚轻罚", done, of))
    _inspected(Visits(zone, registers.longer), year, progress)
    desk = Desk(zone)
    for run_of in (desk.come, desk.handled, desk.followed):
        year.do(_in_time(run_of()), lambda done, of: progress("办理一个窗口的来件", done, of))
    year.do([*reviews(zone, penalty_files()), *coming(zone)], lambda done, of: progress("评查全年案卷", done, of))
    year.do(list(report(zone)), lambda done, of: progress("编制年度报告", done, of))
    progress("记账、签名", 0, 1)
    deliveries(zone)
    disclosed(zone)
    sheets(zone)
    helped(zone)
    opened(zone)
    with time_at(GOES_ON):
        run()
        check_payments()
    drain()
    with time_at(GOES_ON):
        checkpoint(home, "昆山高新区（演示）")  # the origin says for ever what this ledger is (kernel.engine.nature)
        remind(GOES_ON.date(), LEADERS)
        remind_holders(GOES_ON.date())
        raise_alarm(GOES_ON.date())
    return year.result


class _Year:
    """What was done so far: orders go through the engine in long runs, cut where somebody did something beside the steps."""

    def __init__(self) -> None:
        self.result = Loaded()
        self.matters: dict[str, int] = {}

    def do(self, items: list[Order | Interlude], progress: Callable[[int, int], None]) -> None:
        started, run = 0, []
        for position, item in enumerate(items):
            if isinstance(item, Order):
                run.append(item)
                continue
            self._run(run, progress, started, len(items))
            self._interlude(item)
            started, run = position + 1, []
        self._run(run, progress, started, len(items))

    def _run(self, orders: list[Order], progress: Callable[[int, int], None], started: int, of: int) -> None:
        outcomes = perform_many(orders, chunk=CHUNK, progress=lambda done: progress(started + done, of), opened=self.matters)
        for order, outcome in zip(orders, outcomes, strict=True):
            if isinstance(outcome, Done):
                self.result.events += 1
                if order.opening is not None:
                    self.result.matters += 1
            else:
                self._unexpected(order, outcome)

    def _interlude(self, item: Interlude) -> None:
        try:
            with time_at(item.recorded):
                item.do(self.matters[item.ref])
            self.result.events += 1
        except Refused as refused:
            self._unexpected(item, refused.refusal)

    def _unexpected(self, item: Order | Interlude, refusal: Refusal) -> None:
        self.result.refused += 1
        self.result.unexpected.append((item, refusal))


def _inspected(visits: Visits, year: _Year, progress: Callable[[str, int, int], None]) -> None:
    """Each visit counts those before it, so each is written before the next is judged."""
    for part in (visits.items, visits.standards, visits.plans, visits.calls):
        year.do(list(part()), lambda done, of: progress("公布检查事项、标准和计划", done, of))
    for orders in visits.visits(year.matters):
        year.do(list(orders), lambda done, of: progress("办理涉企检查", done, of))
    visits.rate()
    year.do(list(visits.published()), lambda done, of: progress("公布检查评价", done, of))


def planned(zone: Zone, registers: Registers) -> list[Order | Interlude]:
    """Everything that is done in the year, in order of time."""
    disputes, penalties = Disputes(zone), Penalties(zone)
    parts: tuple[Iterable[Order | Interlude], ...] = (registers.orders(), Exams(zone).orders(), disputes.orders(), penalties.orders(), supervising(zone), authority(zone), money(zone), style(zone))
    items = _in_time(item for part in parts for item in part)
    return list(shared(items, list(penalties.parties.known.values()), disputes.parties.firms))


def _in_time(items: Iterable[Order | Interlude]) -> list[Order | Interlude]:
    return sorted(items, key=lambda item: item.recorded or GOES_ON)


def penalty_files() -> list[tuple[int, str, int, date]]:
    """Every penalty file of the year, for its review; what is still on its way has no file yet."""
    files = Matter.objects.filter(procedure__in=("penalty.ordinary", "penalty.summary"), opened_on__lt=date(YEAR, 11, 25)) | Matter.objects.filter(
        procedure="penalty.summary", opened_on__gte=date(YEAR, 11, 25)
    )
    never_filed = Penalty.objects.filter(outcome="not_filed").values("matter")
    files = files.exclude(pk__in=never_filed).order_by("opened_on", "pk")
    rows = files.values_list("pk", "number", "lead_id", "opened_on")
    return [(pk, number, lead, opened) for pk, number, lead, opened in rows if opened is not None]


def declare(home: Path, *, loading: bool = False) -> None:
    """Marks the data directory as a demonstration; a real one never bears this file. `loading` until the year is whole."""
    content = {"declared_at": datetime.now(CHINA).isoformat(timespec="seconds"), "now": GOES_ON.isoformat(), **({"loading": True} if loading else {})}
    coming = home / ".demonstration.json"
    coming.write_text(json.dumps(content), encoding="utf-8")
    coming.replace(home / "demonstration.json")


def reasons(result: Loaded) -> Counter[str]:
    """Unplanned refusals by their message, for whoever changes the year."""
    return Counter(str(refusal) for _order, refusal in result.unexpected)
