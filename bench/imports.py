"""10,000 Excel rows through the whole import: read, dry run by every rule of the engine, kept, recorded; sent again; taken back; exported."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.test.utils import setup_databases

from bench.rows import Row
from yuheng.kernel.sheets.writing import write

COUNT = 10_000


def rows() -> list[Row]:
    setup_databases(0, False)
    from yuheng.faces.exchange.batches import accept, keep, take_back
    from yuheng.faces.exchange.forms import records_form
    from yuheng.faces.exchange.judging import declared, examine
    from yuheng.faces.exchange.sheets import exported
    from yuheng.kernel.access.grants import viewer
    from yuheng.systems import catalogue

    catalogue.load()
    seen = viewer(_clerk())
    procedure = declared(seen, "credit.notice")
    book = io.BytesIO()
    write(book, records_form(procedure).columns, _records(), title=procedure.name)
    data = book.getvalue()
    spent: dict[str, float] = {}
    busy: dict[str, float] = {}

    def timed(name: str, work: Any) -> Any:
        started, begun = time.perf_counter(), _busy()
        found = work()
        spent[name], busy[name] = time.perf_counter() - started, _busy() - begun
        return found

    examined = timed("dry run", lambda: examine(seen, procedure, "台账.xlsx", data))
    if examined.count("new") != COUNT:
        raise RuntimeError([one.problems for one in examined.found if one.problems][:3])
    batch = timed("kept", lambda: keep(seen, examined))
    done = timed("recorded", lambda: accept(seen, batch.pk, seconds=600))
    again = timed("sent again", lambda: examine(seen, procedure, "台账.xlsx", data))
    if done.done != COUNT or again.count("known") != COUNT:
        raise RuntimeError((done, again.count("known")))
    timed("exported", lambda: exported(seen, procedure, io.BytesIO()))
    timed("taken back", lambda: take_back(seen, batch.pk, "测试撤销", seconds=600))
    total = spent["dry run"] + spent["kept"] + spent["recorded"]
    parts = "dry run {dry run:.1f}, kept {kept:.1f}, recorded {recorded:.1f}".format(**spent)
    parts += f"; {sum(busy[name] for name in ('dry run', 'kept', 'recorded')):.1f} s of processor time"
    return [
        Row("10,000 Excel rows imported", total, "s", "≤ 30", parts),
        Row("the same sheet a second time, all known", spent["sent again"], "s", "", "dry run"),
        Row("10,000 records exported", spent["exported"], "s", "", "masked, with sums"),
        Row("the batch taken back", spent["taken back"], "s", "", "10,000 matters undone"),
    ]


def _busy() -> float:
    """Processor time of this process and of the reader's, which machines shared with others leave alone."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _clerk() -> Any:
    from yuheng.kernel.engine import office
    from yuheng.kernel.records.models import Account, Organ, Person, Post

    organ = Organ.objects.create(code="bench", name="综合执法局", kind="bureau", holds_power=True, prefix="昆高执")
    person = Person.objects.create(name="许静")
    Post.objects.create(person=person, organ=organ, title="联络员", roles=["unit_clerk"], from_on=date(2020, 1, 1))
    office.changed()
    return Account.objects.create(username="bench-clerk", person=person)


def _records() -> Iterator[dict[str, Any]]:
    from yuheng.kernel.identity.uscc import made

    for n in range(COUNT):
        day = date(2023, 1, 1) + timedelta(days=n % 300)
        yield {
            "fact.given_on": day, "fact.enterprise": f"昆山第{n}号精密模具有限公司", "fact.uscc": made("91", "320583", n),
            "fact.decision_number": f"昆高执罚决〔2023〕第{n:05d}号", "fact.decided_on": day, "about.at": day,
        }  # fmt: skip
