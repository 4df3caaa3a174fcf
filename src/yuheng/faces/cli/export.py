"""`yuheng export`: a register or procedure as a sheet, as an account may see it."""

from __future__ import annotations

from pathlib import Path

import click

from yuheng.faces.cli import setup
from yuheng.faces.cli.wording import Misused, Refused


@click.command(
    "export",
    short_help="导出台账，范围与账号在网站上能看到的相同。",
    help="将一项台账或者程序导出为 xlsx，各栏与导入模板相同，可以再导入。只含该账号可以查看的记录，个人信息遮盖，证件号码等为文本，末行合计。导出记入查阅日志。"
    "退出码：0 已导出；1 账号不能查看；2 命令写得不对。",
)
@click.argument("procedure", metavar="程序")
@click.option("--as", "account", required=True, metavar="账号", help="以这个账号导出。")
@click.option("--year", type=click.IntRange(2000, 2100), help="只导出这一年开始的。")
@click.option("--organ", metavar="单位编码", help="只导出这个单位及其下属单位的。")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="写入的文件，默认为当前目录下以程序名称命名的 xlsx。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def export(procedure: str, account: str, year: int | None, organ: str | None, out: Path | None, as_json: bool) -> None:
    setup.continue_simulated_time(setup.start())
    from yuheng.faces.cli.accounts import viewer_named
    from yuheng.faces.exchange.sheets import exported
    from yuheng.kernel.access.looks import record
    from yuheng.kernel.procedure import registry
    from yuheng.kernel.records.models import Organ

    seen = viewer_named(account)
    known = [one for one in registry.all_procedures() if one.id == procedure]
    if not known or procedure not in seen.procedures:
        raise Refused(f"没有程序“{procedure}”，或者账号“{account}”没有查看的权限。")
    unit = Organ.objects.filter(code=organ).first() if organ else None
    if organ and unit is None:
        raise Misused(f"没有编码为“{organ}”的单位。")
    target = out or Path(f"{known[-1].name}.xlsx")
    if not target.resolve().parent.is_dir():
        raise Misused(f"没有文件夹 {target.parent}。")
    record(seen, f"导出“{known[-1].name}”全部栏目（命令行）")
    part = target.with_name(target.name + ".part")
    with part.open("wb") as file:
        rows = exported(seen, known[-1], file, year=year, organ=unit.pk if unit else None)
    part.replace(target)
    if as_json:
        setup.say_json({"procedure": procedure, "file": str(target), "rows": rows, "year": year, "organ": organ})
    else:
        click.echo(f"{known[-1].name} {rows:,} 件，已写入 {target}。")
