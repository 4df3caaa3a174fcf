"""A small real data directory, made and looked at by processes of their own: `python -m tests.faces.cli.filled_home fill|more|tables|…`.

The processes use the settings of production; YUHENG_HOME and YUHENG_DATABASE_URL say where.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime

from yuheng.faces.cli import setup
from yuheng.kernel.now import CHINA


def moment(day: int, hour: int = 10) -> datetime:
    return datetime(2023, 9, day, hour, tzinfo=CHINA)


def fill() -> None:
    setup.start(migrate=True)
    from yuheng.kernel.engine import office
    from yuheng.kernel.records.models import Account, Certificate, Organ, Person, Post

    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
    bureau = Organ.objects.create(code="e", name="综合执法局", kind="bureau", parent=zone, holds_power=True, prefix="昆高执")
    squad = Organ.objects.create(code="s", name="一中队", kind="squad", parent=bureau, prefix="昆高执")
    for name, organ, role in (("officer", squad, "enforcer"), ("head", bureau, "organ_head")):
        person = Person.objects.create(name=name)
        Post.objects.create(person=person, organ=organ, title="工作人员", roles=[role], from_on=date(2020, 1, 1))
        Account.objects.create_user(name, person_id=person.pk)
        Certificate.objects.create(person=person, organ=bureau, number=name, from_on=date(2022, 1, 1), to_on=date(2099, 1, 1))
    office.changed()
    print(json.dumps([clue(1), clue(2)]))


def clue(day: int) -> int:
    """A clue with a file: the first step of a penalty."""
    from django.conf import settings

    from yuheng.kernel.documents.store import store
    from yuheng.kernel.engine.orders import Opening, Order
    from yuheng.kernel.engine.perform import perform
    from yuheng.kernel.engine.sequencer import drain
    from yuheng.kernel.procedure.state import Paper
    from yuheng.kernel.records.models import Organ, Person

    digest = store(settings.HOME / "files", f"%PDF-1.7 {day}".encode())
    data = {
        "found_on": date(2023, 9, day), "source": "patrol", "cause": "工地扬尘", "place": "娄苑路", "basis": "大气污染防治法115",
        "party_kind": "organisation", "party_name": f"昆山第{day}建设公司",
    }  # fmt: skip
    if day == 2:
        data |= {"party_kind": "person", "party_name": "王二", "id_number": "320583199001011232"}
    order = Order(
        "clue", Person.objects.get(name="officer").pk, opening=Opening("penalty.ordinary", lead=Organ.objects.get(code="s").pk), data=data,
        at=moment(day), recorded=moment(day), papers=(Paper("scan", "照片", digest),),
    )  # fmt: skip
    done = perform(order)
    drain()
    return done.matter


def more() -> None:
    setup.ready()
    print(json.dumps([clue(20)]))


def tables() -> None:
    """Every table as text, to be compared."""
    setup.ready()
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            if table in ("django_migrations",) or table.startswith("kernel_search_"):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(str([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall())
    print(json.dumps(found))


def unit() -> None:
    setup.ready()
    from yuheng.kernel.records.models import Organ

    print(json.dumps(Organ.objects.get(code="s").pk))


def sealed() -> None:
    """The identity numbers, as the software reads them."""
    setup.ready()
    from yuheng.systems.enforcement.penalty.facts import Penalty

    print(json.dumps(sorted(filter(None, Penalty.objects.values_list("id_number", flat=True)))))


def hashes() -> None:
    """Every event with its hash."""
    setup.ready()
    from yuheng.kernel.records.models import Event

    print(json.dumps([[str(event), hashed] for event, hashed in Event.objects.values_list("pk", "hash")]))


def stream() -> None:
    """Opens matter after matter, telling each that was acknowledged, until somebody ends it."""
    setup.ready()
    from yuheng.kernel.records.models import Event

    while True:
        matter = clue(3)
        print(*Event.objects.filter(matter=matter).values_list("pk", "hash")[0])


if __name__ == "__main__":
    {"fill": fill, "more": more, "tables": tables, "unit": unit, "sealed": sealed, "hashes": hashes, "stream": stream}[sys.argv[1]]()
