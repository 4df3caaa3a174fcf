"""`yuheng serve`: the site, by granian."""

from __future__ import annotations

import gc
import os
from typing import Any

import click

from yuheng.faces.cli import setup

THREADS = 2 * (os.cpu_count() or 1)
"""Requests that one worker answers at a time: while one waits for the database another computes; more would only wait."""

WAITING = 256
"""Requests that one worker has taken from the line; others wait there."""


@click.command("serve", help="启动网站。")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址。")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="工作进程数。")
def serve(host: str, port: int, workers: int) -> None:
    setup.start(migrate=True)
    run(host=host, port=port, workers=workers)


def run(*, host: str = "127.0.0.1", port: int = 8000, workers: int = 2) -> None:
    """Serves until stopped."""
    if setup.is_demonstration(setup.home()):
        from yuheng.faces.demonstration.zone import PASSWORD

        click.echo(
            f"演示网站 http://{host}:{port}/ ，账号如 squad-1.enforcer.1、justice-office.justice_head.1，密码 {PASSWORD}"
        )
    else:
        click.echo(f"网站 http://{host}:{port}/")
    begin("yuheng.site.wsgi:application", host, port, workers)


def begin(target: str, host: str, port: int, workers: int) -> None:
    """Serves an application until stopped. Every thread of a worker keeps a connection to the database."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    ready_to_fork()
    Granian(
        target,
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        backpressure=WAITING,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def ready_to_fork() -> None:
    """Loads what every worker needs into the process from which they are forked, so that they share its memory.

    No connection to the database goes into a worker: two processes would speak on one line.
    """
    from django.db import connections
    from django.urls import get_resolver

    _load(get_resolver())
    connections.close_all()
    gc.collect()
    # Frozen objects are never walked by a collection, which would copy their pages into every worker.
    gc.freeze()


def _load(resolver: Any) -> None:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            _load(pattern)
