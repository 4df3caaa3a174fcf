"""The glossary names what is in the code, and each word once."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

TEXT = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\w+) \| ([^|]+) \| [^|]+ \| `([\w.]+)` \|$", TEXT, re.MULTILINE)


def test_the_table_was_read():
    assert len(ROWS) >= 30


def test_each_word_stands_once():
    for column in (0, 1):
        words = [row[column] for row in ROWS]
        assert len(words) == len(set(words))


@pytest.mark.parametrize(("word", "place"), [(row[0], row[2]) for row in ROWS])
def test_each_word_is_in_the_code(word, place):
    module, _dot, name = place.rpartition(".")
    assert name == word
    assert hasattr(import_module(module), name)


@pytest.mark.parametrize("place", re.findall(r"\(`(yuheng[\w.]+)`\)", TEXT))
def test_each_place_named_in_the_text_exists(place):
    module, _dot, name = place.rpartition(".")
    assert hasattr(import_module(module), name)
