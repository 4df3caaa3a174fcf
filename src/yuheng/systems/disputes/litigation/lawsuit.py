"""行政应诉: the unit's side of a lawsuit, from the copy of the complaint to the judgment that stands."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Due, Procedure, Stale, Step, Without, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.disputes.litigation.facts import Contest
from yuheng.systems.disputes.litigation.reconsideration import PAPERS
from yuheng.systems.disputes.litigation.rules import (
    HEADS,
    INTERPRETATION,
    STANDING,
    SUED,
    SUIT,
    appealable,
    appealing,
    lost,
)
from yuheng.systems.disputes.litigation.steps import (
    LEADERS,
    MUST,
    RECEIVED,
    RECEIVERS,
    UNIT,
    afterwards,
    defence,
    hand_over,
    sessions,
    settling,
    staying,
    suspending,
)

COURT = "法院"
TERMS = {"judgment": "litigation.appeal.judgment", "ruling": "litigation.appeal.ruling"}
TRIAL = ("track", {"ordinary": "litigation.trial.first", "simple": "litigation.trial.simple"})
OVER = ("answer", "prepare", "sign", "send_back", "postpone", "mediate", "settle", "unsettled", "suspend", "resume", "own_change", "consider", "appeal", "appealed", "answer_appeal", "second", "remand")
FIRST = ("answer", "prepare", "sign", "send_back", "postpone")

LAWSUIT = registry.register(
    Procedure(
        id="litigation.lawsuit", name="行政应诉", for_any_unit=True, shape=shape_of(Contest), in_force=date(2018, 2, 8), title="{docket}（{body}）", chapter=6,
        stages=("收文", "转办", "答辩状", "出庭", "化解", "一审", "上诉", "二审", "结果", "履行", "剖析", "追责", "办结"), cites=(f"{SUIT}#67",),
        papers={**PAPERS, "answer": "行政答辩状", "appeal": "行政上诉状", "appeal_answer": "上诉答辩状"},
        patterns={"lawsuit": "{prefix}应诉〔{year}〕{no:03d}号"},
        never=(Without("close", "review_analysis", lost), Without("close", "account", lost), Stale("answer", "sign", "prepare", (f"{SUIT}#67.1",))),
        steps=(
            Step(
                "receive", "收文登记", (RECEIVERS,), (f"{SUIT}#67.1",), "收文", opens=True, numbers="lawsuit", writes=(*RECEIVED, "track", "answer_by"), needs=(*MUST, "track"), derives=SUED,
                obliges=(
                    Due("hand_over", on="received_on"), Due("answer", within="litigation.defence", starts="received_on"), Due("answer", on="answer_by"),
                    Due("first", within_by=TRIAL, starts="accepted_on"),
                ),
                help="收到起诉状副本当日登记、当日转办",
            ),
            hand_over(f"{SUIT}#67.1"),
            Step(
                "postpone", "准许延期提供证据", (UNIT,), (f"{SUIT}#36.1", f"{INTERPRETATION}#34"), after=("receive",), outside=COURT, writes=("asked_on", "obstacle_over_on"),
                needs=("asked_on", "obstacle_over_on"), asks=("postponed",),
                obliges=(Due("answer", within="litigation.evidence.late", starts="obstacle_over_on", restarts=True, cites=(f"{INTERPRETATION}#34",)),),
            ),
            *defence((f"{SUIT}#67.1", f"{SUIT}#34"), "答辩状"),
            *staying((f"{SUIT}#56",)),
            *suspending((f"{INTERPRETATION}#87", f"{INTERPRETATION}#50"), "first", COURT),
            *sessions((f"{SUIT}#3.3", f"{INTERPRETATION}#128"), "出庭"),
            *settling((f"{SUIT}#60", f"{SUIT}#62"), "first"),
            Step(
                "first", "一审裁判", (UNIT,), (f"{SUIT}#81",), "一审", after=("hand_over",), outside=COURT, writes=("first_result", "paper", "first_on", "first_received_on", "result_number", "after_change"),
                needs=("first_result", "paper", "first_on", "first_received_on", "result_number", "after_change"), asks=("results",), excludes=FIRST,
                obliges=(Due("consider", within_by=("paper", TERMS), starts="first_received_on"), Due("effective")),
            ),
            Step(
                "consider", "研究是否上诉", (LEADERS,), (f"{SUIT}#85",), "上诉", after=(any_of("first"),), when=appealable, writes=("appealing", "appeal_why"), needs=("appealing", "appeal_why"),
                obliges=(Due("appeal", within_by=("paper", TERMS), starts="first_received_on"),),
            ),
            Step(
                "appeal", "提起上诉", (UNIT,), (f"{SUIT}#85",), "上诉", after=(any_of("consider"),), when=appealing & appealable, produces=("appeal",), asks=("appeal",), includes=("second", "remand"), obliges=(Due("second"),),
            ),
            Step(
                "appealed", "对方上诉", (UNIT,), (f"{INTERPRETATION}#108.2",), "上诉", after=(any_of("first"),), when=appealable, outside="当事人", writes=("appealed_on",), needs=("appealed_on",),
                includes=("second", "remand", "answer_appeal"), obliges=(Due("answer_appeal", within="litigation.appeal.answer", starts="appealed_on"), Due("second")),
            ),
            Step("answer_appeal", "提交上诉答辩状", (UNIT,), (f"{INTERPRETATION}#108.2",), "上诉", starts_out=True, after=(any_of("appealed"),), writes=("appeal_answer",), needs=("appeal_answer",), produces=("appeal_answer",)),
            Step(
                "second", "二审裁判", (UNIT,), (f"{SUIT}#88", f"{SUIT}#89"), "二审", starts_out=True, after=(any_of("appeal", "appealed"),), outside=COURT,
                writes=("second_result", "altered_to", "second_on", "result_number"), needs=("second_result", "second_on", "result_number"), asks=("altered",), excludes=("remand", "appealed", "appeal", "answer_appeal"),
            ),
            Step(
                "remand", "发回重审", (UNIT,), (f"{SUIT}#89.1（三）",), "一审", starts_out=True, after=(any_of("appeal", "appealed"),), outside=COURT, repeat=True,
                voids=("first", "consider", "appeal", "appealed", "answer_appeal"), excludes=("second", "answer_appeal", "remand"), obliges=(Due("first"),),
            ),
            Step(
                "effective", "裁判生效", (UNIT,), (f"{SUIT}#85", f"{SUIT}#88"), "结果", after=(any_of("first"),), blocked_by=("consider", "appeal", "second"), writes=("ended_on", "duty", "perform_by"),
                needs=("ended_on", "duty"), derives=STANDING, asks=("effective",), excludes=OVER,
                obliges=(Due("perform", on="perform_by"), Due("analyse", within="litigation.analyse", starts="ended_on"), Due("close")),
            ),
            *afterwards("effective", (f"{SUIT}#94", f"{SUIT}#96"), (f"{SUIT}#66.2", f"{SUIT}#64", f"{HEADS}#12")),
            Step(
                "retrial", "收到再审申请书副本", (RECEIVERS,), (f"{INTERPRETATION}#111",), after=(any_of("effective"),), after_close=True, repeat=True, outside="当事人", writes=("retrial_on",), needs=("retrial_on",),
                obliges=(Due("retrial_opinion", within="litigation.retrial.answer", starts="retrial_on"),),
            ),
            Step("retrial_opinion", "提交再审书面意见", (UNIT,), (f"{INTERPRETATION}#111",), after=(any_of("retrial"),), after_close=True, repeat=True, writes=("retrial_opinion",), needs=("retrial_opinion",)),
        ),
    )
)  # fmt: skip
