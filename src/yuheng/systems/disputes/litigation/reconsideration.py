"""行政复议答复: the unit's side of a reconsideration, under the text of 2017 and that of 2023."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Derived, Due, Extend, Procedure, Stale, Step, Without
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.disputes.litigation.facts import Contest
from yuheng.systems.disputes.litigation.rules import JUDGED, NEW, OLD, RECONSIDERED, RULES_2007, lost, simple
from yuheng.systems.disputes.litigation.steps import (
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

BODY = "复议机关"
PAPERS = {
    "handover": "收文转办单", "evidence": "证据目录（草稿）", "answer": "行政复议答复书", "catalogue": "证据目录", "attorney": "授权委托书", "identity": "负责人身份证明书",
    "absence": "负责人不能出庭（听证）情况说明", "settlement": "行政争议化解协议", "changed": "改变行政行为告知书", "analysis": "败诉案件分析报告", "reply": "建议书回复",
}  # fmt: skip
ANSWERS = ("track", {"ordinary": "reconsider.respondent.answer", "simple": "reconsider.simple.answer"})
DECIDED = ("track", {"ordinary": "reconsider.decide", "simple": "reconsider.simple.decide"})
OUTCOME = ("result", "result_number", "ended_on", "after_change", "duty", "perform_by")


def _version(version: int, in_force: date, ceased: date | None, at: dict[str, tuple[str, ...]], more: tuple[Step, ...] = (), tracked: bool = True) -> Procedure:
    answer = Due("answer", within_by=ANSWERS, starts="received_on") if tracked else Due("answer", within="reconsider.respondent.answer", starts="received_on")
    decide = Due("result", within_by=DECIDED, starts="accepted_on") if tracked else Due("result", within="reconsider.decide", starts="accepted_on")
    steps = (
        Step(
            "receive", "收文登记", (RECEIVERS,), at["answer"], "收文", opens=True, numbers="reconsideration", writes=(*RECEIVED, *(("track",) if tracked else ())),
            needs=(*MUST, *(("track",) if tracked else ())), derives=RECONSIDERED, obliges=(Due("hand_over", on="received_on"), answer, decide),
            help="收到申请书副本当日登记、当日转办",
        ),
        hand_over(at["answer"][0]),
        *more,
        *defence(at["answer"], "答复书"),
        *staying(at["stay"]),
        *suspending(at["suspend"], "result", BODY),
        Step("prolonged", "收到延期通知", (UNIT,), at["decide"], after=("receive",), outside=BODY, when=~simple if tracked else None, extends=(Extend("result", "reconsider.decide.extension"),)),
        *sessions(at["hearing"], "听证"),
        *settling(at["mediate"], "result"),
        Step(
            "result", "登记复议结果", ((*UNIT, *RECEIVERS[:2]),), at["decide"], "结果", after=("hand_over",), outside=BODY, writes=OUTCOME, needs=("result", "result_number", "ended_on", "after_change", "duty"),
            derives=JUDGED, asks=("results",), excludes=("answer", "prepare", "sign", "send_back", "prolonged", "mediate", "settle", "unsettled", "suspend", "resume", "own_change", "convert")[: None if tracked else -1],
            obliges=(
                Due("perform", on="perform_by"), Due("perform", within_by=("duty", {"redo_law": "reconsider.redo"}), starts="ended_on"), Due("analyse", within="litigation.analyse", starts="ended_on"), Due("close"),
            ),
        ),
        *afterwards("result", at["perform"], at["advice"]),
    )  # fmt: skip
    return Procedure(
        id="litigation.reconsideration", name="行政复议答复", for_any_unit=True, shape=shape_of(Contest), version=version, in_force=in_force, ceased=ceased, title="{docket}（{body}）", chapter=6,
        stages=("收文", "转办", "答复书", "听证", "化解", "结果", "履行", "剖析", "追责", "办结"), cites=at["answer"], papers=PAPERS,
        patterns={"reconsideration": "{prefix}复答〔{year}〕{no:03d}号"}, steps=steps,
        never=(Without("close", "review_analysis", lost), Without("close", "account", lost), Stale("answer", "sign", "prepare", at["answer"])),
    )  # fmt: skip


RECONSIDERATION_2017 = registry.register(
    _version(
        1, date(2018, 1, 1), date(2024, 1, 1),
        {
            "answer": (f"{OLD}#23.1",), "stay": (f"{OLD}#21",), "suspend": (f"{RULES_2007}#41",), "decide": (f"{OLD}#31",), "hearing": (f"{OLD}#22",),
            "mediate": (f"{RULES_2007}#50",), "perform": (f"{OLD}#32",), "advice": (f"{RULES_2007}#57",),
        },
        tracked=False,
    )
)  # fmt: skip

CONVERT = Step(
    "convert", "转为普通程序", (UNIT,), (f"{NEW}#55",), after=("receive",), outside=BODY, asks=("simple",), derives=(Derived("track", (), lambda _f: "ordinary"),),
    obliges=(Due("result", within="reconsider.decide", starts="accepted_on", restarts=True, cites=(f"{NEW}#55", f"{NEW}#62.1")),),
    help="法律没有规定转换后答复期限重新起算，仍按原期限答复",
)  # fmt: skip

RECONSIDERATION = registry.register(
    _version(
        2, date(2024, 1, 1), None,
        {
            "answer": (f"{NEW}#48", f"{NEW}#54.1"), "stay": (f"{NEW}#42",), "suspend": (f"{NEW}#39",), "decide": (f"{NEW}#62",), "hearing": (f"{NEW}#51",),
            "mediate": (f"{NEW}#5", f"{NEW}#73", f"{NEW}#74"), "perform": (f"{NEW}#77",), "advice": (f"{NEW}#76",),
        },
        (CONVERT,),
    )
)  # fmt: skip
