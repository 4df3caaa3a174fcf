"""`yuheng tick`: records what follows from expired terms. The site does so by itself every ten minutes."""

from __future__ import annotations

import click

from yuheng.faces.cli import setup


@click.command("tick", help="登记法定期限届满的后果（法律规定届满即失效等）。网站运行时每十分钟自动登记一次。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def tick(as_json: bool) -> None:
    setup.ready()
    from yuheng.kernel.engine.sequencer import drain
    from yuheng.kernel.engine.tick import tick as record

    made = record()
    drain()
    if as_json:
        setup.say_json({"recorded": made})
    else:
        click.echo(f"登记 {made} 项期限届满的后果。" if made else "没有需要登记的期限届满后果。")
