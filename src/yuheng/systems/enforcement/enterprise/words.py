"""Entries in words: only the facts that their source names, personal ones masked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yuheng.kernel.identity.masking import masked
from yuheng.kernel.procedure.shape import Field
from yuheng.systems.enforcement.enterprise.reading import Entry

BARE = ("choice", "choices", "text", "long_text")
"""Kinds whose words say by themselves what they are; a number or a day needs its label."""


def title(entry: Entry) -> str:
    """What the record is about: 行政检查 双随机."""
    told = entry.told
    said = [_plain(entry.source.fields[name], told[name]) for name in entry.source.title]
    return " ".join(dict.fromkeys([entry.source.label, *filter(None, said)]))


def result(entry: Entry) -> str:
    """What came of it; of an open matter its stage."""
    told = entry.told
    said = "，".join(filter(None, (_labelled(entry.source.fields[name], told[name]) for name in entry.source.result)))
    return said or (entry.stage if entry.open else "")


def number(entry: Entry) -> str:
    return str((entry.told[entry.source.number] if entry.source.number else "") or entry.number)


def named(entries: Iterable[Entry], kind: str) -> list[tuple[str, str, Entry]]:
    """People or places (`people`, `places`) that entries name, each once with its label and the newest entry that names it; unmasked."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        told: Mapping[str, Any] = entry.told
        for name in getattr(entry.source, kind):
            if told[name]:
                found.setdefault((entry.source.fields[name].label, str(told[name])), entry)
    return [(label, value, entry) for (label, value), entry in found.items()]


def _plain(field: Field, value: Any) -> str:
    words = field.words(value)
    return masked(field.personal, words) if field.personal and words else words


def _labelled(field: Field, value: Any) -> str:
    words = _plain(field, value)
    if not words or (field.kind in BARE and not (field.kind == "text" and field.public)):
        return words
    return f"{field.label} {words}{f' {field.unit}' if field.unit else ''}" if field.kind != "bool" else f"{field.label}：{words}"
