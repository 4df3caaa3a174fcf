"""领用、作废和遗失、交回: a book lives from its issue to its return; that its numbers were used, the cases themselves say."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Due, Procedure, Step
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.spot_books import questions as _questions  # noqa: F401  registers them
from yuheng.systems.enforcement.spot_books.facts import SpotBook
from yuheng.systems.roles import ARCHIVIST, LEGAL_REVIEWER, SQUAD_HEAD

ACT = "行政处罚法(2021-01-22)"
KEEPERS = ((SQUAD_HEAD, LEGAL_REVIEWER, ARCHIVIST),)

STEPS = (
    Step(
        "issue", "领用", KEEPERS, (f"{ACT}#52",), "在用", opens=True, writes=("series", "first", "count", "issued_on", "holder"),
        needs=("series", "first", "count", "issued_on", "holder"), asks=("issued",), obliges=(Due("return"),),
    ),
    Step("spend", "登记作废、遗失", KEEPERS, (f"{ACT}#52",), after=("issue",), repeat=True, writes=("spent",), needs=("spent",), asks=("spent",)),
    Step("return", "交回", KEEPERS, (f"{ACT}#52",), "已交回", after=("issue",), writes=("returned_on", "unused_from"), needs=("returned_on",), closes=True),
)  # fmt: skip

SPOT_BOOK = registry.register(
    Procedure(
        id="penalty.spot_book",
        name="当场处罚决定书领用台账",
        shape=shape_of(SpotBook),
        steps=STEPS,
        in_force=date(2022, 5, 1),
        chapter=4,
        level=1,
        title="{series}{first}起{count}份",
        stages=("在用", "已交回"),
        cites=(f"{ACT}#52",),
    )
)
