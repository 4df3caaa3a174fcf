"""What a budget item, a contract, an invoice, a payment, a check before payment and a doubt hold.

The first four come from the budget and payment systems by import. They point to each other by their own numbers, as those systems do, so that
sheets may come in any order.
"""

from __future__ import annotations

from django.db import models

from yuheng.kernel.procedure.agreement import Agreement, at_most, in_order, needed
from yuheng.kernel.records.columns import (
    choice,
    code,
    day,
    long_text,
    matter,
    money,
    organ,
    secret,
    text,
    whole,
    yes_no,
)
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.oversight.money.choices import (
    COLOURS,
    ENDINGS,
    INVOICE_STATES,
    KINDS,
    NONE,
    PAYEES,
    PHASES,
    VERDICTS,
)
from yuheng.systems.oversight.money.reading import invoice_number, one_name, plain_number


class BudgetItem(Facts):
    year = whole("年度", least=2000, most=2100)
    code = code("指标编号", index=True, check=plain_number)
    name = text("指标名称")
    amount = money("指标金额")
    unit = organ("预算单位", fixed=True)
    adjusted_why = text("调整依据", max_length=500, blank=True)

    class Meta:
        verbose_name = "预算指标"


class Contract(Facts):
    number = code("合同编号", index=True, check=plain_number, group="合同")
    name = text("合同名称", group="合同")
    party = text("合同相对方", check=one_name, personal="name", group="合同")
    amount = money("合同金额", group="合同")
    signed_on = day("签订日期", index=True, group="合同")
    account = secret("约定收款账号", personal="bank", check=plain_number, blank=True, group="付款")
    advance = money("约定预付款", blank=True, group="付款", help="验收以前可以支付的金额；没有约定的留空")
    inspected = yes_no("须经验收", default=True, group="付款")
    small = yes_no("相对方为中小企业", blank=True, group="付款", help="按签订合同之时认定")
    pay_days = whole("约定付款天数", least=0, most=1000, unit="日", blank=True, group="付款", help="自交付（验收合格）之日起；没有约定的留空")
    accepted_on = day("验收合格日期", blank=True, group="付款", help="不须验收的，填交付日期")
    pay_by = day("应付款日期", future=True, blank=True)
    unit = organ("签约单位", fixed=True)
    changed_why = text("变更依据", max_length=500, blank=True)

    agreements = (
        in_order("signed_on", "accepted_on", "验收合格日期早于签订日期，请核对。"),
        at_most("advance", "amount", "约定预付款超过合同金额。"),
    )

    class Meta:
        verbose_name = "合同"


class Invoice(Facts):
    number = code("发票号码", index=True, check=invoice_number, help="数电发票填 20 位号码；纸质发票把发票代码写在号码前面")
    issued_on = day("开票日期", index=True)
    seller = text("销售方", check=one_name, personal="name")
    buyer = text("购买方", check=one_name)
    amount = money("价税合计")
    state = choice("发票状态", INVOICE_STATES)
    unit = organ("取得单位", fixed=True)

    class Meta:
        verbose_name = "发票"


class Payment(Facts):
    number = code("支付单号", index=True, check=plain_number, group="支付")
    paid_on = day("支付日期", index=True, group="支付")
    amount = money("支付金额", red=True, group="支付", help="退款、冲销写成“红字1,234.50”")
    kind = choice("支付类型", KINDS, group="支付")
    purpose = text("用途", blank=True, group="支付")
    payee = text("收款人", check=one_name, personal="name", group="收款人")
    payee_kind = choice("收款人类型", PAYEES, group="收款人")
    account = secret("收款账号", personal="bank", check=plain_number, blank=True, group="收款人", help="只显示末四位")
    budget = code("指标编号", index=True, blank=True, check=plain_number, group="依据")
    contract = code("合同编号", index=True, blank=True, check=plain_number, group="依据")
    approval = text("集体决策文号", blank=True, group="依据", help="大额支付填写会议纪要文号")
    unit = organ("付款单位", fixed=True)

    class Meta:
        verbose_name = "支付"
        indexes = [models.Index(fields=["unit", "payee", "paid_on", "amount"], name="payment_to_one_payee")]


class PaymentInvoice(Row):
    """An invoice that the payment rests on."""

    rows_of, kind = Payment, "invoices"
    number = code("发票号码", index=True, check=invoice_number)
    amount = money("本次支付金额", blank=True)

    class Meta(Row.Meta):
        verbose_name = "发票"


class Precheck(Facts):
    """A check before payment: what was asked, what was answered. The system alone records it."""

    number = code("支付单号", index=True)
    payee = text("收款人", personal="name")
    amount = money("支付金额", red=True)
    checked_on = day("校验日期", index=True)
    colour = choice("结果", [*COLOURS, NONE], index=True)
    found = long_text("提示", blank=True)
    unit = organ("付款单位", fixed=True)

    class Meta:
        verbose_name = "支付前校验"


class Doubt(Facts):
    """What a rule found, until it is closed. `mark` says rule and occasion, so that one thing is raised once."""

    mark = code("疑点标识", max_length=80, quiet=True)
    rule = code("规则编号", index=True, quiet=True)
    name = text("疑点")
    words = text("规则", max_length=500)
    colour = choice("级别", COLOURS, index=True)
    phase = choice("环节", PHASES)
    unit = organ("所涉单位")
    payee = text("收款人", personal="name", blank=True)
    amount = money("所涉金额", red=True, blank=True)
    found_on = day("发现日期", index=True)
    content = long_text("疑点内容")
    basis = text("依据", max_length=500)
    owner = text("规则责任岗位")
    warned = yes_no("支付前已经提示", blank=True)
    answer_by = day("回复期限", future=True, blank=True)
    demand = text("核实要求", max_length=500, blank=True)
    answer = long_text("核实情况", blank=True, help="写明业务经过和依据，不写个人身份信息和举报线索")
    proof = text("证明材料", max_length=500, blank=True, help="材料名称和存放处；扫描件作为附件上传")
    back_why = text("退回理由", max_length=500, blank=True)
    verdict = choice("认定", VERDICTS, blank=True, index=True)
    finding = long_text("认定情况", blank=True)
    judged_on = day("认定日期", blank=True, index=True)
    to_recover = money("应当追回金额", blank=True)
    measure = long_text("整改措施", blank=True)
    recovered = money("追回金额", blank=True)
    rectified_on = day("整改日期", blank=True)
    ending = choice("销号方式", ENDINGS, blank=True)
    closed_on = day("销号日期", blank=True, index=True)

    agreements = (
        needed("to_recover", "verdict", lambda found: found == "true", "认定属实的，请填写应当追回金额；没有的填 0。"),
        Agreement(("recovered", "ending"), lambda recovered, ending: ending != "recovered" or recovered > 0, "没有追回资金的，不能以“资金已追回”销号。"),
    )

    class Meta:
        verbose_name = "支付疑点"
        constraints = [models.UniqueConstraint(fields=["mark"], name="one_doubt_a_mark")]


class DoubtRecord(Row):
    """A record that the doubt rests on."""

    rows_of, kind = Doubt, "records"
    record = matter("记录")
    what = text("内容", max_length=500)

    class Meta(Row.Meta):
        verbose_name = "所依据的记录"


class Unchecked(models.Model):
    """A payment recorded or corrected and not checked since: a work list beside the ledger, kept by `mirror.py`, emptied by `runner.pending`."""

    payment = models.OneToOneField("kernel.Matter", models.PROTECT, primary_key=True, related_name="+")

    class Meta:
        verbose_name = "待校验支付"
