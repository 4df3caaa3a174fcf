"""The procedure as a layered drawing: what is done, possible now, not yet, or excluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from django.utils.html import escape
from django.utils.safestring import SafeString

from .base import Link, Page
from .layers import place

NodeState = Literal["done", "possible", "ahead", "excluded", "unknown"]
EdgeKind = Literal["after", "obliges", "excludes", "includes", "voids"]
NODE_NAMES: dict[str, str] = {"done": "已办", "possible": "可办", "ahead": "未到", "excluded": "不适用", "unknown": "待定"}
EDGE_NAMES: dict[str, str] = {"after": "须先办", "obliges": "引起待办", "excludes": "排除", "includes": "恢复", "voids": "使其重来"}
WIDE, TALL, GAP_X, GAP_Y = 148, 40, 20, 34


@dataclass(frozen=True)
class Node:
    """A step. `conditions` and `cites` are shown on hover and in the table below; `href` opens the step."""

    id: str
    name: str
    state: NodeState = "ahead"
    stage: str = ""
    role: str = ""
    conditions: Sequence[str] = ()
    cites: Sequence[str] = ()
    on: str = ""
    href: str = ""
    owed: bool = False

    @property
    def state_name(self) -> str:
        return NODE_NAMES[self.state]

    @property
    def said(self) -> str:
        """What hovering says, one thing a line."""
        head = f"{self.name}（{self.state_name}{'，' + self.on if self.on else ''}）"
        return "\n".join([head, *([self.role] if self.role else []), *self.conditions, *self.cites])


@dataclass(frozen=True)
class Edge:
    """A relation of the law between two steps; `note` the period or condition."""

    source: str
    target: str
    kind: EdgeKind = "after"
    note: str = ""


def _node_svg(node: Node, x: float, y: float) -> str:
    shown = node.name if len(node.name) <= 10 else node.name[:9] + "…"
    body = (
        f'<g class="node {node.state}{" owed" if node.owed else ""}"><title>{escape(node.said)}</title>'
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{TALL}" rx="6"/>'
        f'<text x="{x + WIDE / 2}" y="{y + (17 if node.on or node.stage else 25)}">{escape(shown)}</text>'
        f'<text class="sub" x="{x + WIDE / 2}" y="{y + 32}">{escape(node.on or node.stage)}</text></g>'
    )
    return f'<a href="{escape(node.href)}">{body}</a>' if node.href else body


def _edge_svg(edge: Edge, spots: Mapping[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = spots[edge.source], spots[edge.target]
    if y2 > y1:
        a, b, c, d = x1 + WIDE / 2, y1 + TALL, x2 + WIDE / 2, y2 - 3
        bend = max((d - b) / 2, 12)
        path = f"M{a} {b}C{a} {b + bend} {c} {d - bend} {c} {d}"
    elif y2 == y1:  # level: from side to side
        a, c = (x1 + WIDE, x2 - 3) if x2 > x1 else (x1, x2 + WIDE + 3)
        path = f"M{a} {y1 + TALL / 2}H{c}"
    else:  # upwards: round the right side of everything between
        between = [x for x, y in spots.values() if y2 <= y <= y1]
        a, b, c, d, side = x1 + WIDE, y1 + TALL / 2, x2 + WIDE + 3, y2 + TALL / 2, max(between) + WIDE + 24
        path = f"M{a} {b}C{side} {b} {side} {b} {side} {b - 20}V{d + 20}C{side} {d} {side} {d} {c} {d}"
    said = f"{EDGE_NAMES[edge.kind]}{'：' + edge.note if edge.note else ''}"
    return f'<path class="edge {edge.kind}" d="{path}" marker-end="url(#tip)"><title>{escape(said)}</title></path>'


@dataclass(frozen=True, kw_only=True)
class MapPage(Page):
    """For a matter (states of its marking) and for the law itself (all `ahead`). `kinds` chosen relations are drawn."""

    template: ClassVar[str] = "workbench/map.html"
    lead: str
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    matter: Link | None = None
    versions: Sequence[Link] = ()
    kinds: Sequence[EdgeKind] = ("after", "excludes", "voids")

    @property
    def picture(self) -> SafeString:
        known = {node.id for node in self.nodes}
        edges = [edge for edge in self.edges if edge.kind in self.kinds and {edge.source, edge.target} <= known]
        before = [(edge.source, edge.target) for edge in self.edges if edge.kind == "after"]
        grid = place([node.id for node in self.nodes], before)
        spots = {key: (column * (WIDE + GAP_X) + 10, layer * (TALL + GAP_Y) + 10) for key, (layer, column) in grid.items()}
        width = max((x for x, _ in spots.values()), default=0) + WIDE + 60
        height = max((y for _, y in spots.values()), default=0) + TALL + 12
        drawn = [_edge_svg(edge, spots) for edge in edges] + [_node_svg(node, *spots[node.id]) for node in self.nodes]
        return SafeString(
            f'<svg class="y-map" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
            f'aria-label="{escape(self.title)}"><defs><marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" '
            f'markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>{"".join(drawn)}</svg>'
        )

    @property
    def legend(self) -> list[tuple[str, str]]:
        present = {node.state for node in self.nodes}
        return [(key, name) for key, name in NODE_NAMES.items() if key in present]

    @property
    def edge_legend(self) -> list[tuple[str, str]]:
        present = {edge.kind for edge in self.edges} & set(self.kinds)
        return [(key, name) for key, name in EDGE_NAMES.items() if key in present]
