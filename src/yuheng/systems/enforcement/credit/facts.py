"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, code, day, matter, text
from yuheng.kernel.records.facts import Facts
from yuheng.systems.checks import valid_uscc


class RepairNotice(Facts):
    given_on = day("送达日期", index=True)
    enterprise = text("企业名称")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc)
    decision_number = code("处罚决定书文号", max_length=80)
    decided_on = day("处罚决定日期")
    penalty = matter("处罚案件", blank=True)
    earliest_on = day("最早可申请修复日期", future=True, blank=True)

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

    class Meta:
        verbose_name = "信用修复"


class NoViolation(Facts):
    issued_on = day("出具日期", index=True)
    enterprise = text("企业名称")
    uscc = code("统一社会信用代码", max_length=18, check=valid_uscc)
    period = text("查询期间")
    purpose = text("用途", blank=True)

    class Meta:
        verbose_name = "无违法违规证明"
