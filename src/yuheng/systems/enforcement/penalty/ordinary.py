"""行政处罚普通程序: what may never happen in it, whatever its steps say."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Beyond, Forbidden, Procedure, Stale, Without
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.penalty.facts import Penalty
from yuheng.systems.enforcement.penalty.inquiry import INQUIRY
from yuheng.systems.enforcement.penalty.intake import INTAKE
from yuheng.systems.enforcement.penalty.judging import JUDGING
from yuheng.systems.enforcement.penalty.papers import ORDINARY, ORDINARY_NUMBERS, PATTERNS
from yuheng.systems.enforcement.penalty.performing import PERFORMING
from yuheng.systems.enforcement.penalty.rules import (
    ACT,
    MARKET,
    in_time,
    may_fine,
    must_discuss,
    must_review,
    review_first,
    within_notice,
)

ORDINARY_PENALTY = registry.register(
    Procedure(
        id="penalty.ordinary",
        name="行政处罚普通程序",
        shape=shape_of(Penalty),
        steps=(*INTAKE, *INQUIRY, *JUDGING, *PERFORMING),
        never=(
            Without("decide", "notify", cites=(f"{ACT}#44", f"{ACT}#62")),
            Without("decide", "review", must_review & ~review_first, (f"{ACT}#58",)),
            Without("notify", "pre_review", must_review & review_first, (f"{ACT}#58", f"{MARKET}#56")),
            Without("decide", "pre_review", must_review & review_first, (f"{ACT}#58", f"{MARKET}#50.1")),
            Without("decide", "discuss", must_discuss, (f"{ACT}#57.2",)),
            Beyond("decide", "notify", within_notice, (f"{ACT}#44", f"{ACT}#62")),
            Stale("decide", "discuss", "defend", (f"{ACT}#45", f"{ACT}#57.2")),
            Stale("decide", "discuss", "hearing", (f"{ACT}#65",)),
            Stale("decide", "review", "conclude", (f"{ACT}#58",)),
            Stale("decide", "notify", "conclude", (f"{ACT}#44",)),
            Forbidden("file", ~in_time, (f"{ACT}#36",)),
            Forbidden("decide", ~in_time, (f"{ACT}#36",)),
            Forbidden("decide", ~may_fine, (f"{ACT}#28.1",)),
            Stale("decide", "recheck", "order_correct", (f"{ACT}#28.1",)),
        ),
        in_force=date(2022, 5, 1),
        chapter=4,
        level=2,
        title="{cause}（{party_name}）",
        stages=("线索核查", "立案", "调查取证", "调查终结", "告知听证", "审核讨论", "决定", "送达执行", "结案归档"),
        cites=(f"{ACT}#54",),
        papers=ORDINARY,
        paper_numbers=ORDINARY_NUMBERS,
        patterns=PATTERNS,
    )
)
