"""What a command says when it is refused or misused: Chinese, what is wrong and what to do, and an exit code.

A refused command ends with 1: the records do not allow it. A misused one ends with 2: it was written wrongly.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import IO, Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError


class Refused(click.ClickException):
    """Why nothing was done. The message stands alone on standard error."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)


class Misused(Refused):
    """The command was written wrongly."""

    exit_code = 2


class Group(click.Group):
    """A group that says in Chinese how its commands were misused.

    What was typed too much is never repeated: it may be a password in the wrong place.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            _say(error, ctx)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            _say(error, ctx)
        except click.Abort:
            raise Refused("已取消。") from None
        except Exception as error:
            known = _known(error)
            if known is None:
                raise
            raise Refused(known) from error


def _say(error: click.UsageError, ctx: click.Context) -> NoReturn:
    if isinstance(error, NoArgsIsHelpError):
        raise error
    raise Misused(f"{_wrong(error)}用法见 {(error.ctx or ctx).command_path} --help。") from error


def _known(error: Exception) -> str | None:
    """What an error of the database or of the ledger means to the operator; None for a fault of ours."""
    from yuheng.kernel.engine.orders import Refused as EngineRefused
    from yuheng.kernel.ledger.checkpoint import BadCheckpoint
    from yuheng.kernel.ledger.keys import KeyProblem

    if isinstance(error, (KeyProblem, BadCheckpoint)):
        return f"{error}。"
    if isinstance(error, EngineRefused):
        return str(error.refusal)
    if "django.db" in sys.modules:
        from django.db import OperationalError, ProgrammingError

        if isinstance(error, OperationalError):
            return f"数据库不能使用：{str(error).strip().splitlines()[0]}。请检查 YUHENG_HOME 和 YUHENG_DATABASE_URL。"
        if isinstance(error, ProgrammingError) and ("does not exist" in str(error) or "no such table" in str(error)):
            return "数据库还没有建立，或者不是本版本的结构。首次使用或者升级后先运行 yuheng serve。"
    return None


def _value(error: click.BadParameter) -> str:
    """What is wrong with a value, without repeating it."""
    kind = error.param.type if error.param is not None else None
    name = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name if error.param else "参数"
    if isinstance(kind, click.Choice):
        return f"{name} 只能是 {'、'.join(map(str, kind.choices))}。"
    if isinstance(kind, click.Path):
        return f"{name} 所指的文件或者目录不存在，或者不能使用。"
    if isinstance(kind, (click.types.IntParamType, click.types.FloatParamType)):
        return f"{name} 应当为数字，并且在允许的范围内。"
    return f"{name} 的值不对。"


def _wrong(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter) and error.param is not None:
        option = isinstance(error.param, click.Option)
        return f"缺少选项 {error.param.opts[0]}。" if option else f"缺少参数 {error.param.human_readable_name}。"
    if isinstance(error, click.BadParameter):
        return _value(error)
    if isinstance(error, click.NoSuchOption):
        return "没有这个选项。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 写得不对。"
    return "没有这个命令，或者参数多了。"


_TEXTS = {
    "Show this message and exit.": "显示本说明。", "Show the version and exit.": "显示版本。", "[default: ": "[默认：", "[required]": "[必填]", "; required]": "；必填]",
}  # fmt: skip
_HEADINGS = {"Options": "选项", "Commands": "命令"}


class Formatter(click.HelpFormatter):
    """Help in Chinese, also the words that click itself adds."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(first, _translated(second)) for first, second in rows], col_max, col_spacing)


def _translated(text: str) -> str:
    for english, chinese in _TEXTS.items():
        text = text.replace(english, chinese)
    return text


class Context(click.Context):
    formatter_class = Formatter


def in_chinese(command: click.Command) -> click.Command:
    """The command, and all below it, with help in Chinese."""
    command.context_class = Context
    command.options_metavar = "[选项]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "命令 [参数]…"
        for one in command.commands.values():
            in_chinese(one)
    return command
