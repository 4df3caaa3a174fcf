"""`yuheng ledger`: verify, replay, checkpoint, prove."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yuheng.faces.cli import setup


@click.group("ledger", help="总账：核验、重放、签名检查点、出具证明。")
def ledger() -> None:
    pass


@ledger.command("checkpoint", help="把全部记录编入总账并签名。")
@click.option("--origin", default="yuheng", show_default=True, help="总账名称。")
def checkpoint(origin: str) -> None:
    directory = setup.start()
    from yuheng.kernel.engine import sequencer

    sequencer.drain()
    signed = sequencer.checkpoint(directory, origin)
    if signed is None:
        setup.fail("总账中还没有记录。")
        return
    click.echo(signed.text(), nl=False)


@ledger.command("verify", help="核验全部记录、总账和签名；发现的问题逐条指明。")
@click.option("--witness", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="见证人保存的检查点。")
@click.option("--deep", is_flag=True, help="并核对索引列、原值承诺和文件。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def verify(witness: Path | None, deep: bool, as_json: bool) -> None:
    directory = setup.start()
    from yuheng.kernel.engine.verification import verify as check

    result = check(directory, witness.read_text(encoding="utf-8") if witness else None, deep=deep)
    if as_json:
        setup.say_json(result.to_json())
    else:
        click.echo(result.words())
    sys.exit(1 if result.findings else 0)


@ledger.command("replay", help="由记录重建案情、程序状态和期限，并与数据表核对。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def replay(as_json: bool) -> None:
    setup.start()
    from yuheng.kernel.engine.replay import replay as rebuild

    differences = list(rebuild())
    if as_json:
        setup.say_json([difference.to_json() for difference in differences])
    else:
        for difference in differences:
            click.echo(str(difference))
        click.echo(f"发现 {len(differences)} 处不一致。" if differences else "重建结果与数据表一致。")
    sys.exit(1 if differences else 0)


@ledger.command("prove", help="出具一条记录在总账中的证明。")
@click.argument("event", type=int)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（证明文件）。")
def prove(event: int, as_json: bool) -> None:
    directory = setup.start()
    from yuheng.kernel.engine.proving import NoProof
    from yuheng.kernel.engine.proving import prove as make

    try:
        proof = make(directory, event)
    except NoProof as error:
        setup.fail(str(error))
        return
    if as_json:
        setup.say_json(proof.to_json())
    else:
        click.echo(f"记录 {event} 是总账第 {proof.leaf} 个叶子，在共 {proof.checkpoint.size} 条的检查点之内。")
