"""Decision tables: an evaluation with its receipt, and the proof of 200 rows, beside zen-engine on the same rows in the same run."""

from __future__ import annotations

import random
import time
from datetime import date
from itertools import cycle
from typing import Any

from bench.rows import Row, each
from yuheng.kernel.tables.content import Table, read
from yuheng.kernel.tables.evaluate import evaluate
from yuheng.kernel.tables.masks import Compiled
from yuheng.kernel.tables.prove import prove
from yuheng.kernel.tables.schema import Input, Output, Schema, register

CAUSES, BANDS = 40, (100_000, 500_000, 2_000_000, 10_000_000)
CITE = ["行政处罚法(2021-01-22)#34"]
GRADES = ("spare", "light", "usual", "heavy", "light")

SCHEMA = register(
    Schema(
        "bench.fines",
        "裁量基准（测速）",
        (
            Input("cause", "违法行为", own_choices=True),
            Input("value", "货值", "money", least=0),
            Input("first", "初次", "bool"),
            Input("harm", "后果", choices=(("none", "无"), ("slight", "轻微"), ("grave", "严重"))),
            Input("area", "面积", "int", least=0),
            Input("found", "发现日期", "date"),
        ),
        (Output("grade", "等级", choices=(("spare", "不罚"), ("light", "从轻"), ("usual", "一般"), ("heavy", "从重"))),),
    )
)


def fines() -> Table:
    """200 rows that answer every case once: each violation by bands of value."""
    edges = [None, *BANDS, None]
    rows = [
        {"id": f"c{c}b{b}", "name": f"{c}-{b}", "when": {"cause": [f"c{c}"], "value": [[edges[b], edges[b + 1]]]}, "then": {"grade": GRADES[b]}, "cites": CITE}
        for c in range(CAUSES)
        for b in range(len(BANDS) + 1)
    ]
    return read({"table": "bench.fines", "options": {"cause": [[f"c{c}", f"行为{c}"] for c in range(CAUSES)]}, "otherwise": None, "rows": rows})


def cases(count: int) -> list[dict[str, Any]]:
    chance = random.Random(7)
    return [
        {
            "cause": f"c{chance.randrange(CAUSES)}", "value": chance.randrange(20_000_000), "first": chance.random() < 0.5,
            "harm": chance.choice(["none", "slight", "grave"]), "area": chance.randrange(500), "found": "2023-05-04",
        }
        for _ in range(count)
    ]  # fmt: skip


def micros(work: Any, inputs: list[Any], times: int = 5) -> float:
    """Microseconds a call: the median over several rounds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        for one in inputs:
            work(one)
        found.append((time.perf_counter() - started) / len(inputs) * 1e6)
    return sorted(found)[len(found) // 2]


def rows() -> list[Row]:
    table = fines()
    compiled, asked = Compiled(table), cases(5000)
    proof, worst = each(lambda: prove(table), 20)
    given = [case | {"found": date(2023, 5, 4)} for case in asked]
    return [
        Row("table: evaluation with its receipt", micros(lambda case: evaluate(compiled, case), given), "µs", "≤ 10", "200 rows × 6 inputs"),
        Row("table: the receipt as JSON", micros(lambda case: evaluate(compiled, case).to_json(), given), "µs", "", "evaluated and written out"),
        Row("table: zen-engine, same rows", zen(asked), "µs", "", "static loader, no trace"),
        Row("table: zen-engine with trace", zen(asked, trace=True), "µs", "", "what a receipt holds"),
        Row("table: proof of 200 rows", proof, "ms", "≤ 1,000", f"worst {worst:.0f} ms; {prove(table).pairs:,} pairs"),
    ]


def zen(asked: list[dict[str, Any]], trace: bool = False) -> float:
    """The same table asked of zen-engine, whose decision it compiles once."""
    import zen as zen_engine

    names = cycle(("cause", "value"))
    edges = [None, *BANDS, None]
    rules = []
    for c in range(CAUSES):
        for b in range(len(BANDS) + 1):
            low, high = edges[b], edges[b + 1]
            span = " and ".join(filter(None, (f"$ >= {low}" if low is not None else "", f"$ < {high}" if high is not None else "")))
            rules.append({"_id": f"c{c}b{b}", "i0": f'"c{c}"', "i1": span, "o0": f'"{GRADES[b]}"'})
    inputs = [{"id": f"i{k}", "name": next(names), "field": ("cause", "value")[k], "type": "expression"} for k in range(2)]
    content = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {
                "id": "t", "type": "decisionTableNode", "name": "t", "position": {"x": 1, "y": 0},
                "content": {"hitPolicy": "first", "inputs": inputs, "outputs": [{"id": "o0", "name": "grade", "field": "grade"}], "rules": rules},
            },
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
        ],
        "edges": [{"id": "a", "sourceId": "in", "targetId": "t", "type": "edge"}, {"id": "b", "sourceId": "t", "targetId": "out", "type": "edge"}],
    }  # fmt: skip
    engine = zen_engine.ZenEngine({"loader": {"type": "static", "content": {"t": content}}})
    options = {"trace": True} if trace else {}
    assert engine.evaluate("t", asked[0])["result"]["grade"] in GRADES
    return micros(lambda case: engine.evaluate("t", case, options), asked)
