"""Composing the report: text with figures in it; every figure an indicator for the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Figure, Period, value
from yuheng.kernel.law.numerals import chinese
from yuheng.report.shown import shown

_REFERENCE = re.compile(r"\{([a-z_]+\.[a-z0-9_]+)\}")
_BRACES = re.compile(r"\{[^{}\n]{0,80}\}?|\}")


class UnknownFigure(LookupError):
    """The text refers to an indicator that is not declared; the message is Chinese."""


@dataclass(frozen=True)
class Run:
    """A piece of text; `figure` where it is a figure."""

    text: str
    figure: Figure | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a heading of `level` 1 or 2, made of runs."""

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
    return "\n".join(lines).replace("{zone}", zone).replace("{year}", str(year)).replace("{next}", str(year + 1))


def faults(text: str) -> list[str]:
    """What keeps a draft from being composed: figures that nobody declared, broken braces, no title. Chinese, with the line."""
    known = all_indicators()
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        for braced in _BRACES.finditer(line):
            named = _REFERENCE.fullmatch(braced.group())
            if named is None:
                found.append(f"第 {number} 行“{braced.group()}”不是完整的指标引用，应写作 {{指标编号}}。")
            elif named[1] not in known:
                near = get_close_matches(named[1], known, 1)
                hint = f"，是否为 {near[0]}（{known[near[0]].caption}）" if near else ""
                found.append(f"第 {number} 行的指标“{named[1]}”没有定义{hint}，请核对编号。")
    if not any(line.strip().startswith("# ") for line in text.splitlines()):
        found.append("没有标题：请在第一行写“# 标题”。")
    if not any(line.strip() and not line.strip().startswith("#") for line in text.splitlines()):
        found.append("没有正文。")
    return found


def references(text: str) -> list[str]:
    """The ids of the figures that a draft refers to, in the order of the text, each once."""
    return list(dict.fromkeys(_REFERENCE.findall(text)))


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
    numbers = [0, 0]
    for line in map(str.strip, text.splitlines()):
        if line.startswith("# "):
            title = line.removeprefix("# ").strip()
        elif line.startswith(("## ", "### ")):
            level = 2 if line.startswith("### ") else 1
            numbers = [numbers[0] + 1, 0] if level == 1 else [numbers[0], numbers[1] + 1]
            paragraphs.append(Paragraph((Run(heading(level, numbers[level - 1]) + line.lstrip("# ")),), level))
        elif line:
            paragraphs.append(Paragraph(tuple(_runs(line, figure))))
    return Composed(year, title, tuple(paragraphs))


def heading(level: int, number: int) -> str:
    """The number of a heading as official papers write it: 一、 and （一）."""
    return f"{chinese(number)}、" if level == 1 else f"（{chinese(number)}）"


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
