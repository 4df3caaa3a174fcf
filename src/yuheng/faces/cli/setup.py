"""What every command that needs the database does first."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click


def home() -> Path:
    """The data directory: YUHENG_HOME, by default `var/`."""
    return Path(os.environ.get("YUHENG_HOME", "var")).resolve()


def start(*, migrate: bool = False) -> Path:
    """Sets Django up; with `migrate` brings the database to the present version. Returns the data directory."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuheng.site.settings")
    directory = home()
    directory.mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from yuheng.systems import catalogue

    catalogue.load()
    if migrate:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
    return directory


def is_demonstration(directory: Path) -> bool:
    """Whether the data directory was declared a demonstration."""
    return (directory / "demonstration.json").exists()


def continue_simulated_time(directory: Path) -> None:
    """In a demonstration the clock goes on from the declared moment; a real directory follows the machine."""
    if not is_demonstration(directory):
        return
    from datetime import datetime

    from yuheng.kernel import now

    declared = json.loads((directory / "demonstration.json").read_text(encoding="utf-8"))
    now.start_from(datetime.fromisoformat(declared["now"]))


def fail(message: str, code: int = 1) -> None:
    """Says in Chinese what is wrong and ends the command."""
    click.echo(message, err=True)
    sys.exit(code)


def say_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
