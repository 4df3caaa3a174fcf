"""`yuheng clock`: the end of a legal period, with its reasons."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from yuheng.faces.cli.wording import Misused
from yuheng.kernel.time.asking import DIRECTIONS, WHOSE, BadQuestion, answer, ask


@click.command("clock", help="计算法定期限：何日届满，逐行说明理由和条文。")
@click.option("--law", "law_name", help="法律名称，如 行政处罚法；指定版本写作 行政复议法(2017-09-01)。")
@click.option("--length", help="期限长度：5日、5个工作日、3个月、2年、48小时。")
@click.option("--start", help="起算日 2023-09-27；按小时计算的写作 2023-09-27T14:30。")
@click.option("--spans", multiple=True, help="不计入的期间 2023-10-01..2023-10-05，可以多次给出；止日空缺为尚未恢复。")
@click.option("--extend", multiple=True, help="延长 30日@2023-10-08（批准日），可以多次给出。")
@click.option("--whose", default="organ", show_default=True, metavar="|".join(WHOSE), help="期限的性质。")
@click.option("--backward", is_flag=True, help="自事项日向前推算。")
@click.option("--earliest", is_flag=True, help="最短期间之后最早可以行为之日。")
@click.option("--region", default="", metavar="CODE", help="行政区划代码：计入该地区的节假日。")
@click.option("--batch", type=click.Path(path_type=Path), metavar="FILE.jsonl", help="逐行 JSON 文件，批量计算。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def clock(
    law_name: str | None,
    length: str | None,
    start: str | None,
    spans: tuple[str, ...],
    extend: tuple[str, ...],
    whose: str,
    backward: bool,
    earliest: bool,
    region: str,
    batch: Path | None,
    as_json: bool,
) -> None:
    if batch is not None:
        if not batch.is_file():
            raise Misused(f"没有文件 {batch}。")
        sys.exit(_batch(batch))
    direction = DIRECTIONS[1] if backward else DIRECTIONS[2] if earliest else DIRECTIONS[0]
    try:
        if backward and earliest:
            raise BadQuestion("--backward 和 --earliest 只能用一个。")
        question = {
            "law": law_name,
            "length": length,
            "start": start,
            "spans": spans,
            "extensions": [_extension(item) for item in extend],
            "whose": whose,
            "direction": direction,
            "region": region,
        }
        found = answer(ask(question))
    except BadQuestion as error:
        if as_json:
            click.echo(json.dumps({"error": str(error)}, ensure_ascii=False))
        else:
            click.echo(str(error), err=True)
        sys.exit(2)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"{found['due'] or '暂停'}{'（暂定）' if found['provisional'] else ''}")
    for line in found["derivation"]:
        cite = f"（{line['cite']}）" if line["cite"] and line["cite"] not in line["text"] else ""
        click.echo(f"  {line['text']}{cite}")


def _extension(text: str) -> dict[str, str]:
    length, mark, on = text.partition("@")
    if not mark:
        raise BadQuestion(f"延长“{text}”应当写作 30日@2023-10-08。")
    return {"length": length, "on": on}


def _batch(path: Path) -> int:
    """Answers line by line; a bad line gets an `error` of its own and the others stand."""
    bad = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                found = _answered(line, number)
                bad += "error" in found
                click.echo(json.dumps(found, ensure_ascii=False))
    return 1 if bad else 0


def _answered(line: bytes, number: int) -> dict[str, Any]:
    name: Any = number
    try:
        question = json.loads(line.decode("utf-8-sig"))
        if not isinstance(question, dict):
            raise BadQuestion(f"第 {number} 行应当是一个 JSON 对象。")
        name = question.get("id", number)
        return {"id": name, **answer(ask(question))}
    except BadQuestion as error:
        return {"id": name, "error": str(error)}
    except UnicodeDecodeError:
        return {"id": name, "error": f"第 {number} 行不是 UTF-8 文本。"}
    except (ValueError, RecursionError):
        return {"id": name, "error": f"第 {number} 行不是 JSON。"}
