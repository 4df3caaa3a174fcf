"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import in_order, needed
from yuheng.kernel.records.columns import choice, day, secret, text, yes_no
from yuheng.kernel.records.facts import Facts
from yuheng.systems.checks import CERTIFICATES, certificate_fits

EXEMPT = (
    ("income", "无固定生活来源的未成年人、老年人、残疾人等特定群体"), ("relief", "社会救助、司法救助或者优抚对象"),
    ("wages", "申请支付劳动报酬或者请求工伤事故人身损害赔偿的进城务工人员"), ("other", "法律、法规、规章规定的其他人员"),
)  # fmt: skip
"""Whose means are not looked into (法律援助法 第四十二条)."""


class FirstReview(Facts):
    applied_on = day("申请日期")
    reviewed_on = day("初审日期", index=True)
    applicant = text("申请人", personal="name")
    id_kind = choice("证件类型", CERTIFICATES, blank=True)
    id_number = secret("证件号码", blank=True)
    phone = text("联系电话", personal="phone", blank=True)
    guardian = text("监护人、代理人", personal="name", blank=True)
    matter_kind = choice(
        "事项",
        [
            ("wages", "请求支付劳动报酬"),
            ("injury", "工伤"),
            ("family", "赡养、抚养、扶养"),
            ("traffic", "交通事故"),
            ("violence", "家庭暴力"),
            ("other", "其他"),
        ],
    )
    group = choice(
        "申请人类别",
        [
            ("migrant", "农民工"),
            ("minor", "未成年人"),
            ("old", "老年人"),
            ("disabled", "残疾人"),
            ("woman", "妇女"),
            ("general", "其他"),
        ],
    )
    exempt = yes_no("免予核查经济困难状况", blank=True)
    exempt_ground = choice("免予核查的情形", EXEMPT, blank=True)
    result = choice("初审结果", [("passed", "报送县级中心"), ("returned", "退回补正"), ("refused", "不符合条件")])
    sent_on = day("报送日期", blank=True)
    reason = text("退回、不符合的理由", blank=True, max_length=500)
    lack = text("需补正的材料", blank=True, max_length=500)

    agreements = (
        in_order("applied_on", "reviewed_on", "初审日期不能早于申请日期。"),
        in_order("reviewed_on", "sent_on", "报送日期不能早于初审日期。"),
        certificate_fits("id_kind", "id_number"),
        needed("id_kind", "id_number", lambda number: number, "填写了证件号码的，请选择证件类型。"),
        needed("guardian", "group", lambda group: group == "minor", "申请人为未成年人的，由监护人代为申请，请填写监护人。"),
        needed("exempt_ground", "exempt", lambda yes: yes, "免予核查的，请选择情形（《法律援助法》第四十二条）。"),
        needed("sent_on", "result", lambda result: result == "passed", "初审通过的，请填写报送日期。"),
        needed("lack", "result", lambda result: result == "returned", "退回补正的，请一次写明需补正的材料。"),
        needed("reason", "result", lambda result: result == "refused", "不符合条件的，请写明理由。"),
    )

    class Meta:
        verbose_name = "法律援助初审"
