"""Power items: given and published, taken over, evaluated, given back. Organs of enforcement: confirmed, published, ended."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Due, Procedure, Step
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.items import questions as _questions  # noqa: F401  (registers them)
from yuheng.systems.enforcement.items.facts import PowerItem, Subject
from yuheng.systems.roles import JUSTICE_CLERK, JUSTICE_HEAD, LEGAL_REVIEWER, ORGAN_HEAD

ACT = "行政处罚法(2021-01-22)"
OPENNESS = "国办发〔2018〕118号(2018-12-05)#（四）"
OFFICE = ((JUSTICE_CLERK, JUSTICE_HEAD, LEGAL_REVIEWER),)

ITEM = registry.register(
    Procedure(
        id="enforcement.item",
        name="权力事项",
        shape=shape_of(PowerItem),
        in_force=date(2019, 1, 1),
        chapter=4,
        level=0,
        title="{code} {name}",
        stages=("行使中", "已收回"),
        cites=(f"{ACT}#17",),
        steps=(
            Step(
                "give", "列入清单", OFFICE, (f"{ACT}#17", f"{ACT}#24.1", OPENNESS), "行使中", opens=True,
                writes=("code", "name", "kind", "field", "basis", "holder", "way", "from_organ", "given_by", "version", "published_on", "from_on"),
                asks=("holder", "once"),
            ),
            Step("take_over", "登记承接", OFFICE, (f"{ACT}#24.2",), after=("give",), writes=("ready_on", "ready"), needs=("ready_on", "ready")),
            Step("amend", "调整", OFFICE, (OPENNESS,), after=("give",), repeat=True, writes=("name", "field", "basis", "version"), needs=("name", "field", "basis"), help="依据修订、清单换版时调整；编码和行使机关变了的，先收回，再列入"),
            Step("evaluate", "评估", OFFICE, (f"{ACT}#24.1",), after=("give",), repeat=True, writes=("evaluated_on", "evaluation"), needs=("evaluated_on", "evaluation")),
            Step(
                "take_back", "收回", ((JUSTICE_HEAD, ORGAN_HEAD, LEGAL_REVIEWER),), (f"{ACT}#24.1",), "已收回", after=("give",), writes=("back_on", "back_by", "back_to"),
                needs=("back_on", "back_by"), closes=True, help="收回以前立案的案件继续办理，案件页面注明",
            ),
        ),
    )
)  # fmt: skip

SUBJECT = registry.register(
    Procedure(
        id="enforcement.subject",
        name="行政执法主体",
        shape=shape_of(Subject),
        in_force=date(2019, 1, 1),
        chapter=4,
        level=0,
        title="{basis}",
        stages=("已确认", "已公示", "已终止"),
        cites=(f"{ACT}#17", OPENNESS),
        steps=(
            Step(
                "confirm", "确认主体资格", OFFICE, (f"{ACT}#17",), "已确认", opens=True, writes=("unit", "sort", "basis", "duties", "confirmed_on"), asks=("once",),
                obliges=(Due("publish"),),
            ),
            Step("publish", "公示主体资格", OFFICE, (OPENNESS,), "已公示", after=("confirm",), writes=("published_on",), needs=("published_on",)),
            Step(
                "end", "终止主体资格", ((JUSTICE_HEAD,),), (f"{ACT}#17",), "已终止", after=("confirm",), writes=("ended_on", "ended_why"), needs=("ended_on", "ended_why"),
                closes=True, leaves=("publish",), excludes=("publish",),
            ),
        ),
    )
)  # fmt: skip
