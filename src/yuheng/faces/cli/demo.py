"""`yuheng demo`: loads the demonstration year, prints the report's figures, serves the site."""

from __future__ import annotations

import os
import shutil
import time

import click

from yuheng.faces.cli import setup
from yuheng.faces.cli.figures import print_figures


@click.command("demo", help="载入演示年度（2023 年），打印年度报告的指标，并启动网站。")
@click.option("--serve/--no-serve", default=True, show_default=True, help="载入后启动网站。")
@click.option("--fresh", is_flag=True, help="删除已有的演示数据，重新载入。")
@click.option("--port", default=8000, show_default=True, help="网站端口。")
def demo(serve: bool, fresh: bool, port: int) -> None:
    directory = setup.home()
    database = directory / "yuheng.sqlite3"
    if database.exists() and not setup.is_demonstration(directory):
        setup.fail(f"{directory} 中已有正式数据，不能载入演示数据。请另设 YUHENG_HOME。")
    if fresh and setup.is_demonstration(directory):
        shutil.rmtree(directory)
    # A power cut while loading costs nothing but loading again.
    os.environ.setdefault("YUHENG_SQLITE_SYNCHRONOUS", "NORMAL")
    setup.start(migrate=True)
    if not setup.is_demonstration(directory):
        _load(directory)
    print_figures(2023)
    if serve:
        from yuheng.faces.cli.serve import run

        run(port=port, workers=1)


def _load(directory) -> None:
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
