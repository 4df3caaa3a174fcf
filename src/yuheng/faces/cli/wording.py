"""What a command says when it is refused or misused: Chinese, what is wrong and what to do, and an exit code.

A refused command ends with 1: the records do not allow it. A misused one ends with 2: it was written wrongly.
"""

from __future__ import annotations

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


def _say(error: click.UsageError, ctx: click.Context) -> NoReturn:
    if isinstance(error, NoArgsIsHelpError):
        raise error
    raise Misused(f"{_wrong(error)}用法见 {(error.ctx or ctx).command_path} --help。") from error


def _wrong(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter) and error.param is not None:
        option = isinstance(error.param, click.Option)
        return f"缺少选项 {error.param.opts[0]}。" if option else f"缺少参数 {error.param.human_readable_name}。"
    if isinstance(error, click.NoSuchOption):
        return "没有这个选项。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 写得不对。"
    return "没有这个命令，或者参数多了。"
