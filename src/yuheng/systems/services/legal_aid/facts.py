"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, day, secret, text, yes_no
from yuheng.kernel.records.facts import Facts


class FirstReview(Facts):
    applied_on = day("申请日期")
    reviewed_on = day("初审日期", index=True)
    applicant = text("申请人", personal="name")
    id_number = secret("证件号码", blank=True)
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
    result = choice("初审结果", [("passed", "报送县级中心"), ("returned", "退回补正"), ("refused", "不符合条件")])
    sent_on = day("报送日期", blank=True)

    class Meta:
        verbose_name = "法律援助初审"
