"""`yuheng figures`: the figures of a year, each with the number of records behind it."""

from __future__ import annotations

from typing import Any

import click

from yuheng.faces.cli import setup


@click.command("figures", help="打印一年的指标：值、单位、记录数，比例的分子和分母。")
@click.option("--year", type=click.IntRange(2000, 2100), required=True, help="年份。")
@click.option("--all", "everything", is_flag=True, help="包括不进入年度报告的指标。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def figures(year: int, everything: bool, as_json: bool) -> None:
    setup.ready()
    if as_json:
        setup.say_json(figures_of(year, everything))
    else:
        print_figures(year, everything)


def figures_of(year: int, everything: bool = False) -> list[dict[str, Any]]:
    """The figures as JSON objects: id, caption, value, unit, rows, and numerator and denominator where there are."""
    from yuheng.kernel.indicators.declare import all_indicators
    from yuheng.kernel.indicators.evaluate import Period, value

    found = []
    for indicator in all_indicators().values():
        if not (indicator.figure or everything):
            continue
        figure = value(indicator, Period.year(year))
        entry: dict[str, Any] = {
            "id": indicator.id,
            "chapter": indicator.chapter,
            "caption": indicator.caption,
            "value": figure.exact(),
            "unit": indicator.unit,
            "rows": figure.rows,
        }
        if figure.denominator is not None:
            entry["numerator"], entry["denominator"] = figure.numerator, figure.denominator
        if figure.blanks:
            entry["blanks"] = figure.blanks
        found.append(entry)
    return found


def print_figures(year: int, everything: bool = False) -> None:
    """The figures as a table for people."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{year} 年指标", show_lines=False)
    for name, side in (
        ("章", "right"),
        ("指标", "left"),
        ("值", "right"),
        ("单位", "left"),
        ("记录数", "right"),
        ("分子/分母", "right"),
    ):
        table.add_column(name, justify=side)  # type: ignore[arg-type]
    for entry in figures_of(year, everything):
        shown = f"{entry['value']:,}" if entry["value"] is not None else "—"
        share = f"{entry['numerator']:,}/{entry['denominator']:,}" if "numerator" in entry else ""
        table.add_row(str(entry["chapter"]), entry["caption"], shown, entry["unit"], f"{entry['rows']:,}", share)
    Console().print(table)
