"""`yuheng check`: proves what the procedures declare; `--lock` locks released versions; `--staff` asks whether organs have the people."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import click

from yuheng.faces.cli.setup import fail, say_json, start
from yuheng.kernel.now import today
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.check import Problem, Result
from yuheng.kernel.procedure.check import check as checked
from yuheng.kernel.procedure.check import lock as locks
from yuheng.kernel.procedure.check.books import faults_of_book, law_of_project
from yuheng.kernel.procedure.declare import Procedure


def lock_file() -> Path:
    """Where released versions are locked: beside the project's law."""
    return Path(__file__).resolve().parents[4] / "procedures.lock"


@click.command("check", help="证明各项程序：状态、规则、条文、期限；有问题时退出码为 1。")
@click.argument("procedures", nargs=-1, metavar="[程序]…")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--lock", "locking", is_flag=True, help="将尚未锁定的版本写入 procedures.lock。")
@click.option("--staff", is_flag=True, help="同时核对各单位今日的人员是否足以办理。")
def check(procedures: tuple[str, ...], as_json: bool, locking: bool, staff: bool) -> None:
    start()
    chosen = _chosen(procedures)
    locked = locks.read(lock_file())
    law = law_of_project(today())
    results: list[Result] = []
    for procedure in chosen:
        result = checked(procedure, law, locked)
        if staff:
            result.problems += _staff(procedure)
        results.append(result)
        if not as_json:
            _say(result)
    sound = [procedure for procedure, result in zip(chosen, results, strict=True) if result.ok]
    if not procedures:
        results += _law_book(as_json)
    wrong = [result for result in results if not result.ok]
    if as_json:
        say_json([result.as_json() for result in results])
    else:
        click.echo(f"共 {len(chosen)} 项程序，{len(wrong)} 项有问题。逐项办理的分项已探查至 2 项，更多项未作证明。")
    if locking:
        _lock(sound, as_json)
    sys.exit(1 if wrong else 0)


def _law_book(quiet: bool) -> list[Result]:
    """What is wrong with the citations of the law book; nothing where they are sound, so that the list is one of procedures."""
    started = monotonic()
    problems = faults_of_book()
    if not problems:
        return []
    result = Result("law", 1, "法律参数", 0, problems=problems, seconds=monotonic() - started)
    if not quiet:
        _say(result)
    return [result]


def _chosen(names: Sequence[str]) -> list[Procedure]:
    every = registry.all_procedures()
    unknown = [name for name in names if not any(p.id == name for p in every)]
    if unknown:
        fail(f"没有程序“{unknown[0]}”。现有：{'、'.join(sorted({p.id for p in every}))}。", code=2)
    return [p for p in every if not names or p.id in names]


def _say(result: Result) -> None:
    mark = "通过" if result.ok else f"{len(result.problems)} 个问题"
    click.echo(
        f"{result.id} 第{result.version}版 {result.name}：{result.steps} 个环节，"
        f"{result.markings} 个状态，{result.seconds:.2f} 秒，{mark}"
    )
    for problem in result.problems:
        cites = f"（{'、'.join(problem.cites)}）" if problem.cites else ""
        click.echo(f"  [{problem.code}] {problem.message}{cites}")
        for line in problem.trace:
            click.echo(f"      {line}")


def _lock(procedures: Sequence[Procedure], quiet: bool) -> None:
    new = locks.write(lock_file(), procedures)
    if not quiet:
        click.echo(f"新锁定 {new} 个版本（{lock_file().name}）；有问题的程序不锁定。")


def _staff(procedure: Procedure) -> list[Problem]:
    """What each unit that opens such matters lacks today."""
    from django.db import DatabaseError

    from yuheng.kernel.access.shortages import shortage

    found: list[Problem] = []
    try:
        found = shortage(procedure)
    except DatabaseError:
        fail("数据目录中没有可用的数据库，不能核对人员；请先运行 yuheng serve 或者 yuheng demo。", code=2)
    return found
