"""Codes of reconsideration and litigation. What a code means never changes."""

ROUTES = (("reconsideration", "行政复议"), ("lawsuit", "行政诉讼"))

WAYS = (("direct", "直接送达"), ("mail", "邮寄"), ("electronic", "电子送达"), ("desk", "窗口领取"))

TRACKS = (("ordinary", "普通程序"), ("simple", "简易程序"))

SORTS = (
    ("penalty", "行政处罚"), ("coercion", "行政强制"), ("licence", "行政许可"), ("expropriation", "征收征用、补偿"), ("registration", "行政登记、确认"),
    ("disclosure", "政府信息公开"), ("duty", "不履行法定职责"), ("complaint", "投诉举报处理"), ("agreement", "行政协议"), ("compensation", "行政赔偿"), ("other", "其他行政行为"),
)  # fmt: skip
"""What is contested 案由."""

APPLICANTS = (("person", "公民"), ("individual", "个体工商户"), ("organisation", "法人或者其他组织"))

RESULTS = (
    ("maintained", "维持"), ("claims_rejected", "驳回请求"), ("rejected", "驳回申请"), ("dismissed", "裁定驳回起诉"), ("withdrawn", "撤回（撤诉）"), ("mediated", "调解书结案"),
    ("ended", "终止（终结）"), ("revoked", "撤销"), ("part_revoked", "部分撤销"), ("changed", "变更"), ("illegal", "确认违法"), ("void", "确认无效"), ("ordered", "责令履行"),
    ("paid", "判决给付"), ("remedied", "责令补救、赔偿"), ("agreement", "承担行政协议责任"), ("compensated", "决定赔偿"), ("no_evidence", "视为没有证据、依据而撤销或者确认违法"),
)  # fmt: skip

LOST = frozenset(
    {"revoked", "part_revoked", "changed", "illegal", "void", "ordered", "paid", "remedied", "agreement", "compensated", "no_evidence"}
)
"""Results against the unit 败诉（被纠错）. What was withdrawn after the act was changed is counted apart (`after_change`)."""

OVERTURNS = {"revoked": "annulled", "part_revoked": "annulled", "no_evidence": "annulled", "changed": "changed", "illegal": "unlawful", "void": "void"}
"""Results that strike the penalty's own decision, as its file names them (行政处罚法 第四十八条第二款)."""

PLACES_2017 = {
    "maintained": "28.1（一）", "ordered": "28.1（二）", "revoked": "28.1（三）", "part_revoked": "28.1（三）", "changed": "28.1（三）", "illegal": "28.1（三）", "no_evidence": "28.1（四）",
    "compensated": "29.1", "withdrawn": "25",
}  # fmt: skip
"""The kinds of decision of the text of 2017, each with its article; four more stand in the regulation."""

PLACES_2007 = {"claims_rejected": "48.1（一）", "rejected": "48.1（二）", "mediated": "50", "ended": "42"}
"""The regulation beside the text of 2017."""

PLACES_2023 = {
    "changed": "63", "revoked": "64", "part_revoked": "64", "illegal": "65", "ordered": "66", "void": "67", "maintained": "68", "claims_rejected": "69", "no_evidence": "70",
    "agreement": "71", "compensated": "72", "rejected": "33", "mediated": "73", "withdrawn": "74", "ended": "41",
}  # fmt: skip
"""The kinds of decision of the text of 2023, each with its article."""

PLACES_COURT = {
    "claims_rejected": "69", "revoked": "70", "part_revoked": "70", "ordered": "72", "paid": "73", "illegal": "74", "void": "75", "remedied": "76", "changed": "77",
    "agreement": "78", "withdrawn": "62", "mediated": "60",
}  # fmt: skip
"""Judgments and rulings of the court, each with its article; two more stand in the interpretation."""

PLACES_INTERPRETATION = {"dismissed": "69", "ended": "88"}

PAPERS = (("judgment", "判决书"), ("ruling", "裁定书"), ("mediation", "调解书"))

SECOND = (("upheld", "驳回上诉，维持原判"), ("altered", "改判"), ("withdrawn", "准许撤回上诉"), ("mediated", "二审调解书结案"))

DUTIES = (
    ("none", "没有履行事项"), ("redo", "责令重新作出（文书定有期限）"), ("redo_law", "责令重新作出（文书未定期限）"), ("do", "责令履行职责"), ("pay", "给付、赔偿、返还"), ("terms", "履行调解、和解协议"),
)  # fmt: skip

STAGES = (("reconsideration", "复议听证"), ("first", "一审"), ("second", "二审"), ("retrial", "再审"))

RANKS = (("chief", "正职负责人"), ("deputy", "副职负责人"), ("other", "参与分管的其他负责人"))

PRESENCE = (("head", "负责人出庭"), ("staff", "负责人未出庭，委托工作人员出庭"), ("lawyer", "仅律师出庭"), ("absent", "无人出庭"), ("not_held", "未开庭"))

EXCUSES = (("majeure", "不可抗力"), ("accident", "意外事件"), ("duty", "需要履行他人不能代替的公务"), ("other", "其他正当事由"), ("none", "没有正当理由"))

STATIONS = (("joint", "行政争议协同化解工作站（府院联动）"), ("court", "人民法院"), ("reconsideration", "行政复议机构"))

MEDIABLE = (("discretion", "行使法律、法规规定的自由裁量权"), ("compensation", "行政赔偿、补偿"), ("other", "其他"))

SETTLED = (("mediated", "达成调解协议，由调解书结案"), ("withdrawn", "达成和解，由对方撤回"))

SUSPENDED = (
    ("party", "当事人死亡、丧失能力、终止或者下落不明"), ("force", "不可抗力等不能参加"), ("mediation", "进行调解、和解"), ("law", "法律适用须由有权机关解释确认"), ("other_case", "以其他案件审理结果为依据"),
    ("norm", "规范性文件附带审查"), ("other", "其他情形"),
)  # fmt: skip

STAYS = (("respondent", "本单位认为需要停止执行"), ("organ", "复议机关（人民法院）决定停止执行"), ("law", "法律规定停止执行"))

CAUSES = (("fact", "事实不清"), ("procedure", "程序违法"), ("law", "适用依据错误"), ("duty", "不履行职责"), ("flaw", "行为瑕疵"))
"""Causes of a loss; the declared list of the analysis."""

ACCOUNTABLE = (
    ("none", "不追究"), ("criticised", "批评教育、责令检查"), ("talked", "约谈、诫勉"), ("certificate", "暂扣或者收回行政执法证件"), ("assessed", "考核扣分"), ("transferred", "移送纪检监察机关"),
)  # fmt: skip

ADVICES = (
    ("judicial", "司法建议"), ("norm", "规范性文件处理建议（司法建议）"), ("procurator", "检察建议"), ("opinion", "行政复议意见书"),
)  # fmt: skip

ADVICE_PERIODS = {"norm": "litigation.norm.advice.answer", "opinion": "reconsider.opinionletter"}
"""Advice for whose answer the law gives the days; other letters bear their own."""

EVIDENCE = (
    ("document", "书证"), ("object", "物证"), ("video", "视听资料"), ("data", "电子数据"), ("witness", "证人证言"), ("statement", "当事人陈述"), ("expert", "鉴定意见"), ("record", "勘验、现场笔录"), ("basis", "规范性文件依据"),
)  # fmt: skip

SUPPLEMENTS = (
    ("permitted", "作出时已经收集、因正当事由不能提供，经准许补充"), ("answering", "对方提出了行政程序中没有提出的理由或者证据，经准许补充"),
)  # fmt: skip
"""When evidence made after the act may be handed in (行政复议法 第四十六条第二款, 行政诉讼法 第三十六条)."""
