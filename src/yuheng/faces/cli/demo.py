"""`yuheng demo`: loads the demonstration year, prints the report's figures, serves the site."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import click

from yuheng.faces.cli import setup
from yuheng.faces.cli.figures import print_figures
from yuheng.faces.cli.wording import Refused


@click.command("demo", help="载入演示年度（2023 年），打印年度报告的指标，并启动网站。")
@click.option("--serve/--no-serve", default=True, show_default=True, help="载入后启动网站。")
@click.option("--fresh", is_flag=True, help="删除已有的演示数据，重新载入。")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="网站端口。")
def demo(serve: bool, fresh: bool, port: int) -> None:
    directory = setup.home()
    if setup.is_demonstration(directory) and (fresh or _half_loaded(directory)):
        if os.environ.get("YUHENG_DATABASE_URL"):
            raise Refused("数据库由 YUHENG_DATABASE_URL 指定，本命令不删除其中的数据。请另建空数据库，再重新载入。")
        shutil.rmtree(directory)
    # A power cut while loading costs nothing but loading again.
    os.environ.setdefault("YUHENG_SQLITE_SYNCHRONOUS", "NORMAL")
    setup.start(migrate=True)
    if not setup.is_demonstration(directory):
        _empty(directory)
        _load(directory)
    setup.ready()
    print_figures(2023)
    if serve:
        from yuheng.faces.cli.serve import run

        run(port=port, workers=1)


def _half_loaded(directory: Path) -> bool:
    """Whether loading was broken off: the year is loaded whole or again."""
    return bool(json.loads((directory / "demonstration.json").read_text(encoding="utf-8")).get("loading"))


def _empty(directory: Path) -> None:
    from yuheng.kernel.records.models import Matter, Organ

    if Organ.objects.exists() or Matter.objects.exists():
        raise Refused(f"数据库中已有正式数据（数据目录 {directory}），不能载入演示数据。请另设 YUHENG_HOME 和数据库。")


def _load(directory: Path) -> None:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from yuheng.faces.demonstration.load import load, reasons

    started = time.monotonic()
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()) as bar:
        tasks: dict[str, int] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        result = load(directory, progress)
        for task in bar.tasks:
            bar.update(task.id, completed=task.total)
    click.echo(
        f"已载入 {result.matters:,} 件事项、{result.events:,} 条过程记录，用时 {time.monotonic() - started:.0f} 秒。"
        "全部为虚构的演示数据。"
    )
    for reason, count in reasons(result).most_common(5):
        click.echo(f"  有 {count} 项未办成：{reason}", err=True)
