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

NOT_FILED = (
    ("none", "没有违法事实"), ("slight", "违法行为轻微，当场已经改正"), ("jurisdiction", "不属于本机关管辖"), ("expired", "超过追责期限"), ("other", "其他不应立案的情形"),
)  # fmt: skip
"""Why no file is opened. None of these is a decision not to punish, and none counts as leniency."""

DROPPED = (
    ("expired", "超过追责期限"), ("gone", "当事人死亡或者终止，没有承受其义务的人"), ("jurisdiction", "不属于本机关管辖，已转有权机关"), ("duplicate", "重复立案"), ("other", "其他应当终止的情形"),
)  # fmt: skip
"""What ends a file without a decision on the merits."""

THINGS = (("preserved", "先行登记保存"), ("sample", "抽样取证"), ("seized", "查封、扣押"))

DISPOSALS = (
    ("recorded", "采取记录、复制、拍照、录像等措施后予以返还"), ("examined", "送交检测、检验、鉴定"), ("confiscated", "依法没收"), ("seized", "采取查封、扣押措施"),
    ("released", "不再需要保存，解除先行登记保存"), ("other", "依法作出其他处理"),
)  # fmt: skip

ON_SPOT = (
    ("small", "法定小额罚款（第六十八条第一项）"), ("hard", "不当场收缴事后难以执行（第六十八条第二项）"), ("remote", "边远、水上、交通不便，当事人提出（第六十九条）"),
)  # fmt: skip
"""When officers may take a fine themselves; a code names the item of the article, the sum stands in the law."""

OVERTURNED = (("changed", "变更"), ("annulled", "撤销"), ("unlawful", "确认违法"), ("void", "确认无效"))
"""What makes a published decision be withdrawn (第四十八条第二款)."""

SHOWN = (("full", "公开信息摘要和违法事实"), ("summary", "公开信息摘要"), ("none", "不予公开"))

HIDDEN = (
    ("minor", "当事人不满十八周岁"), ("secret", "涉及国家秘密"), ("trade", "涉及商业秘密，处理后仍不宜公开"), ("privacy", "涉及个人隐私，处理后仍不宜公开"),
    ("sector", "本领域规定不公示（仅受警告、简易程序）"), ("minor_effect", "不具有一定社会影响"),
)  # fmt: skip
"""Why a decision is not public (第四十八条第一款、第五十条)."""

CREDIT_ENDS = (("repaired", "信用修复，提前终止公示"), ("expired", "公示期满"), ("overturned", "处罚决定被变更、撤销、确认违法或者确认无效"))

PARTIES = (("person", "公民"), ("individual", "个体工商户"), ("organisation", "法人或者其他组织"))

OUTCOMES = (("penalised", "给予行政处罚"), ("none", "不予行政处罚"), ("dropped", "销案"), ("transferred", "移送"), ("not_filed", "不予立案"), ("converted", "转为普通程序"))

POINTS = (
    ("subject", "执法主体和人员资格"), ("power", "法定权限"), ("facts", "事实"), ("evidence", "证据"), ("law", "适用依据"), ("procedure", "程序"), ("discretion", "裁量"),
    ("papers", "文书"), ("crime", "涉嫌犯罪移送"),
)  # fmt: skip
"""What a legal review goes through, one by one (国办发〔2018〕118号（十三）)."""

REVIEWED = (("agree", "审核通过"), ("problem", "存在问题，改正后重新审核"))

CLOSED_DOORS = (("secret", "涉及国家秘密"), ("trade", "涉及商业秘密"), ("privacy", "涉及个人隐私"))
"""When a hearing is not public (第六十四条第三项)."""

GRADES = (("reduced", "减轻"), ("lighter", "从轻"), ("usual", "一般"), ("heavier", "从重"))

CORRECTED = (("before", "责令改正前已改正"), ("in_time", "期限内改正"), ("late", "逾期改正"), ("not", "拒不改正"))
HARM = (("none", "没有危害后果"), ("slight", "危害后果轻微"), ("common", "危害后果一般"), ("serious", "危害后果严重"))
ATTITUDE = (("active", "主动配合调查"), ("usual", "一般配合"), ("hinders", "阻碍、拒绝调查"))

FILMED = (
    ("scene", "现场检查、调查取证"), ("sample", "抽样取证"), ("preserve", "先行登记保存"), ("seize", "查封、扣押"), ("hearing", "听证"), ("left", "留置送达"), ("public", "公告送达"),
    ("spot", "当场处罚"), ("other", "其他"),
)  # fmt: skip
"""What a clip shows of a case (国办发〔2018〕118号（八）)."""
