"""`yuheng report`: build from the records, proof-read a draft, export a published report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yuheng.faces.cli import setup

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("report", help="年度报告：编制、校对、导出。")
def report() -> None:
    pass


@report.command("build", help="由记录生成一年的报告正文，打印到屏幕。")
@click.option("--year", type=int, required=True, help="年份。")
@click.option("--zone", default="昆山高新区", show_default=True, help="报告主体。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：正文和其中的指标。")
def build(year: int, zone: str, as_json: bool) -> None:
    setup.start()
    from yuheng.report.compose import compose, draft
    from yuheng.report.shown import shown

    composed = compose(draft(zone, year), year)
    if not as_json:
        click.echo(composed.text)
        return
    figures = [
        {
            "id": f.indicator.id,
            "shown": shown(f),
            "rows": f.rows,
            "numerator": f.numerator,
            "denominator": f.denominator,
        }
        for f in composed.figures()
    ]
    setup.say_json({"title": composed.title, "text": composed.text, "figures": figures})


@report.command("proof", help="校对报告稿：每个数字与记录核对，并检查其他常见问题。")
@click.argument("file", type=_FILE)
@click.option("--year", type=int, help="报告年度；不填时由正文判断。")
@click.option("--against", type=_FILE, multiple=True, help="同一机关公布的其他文件，逐项比对口径。")
@click.option("--last-year", type=_FILE, help="上一年度报告。")
@click.option("--sent", type=click.DateTime(["%Y-%m-%d"]), help="报送日期。")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="公开日期。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def proof(
    file: Path, year: int | None, against: tuple[Path, ...], last_year: Path | None, sent, published, as_json: bool
) -> None:
    setup.start()
    from yuheng.report.proof.document import Unreadable
    from yuheng.report.proof.judging import year_of
    from yuheng.report.proof.model import Meta
    from yuheng.report.proof.proof import proofread
    from yuheng.report.proof.reading import read
    from yuheng.report.recorded import recorded

    try:
        document = read(file)
        found_year = year or year_of(document)
        if found_year is None:
            setup.fail("正文中没有找到报告年度，请用 --year 指明。", 2)
        meta = Meta(found_year, sent.date() if sent else None, published.date() if published else None)
        result = proofread(
            document,
            recorded(int(found_year or 0)),
            [read(path) for path in against],
            read(last_year) if last_year else None,
            meta,
        )
    except Unreadable as error:
        setup.fail(str(error), 2)
        return
    if as_json:
        setup.say_json(result.to_json())
    else:
        _say(result)
    sys.exit(1 if any(q.verdict.value == "differs" for q in result.quantities) else 0)


def _say(result) -> None:
    marks = {"matches": "✓ 一致", "differs": "✗ 不一致", "untraceable": "? 无法追溯"}
    for quantity in result.quantities:
        if quantity.verdict.value in marks:
            shown = quantity.to_json()
            recorded = f"，记录为 {shown['recorded']}" if quantity.verdict.value == "differs" else ""
            click.echo(f"{marks[quantity.verdict.value]}  {quantity.text}  {shown['indicator'] or ''}{recorded}")
    for finding in result.findings:
        click.echo(f"! {finding.message}" + (f"（{finding.basis}）" if finding.basis else ""))
