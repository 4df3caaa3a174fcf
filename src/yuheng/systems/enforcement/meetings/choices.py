"""Codes of the register of meetings. What a code means never changes."""

MEETINGS = (("decision", "集体讨论"), ("study", "案情研究"))
"""Only the first satisfies 第五十七条第二款: a meeting before defence, hearing and review gives 研究意见."""

PARTS = (("chair", "主持人"), ("member", "参加人员"), ("observer", "列席人员"), ("recorder", "记录人"))

STANDS = (("agree", "同意"), ("change", "同意并修改"), ("disagree", "不同意"))
