"""Runs one benchmark in a process of its own and writes its rows as JSON: `python -m bench.one NAME DATABASE SIZE`."""

from __future__ import annotations

import importlib
import json
import os
import sys
from dataclasses import asdict

from bench.rows import Row


def main() -> None:
    name, size = sys.argv[1], int(sys.argv[2])
    if os.environ["DJANGO_SETTINGS_MODULE"] == "yuheng.site.settings":
        from yuheng.faces.cli import setup

        setup.start(migrate=True)
        setup.continue_simulated_time(setup.home())
    else:
        import django

        django.setup()
    module = importlib.import_module(f"bench.{name}")
    found = module.rows(size) if getattr(module, "IN_TOWN", False) or getattr(module, "OWN_DATABASE", False) else module.rows()
    told = [asdict(row if isinstance(row, Row) else Row(*row)) for row in found]
    print("\n" + json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
