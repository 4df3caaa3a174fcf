"""拟定、复核、公布、停止施行: no table is asked that was not proved and signed off by somebody who did not write it."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Forbidden, Procedure, Stale, Step, Without, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.tables import published
from yuheng.systems.enforcement.tables.facts import TableVersion
from yuheng.systems.enforcement.tables.rules import ACT, DERIVED, proved
from yuheng.systems.roles import BUREAU_LEADER, JUSTICE_CLERK, JUSTICE_HEAD, LEGAL_REVIEWER, ORGAN_HEAD

WRITERS = ((LEGAL_REVIEWER, JUSTICE_CLERK),)
CHECKERS = ((LEGAL_REVIEWER, JUSTICE_CLERK, JUSTICE_HEAD),)
LEADERS = ((BUREAU_LEADER, ORGAN_HEAD, JUSTICE_HEAD),)
PAPER = ("title", "issuer", "number", "in_force", "ceased", "source")

STEPS = (
    Step(
        "draft", "拟定", WRITERS, (f"{ACT}#34",), "拟定", opens=True, writes=("table_id", *PAPER, "content"), derives=DERIVED,
    ),
    Step(
        "revise", "修改", WRITERS, (f"{ACT}#34",), "拟定", after=("draft",), repeat=True, writes=(*PAPER, "content"), derives=DERIVED,
        voids=("sign_off",),
    ),
    Step(
        "sign_off", "复核", CHECKERS, (f"{ACT}#34",), "复核", after=("draft",), repeat=True, when=proved, writes=("opinion",), needs=("opinion",),
        separate_from=("draft", "revise"), effect="reviews",
    ),
    Step(
        "publish", "公布", LEADERS, (f"{ACT}#34",), "施行", after=(any_of("sign_off"),), when=proved, writes=("published_on", "place"),
        needs=("published_on", "place"), closes=True, excludes=("revise", "sign_off", "drop"), includes=("withdraw",),
    ),
    Step("drop", "不予公布", LEADERS, (f"{ACT}#34",), "不予公布", after=("draft",), writes=("dropped_why",), needs=("dropped_why",), closes=True, excludes=("revise", "sign_off", "publish")),
    Step(
        "withdraw", "停止施行", LEADERS, (f"{ACT}#34",), "停止施行", starts_out=True, after=("publish",), after_close=True,
        writes=("ceased", "withdrawn_why"), needs=("ceased", "withdrawn_why"),
    ),
)  # fmt: skip

TABLE_VERSION = registry.register(
    Procedure(
        id="enforcement.table",
        name="裁量基准和清单",
        shape=shape_of(TableVersion),
        steps=STEPS,
        never=(
            Without("publish", "sign_off", cites=(f"{ACT}#34",)),
            Stale("publish", "sign_off", "revise", (f"{ACT}#34",)),
            Forbidden("publish", ~proved, (f"{ACT}#34",)),
        ),
        in_force=date(2019, 1, 1),
        chapter=4,
        level=0,
        title="{title}",
        stages=("拟定", "复核", "施行", "停止施行", "不予公布"),
        cites=(f"{ACT}#34",),
    )
)

published.keep()
