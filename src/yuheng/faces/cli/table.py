"""`yuheng table`: prove a decision table, ask it, bring one in from Excel, take one out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from yuheng.faces.cli import setup

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group("table", help="裁量基准和清单：证明、查询、导入、导出。")
def table() -> None:
    pass


@table.command("list", help="列出各裁量表和施行的版本。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def list_tables(as_json: bool) -> None:
    setup.start()
    from yuheng.kernel.tables.published import versions
    from yuheng.kernel.tables.schema import all_schemas

    found: list[dict[str, Any]] = [
        {"table": one.id, "name": one.name, "versions": [_version(v) for v in versions(one.id)]} for one in all_schemas()
    ]
    if as_json:
        setup.say_json(found)
        return
    for entry in found:
        click.echo(f"{entry['table']}  {entry['name']}")
        for version in entry["versions"]:
            click.echo(f"  {version['from']} 至 {version['to'] or '今'}  {version['title']} {version['number']}  {version['rows']} 行  {version['digest'][:12]}…")


def _version(version: Any) -> dict[str, Any]:
    return {
        "title": version.title, "number": version.number, "from": version.from_on.isoformat(),
        "to": version.to_on.isoformat() if version.to_on else None, "rows": len(version.compiled.rows), "digest": version.digest,
        "matter": version.matter,
    }  # fmt: skip


@table.command("prove", help="证明一张裁量表没有缺口、没有矛盾：文件（xlsx、json），或者 --on 某日施行的版本。有问题时给出一个具体情形，退出码 1。")
@click.argument("name", metavar="TABLE")
@click.argument("file", type=_FILE, required=False)
@click.option("--on", type=_DAY, help="某日施行的版本，默认今天。")
@click.option("--json", "as_json", is_flag=True, help="输出证明书（JSON）。")
def prove(name: str, file: Path | None, on: Any, as_json: bool) -> None:
    setup.start()
    from yuheng.kernel.tables.prove import prove as proof_of

    found = proof_of(_table(name, file, on))
    if as_json:
        setup.say_json(found.certificate())
    elif found.proved:
        click.echo(f"已证明：{found.rows} 行，没有缺口，没有矛盾（比较 {found.pairs:,} 对，走过 {found.nodes:,} 步）。")
    else:
        for fault in found.faults:
            click.echo(f"✗ {fault.message}")
    sys.exit(0 if found.proved else 1)


def _table(name: str, file: Path | None, on: Any) -> Any:
    from yuheng.faces.exchange.decision_tables import from_file
    from yuheng.kernel.now import today
    from yuheng.kernel.procedure.shape import BadValue
    from yuheng.kernel.sheets.columns import BadSheet
    from yuheng.kernel.tables.published import in_force
    from yuheng.kernel.tables.schema import schema_of

    try:
        if file is not None:
            return from_file(schema_of(name), file.read_bytes(), file.name)
        return in_force(name, on.date() if on else today()).compiled.table
    except (BadValue, BadSheet) as error:
        setup.fail(_problems(error), 2)


def _problems(error: Exception) -> str:
    several = getattr(error, "problems", ())
    return "\n".join(f"{place}：{why}" for place, why in several) if several else str(error)


@table.command("eval", help="以一个具体情形查询裁量表，给出凭据：结果、依据、各行各条件是否符合，没有回答时还须问什么。")
@click.argument("name", metavar="TABLE")
@click.option("--on", type=_DAY, required=True, help="依哪一日施行的版本。")
@click.option("--input", "source", type=_FILE, required=True, help="情形（JSON 对象）；金额以分为单位，没有的项为未知。")
@click.option("--json", "as_json", is_flag=True, help="输出凭据（JSON）。")
def evaluate(name: str, on: Any, source: Path, as_json: bool) -> None:
    setup.start()
    from yuheng.kernel.procedure.shape import BadValue
    from yuheng.kernel.tables.evaluate import evaluate as ask
    from yuheng.kernel.tables.evaluate import told
    from yuheng.kernel.tables.published import in_force

    try:
        inputs = json.loads(source.read_text(encoding="utf-8"))
    except ValueError:
        setup.fail(f"{source} 不是 JSON。", 2)
    if not isinstance(inputs, dict):
        setup.fail("情形应当是一个 JSON 对象，如 {\"first\": true}。", 2)
    try:
        version = in_force(name, on.date())
        answer = ask(version.compiled, inputs)
    except BadValue as error:
        setup.fail(str(error), 2)
    receipt = {**answer.to_json(), "version": _version(version), "on": on.date().isoformat(), "rows": told(answer)}
    if as_json:
        setup.say_json(receipt)
    else:
        _say(version.compiled.table.schema, receipt)


def _say(schema: Any, receipt: dict[str, Any]) -> None:
    if receipt["then"] is None:
        asked = "、".join(schema.by_name[one].label for one in receipt["needs"])
        click.echo(f"还不能回答，须先知道：{asked or '没有适用的行'}")
        return
    words = "；".join(f"{o.label}：{o.words(receipt['then'].get(o.name))}" for o in schema.outputs if receipt["then"].get(o.name) is not None)
    click.echo(f"{words}（行 {receipt['row']}；依据 {'、'.join(receipt['cites'])}）")


@table.command("export", help="导出某日施行的版本为 xlsx 或者 json。")
@click.argument("name", metavar="TABLE")
@click.option("--on", type=_DAY, help="哪一日施行的版本，默认今天。")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="文件，扩展名 .xlsx 或者 .json。")
def export(name: str, on: Any, out: Path) -> None:
    setup.start()
    from yuheng.faces.exchange.decision_tables import to_xlsx

    found = _table(name, None, on)
    if out.suffix not in (".xlsx", ".json"):
        setup.fail("扩展名应当是 .xlsx 或者 .json。", 2)
    out.write_bytes(found.bytes if out.suffix == ".json" else to_xlsx(found, found.schema.name))
    click.echo(f"已导出 {len(found.rows)} 行到 {out}。")


@table.command("import", help="由 xlsx 或者 json 拟定一个新版本（须再由另一人复核、由负责人公布）。")
@click.argument("name", metavar="TABLE")
@click.argument("file", type=_FILE)
@click.option("--as", "account", required=True, help="以哪个账号拟定。")
@click.option("--title", required=True, help="标题。")
@click.option("--issuer", required=True, help="制定机关。")
@click.option("--number", default="", help="文号。")
@click.option("--in-force", type=_DAY, required=True, help="施行日期。")
@click.option("--ceased", type=_DAY, help="停止施行日期。")
@click.option("--organ", help="拟定单位的编码，默认为账号所在单位。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def bring(name: str, file: Path, account: str, title: str, issuer: str, number: str, in_force: Any, ceased: Any, organ: str | None, as_json: bool) -> None:
    home = setup.start()
    setup.continue_simulated_time(home)
    from yuheng.kernel.engine.orders import Opening, Order, Refused
    from yuheng.kernel.engine.perform import perform
    from yuheng.kernel.engine.sequencer import drain

    person, post_organ, key = _author(account)
    content = _table(name, file, None)
    data = {
        "table_id": name, "title": title, "issuer": issuer, "number": number, "in_force": in_force.date(),
        "ceased": ceased.date() if ceased else None, "content": content.bytes.decode(),
    }  # fmt: skip
    try:
        lead = _organ(organ) if organ else post_organ
        done = perform(Order("draft", person, opening=Opening("enforcement.table", lead=lead), data=data, account=key))
    except Refused as refused:
        setup.fail(str(refused.refusal), 1)
    drain()
    from yuheng.systems.enforcement.tables.facts import TableVersion

    kept = TableVersion.objects.get(matter=done.matter)
    if as_json:
        setup.say_json({"matter": done.matter, "digest": kept.digest, "proof": kept.proof, "certificate": json.loads(kept.certificate or "{}")})
        return
    click.echo(f"已拟定“{title}”（{kept.lines} 行），{'已证明' if kept.proof == 'proved' else '未通过证明，公布前须修改'}。")
    for fault in json.loads(kept.certificate or "{}").get("faults", []):
        click.echo(f"✗ {fault['message']}")


def _author(name: str) -> tuple[int, int, int]:
    """The person, the organ of the present post and the account."""
    from yuheng.kernel.access.grants import viewer
    from yuheng.kernel.now import today
    from yuheng.kernel.records.models import Account

    account = Account.objects.filter(username=name, is_active=True).first()
    if account is None or account.person_id is None:
        setup.fail(f"没有可用的账号“{name}”。", 2)
        raise AssertionError
    posts = viewer(account).staff.posts_on(account.person_id, today())
    if not posts:
        setup.fail(f"“{name}”今天没有岗位。", 1)
    return account.person_id, posts[0].organ, account.pk


def _organ(code: str) -> int:
    from yuheng.kernel.records.models import Organ

    found = Organ.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        setup.fail(f"没有单位“{code}”。", 2)
        raise AssertionError
    return found

