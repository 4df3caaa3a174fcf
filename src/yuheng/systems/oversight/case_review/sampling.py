"""Drawing files so that a stranger can draw them again from what is kept: the frame, the method, the size and the seed.

A file's place in the draw is SM3 of `seed:number of the matter`, in UTF-8; those with the smallest digests are drawn. In a stratified
sample each unit gets its share of the size by largest remainder, at least one, and its files are drawn likewise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yuheng.kernel.ledger.canonical import canonical, sm3


class CannotDraw(ValueError):
    """The frame gives no such sample; the message is Chinese."""


@dataclass(frozen=True, order=True)
class Framed:
    """One file of the frame: the matter's identifier, its number on paper, its unit, its procedure."""

    matter: int
    number: str
    unit: int
    procedure: str


def frame_text(files: Iterable[Framed]) -> str:
    """The frame as it is kept: canonical JSON in order of identifiers, so that one frame has one digest."""
    rows = [[one.matter, one.number, one.unit, one.procedure] for one in sorted(files)]
    return canonical(rows).decode()


def frame_of(text: str) -> list[Framed]:
    """The frame again. Raises ValueError for what is none."""
    return [Framed(int(matter), str(number), int(unit), str(procedure)) for matter, number, unit, procedure in json.loads(text)]


def frame_digest(text: str) -> str:
    return sm3(text.encode()).hex()


def place(seed: str, matter: int) -> bytes:
    """Where a file stands in the draw."""
    return sm3(f"{seed}:{matter}".encode())


def draw(frame: Sequence[Framed], method: str, size: int | None, seed: str) -> list[Framed]:
    """The sample, in the order of the draw. Raises CannotDraw."""
    if not frame:
        raise CannotDraw("抽样范围内没有案卷，请核对起止日期和案卷种类。")
    if method == "full":
        return sorted(frame)
    if not size:
        raise CannotDraw("随机、分层抽样，请填写抽取份数。")
    if size > len(frame):
        raise CannotDraw(f"抽样范围内只有 {len(frame)} 份案卷，抽不出 {size} 份。")
    if method == "random":
        return _first(frame, size, seed)
    return [one for unit, count in shares(frame, size).items() for one in _first([f for f in frame if f.unit == unit], count, seed)]


def _first(files: Sequence[Framed], count: int, seed: str) -> list[Framed]:
    return sorted(files, key=lambda one: place(seed, one.matter))[:count]


def shares(frame: Sequence[Framed], size: int) -> dict[int, int]:
    """How many files each unit gives, in order of units: its share by largest remainder, at least one. Raises CannotDraw."""
    many = {unit: sum(1 for one in frame if one.unit == unit) for unit in sorted({one.unit for one in frame})}
    if size < len(many):
        raise CannotDraw(f"抽样范围内有 {len(many)} 个单位，分层抽样每个单位至少一份，请填写不少于 {len(many)} 份。")
    left, whole = size - len(many), len(frame)
    found = {unit: 1 + left * (count - 1) // max(whole - len(many), 1) for unit, count in many.items()}
    rest = sorted(many, key=lambda unit: (-(left * (many[unit] - 1) % max(whole - len(many), 1)), unit))
    for unit in rest:
        if sum(found.values()) == size:
            break
        if found[unit] < many[unit]:
            found[unit] += 1
    return found
