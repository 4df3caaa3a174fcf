"""The sheet of cases of reconsideration and litigation, and that of lost ones."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "litigation.cases", "行政复议、行政诉讼案件台账", "litigation.received",
        (
            Head("收到日期", "received_on"), Head("案号", "docket", True), Head("复议机关（法院）", "body"), Head("申请人（原告）", "applicants.name", True), Head("被诉单位", "unit", True),
            Head("被诉行为种类", "sort", True), Head("被诉行为文号", "act_number", True), Head("提交答复日期", "answered_on"), Head("开庭日期", "hearings.on"), Head("出庭情况", "hearings.presence", True),
            Head("化解结果", "settled", True), Head("结果", "result"), Head("结果生效日期", "ended_on"), Head("败诉原因", "cause", True), Head("追责情况", "accountable", True),
        ),
        also=("litigation.reconsiderations", "litigation.lawsuits"), sender="司法所",
    ),
)  # fmt: skip
