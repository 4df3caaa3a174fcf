"""All figures of a year, as `yuheng figures` asks for them, and each that is slow."""

from __future__ import annotations

from bench.rows import Row, timed

IN_TOWN = True


def rows(size: int) -> list[Row]:
    from django.db import connection

    from yuheng.kernel.indicators.declare import all_indicators
    from yuheng.kernel.indicators.evaluate import Period, value

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    year = Period.year(2023)
    indicators = list(all_indicators().values())

    def every() -> None:
        for indicator in indicators:
            value(indicator, year)

    every()
    spent = sorted(timed(every) for _ in range(3))[1]
    each = sorted(((timed(lambda i=i: value(i, year)), i.id) for i in indicators), reverse=True)[:4]
    slow = ", ".join(f"{name} {ms:.0f} ms" for ms, name in each)
    return [Row(f"all {len(indicators)} figures of 2023", spent / 1000, "s", "≤ 2 at 1M", f"slowest: {slow}")]
