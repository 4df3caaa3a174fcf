"""What a clue, a complaint and a supervision paper hold."""

from __future__ import annotations

from django.db import models

from yuheng.kernel.procedure.agreement import in_order
from yuheng.kernel.records.columns import choice, code, day, long_text, matter, organ, text, yes_no
from yuheng.kernel.records.facts import Facts, Row

SEVERITIES = [("grave", "严重"), ("common", "一般"), ("slight", "轻微")]
SOURCES = [("12345", "12345热线"), ("visit", "来访"), ("letter", "来信"), ("enterprise", "涉企诉求"), ("upper", "上级转办"), ("other", "其他")]
FORMS = [
    ("internal", "内部整改通知"),
    ("urge", "行政执法监督督办函"),
    ("opinion", "行政执法监督意见书"),
    ("decision", "行政执法监督决定书"),
]


class Clue(Facts):
    """What a model found. `mark` says model, file and occasion, so that one thing is found once."""

    mark = code("线索标识", max_length=80)
    model = code("线索模型编号", index=True)
    name = text("线索")
    subject = text("所涉案件（对象）")
    file = matter("所涉案件", blank=True)
    unit = organ("所涉单位")
    found_on = day("发现日期", index=True)
    since = day("起始日期", blank=True, help="自哪一日起属于这一情形")
    severity = choice("程度", SEVERITIES, index=True)
    content = long_text("线索内容")
    proof = long_text("依据的记录", blank=True)
    basis = text("依据", max_length=500)
    explanation = long_text("说明", blank=True)
    verdict = choice("认定", [("counted", "计入"), ("dropped", "不予计入")], blank=True, index=True)
    disputed = yes_no("已经进入行政复议、行政诉讼", blank=True, default=False, help="在本平台登记的复议、诉讼由系统核对；没有登记的由监督人员填写。已经进入的不重复监督，请办理“不予计入”")
    judgement = text("认定情况", max_length=500, blank=True)
    reason = text("不予计入的理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "执法监督线索"
        constraints = [models.UniqueConstraint(fields=["mark"], name="one_clue_a_mark")]


class Complaint(Facts):
    """A complaint about enforcement. What the squad gets is `sent`, from which whoever complained cannot be known."""

    received_on = day("收到日期", index=True, group="来源")
    source = choice("来源", SOURCES, index=True, group="来源")
    number = code("来源编号", blank=True, group="来源")
    complainant = text("反映人", personal="name", blank=True, group="反映人", help="只有监督人员可见，转办时隐去")
    phone = text("联系电话", personal="phone", blank=True, group="反映人")
    hide = text("还应隐去的文字", max_length=500, blank=True, group="反映人", help="能认出反映人的店名、门牌、亲属姓名等，用顿号分隔")
    unit = organ("被反映单位", group="反映内容")
    file = matter("所涉案件", blank=True, group="反映内容")
    content = long_text("反映内容（原文）", group="反映内容", help="照录原文，保存不改；转办的是隐去反映人以后的文字")
    sent = long_text("转办内容", blank=True)
    reply = long_text("答复情况", blank=True)
    refused_why = text("不予受理的理由", max_length=500, blank=True, help="已经进入行政复议、行政诉讼的，引导依法解决，不重复监督")

    class Meta:
        verbose_name = "执法投诉"


class Letter(Facts):
    """One supervision paper, from its draft to the check of what was put right."""

    form = choice("文书种类", FORMS, index=True, group="文书")
    issuer = text("制发机关", blank=True, group="文书")
    unit = organ("受文单位", group="文书")
    subject = text("事由", group="文书")
    findings = long_text("发现的问题", group="文书")
    demand = long_text("监督要求", group="文书")
    answer_by = day("反馈期限", future=True, group="文书", help="条例没有规定天数，由制发机关在文书中写明")
    before = matter("前一文书", blank=True, group="文书")
    issued_on = day("制发日期", blank=True, index=True)
    number = code("文号", max_length=80, blank=True, help="制发机关编的文号")
    answer = long_text("整改情况", blank=True)
    answered_on = day("反馈日期", blank=True)
    back_why = text("退回理由", max_length=500, blank=True)
    objection = long_text("异议和理由", blank=True)
    reply = long_text("对异议的处理", blank=True)
    checked = long_text("复核情况", blank=True)
    checked_on = day("复核日期", blank=True, index=True)
    ended_why = text("终结理由", max_length=500, blank=True)

    agreements = (
        in_order("issued_on", "answer_by", "反馈期限不能早于制发日期。"),
        in_order("issued_on", "answered_on", "反馈日期不能早于制发日期。"),
    )

    class Meta:
        verbose_name = "执法监督文书"


class LetterClue(Row):
    """A clue that the paper answers."""

    rows_of, kind = Letter, "clues"
    clue = matter("线索")

    class Meta(Row.Meta):
        verbose_name = "所依据的线索"
