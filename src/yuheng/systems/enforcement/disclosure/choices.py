"""Codes of what is told before enforcement. What a code means never changes."""

SORTS = (
    ("duties", "职责权限"), ("guide", "服务指南"), ("flow", "执法流程图"), ("remedy", "救济渠道"), ("random", "随机抽查事项清单"), ("plan", "年度检查计划"),
    ("review", "重大执法决定法制审核目录"), ("recording", "音像记录事项清单"), ("complaint", "监督投诉方式"), ("devices", "电子技术监控设备设置地点"), ("notice", "公告"),
)  # fmt: skip
"""国办发〔2018〕118号（四）, 行政处罚法 第三十九条、第四十一条第一款."""
