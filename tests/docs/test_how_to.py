"""Code in the how-to is cut from files; commands, targets and files named in documents exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from yuheng.faces.cli.main import main

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md")] + sorted((ROOT / "docs").glob("*.md"))
BLOCKS = re.findall(r"^```(?:python|yaml) (\S+)\n(.*?)\n```$", (ROOT / "docs/how-to-add-a-system.md").read_text(encoding="utf-8"), re.M | re.S)


def named(pattern: str) -> list[tuple[str, str]]:
    return sorted({(path.name, found) for path in DOCUMENTS for found in re.findall(pattern, path.read_text(encoding="utf-8"), re.M)})


def test_the_how_to_has_its_blocks():
    assert len(BLOCKS) >= 9


@pytest.mark.parametrize(("file", "block"), BLOCKS, ids=[f"{n}-{file}" for n, (file, _block) in enumerate(BLOCKS)])
def test_each_block_of_the_how_to_stands_in_its_file(file, block):
    assert f"{block}\n" in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(("document", "line"), named(r"(?:^|`|\$ )yuheng ((?!import)[a-z]+(?: [^`#\n]*)?)"))
def test_each_command_exists_with_its_options(document, line):
    command: click.Command | None = main
    context = click.Context(main)
    words = line.split()
    while words and isinstance(command, click.Group):
        command = command.get_command(context, words.pop(0))
    assert command is not None, line
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize(("document", "target"), named(r"(?:^|`)make ([a-z]+)"))
def test_each_target_of_make_exists(document, target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize(("document", "place"), named(r"`((?:docs|tests|law|tools|src)/[\w./-]*\w/?)`"))
def test_each_file_named_exists(document, place):
    assert (ROOT / place).exists()
