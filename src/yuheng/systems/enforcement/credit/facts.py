"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, matter, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.checks import valid_uscc


class RepairNotice(Facts):
    given_on = day("送达日期", index=True)
    enterprise = text("企业名称")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc)
    decision_number = code("处罚决定书文号", max_length=80)
    decided_on = day("处罚决定日期")
    penalty = matter("处罚案件", blank=True)
    earliest_on = day("最早可申请修复日期", future=True, blank=True)
    way = choice("送达方式", [("with", "与决定书同时送达"), ("mail", "邮寄"), ("electronic", "电子送达"), ("desk", "窗口领取")], blank=True)
    seriousness = choice("失信程度", [("slight", "轻微"), ("common", "一般"), ("serious", "严重")], blank=True)

    agreements = (
        in_order("decided_on", "given_on", "送达日期不能早于处罚决定日期。"),
        in_order("decided_on", "earliest_on", "最早可申请修复日期不能早于处罚决定日期。"),
    )

    class Meta:
        verbose_name = "信用修复告知书"


class Repair(Facts):
    applied_on = day("申请日期")
    repaired_on = day("修复完成日期", index=True)
    enterprise = text("企业名称")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc)
    decision_number = code("处罚决定书文号", max_length=80)
    penalty = matter("处罚案件", blank=True)
    result = choice("结果", [("repaired", "准予修复"), ("refused", "不予修复")], index=True)
    performed = yes_no("处罚决定已履行完毕", blank=True)
    promise = yes_no("已提交信用承诺书", blank=True)
    refused_why = text("不予修复的理由", blank=True, max_length=500)
    receivers = whole("已停止公示的平台", unit="个", blank=True)

    agreements = (
        in_order("applied_on", "repaired_on", "修复完成日期不能早于申请日期。"),
        Agreement(("performed", "result"), lambda done, result: done or result == "refused", "处罚决定尚未履行完毕的，不能修复。"),
        needed("refused_why", "result", lambda result: result == "refused", "不予修复的，请写明理由。"),
    )

    class Meta:
        verbose_name = "信用修复"


class NoViolation(Facts):
    issued_on = day("出具日期", index=True)
    enterprise = text("企业名称")
    uscc = code("统一社会信用代码", max_length=18, check=valid_uscc)
    period = text("查询期间")
    purpose = text("用途", blank=True)
    from_on = day("查询起始日期", blank=True)
    to_on = day("查询截止日期", blank=True)
    number = code("证明编号", blank=True)
    clean = choice("查询结果", [("none", "无违法违规记录"), ("some", "有记录")], blank=True)

    agreements = (
        in_order("from_on", "to_on", "查询截止日期不能早于起始日期。"),
        in_order("to_on", "issued_on", "出具日期不能早于查询截止日期。"),
        Agreement(("clean",), lambda result: result == "none", "查询期间有违法违规记录的，不能出具无违法违规证明。"),
    )

    class Meta:
        verbose_name = "无违法违规证明"


class PublicityBatch(Facts):
    """One delivery of 双公示 records to the credit platform."""

    sort = choice("信息类别", [("penalty", "行政处罚"), ("licence", "行政许可")], index=True)
    from_on = day("决定日期自", index=True)
    to_on = day("决定日期至", index=True)
    with_summary = yes_no("包括当场处罚", blank=True, help="当场处罚是否报送，按省级规定")
    earliest_on = day("最早的决定日期", blank=True)
    count = whole("报送条数", unit="条")
    digest = code("文件摘要", blank=True, help="所报送文件的 SM3 摘要")
    sent_on = day("报送日期", blank=True, index=True)
    channel = text("报送渠道", blank=True)
    note = text("对账情况", blank=True, max_length=500)

    agreements = (
        in_order("from_on", "to_on", "决定日期止不能早于起。"),
        in_order("to_on", "sent_on", "报送日期不能早于所报送期间的最后一日。"),
        Agreement(("count", "items"), lambda n, items: n == len(items), "报送条数与所列不一致。", at="count"),
    )

    class Meta:
        verbose_name = "双公示报送批次"


class PublicityItem(Row):
    """One record of a delivery, and what the platform answered."""

    rows_of, kind = PublicityBatch, "items"
    file = matter("所报案件（许可）")
    number = code("决定书文号", max_length=128, index=True)
    decided_on = day("决定日期")
    state = choice("回执", [("sent", "待回执"), ("accepted", "已接收"), ("rejected", "退回"), ("unanswered", "逾期未回执")], index=True)
    answer = code("返回码", blank=True)
    message = text("返回说明", blank=True, max_length=500)
    answered_on = day("回执日期", blank=True)

    agreements = (needed("answered_on", "state", lambda state: state in ("accepted", "rejected"), "有回执的，请填写回执日期。"),)

    class Meta(Row.Meta):
        verbose_name = "报送记录"
