"""Runs the benchmarks and prints one table: `python -m bench [--database sqlite|postgresql] [--size N] [NAME…]`.

Each runs in a process of its own. Those marked `IN_TOWN` read a database of N matters that is kept between runs under
YUHENG_BENCH_CACHE (default /var/tmp/yuheng-bench); without `--size` they run at 10,000, 100,000 and 1,000,000.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from bench import towns
from bench.rows import Row

NAMES = ("engine", "append", "statements", "exams", "imports", "money", "ledger_hash", "sheets", "tables", "check", "lists", "figures", "lookback", "desk", "frequency", "contests", "disclosed", "verified", "enterprises", "served")
SIZES = (10_000, 100_000, 1_000_000)
ENTERPRISES = 100_000
"""Enterprises of the database that their files are read from; a million is asked for by `--size`."""
AT_BASE = ("statements", "served")
"""What does not depend on the size runs on the demonstration year."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--size", type=int, help="matters of the database that pages, figures and verification read")
    parser.add_argument("--json", help="also write the rows to this file")
    parser.add_argument("names", nargs="*", default=NAMES)
    chosen = parser.parse_args()
    rows: list[Row] = []
    with towns.server() if chosen.database == "postgresql" else nullcontext() as running:
        for name in chosen.names:
            for size in _sizes(name, chosen.size):
                towns.say(f"{name} {size or ''}")
                try:
                    rows += list(_run(name, chosen.database, size, running))
                except subprocess.CalledProcessError as error:
                    rows.append(Row(name, float("nan"), "", "", f"failed: {error}"))
    _print(chosen.database, rows)
    if chosen.json:
        with open(chosen.json, "w", encoding="utf-8") as file:
            json.dump([vars(row) for row in rows], file, ensure_ascii=False, indent=1)


def _sizes(name: str, asked: int | None) -> tuple[int, ...]:
    module_path = towns.ROOT / "bench" / f"{name}.py"
    if "OWN_DATABASE = True" in module_path.read_text(encoding="utf-8"):
        return (asked or ENTERPRISES,)
    if "IN_TOWN = True" not in module_path.read_text(encoding="utf-8"):
        return (0,)
    if name in AT_BASE:
        return (towns.BASE,)
    return (asked,) if asked else SIZES


def _run(name: str, database: str, size: int, running: Any) -> Iterator[Row]:
    if "OWN_SITE = True" in (towns.ROOT / "bench" / f"{name}.py").read_text(encoding="utf-8"):
        environment = towns.environment(Path(tempfile.mkdtemp(prefix="yuheng-bench-")), running.get_uri() if running else "", DJANGO_SETTINGS_MODULE="yuheng.site.settings")
    elif "OWN_DATABASE = True" in (towns.ROOT / "bench" / f"{name}.py").read_text(encoding="utf-8"):
        home, url = towns.own(name, database, size, running)
        environment = towns.environment(home, url, DJANGO_SETTINGS_MODULE="yuheng.site.settings")
    elif size:
        home, url = towns.town(database, size, running)
        environment = towns.environment(home, url, DJANGO_SETTINGS_MODULE="yuheng.site.settings")
    else:
        environment = {
            **os.environ, "YUHENG_TEST_HOME": tempfile.mkdtemp(prefix="yuheng-bench-"), "YUHENG_TEST_DATABASE": database,
            "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": f"{towns.ROOT / 'src'}{os.pathsep}{towns.ROOT}",
        }  # fmt: skip
        if running is not None:
            environment["YUHENG_DATABASE_URL"] = running.get_uri()
    command = [sys.executable, "-m", "bench.one", name, str(size)]
    out = subprocess.run(command, check=True, cwd=towns.ROOT, env=environment, stdout=subprocess.PIPE, text=True).stdout
    for row in json.loads(out.rstrip().rsplit("\n", 1)[-1]):
        yield Row(**{**row, "what": f"{row['what']} · {size:,}" if size and name not in (*AT_BASE, "enterprises") else row["what"]})


def _print(database: str, rows: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"bench · {database} · {os.cpu_count()} cores · CPython {platform.python_version()}")
    for name in ("what", "value", "unit", "goal", "note"):
        table.add_column(name, justify="right" if name == "value" else "left")
    for row in rows:
        shown = f"{row.value:,.2f}" if isinstance(row.value, float) else str(row.value)
        table.add_row(row.what, shown, row.unit, row.goal, row.note)
    Console(width=180).print(table)


if __name__ == "__main__":
    main()
