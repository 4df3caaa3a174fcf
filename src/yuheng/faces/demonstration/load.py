"""Loading the year: all acts in the order in which they happened, through the engine, with a progress bar."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from yuheng.faces.demonstration.disputes import Disputes
from yuheng.faces.demonstration.penalties import Penalties
from yuheng.faces.demonstration.registers import Registers
from yuheng.faces.demonstration.reviews import reviews
from yuheng.faces.demonstration.world import YEAR
from yuheng.faces.demonstration.zone import Zone, build
from yuheng.kernel.engine.orders import Done, Order
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.engine.sequencer import checkpoint, drain
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.models import Matter
from yuheng.systems import catalogue

GOES_ON = datetime(2024, 1, 2, 9, tzinfo=CHINA)
"""`serve` goes on from this moment in a demonstration."""


CHUNK = 8000
"""Acts per transaction while loading."""


@dataclass
class Loaded:
    """What loading did. `unexpected` are refusals that the year did not plan."""

    matters: int = 0
    events: int = 0
    refused: int = 0
    unexpected: list[tuple[Order, Refusal]] = field(default_factory=list)


def load(home: Path, progress: Callable[[str, int, int], None]) -> Loaded:
    """Loads the demonstration into an empty, migrated database."""
    catalogue.load()
    progress("建立单位、人员和岗位", 0, 1)
    zone = build()
    progress("准备全年事项", 0, 1)
    orders = [order for order, _planned in planned(zone)]
    result = Loaded()
    results = perform_many(orders, chunk=CHUNK, progress=lambda done: progress("办理全年事项", done, len(orders)))
    reviewed = list(reviews(zone, penalty_files()))
    results += perform_many(reviewed, chunk=CHUNK, progress=lambda done: progress("评查全年案卷", done, len(reviewed)))
    for order, outcome in zip([*orders, *reviewed], results, strict=True):
        if isinstance(outcome, Done):
            result.events += 1
            result.matters += order.opening is not None
        else:
            result.refused += 1
            result.unexpected.append((order, outcome))
    progress("记账、签名", 0, 1)
    drain()
    declare(home)
    checkpoint(home, "昆山高新区（演示）")
    return result


def planned(zone: Zone) -> list[tuple[Order, bool]]:
    """Every act of the year in order of time, and whether it is meant to be refused."""
    found = [(order, False) for part in (Registers(zone), Disputes(zone), Penalties(zone)) for order in part.orders()]
    return sorted(found, key=lambda item: item[0].recorded or item[0].at or GOES_ON)


def penalty_files() -> list[tuple[int, str, int, date]]:
    """Every penalty file of the year, for its review; what is still on its way has no file yet."""
    files = Matter.objects.filter(procedure__in=("penalty.ordinary", "penalty.summary"), opened_on__lt=date(YEAR, 11, 25)) | Matter.objects.filter(
        procedure="penalty.summary", opened_on__gte=date(YEAR, 11, 25)
    )
    files = files.order_by("opened_on", "pk")
    rows = files.values_list("pk", "number", "lead_id", "opened_on")
    return [(pk, number, lead, opened) for pk, number, lead, opened in rows if opened is not None]


def declare(home: Path) -> None:
    """Marks the data directory as a demonstration; a real one never bears this file."""
    content = {"declared_at": datetime.now(CHINA).isoformat(timespec="seconds"), "now": GOES_ON.isoformat()}
    (home / "demonstration.json").write_text(json.dumps(content), encoding="utf-8")


def reasons(result: Loaded) -> Counter[str]:
    """Unplanned refusals by their message, for whoever changes the year."""
    return Counter(str(refusal) for _order, refusal in result.unexpected)
