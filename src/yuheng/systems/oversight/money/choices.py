"""The fixed words of the system: codes never change their meaning."""

from __future__ import annotations

KINDS = [
    ("purchase", "货物采购"), ("works", "工程"), ("service", "服务"), ("advance", "预付款"), ("reimburse", "报销"), ("grant", "拨款补助"),
    ("staff", "人员经费"), ("refund", "退款冲销"), ("other", "其他"),
]  # fmt: skip
BOUGHT = ("purchase", "works", "service", "advance")
"""Payments that a contract stands behind."""
SPENT = ("purchase", "works", "service", "reimburse", "other")
"""Payments that may be cut into pieces to stay below a limit."""
PAYEES = [("body", "单位"), ("person", "个人")]
COLOURS = [("red", "红色"), ("yellow", "黄色")]
NONE = ("none", "未发现疑点")
PHASES = [("before", "事前"), ("during", "事中"), ("after", "事后")]
INVOICE_STATES = [("normal", "正常"), ("red", "已红冲"), ("void", "已作废")]
VERDICTS = [("true", "属实"), ("false", "误报")]
ENDINGS = [("recovered", "资金已追回"), ("corrected", "已更正账务、补齐手续"), ("ruled", "已完善制度"), ("handed", "已按规定另行移送")]
