"""Reconsideration and litigation at a size: the analysis of five years with all its matrices, the cases behind a number, persons and acts with many cases."""

from __future__ import annotations

from bench.rows import Row, each

IN_TOWN = True
TIMES = 15


def rows(size: int) -> list[Row]:
    from datetime import date

    from django.db import connection

    from yuheng.kernel.records.models import Matter
    from yuheng.systems.disputes.litigation.analysis import DIMENSIONS, behind, by_year, cube, matrix, years
    from yuheng.systems.disputes.litigation.facts import Contest
    from yuheng.systems.disputes.litigation.network import one_act, one_person

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    latest = Contest.objects.exclude(ended_on=None).order_by("-ended_on").values_list("ended_on", flat=True).first() or date(2023, 12, 31)
    told = years(latest.year)

    def analysed() -> int:
        lines = cube(told)
        by_year(lines)
        return sum(len(matrix(lines, by)) for by in DIMENSIONS)

    def looked() -> int:
        return len(list(behind({"lost": "1"}, told)[:100]))

    def grouped() -> int:
        return len(one_person(latest)) + len(one_act(latest))

    many = f"{Contest.objects.count():,} cases among {Matter.objects.count():,} matters"
    found = []
    for what, work in (("five-year analysis", analysed), ("cases behind a number of it", looked), ("persons and acts with many cases", grouped)):
        median, slow = each(work, TIMES)
        found.append(Row(f"{what}, {many}", slow, "ms", "≤ 2,000", f"95th percentile; median {median:.1f} ms"))
    return found
