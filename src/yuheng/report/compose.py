"""Composing the report: text with figures in it; every figure an indicator for the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Figure, Period, value
from yuheng.kernel.law.numerals import chinese
from yuheng.report.shown import shown

_REFERENCE = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")


class UnknownFigure(LookupError):
    """The text refers to an indicator that is not declared; the message is Chinese."""


@dataclass(frozen=True)
class Run:
    """A piece of text; `figure` where it is a figure."""

    text: str
    figure: Figure | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or heading (`level` 1) made of runs."""

    runs: tuple[Run, ...]
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Composed:
    """A composed report."""

    year: int
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """Title and paragraphs as plain text, headings numbered."""
        return "\n".join([self.title, *(paragraph.text for paragraph in self.paragraphs)])

    def figures(self) -> Iterator[Figure]:
        """The figures in the order of the text, each once."""
        seen: set[str] = set()
        for paragraph in self.paragraphs:
            for run in paragraph.runs:
                if run.figure is not None and run.figure.indicator.id not in seen:
                    seen.add(run.figure.indicator.id)
                    yield run.figure


def template() -> Mapping[str, Any]:
    """The report's template: title, lead, chapters with paragraphs."""
    return yaml.safe_load(Path(__file__).with_name("template.yaml").read_text(encoding="utf-8"))


def draft(zone: str, year: int) -> str:
    """The template as the text that an editor starts from: headings marked with #, figures as {id}."""
    source = template()
    lines = [f"# {source['title']}", source["lead"]]
    for chapter in source["chapters"]:
        lines += [f"## {chapter['heading']}", *chapter["paragraphs"]]
    return "\n".join(lines).replace("{zone}", zone).replace("{year}", str(year))


def compose(text: str, year: int) -> Composed:
    """A draft with its figures filled in from the records. Raises UnknownFigure."""
    period = Period.year(year)
    known = all_indicators()
    figures: dict[str, Figure] = {}

    def figure(name: str) -> Figure:
        if name not in known:
            raise UnknownFigure(f"正文中的指标“{name}”没有定义，请核对编号。")
        if name not in figures:
            figures[name] = value(known[name], period)
        return figures[name]

    title = ""
    paragraphs: list[Paragraph] = []
    chapter = 0
    for line in text.splitlines():
        line = line.strip()
        if not line:
            continue
        if line.startswith("# "):
            title = line.removeprefix("# ")
        elif line.startswith("## "):
            chapter += 1
            paragraphs.append(Paragraph((Run(f"{chinese(chapter)}、{line.removeprefix('## ')}"),), 1))
        else:
            paragraphs.append(Paragraph(tuple(_runs(line, figure))))
    return Composed(year, title, tuple(paragraphs))


def _runs(line: str, figure: Any) -> Iterator[Run]:
    position = 0
    for found in _REFERENCE.finditer(line):
        if found.start() > position:
            yield Run(line[position : found.start()])
        one = figure(found[1])
        yield Run(shown(one), one)
        position = found.end()
    if position < len(line):
        yield Run(line[position:])
