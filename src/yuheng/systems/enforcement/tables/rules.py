"""What the engine derives from a draft: its length, its digest and its proof."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import Derived
from yuheng.kernel.tables.content import Table, read
from yuheng.kernel.tables.prove import Proof, prove
from yuheng.kernel.tables.schema import BadTable

ACT = "行政处罚法(2021-01-22)"


@lru_cache(maxsize=8)
def _judged(content: str) -> tuple[Table, Proof]:
    table = read(content)
    return table, prove(table)


def judged(table_id: str, content: str) -> tuple[Table, Proof]:
    """The table of a draft, and its proof. Raises BadTable where it cannot be read or is another table."""
    table, proof = _judged(content)
    if table.schema.id != table_id:
        raise BadTable(f"内容是“{table.schema.name}”，不是这一裁量表。")
    return table, proof


def _derived(field: str, value: Callable[[Table, Proof], Any]) -> Derived:
    return Derived(field, ("table_id", "content"), lambda f: value(*judged(f.table_id, f.content)), at="content")


DERIVED = (
    _derived("lines", lambda table, proof: len(table.rows)),
    _derived("digest", lambda table, proof: table.digest),
    _derived("proof", lambda table, proof: "proved" if proof.proved else "faulty"),
    _derived("certificate", lambda table, proof: json.dumps(proof.certificate(), ensure_ascii=False, sort_keys=True)),
)

proved = Condition("proved", "已证明无缺口、无矛盾", ("proof",), lambda f: f.proof == "proved", (f"{ACT}#34",))
