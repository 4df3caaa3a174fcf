"""Figures of mediation."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Ratio, Records, Sum, register
from yuheng.systems.disputes.mediation.facts import Dispute

HANDLED = Q(outcome__in=("agreed", "failed"), start_mode__isnull=False)
"""Taken up by a committee and ended there: what a party refused before it was taken up was not mediated."""

register(
    Indicator(
        "disputes.mediated", 6, "调处各类矛盾纠纷", "件", "期内登记并由调解组织受理调处的矛盾纠纷件数，并案和不予受理的不计。",
        Records(Dispute, "received_on", HANDLED), calibre="以登记日期为准。", confirms="disputes",
    ),
    Indicator(
        "disputes.amount", 6, "调处纠纷涉及金额", "万元", "调处的纠纷所涉金额之和，没有金额的不计入也不平均。", Records(Dispute, "received_on", HANDLED),
        Sum("amount", 1_000_000, 1), calibre="以登记日期为准；没有金额的另列。", confirms="disputes",
    ),
    Indicator(
        "disputes.agreed_share", 6, "调解成功率", "%", "达成协议的占调处件数的比例。", Records(Dispute, "received_on", HANDLED), Ratio(Q(outcome="agreed"), 2),
        figure=False, confirms="disputes",
    ),
    Indicator(
        "disputes.oral_share", 6, "口头协议占比", "%", "口头协议占达成协议件数的比例。", Records(Dispute, "agreed_on"), Ratio(Q(oral=True), 2), figure=False,
        confirms="disputes",
    ),
    Indicator(
        "disputes.confirmed", 6, "司法确认", "件", "经人民法院裁定确认有效的调解协议。", Records(Dispute, "agreed_on", Q(ruling="confirmed")), figure=False,
        confirms="disputes",
    ),
)  # fmt: skip
