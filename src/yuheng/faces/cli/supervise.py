"""`yuheng supervise`: runs the clue models over the records. The site does so by itself every ten minutes."""

from __future__ import annotations

import click

from yuheng.faces.cli import setup


@click.command("supervise", help="运行执法监督线索模型，把办案记录中的疑点列为线索，先示所涉单位。")
@click.option("--list", "only_list", is_flag=True, help="只列出模型及其依据。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def supervise(only_list: bool, as_json: bool) -> None:
    setup.ready()
    from yuheng.kernel.engine.sequencer import drain
    from yuheng.systems.oversight.clues.model import all_models
    from yuheng.systems.oversight.clues.runner import run

    models = all_models()
    if only_list:
        if as_json:
            setup.say_json([{"id": one.id, "name": one.name, "words": one.words, "basis": one.basis, "severity": one.severity} for one in models])
        for one in [] if as_json else models:
            click.echo(f"{one.id:20}{one.name}：{one.words}{one.basis}")
        return
    ran = run()
    drain()
    if as_json:
        setup.say_json({"made": ran.made, "known": ran.known, "refused": list(ran.refused)})
        return
    for one in models:
        if one.id in ran.made:
            click.echo(f"{one.name}：新增 {ran.made[one.id]} 条")
    click.echo(f"新增线索 {ran.total} 条，原有 {ran.known} 条。")
    for words in ran.refused:
        click.echo(f"没有列入：{words}", err=True)
