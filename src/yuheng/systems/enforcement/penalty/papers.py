"""Names of the papers of a penalty file, and how its numbers are written."""

ORDINARY = {
    "source": "案件来源登记表", "filing": "立案审批表", "not_filed": "不予立案审批表", "summons": "调查询问通知书", "inspection": "现场检查（勘验）笔录",
    "inquiry": "询问笔录", "extract": "证据提取单", "sampling": "抽样取证凭证", "preserve_approval": "先行登记保存审批表", "preserve": "先行登记保存通知书",
    "preserve_list": "先行登记保存清单", "preserve_decision": "先行登记保存物品处理决定书", "seizure": "查封（扣押）决定书", "correct": "责令改正通知书",
    "recheck": "复查记录", "mandate": "授权委托书", "address": "送达地址（电子送达）确认书", "conclusion": "调查终结报告", "review": "法制审核意见书",
    "notice": "行政处罚事先（听证）告知书", "statement": "陈述申辩笔录", "re_examination": "陈述申辩复核意见书", "hearing_notice": "听证通知书", "hearing_record": "听证笔录",
    "hearing_report": "听证报告", "discussion": "集体讨论记录", "approval": "行政处罚决定审批表", "decision": "行政处罚决定书", "no_penalty": "不予行政处罚决定书",
    "extension": "延期审批表", "instalment": "分期（延期）缴纳罚款审批表", "demand": "催告书", "enforcement": "强制执行申请书", "transfer": "案件移送书", "dropping": "销案审批表",
    "receipt": "送达回证", "closing": "结案审批表", "cover": "案卷封面", "contents": "卷内目录", "back": "备考表",
}  # fmt: skip

ORDINARY_NUMBERS = {"filing": "file", "notice": "notice", "decision": "decision", "no_penalty": "no_penalty", "correct": "correct", "demand": "demand", "enforcement": "court"}

SUMMARY = {
    "spot_decision": "当场行政处罚决定书", "promise": "责令改正、教育和承诺书", "no_penalty": "不予行政处罚决定书", "receipt": "罚款收据", "record": "当场处罚备案表",
}  # fmt: skip

PATTERNS = {
    "case": "{prefix}案〔{year}〕{no:04d}号", "file": "{prefix}立〔{year}〕{no:04d}号", "notice": "{prefix}罚告〔{year}〕{no:04d}号",
    "decision": "{prefix}罚决〔{year}〕{no:04d}号", "no_penalty": "{prefix}不罚〔{year}〕{no:04d}号", "correct": "{prefix}改〔{year}〕{no:04d}号",
    "demand": "{prefix}催〔{year}〕{no:04d}号", "court": "{prefix}强申〔{year}〕{no:04d}号", "spot": "{prefix}当罚〔{year}〕{no:05d}号",
}  # fmt: skip
