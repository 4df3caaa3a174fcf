"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.records.columns import code, day, text, whole, yes_no
from yuheng.kernel.records.facts import Facts
from yuheng.systems.checks import valid_uscc


class Startup(Facts):
    name = text("企业名称")
    uscc = code("统一社会信用代码", max_length=18, index=True, check=valid_uscc)
    registered_on = day("登记日期", index=True)
    online = yes_no("全链网办", index=True)
    licence = yes_no("营业执照", blank=True)
    seal = yes_no("公安刻章", blank=True)
    insurance = yes_no("社保登记", blank=True)
    bank = yes_no("银行开户", blank=True)
    hours = whole("办理时长", unit="小时", blank=True)

    class Meta:
        verbose_name = "企业开办"


class Chain(Facts):
    name = text("企业名称")
    uscc = code("统一社会信用代码", max_length=18, check=valid_uscc)
    registered_on = day("办理日期", index=True)
    places = whole("备案经营场所", unit="处")

    class Meta:
        verbose_name = "一照多址登记"


class Deregistration(Facts):
    name = text("单位名称")
    uscc = code("统一社会信用代码", max_length=18, check=valid_uscc)
    closed_on = day("注销日期", index=True)
    licences = whole("同步注销许可", unit="项")
    tax_clear_on = day("清税日期", blank=True)

    class Meta:
        verbose_name = "“1+N”注销"


class OperatorChange(Facts):
    name = text("个体工商户名称")
    uscc = code("统一社会信用代码", max_length=18, check=valid_uscc)
    changed_on = day("变更日期", index=True)
    before = text("原经营者", personal="name")
    after = text("新经营者", personal="name")
    direct = yes_no("直接变更", index=True)

    class Meta:
        verbose_name = "变更经营者"


class Conversion(Facts):
    name = text("转型后企业名称")
    uscc = code("统一社会信用代码", max_length=18, check=valid_uscc)
    before_name = text("原个体工商户名称")
    before_uscc = code("原统一社会信用代码", max_length=18, check=valid_uscc)
    approved_on = day("审批日期", index=True)
    direct = yes_no("直接审批", index=True)

    class Meta:
        verbose_name = "个转企"
