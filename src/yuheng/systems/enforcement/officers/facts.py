"""What the file of a qualification and of a certificate holds."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order, needed
from yuheng.kernel.records.columns import (
    choice,
    code,
    day,
    long_text,
    matter,
    organ,
    person,
    several,
    text,
    whole,
    yes_no,
)
from yuheng.kernel.records.facts import Facts
from yuheng.systems.enforcement.items.choices import FIELDS

GRADES = [("officer", "行政执法证"), ("auxiliary", "执法辅助人员证")]
GROUNDS = [("new", "新申领"), ("replaced", "换发"), ("kept", "原有证件建档")]
ENDS = [
    ("moved", "调离"), ("left", "离岗"), ("retired", "退休"), ("expired", "到期"), ("lost", "遗失"), ("replaced", "换发"), ("disqualified", "取消执法资格"), ("error", "登记错误"),
]  # fmt: skip


class Qualification(Facts):
    """One person's application to be an officer (or an auxiliary), up to its approval."""

    applicant = person("申领人员")
    grade = choice("申领证件", GRADES, index=True)
    unit = organ("所在单位")
    kinds = several("执法类别", FIELDS)
    employed = yes_no("在编在岗", help="合同工、劳务派遣、临时聘用人员只能申领辅助人员证件")
    trained_hours = whole("岗前培训", unit="学时", blank=True)
    applied_on = day("申领日期", index=True)
    vetting = long_text("资格审核意见", blank=True)
    exam_on = day("资格考试日期", blank=True)
    exam_score = whole("考试成绩", unit="分", most=100, blank=True)
    exam_passed = yes_no("考试合格", blank=True)
    approved_on = day("同意日期", blank=True)
    refused_why = text("不同意的理由", max_length=500, blank=True)

    agreements = (
        Agreement(("employed", "grade"), lambda employed, grade: employed or grade == "auxiliary", "合同工、劳务派遣、临时聘用人员不能申领行政执法证。", at="grade"),
        in_order("applied_on", "exam_on", "考试日期不能早于申领日期。"),
    )

    class Meta:
        verbose_name = "执法资格申领"


class OfficerCard(Facts):
    """One certificate, from its issue to its end."""

    holder = person("持证人", group="证件")
    grade = choice("证件种类", GRADES, index=True, group="证件")
    unit = organ("所属执法机关", group="证件", help="证件在这一机关及其中队有效；调到其他机关的，旧证注销，另行申领")
    number = code("证号", index=True, group="证件")
    kinds = several("执法类别", FIELDS, group="证件", help="综合行政执法包括各类别")
    area = text("执法区域", blank=True, group="证件")
    issuer = text("发证机关", group="证件")
    valid_from = day("有效期起", future=True, group="证件")
    valid_to = day("有效期止", future=True, index=True, group="证件")
    ground = choice("发证事由", GROUNDS, index=True, group="证件")
    application = matter("执法资格申领", blank=True, of="enforcement.qualification", group="证件", help="新申领的填写")
    suspended_on = day("暂扣日期", blank=True, index=True)
    suspended_why = text("暂扣原因", blank=True)
    suspended_by = text("暂扣依据文件", blank=True)
    restored_on = day("恢复日期", blank=True)
    restored_why = text("恢复原因", blank=True)
    renewed_by = text("延期依据文件", blank=True)
    ended_on = day("注销日期", blank=True, index=True)
    ended_how = choice("注销事由", ENDS, blank=True, index=True)
    ended_why = text("注销说明", blank=True)

    agreements = (
        in_order("valid_from", "valid_to", "有效期止不能早于有效期起。"),
        needed("application", "ground", lambda ground: ground == "new", "新申领的，请填写执法资格申领。"),
    )

    class Meta:
        verbose_name = "行政执法证件"
