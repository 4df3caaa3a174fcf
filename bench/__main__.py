"""Runs the benchmarks. `python -m bench [--database sqlite|postgresql] [NAME…]`."""

from __future__ import annotations

import argparse
import importlib
import os
import tempfile

NAMES = ("engine", "imports", "ledger_hash", "sheets", "tables")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("names", nargs="*", default=NAMES)
    chosen = parser.parse_args()
    os.environ["YUHENG_TEST_HOME"] = tempfile.mkdtemp(prefix="yuheng-bench-")
    os.environ["YUHENG_TEST_DATABASE"] = chosen.database
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"bench · {chosen.database}")
    for name in ("what", "value", "unit", "goal", "note"):
        table.add_column(name, justify="right" if name == "value" else "left")
    for name in chosen.names:
        module = importlib.import_module(f"bench.{name}")
        for row in module.rows():
            what, value, unit, *rest = (
                row if isinstance(row, tuple) else (row.what, row.value, row.unit, row.goal, row.note)
            )
            table.add_row(
                str(what), f"{value:,.2f}" if isinstance(value, float) else str(value), str(unit), *map(str, rest[:2])
            )
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
