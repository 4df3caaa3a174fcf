"""Sheets of disputes in the columns of the mediation centre."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "disputes.mediated", "矛盾纠纷排查化解台账", "disputes.mediated",
        (
            Head("登记日期", "received_on"), Head("来源渠道", "source"), Head("来源编号", "source_number"), Head("纠纷类型", "kind"), Head("当事人", "disputants.name", True),
            Head("涉及人数", "persons"), Head("承办调解组织", "@lead", True), Head("启动方式", "start_mode"), Head("结案方式", "outcome"), Head("协议日期", "agreed_on"),
            Head("口头协议", "oral"), Head("涉及金额（元）", "amount"), Head("履行情况", "performed"), Head("司法确认", "ruling"), Head("满意程度", "content_with"),
        ),
        also=("disputes.amount", "disputes.agreed_share"), sender="矛调中心、各调委会",
    ),
)  # fmt: skip
