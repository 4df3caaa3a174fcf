"""`yuheng law`: statute texts imported, listed and shown; parameters of the law asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from yuheng.faces.cli import setup
from yuheng.faces.cli.wording import Group, Misused, Refused
from yuheng.kernel.law import Citation, LawError, LegalScope, Parameter, texts
from yuheng.kernel.law import law as ask_law
from yuheng.kernel.law.parameter import UNCHECKED


@click.group("law", cls=Group, help="法律：导入法律文本，查条文和依据它的规定，查某日的法律参数。")
def law() -> None:
    pass


@law.command("import", help="导入目录 DIR（index.yaml 和 .md 正文）的法律文本：要么全部导入，要么不改动。可以重复执行。")
@click.argument("source", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def import_(source: Path, as_json: bool) -> None:
    if not source.is_dir():
        raise Misused(f"没有目录 {source}。")
    try:
        found = texts.import_texts(source)
    except texts.BadImport as error:
        raise Refused("没有导入，请改正后再导入：\n" + "\n".join(error.problems)) from error
    if as_json:
        setup.say_json({"new": found.new, "changed": found.changed, "same": found.same})
        return
    for word, names in (("新导入", found.new), ("更新", found.changed)):
        for name in names:
            click.echo(f"{word} {name}")
    click.echo(f"新导入 {len(found.new)} 部，更新 {len(found.changed)} 部，未变 {len(found.same)} 部。")
    wrong = _faults()
    if wrong:
        click.echo(f"提示：有 {len(wrong)} 处引用在导入的文本中找不到，见 yuheng check。")


def _faults() -> list[Any]:
    from yuheng.kernel.procedure.check.books import faults_of_book

    return faults_of_book()


@law.command("list", help="列出收录的法律：版本、施行日期、条数，是否已导入正文。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def list_(as_json: bool) -> None:
    setup.start()
    from yuheng.kernel.procedure.provisions import statutes

    imported = texts.entries()
    listed = statutes()
    if as_json:
        setup.say_json(
            [
                {
                    "name": one.name,
                    "full": one.full,
                    "in_force": one.in_force,
                    "ceased": one.ceased,
                    "articles": one.articles,
                    "text": one.name in imported,
                }
                for one in listed
            ]
        )
        return
    for one in listed:
        articles = f"，{one.articles} 条" if one.articles else ""
        click.echo(f"{one.name}　{one.validity()}{articles}" + ("" if one.name in imported else "　（未导入正文）"))
    click.echo(f"共 {len(listed)} 部，已导入正文 {sum(one.name in imported for one in listed)} 部。")


@law.command("show", help="查看引用 CITATION（如 行政处罚法#60、行政复议法(2017-09-01)#40.2）的条文，以及依据它的参数和环节。")
@click.argument("citation")
@click.option("--on", "day", default="", metavar="DATE", help="没有写明版本的，取这一天施行的文本；默认今天。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def show(citation: str, day: str, as_json: bool) -> None:
    on = _day(day)
    setup.start()
    from yuheng.kernel.procedure.provisions import anchor_of, held

    name, mark, _place = citation.partition("#")
    try:
        found = held(name, on)
    except LawError as error:
        raise Refused(str(error.args[0])) from error
    statute = found.statute
    if not mark:
        _say_statute(found, as_json)
        return
    try:
        cited = Citation.parse(f"{statute.name}#{_place}")
    except ValueError as error:
        raise Misused(str(error)) from error
    if found.text is not None and (wrong := found.text.fault(cited)):
        raise Refused(f"《{statute.name}》{wrong}")
    provision = found.provision(anchor_of(cited))
    if provision is None:
        raise Refused(f"{cited.zh}：没有导入{statute.title}（{statute.version}）的正文，也没有依据这一条的规定。")
    lines = provision.lines
    if as_json:
        setup.say_json(
            {
                "citation": str(cited),
                "statute": statute.name,
                "in_force": statute.in_force,
                "ceased": statute.ceased,
                "text": lines or None,
                "parameters": [_as_json(parameter) for parameter in provision.parameters],
                "steps": [{"procedure": use.procedure.id, "name": use.what, "citation": str(use.citation)} for use in provision.uses],
            }
        )
        return
    click.echo(f"{cited.zh}　{statute.version} 文本，{statute.validity()}")
    for line in lines or ["（没有导入正文，以下为本系统的转述。）"]:
        click.echo(f"  {line}")
    for parameter in provision.parameters:
        click.echo(f"参数 {_words(parameter)}")
    for use in provision.uses:
        click.echo(f"程序 {use.procedure.name}：{use.what}（{use.citation.zh}）")


def _say_statute(found: Any, as_json: bool) -> None:
    statute = found.statute
    if as_json:
        setup.say_json(
            {
                "name": statute.name,
                "full": statute.full,
                "in_force": statute.in_force,
                "ceased": statute.ceased,
                "versions": [one.name for one in found.versions],
                "articles": statute.articles,
                "text": found.text is not None,
                "cited": [one.anchor for one in found.provisions if one.parameters or one.uses],
            }
        )
        return
    click.echo(f"{statute.full or statute.short}（{statute.version}）　{statute.validity()}")
    click.echo("版本：" + "、".join(one.name for one in found.versions))
    click.echo("正文：" + (f"已导入，{len(found.text.articles)} 条" if found.text is not None else "未导入"))
    cited = [one.zh for one in found.provisions if one.parameters or one.uses]
    click.echo(f"被引用的条文 {len(cited)} 处：" + "、".join(cited))


@law.command("ask", help="查法律参数 KEY 在某日的值、单位和依据，如 penalty.decide。")
@click.argument("key")
@click.option("--on", "day", default="", metavar="DATE", help="哪一天施行的；默认今天。")
@click.option("--field", default="", help="执法领域：market、housing、agriculture、transport……")
@click.option("--region", default="", help="地区的行政区划代码。")
@click.option("--act", default="", help="行为。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def ask(key: str, day: str, field: str, region: str, act: str, as_json: bool) -> None:
    on = _day(day)
    try:
        found = ask_law(key, on=on, scope=LegalScope(field, region, act))
    except LawError as error:
        raise Refused(str(error.args[0])) from error
    if as_json:
        setup.say_json(_as_json(found))
        return
    click.echo(_words(found))
    for passed in found.passed_over:
        click.echo(f"  不适用一般规定 {passed.key}（{passed.citation.zh}）：{passed.reason}")


def _words(parameter: Parameter) -> str:
    until = f"至 {parameter.valid_to}" if parameter.valid_to else "起"
    starts = f"，自{parameter.starts.removeprefix('自')}起算" if parameter.starts else ""
    extends = f"；{parameter.extends}" if parameter.extends else ""
    mark = f"【{UNCHECKED[parameter.checked]}】" if parameter.checked in UNCHECKED else ""
    cites = "、".join(citation.zh for citation in parameter.citations)
    return f"{parameter.key} {parameter.name}：{parameter.words()}{starts}{extends}（{cites}，{parameter.valid_from} {until}）{mark}"


def _as_json(parameter: Parameter) -> dict[str, Any]:
    return {
        "key": parameter.key,
        "name": parameter.name,
        "value": parameter.value,
        "unit": parameter.unit,
        "whose": parameter.whose if parameter.is_period else None,
        "citations": [str(citation) for citation in parameter.citations],
        "from": parameter.valid_from,
        "to": parameter.valid_to,
        "starts": parameter.starts,
        "extends": parameter.extends,
        "checked": parameter.checked,
        "passed_over": [{"key": p.key, "citation": str(p.citation), "reason": p.reason} for p in parameter.passed_over],
    }


def _day(text: str) -> date:
    from yuheng.kernel.now import today

    if not text:
        setup.continue_simulated_time(setup.home())
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misused(f"“{text}”不是日期，应当写作 2023-09-27。") from None
