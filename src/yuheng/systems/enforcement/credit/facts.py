"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, matter, money, several, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.checks import valid_uscc
from yuheng.systems.enforcement.credit.choices import (
    ANSWERS,
    CLASSES,
    ENDINGS,
    FIELDS,
    MATERIALS,
    PERIODS,
    RECEIVERS,
    RULES,
    SHEETS,
    SIZES,
    TRANSITION,
    WAYS,
)
from yuheng.systems.enforcement.penalty.choices import KINDS


class RepairNotice(Facts):
    """One penalty as it is published, from the notice that came with the decision to the end of its publication."""

    given_on = day("送达日期", index=True, group="送达")
    enterprise = text("企业名称", group="送达")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc, group="送达")
    way = choice("送达方式", WAYS, blank=True, group="送达")
    decision_number = code("处罚决定书文号", max_length=80, group="处罚决定")
    decided_on = day("处罚决定日期", group="处罚决定")
    penalty = matter("处罚案件", blank=True, group="处罚决定", help="在本平台办理的，文号、日期、种类和罚款由案件带入")
    summary = yes_no("简易程序", blank=True, group="处罚决定")
    kinds = several("处罚种类", KINDS, blank=True, group="处罚决定")
    fine = money("罚款金额", blank=True, group="处罚决定")
    lasts_until = day("处罚有效期", future=True, blank=True, group="处罚决定", help="暂扣、限制等有期限的，填最后一日；期限届满前不得提前停止公示")
    fine_size = choice("罚款数额档次", SIZES, blank=True, group="分类", help="2026年4月以后的决定：按行业主管部门在“信用中国”公布的标准选择")
    field = choice("领域", FIELDS, blank=True, group="分类")
    transition = choice("过渡期适用的规则", TRANSITION, blank=True, group="分类", help="2025年6月22日至2026年3月31日的决定，由承办人选择并留痕")
    sector_class = choice("行业标准确定的类别", CLASSES, blank=True, group="分类", help="行业主管部门另有分类标准的，从其标准；2023年5月以前的决定在此选择类别")
    sector_standard = text("行业标准名称", blank=True, group="分类")
    listed = yes_no("列入严重失信主体名单或者屡罚不改", blank=True, group="分类")
    necessary = yes_no("轻微失信确有必要公示", blank=True, group="分类")
    rule = choice("适用规则", RULES, blank=True, help="按决定之日的规则")
    seriousness = choice("失信程度", CLASSES, blank=True, index=True)
    period = choice("公示期类别", PERIODS, blank=True)
    earliest_on = day("最早可申请修复日期", future=True, blank=True, index=True)
    ends_on = day("公示期满日期", future=True, blank=True, index=True)
    slight_ends_on = day("轻微失信公示期满日期", future=True, blank=True)
    receipt_on = day("送达回证签收日期", blank=True)
    signed_by = text("签收人", personal="name", blank=True)
    reminded_on = day("修复提醒日期", blank=True)
    reminded_how = choice("提醒方式", [("sms", "短信"), ("phone", "电话"), ("visit", "上门"), ("letter", "书面")], blank=True)
    ended_how = choice("停止公示的原因", ENDINGS, blank=True, index=True)
    stopped_on = day("停止公示日期", blank=True)
    repair = matter("修复决定", blank=True)
    stopped_why = text("停止公示的说明", max_length=500, blank=True)

    agreements = (
        in_order("decided_on", "given_on", "送达日期不能早于处罚决定日期。"),
        in_order("given_on", "receipt_on", "签收日期不能早于送达日期。"),
        needed("sector_standard", "sector_class", bool, "按行业标准确定类别的，请写明标准名称。"),
        needed("repair", "ended_how", lambda how: how == "repaired", "因修复停止公示的，请选择修复决定。"),
        needed("stopped_why", "ended_how", lambda how: how == "withdrawn", "处罚决定有变动的，请写明变动的文书和日期。"),
        Agreement(("ended_how", "stopped_on", "ends_on"), lambda how, on, ends: how != "term" or on >= ends, "最长公示期尚未届满，不能以期满停止公示。", at="stopped_on"),
        Agreement(("ended_how", "period"), lambda how, period: (how == "none") == (period == "none"), "只有依规定不予公示的，才以“不予公示”办结。", at="ended_how"),
    )

    class Meta:
        verbose_name = "信用修复告知书"


class Repair(Facts):
    """One application for repair, and who was told of its result."""

    applied_on = day("申请日期", group="申请", help="收到“信用中国”推送或者窗口收到申请之日")
    enterprise = text("企业名称", group="申请")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc, group="申请")
    decision_number = code("处罚决定书文号", max_length=80, group="申请")
    notice = matter("信用修复告知", blank=True, group="申请", help="选择后，最早可申请日期和处罚案件由告知带入")
    penalty = matter("处罚案件", blank=True, group="申请")
    materials = several("已提交的材料", MATERIALS, blank=True, group="申请")
    earliest_on = day("最早可申请修复日期", future=True, blank=True)
    fine = money("应缴罚款", blank=True)
    paid = money("已缴罚款", blank=True)
    owing = money("尚欠罚款", blank=True)
    performed = yes_no("处罚决定已履行完毕", blank=True)
    corrected = yes_no("违法行为已经纠正", blank=True)
    promise = yes_no("已提交信用承诺书", blank=True)
    lacking = text("尚缺的条件和材料", max_length=1000, blank=True)
    ready = yes_no("具备受理条件", blank=True)
    supplement_by = day("补正截止日期", future=True, blank=True)
    opinion = long_text("审核意见", blank=True)
    repaired_on = day("修复完成日期", index=True, blank=True)
    result = choice("结果", [("repaired", "准予修复"), ("refused", "不予修复"), ("rejected", "不予受理"), ("dropped", "撤回申请")], index=True, blank=True)
    refused_why = text("不予修复的理由", blank=True, max_length=500)
    receivers = whole("已停止公示的平台", unit="个", blank=True)
    objection = long_text("异议内容", blank=True)
    objection_result = long_text("异议核查结果", blank=True)

    agreements = (
        in_order("applied_on", "repaired_on", "修复完成日期不能早于申请日期。"),
        Agreement(("performed", "result"), lambda done, result: done or result != "repaired", "处罚决定尚未履行完毕的，不能修复。"),
        needed("refused_why", "result", lambda result: result in ("refused", "rejected"), "不予修复的，请写明理由。"),
        Agreement(("result", "told"), lambda result, told: result != "repaired" or bool(told), "准予修复的，请列明须停止公示的接收单位。", at="told"),
        Agreement(("told",), lambda told: len({(r["name"], r.get("other") or "") for r in told}) == len(told), "同一接收单位只列一次。", at="told"),
    )

    class Meta:
        verbose_name = "信用修复"


class Receiver(Row):
    """A platform or office that shows the record and must stop showing it."""

    rows_of, kind = Repair, "told"
    name = choice("接收单位", RECEIVERS, index=True)
    other = text("单位名称", blank=True, help="行业系统和其他单位写明名称")
    state = choice("回执", ANSWERS, index=True)
    answered_on = day("回执日期", blank=True)
    message = text("回执说明", max_length=500, blank=True)

    agreements = (
        needed("answered_on", "state", lambda state: state != "waiting", "有回执的，请填写回执日期。"),
        needed("other", "name", lambda name: name in ("sector", "other"), "请写明单位名称。"),
    )

    class Meta(Row.Meta):
        verbose_name = "接收单位"


class NoViolation(Facts):
    """A certificate of no violation, or a special credit report: what the records say of one enterprise in one period."""

    sheet = choice("文书种类", SHEETS, blank=True, group="申请")
    asked_on = day("申请日期", group="申请", blank=True)
    enterprise = text("企业名称", group="申请")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc, group="申请")
    sector = text("查询领域", blank=True, group="申请", help="如：城市管理领域")
    from_on = day("查询起始日期", blank=True, group="申请")
    to_on = day("查询截止日期", blank=True, group="申请")
    period = text("查询期间", blank=True, group="申请")
    purpose = text("用途", blank=True, group="申请")
    issued_on = day("出具日期", index=True, blank=True)
    number = code("证明编号", blank=True, index=True)
    clean = choice("查询结果", [("none", "无违法违规记录"), ("some", "有记录")], blank=True, fixed=True)
    records = long_text("所查到的记录", blank=True, fixed=True)
    found = whole("记录条数", unit="条", blank=True, fixed=True)
    verification = text("核验码", max_length=40, index=True, blank=True, fixed=True)
    refused_why = text("不予出具的理由", max_length=500, blank=True)
    revoked_on = day("撤销日期", blank=True)
    revoked_why = text("撤销的理由", max_length=500, blank=True)

    agreements = (
        in_order("from_on", "to_on", "查询截止日期不能早于起始日期。"),
        in_order("to_on", "issued_on", "出具日期不能早于查询截止日期。"),
        Agreement(("sheet", "clean", "issued_on"), lambda sheet, clean, _on: sheet == "report" or clean == "none", "查询期间有违法违规记录的，不能出具无违法违规证明，可以改出专项信用报告。", at="clean"),
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
    rejected = whole("退回条数", unit="条", blank=True, fixed=True)
    follow_up = matter("重新报送的批次", blank=True, of="credit.publicity")
    follow_note = text("不再报送的说明", max_length=500, blank=True, help="退回的记录不再报送的，逐条写明原因")

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
