"""`check` of all procedures, start-up of the command and of the site."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time

from bench.rows import Row


def rows() -> list[Row]:
    command = [sys.executable, "-c", "from yuheng.faces.cli.main import main; main()"]
    return [
        Row("check of all procedures", _seconds([*command, "check", "--json"], allowed=(0, 1)), "s", "", "a process of its own, start-up included"),
        Row("start-up: yuheng --help", _seconds([*command, "--help"]), "s"),
        _site(),
    ]


def _site() -> Row:
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'yuheng.site.settings'; import django; django.setup(); "
        "from django.urls import get_resolver; get_resolver().url_patterns"
    )
    return Row("start-up: site ready to answer", _seconds([sys.executable, "-c", code]), "s", "", "imports, declarations, API types, routes")


def _seconds(command: list[str], allowed: tuple[int, ...] = (0,)) -> float:
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True)
    if done.returncode not in allowed:
        raise AssertionError(done.stderr.decode()[-500:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if os.environ.get("YUHENG_BENCH_CPU"):
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - started
