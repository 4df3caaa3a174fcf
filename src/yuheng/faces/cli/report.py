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
    setup.continue_simulated_time(setup.home())
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


@report.command("export", help="导出一年的报告：已公开的为公开文本，未公开的为最近一稿，还没有统稿的按模板生成。")
@click.option("--year", type=int, required=True, help="年份。")
@click.option("--out", "out", type=click.Path(dir_okay=False, path_type=Path), help="写到这个文件；格式由文件名判断。不填的按标题命名，写在当前目录。")
@click.option("--format", "form", type=click.Choice(["docx", "pdf", "html", "txt"]), help="格式；不填的由 --out 判断，都不填的为 docx。")
@click.option("--zone", default="昆山高新区", show_default=True, help="报告主体；只在还没有统稿时用到。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：文件、格式、是否已公开、摘要。")
def export(year: int, out: Path | None, form: str | None, zone: str, as_json: bool) -> None:
    directory = setup.start()
    from yuheng.report.export import FORMS, exported
    from yuheng.report.finding import report_of

    chosen = form or (out.suffix.removeprefix(".").lower() if out else "docx")
    if chosen not in FORMS:
        setup.fail(f"不能导出为“{chosen}”。可以导出 docx、pdf、html 和 txt。", 2)
    found = report_of(year, zone)
    path = out or Path(f"{found.title}.{chosen}")
    content = exported(found.source, chosen, demonstration=setup.is_demonstration(directory), fonts=directory / "fonts")
    try:
        path.write_bytes(content)
    except OSError as error:
        setup.fail(f"不能写入 {path}：{error.strerror}。", 2)
    if as_json:
        setup.say_json({"file": str(path), "format": chosen, "published": found.published, "digest": found.digest, "bytes": len(content)})
    else:
        click.echo(f"已导出 {path}（{found.stands}）。")


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
        for one in result.comparisons:
            click.echo(f"{'✓' if one.agrees else '✗'} {one.message}")
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
