"""Figures over payments, checks and doubts."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Ratio, Records, Shown, Sum, register
from yuheng.systems.oversight.money.facts import Doubt, Payment, Precheck

FOUND = "按发现日期统计。"
JUDGED = "按认定日期统计，没有认定的不在内。"

register(
    Indicator("money.payments", 5, "纳入监督的支付", "笔", "登记并经规则校验的支付笔数。", Records(Payment, "paid_on"), figure=False, confirms="finance"),
    Indicator("money.payments_sum", 5, "纳入监督的支付金额", "万元", "登记并经规则校验的支付金额，退款冲销以负数计。", Records(Payment, "paid_on"), Sum("amount", 10_000_00, 2), figure=False, confirms="finance"),
    Indicator("money.prechecks", 5, "支付前校验", "次", "支付以前提交规则校验的次数。", Records(Precheck, "checked_on"), figure=False, confirms="finance"),
    Indicator("money.doubts", 5, "支付疑点", "个", "规则从支付记录中发现的疑点数。", Records(Doubt, "found_on"), calibre=FOUND, figure=False, confirms="finance"),
    Indicator("money.doubts_red", 5, "红色疑点", "个", "红色级别的支付疑点数。", Records(Doubt, "found_on", Q(colour="red")), calibre=FOUND, figure=False, confirms="finance"),
    Indicator("money.doubts_yellow", 5, "黄色疑点", "个", "黄色级别的支付疑点数。", Records(Doubt, "found_on", Q(colour="yellow")), calibre=FOUND, figure=False, confirms="finance"),
    Indicator("money.doubts_true", 5, "属实疑点", "个", "认定属实的支付疑点数。", Records(Doubt, "judged_on", Q(verdict="true")), calibre=JUDGED, figure=False, confirms="finance"),
    Indicator("money.false_alarms", 5, "疑点误报率", "%", "认定为误报的疑点占已认定疑点的比例。", Records(Doubt, "judged_on"), Ratio(Q(verdict="false"), 2), calibre=JUDGED, figure=False, shown=Shown("percent"), confirms="finance"),
    Indicator("money.closed", 5, "销号疑点", "个", "核对整改或者认定误报以后销号的疑点数。", Records(Doubt, "closed_on"), calibre="按销号日期统计。", figure=False, confirms="finance"),
    Indicator("money.recovered", 5, "追回资金", "万元", "属实疑点整改追回的金额。", Records(Doubt, "closed_on", Q(verdict="true")), Sum("recovered", 10_000_00, 2), calibre="按销号日期统计。", figure=False, confirms="finance"),
)  # fmt: skip
