"""`yuheng calendar`: a year's holidays and make-up days loaded, and shown."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from yuheng.faces.cli import setup
from yuheng.faces.cli.wording import Group, Misused, Refused


@click.group("calendar", cls=Group, help="日历：加载一年的放假和调休安排，查看一年。")
def calendar() -> None:
    pass


@calendar.command("load", help="加载一年的放假安排 FILE（YAML），重新计算受影响的期限，新旧日期记入总账。可以重复执行。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def load(file: Path, as_json: bool) -> None:
    if not file.is_file():
        raise Misused(f"没有文件 {file}。")
    directory = setup.start()
    setup.continue_simulated_time(directory)
    from yuheng.kernel.engine import announcing, sequencer
    from yuheng.kernel.time.calendar import BadCalendar

    try:
        found = announcing.load_file(file, _progress())
    except BadCalendar as error:
        raise Refused(str(error)) from error
    if found.clocks is not None and found.clocks.matters:
        sequencer.drain()
    if not as_json:
        click.echo(found.words())
        return
    clocks = found.clocks
    setup.say_json(
        {
            "new": [announcing.named(year) for year in found.new],
            "changed": [announcing.named(year) for year in found.changed],
            "same": [announcing.named(year) for year in found.same],
            "notes": list(found.notes),
            "matters": clocks.matters if clocks else 0,
            "moved": clocks.moved if clocks else 0,
            "settled": clocks.settled if clocks else 0,
            "failed": clocks.failed if clocks else [],
        }
    )


def _progress() -> Callable[[int, int], None] | None:
    """Tells a person at a terminal how far it is; a log gets no such lines."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        click.echo(f"\r已查看 {done} / {total} 件", nl=done >= total, err=True)

    return tell


@calendar.command("show", help="查看 YEAR 年的放假、调休上班日期和各月工作日数。")
@click.argument("year", type=int)
@click.option("--region", default="", metavar="CODE", help="行政区划代码：连同该地区的节假日。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def show(year: int, region: str, as_json: bool) -> None:
    from yuheng.kernel.time.calendar import BadCalendar, current_calendar

    try:
        found = current_calendar(region)
    except BadCalendar as error:
        raise Refused(str(error)) from error
    if not found.first.year <= year <= found.last.year:
        raise Refused(f"日历收录 {found.first.year} 至 {found.horizon.year} 年，可以推算至 {found.last.year} 年；没有 {year} 年。")
    first, last = date(year, 1, 1), date(year, 12, 31)
    off = [day for day in sorted(found.off) if day.year == year]
    worked = [day for day in sorted(found.worked) if day.year == year]
    months = [found.working_days(date(year, m, 1), (date(year + m // 12, m % 12 + 1, 1) - timedelta(days=1))) for m in range(1, 13)]
    if as_json:
        entry: dict[str, Any] = {
            "year": year,
            "announced": found.is_known(first),
            "notice": found.notices.get(year, ""),
            "days_off": [{"date": day.isoformat(), "name": found.name(day)} for day in off],
            "days_worked": [{"date": day.isoformat(), "name": found.name(day)} for day in worked],
            "working_days": sum(months),
            "working_days_by_month": months,
        }
        setup.say_json(entry)
        return
    known = f"依据：{found.notices.get(year) or '未注明'}" if found.is_known(last) else "尚未公布：只列放假办法确定的日期，据此计算的期限为暂定"
    click.echo(f"{year} 年　{known}")
    click.echo("放假：")
    for day in off:
        click.echo(f"  {day} 周{'一二三四五六日'[day.weekday()]}　{found.name(day)}")
    click.echo("调休上班：" + ("" if worked else "无"))
    for day in worked:
        click.echo(f"  {day} 周{'一二三四五六日'[day.weekday()]}　{found.name(day)}")
    click.echo(f"工作日共 {sum(months)} 天：" + "、".join(f"{m}月 {n}" for m, n in enumerate(months, start=1)))
