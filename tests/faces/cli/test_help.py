"""Every command speaks Chinese: its help, its misuse; and ends with the promised exit codes."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

from yuheng.faces.cli.main import COMMANDS, main

ENGLISH = re.compile(r"Usage|Options|Commands|Show this|default:|required\]|Error:")


def every_command() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]

    def walk(command: click.Command, path: tuple[str, ...]) -> None:
        found.append(path)
        if isinstance(command, click.Group):
            for name, one in command.commands.items():
                walk(one, (*path, name))

    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        walk(command, (name,))
    return found


def run(*arguments: str):
    return CliRunner().invoke(main, arguments, prog_name="yuheng")


def test_every_command_has_help_in_chinese():
    for path in every_command():
        answer = run(*path, "--help")
        assert answer.exit_code == 0, path
        assert not ENGLISH.search(answer.output), (path, answer.output)
        assert answer.output.startswith("用法："), path
        lines = [line for line in answer.output.splitlines() if re.match(r"  (--|-h)", line)]
        assert lines, path


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "没有这个命令"),
        (["ledger", "verify", "--nonsense"], "没有这个选项"),
        (["ledger", "prove"], "缺少参数"),
        (["ledger", "prove", "abc"], "应当为数字"),
        (["ledger", "verify", "--witness", "/nowhere"], "不存在"),
        (["figures"], "缺少选项 --year"),
        (["figures", "--year", "1800"], "应当为数字"),
        (["serve", "--port", "0"], "应当为数字"),
        (["restore", "/nowhere"], "不存在"),
        (["users", "token"], "缺少参数"),
    ],
)
def test_what_is_written_wrongly_is_told_in_chinese_with_exit_code_two(arguments, words):
    answer = run(*arguments)
    assert answer.exit_code == 2, answer.output
    assert words in answer.output
    assert not ENGLISH.search(answer.output)
