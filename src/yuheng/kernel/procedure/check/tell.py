"""A sequence of steps, told in Chinese with what is assumed of the facts at each point."""

from __future__ import annotations

from collections.abc import Sequence

from yuheng.kernel.procedure.check.layout import Layout
from yuheng.kernel.procedure.check.node import SHUT, Move, Node
from yuheng.kernel.procedure.check.space import Space
from yuheng.kernel.procedure.marking import GHOST, NO_ROW

WORDS = {True: "是", False: "否", None: "尚不明确"}


def told(space: Space, path: Sequence[tuple[Move, Node, int]]) -> tuple[str, ...]:
    """One line for each step on the way, with the facts that the step is assumed to leave."""
    lines: list[str] = []
    _move, before, valuation = path[0]
    for number, (move, after, following) in enumerate(path[1:], start=1):
        facts = _decided(space, before, valuation, after, following)
        rows = _rows(space, before, after)
        lines.append(f"{number}. {_named(space, move)}{rows}{f'（{facts}）' if facts else ''}")
        before, valuation = after, following
    return tuple(lines)


def slots(layout: Layout, mask: int) -> str:
    """The names of slots."""
    names: dict[str, None] = {}
    for (step, row), bit in layout.at.items():
        if bit & mask and row != GHOST:
            number = f"（第{row}项）" if row != NO_ROW else ""
            names[f"“{layout.procedure.names[step]}”{number}"] = None
    return "、".join(names)


def _named(space: Space, move: Move) -> str:
    if move == SHUT:
        return "结案"
    name = slots(space.layout, move.bit).replace("“", "").replace("”", "")
    return f"{name}（逾期提出）" if move.late else name


def _decided(space: Space, before: Node, valuation: int, after: Node, following: int) -> str:
    old = space.knowledge.told(space.moving.known(before), valuation)
    new = space.knowledge.told(space.moving.known(after), following)
    return "；".join(
        f"{condition.name}：{WORDS[new[condition.id]]}"
        for condition in space.knowledge.conditions
        if old[condition.id] is not new[condition.id]
    )


def _rows(space: Space, before: Node, after: Node) -> str:
    layout = space.layout
    old, new = layout.variants[before.variant].counts, layout.variants[after.variant].counts
    found = []
    for name, was, now in zip(layout.kind_names, old, new, strict=True):
        if was != now:
            shape = layout.procedure.shape.rows.get(name)
            found.append(f"{(shape.label if shape else '') or name}由{was}项变为{now}项")
    return f"，{'、'.join(found)}" if found else ""
