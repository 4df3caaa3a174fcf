"""Codes of inspections. What a code means never changes."""

from __future__ import annotations

WAYS = [("random", "双随机"), ("daily", "日常检查"), ("special", "专项检查"), ("triggered", "触发式检查")]
PLANNED = frozenset({"random", "special"})
"""Ways that rest on an approved plan."""

EXEMPT = [("complaint", "投诉举报"), ("handed", "转办交办"), ("data", "数据监测线索"), ("applied", "应企业申请"), ("urgent", "紧急情况")]
"""Why a visit lies outside the limits of frequency. It needs approval and its reason all the same."""

URGENT = "urgent"

FOUND = [("ok", "符合"), ("bad", "不符合"), ("na", "不适用")]
BAD = "bad"

RESULTS = [("fine", "未发现问题"), ("corrected", "责令改正"), ("filed", "立案"), ("lenient", "免罚轻罚核验"), ("handed", "移送其他机关")]
FINE = "fine"

SIGNED = [("signed", "已签字确认"), ("refused", "拒绝签字"), ("absent", "无人在场")]
TOLD = [("spot", "当场交付"), ("mail", "邮寄"), ("online", "网上告知")]

PLANS = [("annual", "年度检查计划"), ("special", "专项检查计划")]

CALLS = [("visit", "走访"), ("service", "上门服务"), ("publicity", "政策、法律宣传"), ("safety", "安全提示")]

MARKS = [(str(n), f"{n} 星") for n in range(1, 6)]
ASKED = [("card", "检查人员是否主动出示执法证件和任务码"), ("reason", "是否说明检查的事项和依据"), ("calm", "是否没有影响正常生产经营")]
"""What a rating asks besides the stars: yes or no."""
