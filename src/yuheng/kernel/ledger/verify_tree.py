"""Is every event one leaf, in order, under the roots that were signed? Leaves are read in order, in parts if wished.

A run of 16 leaves is folded at once and compared with the stored node above it, so that a rewritten event is named to
within its run; larger damage is named by the first signed checkpoint that no longer holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from yuheng.kernel.ledger.checkpoint import Checkpoint
from yuheng.kernel.ledger.findings import Fault, Finding
from yuheng.kernel.ledger.nodes import STRIDE
from yuheng.kernel.ledger.tree import Range, fold

RUN = 1 << STRIDE

Leaf = tuple[int, int, str | None]
"""Index, event and the hash (hex) that the event's row holds; None if there is no such event any more."""

Stored = Mapping[tuple[int, int], bytes]
"""Stored nodes by (level, index)."""


@dataclass(slots=True)
class Leaves:
    """What a pass over the leaves [begin, end) saw: their range, and it at each of the sizes that were asked for."""

    whole: Range
    at: dict[int, Range] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    broken: bool = False


def split_leaves(size: int, parts: int) -> list[tuple[int, int]]:
    """Cut a tree into at most so many stretches of leaves that can be checked apart; cuts lie between runs."""
    width = max(RUN, -(-size // parts // RUN) * RUN)
    return [(begin, min(begin + width, size)) for begin in range(0, size, width)]


def check_leaves(leaves: Iterable[Leaf], begin: int, sizes: Sequence[int], stored: Stored | None = None) -> Leaves:
    """Check the leaves from `begin` (a multiple of 16) on, ordered by index.

    `sizes` are the tree sizes for which roots will be wanted, any order. `stored` are the nodes over these leaves, None
    if they are not to be checked. After a missing leaf no root can be computed: the rest is only counted.
    """
    seen = Leaves(Range(begin, begin))
    wanted = sorted(size for size in sizes if size >= begin)
    run: list[bytes] = []
    events: list[int] = []
    expected = begin
    for index, event, hashed in leaves:
        if index != expected or hashed is None:
            seen.findings.append(_absent(index, expected, event))
            seen.broken = True
            expected = index
        expected += 1
        if seen.broken or hashed is None:
            continue
        run.append(bytes.fromhex(hashed))
        events.append(event)
        if len(run) == RUN:
            _take(seen, run, events, wanted, stored)
            run, events = [], []
    _keep(seen, run, wanted)
    seen.whole.extend(run)
    return seen


def _take(seen: Leaves, run: list[bytes], events: list[int], wanted: list[int], stored: Stored | None) -> None:
    """Add a full run, and compare the nodes it completes with those stored."""
    _keep(seen, run[:-1], wanted)
    begin = seen.whole.end
    node = fold(run)
    completed = [(STRIDE, begin >> STRIDE, node), *seen.whole.push(STRIDE, node)]
    if stored is not None:
        seen.findings += _differing(completed, stored, events)


def _keep(seen: Leaves, run: list[bytes], wanted: list[int]) -> None:
    """Remember the range at the wanted sizes that end before or inside this run."""
    while wanted and wanted[0] <= seen.whole.end + len(run):
        size = wanted.pop(0)
        part = seen.whole.copy()
        part.extend(run[: size - part.end])
        seen.at[size] = part


def _absent(index: int, expected: int, event: int) -> Finding:
    if index > expected:
        which = f"第 {expected} 个" if index == expected + 1 else f"第 {expected}–{index - 1} 个"
        return Finding(Fault.LEAF_MISSING, f"总账缺少{which}叶子：已被删除", leaf=expected)
    if index < expected:
        return Finding(Fault.INSERTED, f"总账第 {index} 个叶子（{event}）重复：是插入的", event, leaf=index)
    return Finding(Fault.LEAF_ORPHAN, f"总账第 {index} 个叶子所指的记录 {event} 不见了：已被删除", event, leaf=index)


def _differing(completed: Iterable[tuple[int, int, bytes]], stored: Stored, events: Sequence[int]) -> list[Finding]:
    found = []
    for level, index, node in completed:
        if level % STRIDE or stored.get((level, index)) == node:
            continue
        first = index << level
        last = first + (1 << level) - 1
        if level == STRIDE and events:
            names = "、".join(map(str, events))
            message = f"总账第 {first}–{last} 个叶子与记账时的节点不符：这些记录之一被改动、替换或者换了次序：{names}"
        else:
            message = f"总账第 {level} 层第 {index} 个节点（叶子 {first}–{last}）与叶子不符"
        found.append(Finding(Fault.NODE, message, leaf=first))
    return found


def join_leaves(parts: Sequence[Leaves], stored: Stored | None = None) -> Leaves:
    """One result from those of adjoining stretches, first to last. `stored` are the nodes that span several."""
    whole = Leaves(Range())
    for part in parts:
        whole.findings += part.findings
        whole.broken |= part.broken
        if whole.broken:
            continue
        for size, inside in part.at.items():
            joined = whole.whole.copy()
            joined.join(inside)
            whole.at[size] = joined
        completed = whole.whole.join(part.whole)
        if stored is not None:
            whole.findings += _differing(completed, stored, ())
    return whole


def check_checkpoints(
    leaves: Leaves, checkpoints: Iterable[Checkpoint], keys: Mapping[str, bytes], witness: Checkpoint | None = None
) -> list[Finding]:
    """Compare signed checkpoints with the tree; `leaves` was read with their sizes. A witness keeps its own outside.

    Only the first checkpoint that does not hold is reported: those after it fail for the same reason.
    """
    found: list[Finding] = []
    good = 0
    kept = sorted([*checkpoints, *([witness] if witness else [])], key=lambda one: one.size)
    for one in kept:
        name = ("见证人保存的检查点" if one is witness else "检查点") + f"（共 {one.size} 条）"
        if not one.is_signed_by(keys):
            found.append(Finding(Fault.SIGNATURE, f"{name}的签名不成立，或者缺少公钥 {one.key}"))
            continue
        if fault := _against(leaves, one, good, name):
            return [*found, fault]
        good = one.size
    return found


def _against(leaves: Leaves, one: Checkpoint, good: int, name: str) -> Finding | None:
    if one.size in leaves.at:
        if leaves.at[one.size].root() == one.root:
            return None
        return Finding(Fault.ROOT, f"{name}的根与总账不符：第 {good}–{one.size - 1} 个叶子之间有记录被改写", leaf=good)
    if leaves.broken:
        return Finding(Fault.ROOT, f"{name}无法核对：总账在它之前缺少叶子", leaf=good)
    cut = one.size - leaves.whole.end
    message = f"总账只有 {leaves.whole.end} 条，{name}比它多：末尾 {cut} 条被截去"
    return Finding(Fault.TAIL_CUT, message, leaf=leaves.whole.end)
