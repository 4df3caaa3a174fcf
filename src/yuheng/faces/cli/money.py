"""`yuheng money`: the rules of the payment check, a run over everything, and the question before a payment."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from yuheng.faces.cli import setup
from yuheng.faces.cli.wording import Group, Misused, Refused


@click.group("money", cls=Group, short_help="资金支付监督：规则、校验、支付前校验。", help="资金支付监督：列出规则，校验支付记录，支付前校验。")
def money() -> None:
    pass


@money.command("rules", help="列出全部规则：内容、级别、环节、责任岗位、依据和误报率。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def rules(as_json: bool) -> None:
    setup.ready()
    from yuheng.kernel.now import today
    from yuheng.systems.oversight.money import runner as _runner  # noqa: F401  (registers the rules)
    from yuheng.systems.oversight.money.facts import Doubt
    from yuheng.systems.oversight.money.model import all_rules
    from yuheng.systems.oversight.money.quality import Quality, quality

    did = quality(Doubt.objects.all())
    told = []
    for one in all_rules():
        how = did.get(one.id, Quality())
        told.append(
            {
                "id": one.id, "name": one.name, "words": one.said(today()), "colour": one.colour, "phases": list(one.phases), "owner": one.owner, "basis": one.basis(today()),
                "raised": how.raised, "true": how.true, "false": how.false, "false_alarms": how.share,
            }
        )  # fmt: skip
    if as_json:
        setup.say_json(told)
        return
    for line in told:
        click.echo(f"{'红' if line['colour'] == 'red' else '黄'} {line['id']:20}{line['name']}：{line['words']}（{line['owner']}；{line['basis']}；误报率 {line['false_alarms'] or '—'}）")


@money.command("run", help="按全部规则校验支付记录，列出新的疑点。重复运行不会重复列出。退出码 1 表示有规则没有运行。")
@click.option("--new", "only_new", is_flag=True, help="只校验上次以后登记、更正的支付。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def run(only_new: bool, as_json: bool) -> None:
    setup.ready()
    from yuheng.kernel.engine.sequencer import drain
    from yuheng.systems.oversight.money import runner
    from yuheng.systems.oversight.money.model import all_rules

    ran = runner.pending() if only_new else runner.run()
    drain()
    if as_json:
        setup.say_json({"made": ran.made, "known": ran.known, "refused": ran.refused})
    else:
        for one in all_rules():
            if one.id in ran.made:
                click.echo(f"{one.name}：新增 {ran.made[one.id]} 个")
        click.echo(f"新增疑点 {ran.total} 个，原有 {ran.known} 个。")
        for words in ran.refused:
            click.echo(f"没有列入：{words}", err=True)
    sys.exit(1 if ran.refused else 0)


@money.command("ask", help="支付前校验：文件为一笔拟支付的 JSON（字段同支付台账，金额可写“1,234.50元”）。退出码：0 没有疑点；3 有黄色提示；4 有红色提示；1 不能校验。")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "account", required=True, metavar="账号", help="以这个账号校验，并留下校验记录。")
@click.option("--unit", metavar="单位编码", default="", help="付款单位；不填为账号所在单位。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def ask(file: Path, account: str, unit: str, as_json: bool) -> None:
    setup.continue_simulated_time(setup.start())
    from yuheng.faces.cli.accounts import viewer_named
    from yuheng.faces.exchange.judging import units_of
    from yuheng.kernel.engine import orders
    from yuheng.kernel.engine.sequencer import drain
    from yuheng.kernel.records.models import Organ
    from yuheng.systems.oversight.money.asking import ask as put
    from yuheng.systems.oversight.money.procedure import PAYMENT

    seen = viewer_named(account)
    try:
        data: Any = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        raise Misused(f"{file.name} 不是 JSON。") from None
    if not isinstance(data, dict):
        raise Misused(f"{file.name} 应为一个对象。")
    lead = Organ.objects.filter(code=unit).values_list("pk", flat=True).first() if unit else next(iter(units_of(seen, PAYMENT)), None)
    if lead is None:
        raise Refused("没有这一单位，或者这个账号不能校验支付。")
    try:
        answer = put(orders.Order("record", seen.person or 0, opening=orders.Opening(PAYMENT.id, lead=lead), data=data, account=seen.account.pk))
    except orders.Refused as refusal:
        raise Refused(str(refusal.refusal)) from None
    drain()
    found = [{"rule": rule.id, "name": rule.name, "colour": rule.colour, "content": hit.content, "words": rule.said(seen.day)} for rule, hit in answer.found]
    if as_json:
        setup.say_json({"colour": answer.colour, "found": found, "unseen": list(answer.unseen), "matter": answer.matter})
    else:
        click.echo(answer.said)
        for line in found:
            click.echo(f"  {'红' if line['colour'] == 'red' else '黄'} {line['name']}：{line['content']}")
        for words in answer.unseen:
            click.echo(f"  没有核对：{words}")
    sys.exit({"none": 0, "yellow": 3, "red": 4}[answer.colour])
