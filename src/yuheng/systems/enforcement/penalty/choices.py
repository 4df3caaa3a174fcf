"""Codes of the penalty system. What a code means never changes."""

KINDS = (
    ("warning", "警告"), ("criticism", "通报批评"), ("fine", "罚款"), ("confiscate_income", "没收违法所得"), ("confiscate_goods", "没收非法财物"),
    ("suspend_licence", "暂扣许可证件"), ("lower_grade", "降低资质等级"), ("revoke_licence", "吊销许可证件"), ("restrict", "限制开展生产经营活动"),
    ("stop", "责令停产停业"), ("shut", "责令关闭"), ("bar", "限制从业"),
)  # fmt: skip
"""The kinds of 行政处罚法 第九条 that such an organ may give, lightest first by group."""

HEARD = frozenset({"lower_grade", "revoke_licence", "stop", "shut", "bar"})
"""Kinds that open a hearing whatever the sum (第六十三条)."""

GROUNDS = (
    ("slight", "违法行为轻微并及时改正，没有造成危害后果"), ("first", "初次违法且危害后果轻微并及时改正"), ("no_fault", "当事人有证据足以证明没有主观过错"),
    ("incapable", "不满十四周岁或者不能辨认控制自己行为"), ("unproven", "违法事实不能成立"),
)  # fmt: skip

SOURCES = (("patrol", "巡查"), ("report", "举报投诉"), ("transfer", "移送"), ("assigned", "上级交办"), ("12345", "12345热线"), ("camera", "电子监控"))

PARTIES = (("person", "公民"), ("individual", "个体工商户"), ("organisation", "法人或者其他组织"))

OUTCOMES = (("penalised", "给予行政处罚"), ("none", "不予行政处罚"), ("dropped", "销案"), ("transferred", "移送"), ("not_filed", "不予立案"))
