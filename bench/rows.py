"""One measured row, and how to measure: medians of repeated runs, because machines are noisy."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

CLOCK = time.process_time if os.environ.get("YUHENG_BENCH_CPU") else time.perf_counter
"""On a busy machine the processor's time says more than the wall's: YUHENG_BENCH_CPU=1."""


@dataclass(frozen=True)
class Row:
    """What was measured, the value with its unit, the goal it is held against, and what else a reader should know."""

    what: str
    value: float
    unit: str
    goal: str = ""
    note: str = ""


def rate(work: Callable[[], int], repeat: int = 3) -> float:
    """Things done a second: the median over `repeat` runs of a function that returns how many it did."""
    found = []
    for _ in range(repeat):
        started = CLOCK()
        done = work()
        found.append(done / (CLOCK() - started))
    return statistics.median(found)


def each(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Median and 95th percentile of one call, in milliseconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        found.append((time.perf_counter() - started) * 1000)
    found.sort()
    return statistics.median(found), found[int(len(found) * 0.95)]


def percentiles(found: list[float]) -> tuple[float, float, float]:
    """Median, 95th and 99th percentile of measured times."""
    ordered = sorted(found)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)], ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    started = CLOCK()
    work()
    return (CLOCK() - started) * 1000
