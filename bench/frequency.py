"""How often an enterprise was visited: what every proposal and every entry of an inspection asks inside its act."""

from __future__ import annotations

from bench.rows import Row, each

IN_TOWN = True
FIRMS = 400


def rows(size: int) -> list[Row]:
    from datetime import date
    from itertools import cycle

    from django.db import connection

    from yuheng.kernel.records.models import Matter
    from yuheng.systems.enforcement.inspection.facts import Inspection
    from yuheng.systems.enforcement.inspection.frequency import empty_visits, frequency
    from yuheng.systems.enforcement.inspection.task_facts import InspectionTask, TaskOfficer

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    firms = [*InspectionTask.objects.values_list("uscc", flat=True)[:FIRMS], *Inspection.objects.exclude(uscc=None).order_by("pk").values_list("uscc", flat=True)[:FIRMS]]
    lead = Inspection.objects.values_list("matter__lead", flat=True).first() or 0
    officers = list(TaskOfficer.objects.values_list("person", flat=True)[:2])
    turn, day = cycle(firms), date(2023, 5, 17)
    median, slow = each(lambda: frequency(next(turn), day, lead), max(len(firms), 1))
    empty, empty_slow = each(lambda: empty_visits(officers, next(turn), day), max(len(firms), 1))
    count, kept = Matter.objects.count(), Inspection.objects.count()
    return [
        Row(f"visits of an enterprise counted among {count:,} matters", slow, "ms", "≤ 5 at 1M", f"95th percentile; median {median:.2f} ms; {kept:,} inspections in the register"),
        Row("visits of an officer without findings", empty_slow, "ms", "≤ 5 at 1M", f"95th percentile; median {empty:.2f} ms"),
    ]
