"""The look-back for a first violation: every squad's files of one party, by credit code and by identity number."""

from __future__ import annotations

from bench.rows import Row, each

IN_TOWN = True
PARTIES = 200


def rows(size: int) -> list[Row]:
    from datetime import date
    from itertools import cycle

    from django.db import connection

    from yuheng.kernel.records.models import Matter
    from yuheng.systems.enforcement.leniency.facts import Leniency
    from yuheng.systems.enforcement.leniency.lookback import Kind, Party, look_back
    from yuheng.systems.enforcement.penalty.facts import Penalty, SummaryPenalty

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    known = [Party(code) for facts in (Penalty, SummaryPenalty) for code in facts.objects.exclude(uscc=None).order_by("pk").values_list("uscc", flat=True)[:PARTIES]]
    known += [Party(code or "", number or "") for code, number in Leniency.objects.values_list("uscc", "id_number")[:PARTIES]]
    kind, turn = Kind("urban.stall", frozenset({"占道设摊"})), cycle(known)
    place = Leniency.objects.values_list("place", flat=True).first() or ""
    median, slow = each(lambda: look_back(next(turn), kind, date(2022, 1, 1), date(2023, 12, 31), place=place, signboard="老王面馆"), max(len(known), 1))
    count = Matter.objects.count()
    return [Row(f"first-violation look-back among {count:,} matters", slow, "ms", "≤ 1,000 at 1M", f"95th percentile; median {median:.1f} ms")]
