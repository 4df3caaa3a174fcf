"""调查取证: two certified officers each time, what is taken and kept, and what stops the clock."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Due, Extend, Step, any_of
from yuheng.systems.enforcement.penalty.intake import TWO
from yuheng.systems.enforcement.penalty.rules import ACT
from yuheng.systems.roles import BUREAU_LEADER, DISCUSSION_CLERK, ENFORCER, ORGAN_HEAD

COERCION = "行政强制法(2011-06-30)"
LEADERS = (BUREAU_LEADER, ORGAN_HEAD)
HANDLED = ("investigate", "conclude")
FILED = (any_of("file"),)

INQUIRY = (
    Step(
        "investigate", "调查取证", TWO, (f"{ACT}#42.1", f"{ACT}#46", f"{ACT}#47", f"{ACT}#54.1", f"{ACT}#55"), "调查取证", after=FILED, repeat=True,
        writes=("finding", "evidence", "recordings"), needs=("finding",), produces=("inquiry",), asks=("evidence", "covered"),
    ),
    Step(
        "sample", "抽样取证", TWO, (f"{ACT}#56",), "调查取证", after=FILED, repeat=True, writes=("things", "recordings"), needs=("things",), produces=("sampling",),
    ),
    Step(
        "approve_preserve", "批准先行登记保存", (LEADERS,), (f"{ACT}#56",), "调查取证", after=FILED, repeat=True, produces=("preserve_approval",), approval="penalty.preserve",
        separate_from=HANDLED,
    ),
    Step(
        "preserve", "先行登记保存", TWO, (f"{ACT}#56",), "调查取证", after=("approve_preserve",), repeat=True, writes=("things", "recordings"), needs=("things",),
        produces=("preserve", "preserve_list"), obliges=(Due("preserve_decide", within="penalty.preserve"),),
    ),
    Step(
        "preserve_decide", "处理先行登记保存物品", (LEADERS,), (f"{ACT}#56",), "调查取证", after=("preserve",), repeat=True, writes=("disposal",), needs=("disposal",),
        produces=("preserve_decision",),
    ),
    Step(
        "seize", "查封、扣押", TWO, (f"{COERCION}#18", f"{COERCION}#24"), "调查取证", after=FILED, writes=("things", "recordings"), needs=("things",), produces=("seizure",),
        obliges=(Due("release", within="coercion.seize.term"),),
    ),
    Step(
        "extend_seize", "延长查封、扣押", (LEADERS,), (f"{COERCION}#25",), after=("seize",), extends=(Extend("release", "coercion.seize.extension"),),
        produces=("extension",), approval="penalty.extension", effect="approves", separate_from=("seize",),
    ),
    Step("release", "解除或者处理查封、扣押", (LEADERS,), (f"{COERCION}#27", f"{COERCION}#28"), after=("seize",)),
    Step("appraise", "委托鉴定", (ENFORCER,), (f"{ACT}#60",), "调查取证", after=FILED, repeat=True, suspends=("decide",), obliges=(Due("appraised"),)),
    Step("appraised", "收到鉴定意见", (ENFORCER,), (f"{ACT}#60",), "调查取证", after=("appraise",), repeat=True, resumes=("decide",), outside="鉴定机构"),
    Step(
        "extend", "延长办案期限", (ORGAN_HEAD,), (f"{ACT}#60",), after=FILED, extends=(Extend("decide", "penalty.decide.extension"),), produces=("extension",),
        approval="penalty.extension", effect="approves", separate_from=HANDLED,
    ),
    Step(
        "study", "案情研究", (DISCUSSION_CLERK,), (f"{ACT}#57.2",), after=FILED, repeat=True, writes=("study", "study_opinion"), needs=("study", "study_opinion"), asks=("study_meeting",),
        help="审核、告知以前的会议只是研究意见，不能代替集体讨论。",
    ),
)  # fmt: skip
