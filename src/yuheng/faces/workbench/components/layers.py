"""Where the steps of a procedure stand when drawn from top to bottom: each below everything it waits for."""

from __future__ import annotations

from collections.abc import Sequence

SWEEPS = 4  # passes of the barycentre rule; more changes nothing visible at the size of a procedure
WIDEST = 6  # nodes side by side; a wider layer is folded so that the map stays on the screen


def layers_of(nodes: Sequence[str], before: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Longest path from the top. A relation that would close a circle is left out of the reckoning."""
    waits: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in before:
        if source in waits and target in waits and source != target:
            waits[target].append(source)
    depth: dict[str, int] = {}
    open_now: set[str] = set()

    def visit(node: str) -> int:
        if node not in depth:
            open_now.add(node)
            depth[node] = max((visit(other) + 1 for other in waits[node] if other not in open_now), default=0)
            open_now.discard(node)
        return depth[node]

    for node in nodes:
        visit(node)
    return depth


def place(nodes: Sequence[str], before: Sequence[tuple[str, str]]) -> dict[str, tuple[int, float]]:
    """(layer, column) of each node; columns are centred, and neighbours stand near what they are tied to."""
    depth = layers_of(nodes, before)
    rows: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in nodes:
        rows[depth[node]].append(node)
    ties: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in before:
        if source in ties and target in ties:
            ties[source].append(target)
            ties[target].append(source)
    spot = {node: column - len(row) / 2 for row in rows for column, node in enumerate(row)}
    for _ in range(SWEEPS):
        for row in rows:
            middle = {node: sum(spot[tie] for tie in ties[node]) / len(ties[node]) if ties[node] else spot[node] for node in row}
            row.sort(key=lambda node: middle[node])
            spot.update({node: column - len(row) / 2 for column, node in enumerate(row)})
    folded = [row[start : start + WIDEST] for row in rows for start in range(0, len(row), WIDEST)]
    widest = max((len(row) for row in folded), default=0)
    return {node: (layer, column + (widest - len(row)) / 2) for layer, row in enumerate(folded) for column, node in enumerate(row)}
