"""Figures for the tests of proof-reading, and the real report where it lies beside the project."""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from pathlib import Path

import pytest

from yuheng.report.proof import Figure, Figures, figures_of, load_wordings

EXAMPLES = Path(__file__).resolve().parents[4] / "shared" / "examples"
REPORT = EXAMPLES / "kunshan-high-tech-zone-2023.txt"
FIGURES = EXAMPLES / "kunshan-2023-figures.csv"
needs_report = pytest.mark.skipif(not (REPORT.exists() and FIGURES.exists()), reason="the real report is not beside the project")
WORDINGS = load_wordings()


def real_figures(beyond: int = 7) -> Figures:
    """The published figures; where the report says 余, a value that much beyond the number written."""
    made = []
    with FIGURES.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            written = re.match(r"\d+", row["shown_as"])
            value = Fraction(row["value"]) if row["value"] else Fraction(int(written.group() if written else 0) + beyond)
            made.append(figure(row["id"], value, row["unit"], row["caption"], chapter=int(row["chapter"])))
    return figures_of(2023, made)


def figure(id: str, value: Fraction | int | str | None, unit: str, caption: str = "", **more: object) -> Figure:
    """A figure with the house's wordings for its id."""
    exact = None if value is None else Fraction(value)
    if "previous" in more:
        more["previous"] = Fraction(str(more["previous"]))
    return Figure(id, caption or id, unit, exact, WORDINGS.get(id, ()), year=2023, **more)  # type: ignore[arg-type]
