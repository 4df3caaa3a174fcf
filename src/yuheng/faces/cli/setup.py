"""What every command that needs the database does first."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from yuheng.faces.cli.wording import Refused

RESTORING = "restoring"
"""A file of this name stands in a data directory while it is being restored, and stays where that was broken off."""


def home() -> Path:
    """The data directory: YUHENG_HOME, by default `var/`."""
    return Path(os.environ.get("YUHENG_HOME", "var")).resolve()


def start(*, migrate: bool = False) -> Path:
    """Sets Django up; with `migrate` brings the database to the present version. Returns the data directory. Raises Refused."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuheng.site.settings")
    directory = home()
    if (directory / RESTORING).exists():
        raise Refused(f"数据目录 {directory} 的恢复没有完成，不能使用。请删除该目录，重新运行 yuheng restore。")
    directory.mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from yuheng.systems import catalogue

    catalogue.load()
    if migrate:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        same_nature(directory)
    return directory


def ready() -> Path:
    """`start` for commands that work on records: the database is there and of this version, and time is the ledger's. Raises Refused."""
    directory = start()
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        tables = connection.introspection.table_names()
        if "kernel_account" not in tables:
            raise Refused(f"数据库还没有建立（数据目录 {directory}）。请检查 YUHENG_HOME；首次使用先运行 yuheng serve。")
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise Refused("数据库不是本版本的结构。请先备份，再运行 yuheng serve 升级。")
    except OperationalError as error:
        raise Refused("连不上数据库。请检查 YUHENG_HOME 和 YUHENG_DATABASE_URL。") from error
    same_nature(directory)
    continue_simulated_time(directory)
    return directory


def is_demonstration(directory: Path) -> bool:
    """Whether the data directory was declared a demonstration."""
    return (directory / "demonstration.json").exists()


def same_nature(directory: Path) -> None:
    """A demonstration is never used for real work, nor real records in simulated time: the first signed checkpoint says which it is.

    Raises Refused where directory and database contradict each other.
    """
    from yuheng.kernel.engine.nature import database_is_demonstration

    declared, found = is_demonstration(directory), database_is_demonstration()
    if found is None or found == declared:
        return
    if found:
        raise Refused(
            f"数据库里是演示数据，数据目录 {directory} 却没有演示标记（demonstration.json）：演示数据不能作为正式数据使用。"
            "正式使用请另设 YUHENG_HOME 和数据库。"
        )
    raise Refused(
        f"数据库里是正式数据，数据目录 {directory} 却有演示标记（demonstration.json）：正式数据不能以模拟时间运行。请核对 YUHENG_HOME 和 YUHENG_DATABASE_URL。"
    )


def continue_simulated_time(directory: Path) -> None:
    """In a demonstration the clock goes on from the declared moment; a real directory follows the machine."""
    if not is_demonstration(directory):
        return
    from datetime import datetime

    from yuheng.kernel import now

    declared = json.loads((directory / "demonstration.json").read_text(encoding="utf-8"))
    if "now" in declared:
        now.start_from(datetime.fromisoformat(declared["now"]))


def fail(message: str, code: int = 1) -> None:
    """Says in Chinese what is wrong and ends the command."""
    click.echo(message, err=True)
    sys.exit(code)


def say_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
