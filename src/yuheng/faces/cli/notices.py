"""`yuheng notices`: reminds of dates, sends what waits, reads what channels answered. Meant to run by itself every few minutes."""

from __future__ import annotations

import click

from yuheng.faces.cli import setup


@click.command("notices", help="提醒临期、逾期事项，发送待发通知，读取回执。宜定时运行；重复运行不会重复提醒。")
@click.option("--channel", "names", multiple=True, type=click.Choice(["file", "sms", "wecom"]), help="站内以外的渠道：file 文件、sms 短信、wecom 政务微信；经数据目录 outbox 下的文件交换。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def notices(names: tuple[str, ...], as_json: bool) -> None:
    directory = setup.start()
    setup.continue_simulated_time(directory)
    from django.db import transaction

    from yuheng.kernel.engine.notices import FileChannel, deliver, remind
    from yuheng.kernel.now import today
    from yuheng.systems.disputes.litigation.alarm import raise_alarm
    from yuheng.systems.enforcement.officers.reminding import remind_holders
    from yuheng.systems.roles import LEADERS

    with transaction.atomic():
        ways = ("site", *names)
        made = remind(today(), LEADERS, ways) + remind_holders(today(), ways) + raise_alarm(today(), ways)
    taken, failed = deliver([FileChannel(name, directory / "outbox") for name in names])
    if as_json:
        setup.say_json({"made": made, "taken": taken, "failed": failed})
        return
    click.echo(f"新提醒 {made:,} 条；交出 {taken:,} 条，未成 {failed:,} 条。")
