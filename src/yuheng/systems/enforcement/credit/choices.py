"""Codes of credit repair. What a code means never changes."""

CLASSES = (("slight", "轻微"), ("common", "一般"), ("serious", "严重"), ("grave", "特定严重（不予修复）"))

RULES = (("2019", "2019年527号通知"), ("2023", "58号令"), ("2025", "2025年实施方案"), ("2026", "信用修复管理办法"))

TRANSITION = (("2023", "58号令"), ("2025", "2025年实施方案的分级"))
"""Between the plan of 2025-06-22 and the order of 2026-04-01 the officer says which of the two is applied."""

PERIODS = (("none", "不公示"), ("slight", "轻微（确有必要公示）"), ("common", "一般"), ("uniform", "不分类别"), ("strict", "严重（五类领域）"), ("grave", "特定严重"))

FIELDS = (("general", "其他领域"), ("food", "食品"), ("drug", "药品"), ("equipment", "特种设备"), ("safety", "安全生产"), ("fire", "消防"))

SIZES = (("small", "较小数额"), ("large", "较大数额"), ("huge", "巨额"))

WAYS = (("with", "与决定书同时送达"), ("mail", "邮寄"), ("electronic", "电子送达"), ("desk", "窗口领取"))

ENDINGS = (("term", "最长公示期满"), ("repaired", "准予信用修复"), ("withdrawn", "处罚决定被变更、撤销、确认违法或者无效"), ("none", "依规定不予公示"))

MATERIALS = (("performed", "履行行政处罚的证明"), ("corrected", "纠正违法行为的证明"), ("promise", "信用承诺书"), ("training", "信用修复培训证明"), ("other", "其他材料"))

RECEIVERS = (
    ("credit_china", "信用中国"), ("province", "信用江苏"), ("city", "信用苏州"), ("gsxt", "国家企业信用信息公示系统"), ("sector", "行业主管部门系统"), ("other", "其他接收单位"),
)  # fmt: skip

ANSWERS = (("waiting", "待回执"), ("stopped", "已停止公示"), ("rejected", "退回"))

SHEETS = (("certificate", "无违法违规证明"), ("report", "专项信用报告"))
