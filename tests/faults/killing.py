"""Ending a process at a chosen place, as `kill -9` does: nothing is closed, nothing is said good-bye to.

A child is forked from the warmed test process and does its work. It is ended either at a numbered place (before and after every
statement, every row of a COPY, COMMIT, fsync and rename) or by an alarm after so many microseconds, wherever it then is.
What it acknowledged before, it wrote into a pipe.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from django.db import connection

Say = Callable[[str], None]
"""Acknowledges something: one line to the parent."""

Work = Callable[[Say], None]


@dataclass(frozen=True)
class Ended:
    """What became of a child: the lines it acknowledged, the places it passed, whether it was killed."""

    said: list[str]
    passed: int
    killed: bool


def run(work: Work, *, place: int | None = None, after: float | None = None) -> Ended:
    """Does the work in a child that is ended at the place or after so many seconds; without either it runs to its end."""
    connection.close()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(work, writing, place, after)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        lines = pipe.read().splitlines()
    _pid, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise AssertionError("\n".join(["the work failed by itself:", *lines]))
    passed = [int(line.removeprefix("passed ")) for line in lines if line.startswith("passed ")]
    said = [line for line in lines if not line.startswith("passed ")]
    return Ended(said, passed[0] if passed else 0, os.WIFSIGNALED(status))


def _child(work: Work, pipe: int, place: int | None, after: float | None) -> None:
    def say(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())

    passed = 0

    def reach() -> None:
        nonlocal passed
        if passed == place:
            os.kill(os.getpid(), signal.SIGKILL)
        passed += 1

    status = 0
    try:
        with _watched(reach):
            if after is not None:
                # The alarm's own action ends the process at once, in the middle of whatever it does.
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                signal.setitimer(signal.ITIMER_REAL, after)
            work(say)
        signal.setitimer(signal.ITIMER_REAL, 0)
        say(f"passed {passed}")
    except BaseException:
        say(traceback.format_exc())
        status = 1
    finally:
        os._exit(status)


def _watched(reach: Callable[[], None]) -> ExitStack:
    """Calls `reach` around everything that leaves a trace outside the process."""
    stack = ExitStack()

    def around(original):  # type: ignore[no-untyped-def]
        def wrapped(*arguments, **named):  # type: ignore[no-untyped-def]
            reach()
            result = original(*arguments, **named)
            reach()
            return result

        return wrapped

    def statement(execute, sql, parameters, many, context):  # type: ignore[no-untyped-def]
        return around(execute)(sql, parameters, many, context)

    stack.enter_context(connection.execute_wrapper(statement))
    stack.enter_context(patch.object(connection, "_commit", around(connection._commit)))
    stack.enter_context(patch.object(os, "fsync", around(os.fsync)))
    stack.enter_context(patch.object(Path, "replace", around(Path.replace)))
    if connection.vendor == "postgresql":
        from psycopg import Copy

        stack.enter_context(patch.object(Copy, "write_row", around(Copy.write_row)))
    return stack
