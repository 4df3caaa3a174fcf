"""The command `yuheng`. Commands are imported when they are asked for, so that each starts fast."""

from __future__ import annotations

from importlib import import_module

import click

from yuheng.faces.cli.wording import Context, Group, in_chinese

COMMANDS = {
    "backup": "yuheng.faces.cli.backup:backup",
    "calendar": "yuheng.faces.cli.calendar:calendar",
    "check": "yuheng.faces.cli.check:check",
    "clock": "yuheng.faces.cli.clock:clock",
    "demo": "yuheng.faces.cli.demo:demo",
    "export": "yuheng.faces.cli.export:export",
    "figures": "yuheng.faces.cli.figures:figures",
    "import": "yuheng.faces.cli.importing:import_",
    "law": "yuheng.faces.cli.law:law",
    "ledger": "yuheng.faces.cli.ledger:ledger",
    "money": "yuheng.faces.cli.money:money",
    "notices": "yuheng.faces.cli.notices:notices",
    "report": "yuheng.faces.cli.report:report",
    "restore": "yuheng.faces.cli.backup:restore",
    "serve": "yuheng.faces.cli.serve:serve",
    "supervise": "yuheng.faces.cli.supervise:supervise",
    "table": "yuheng.faces.cli.table:table",
    "tick": "yuheng.faces.cli.tick:tick",
    "users": "yuheng.faces.cli.users:users",
}


class Lazy(Group):
    """A group whose commands are imported on demand."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        place = COMMANDS.get(name)
        if place is None:
            return None
        module, _colon, attribute = place.partition(":")
        return in_chinese(getattr(import_module(module), attribute))


@click.group(
    cls=Lazy, help="玉衡：依法行政，有据可查。", context_settings={"help_option_names": ["-h", "--help"]}, options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…", epilog="退出码：0 办妥；1 没有办或者查出问题；2 命令写得不对。",
)  # fmt: skip
@click.version_option(package_name="yuheng", prog_name="yuheng")
def main() -> None:
    pass
