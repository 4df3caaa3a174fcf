"""Figures over these registers."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Indicator, Ratio, Records, Shown, register
from yuheng.systems.services.registration.facts import Chain, Conversion, Deregistration, OperatorChange, Startup

register(
    Indicator(
        "startup.online_share",
        2,
        "企业开办全链网办办理率(占新设企业)",
        "%",
        "新设企业中通过全链网办办理开办的比例。",
        Records(Startup, "registered_on"),
        Ratio(Q(online=True), 2),
        calibre="以登记日期为准；分子为全链网办户数，分母为新设企业户数。",
        shown=Shown("percent"),
        confirms="approval",
    ),
    Indicator(
        "chain.simplified",
        2,
        "简化登记的连锁企业(一照多址)",
        "家",
        "按一照多址简化登记的连锁企业数。",
        Records(Chain, "registered_on"),
        confirms="approval",
    ),
    Indicator(
        "deregistration.one_plus_n",
        2,
        "“1+N”注销单位",
        "家",
        "营业执照与相关许可同步注销的单位数。",
        Records(Deregistration, "closed_on"),
        confirms="approval",
    ),
    Indicator(
        "operator_change.direct",
        2,
        "直接变更个体经营者",
        "家",
        "不经注销直接变更经营者的个体工商户数。",
        Records(OperatorChange, "changed_on", Q(direct=True)),
        confirms="approval",
    ),
    Indicator(
        "individual_to_enterprise.direct",
        2,
        "个转企直接审批",
        "家",
        "个体工商户直接转为企业的户数。",
        Records(Conversion, "approved_on", Q(direct=True)),
        confirms="approval",
    ),
)
