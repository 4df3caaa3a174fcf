"""Kinds of power items and fields of enforcement."""

from __future__ import annotations

PENALTY = "penalty"
KINDS = [(PENALTY, "行政处罚"), ("coercion", "行政强制"), ("inspection", "行政检查"), ("licence", "行政许可"), ("other", "其他")]
WAYS = [("own", "法定职权"), ("given", "赋权下放"), ("delegated", "委托执法")]
GENERAL = "综合行政执法"
FIELDS = [
    ("general", GENERAL), ("city", "城市管理"), ("ecology", "生态环境"), ("housing", "住房城乡建设"), ("safety", "应急管理"), ("planning", "自然资源和规划"),
    ("water", "水务"), ("fire", "消防"), ("market", "市场监管"), ("transport", "交通运输"), ("farming", "农业农村"), ("culture", "文化市场"), ("health", "卫生健康"),
]  # fmt: skip
"""Fields of enforcement: of an item, and what a certificate covers; the first covers all."""
FIELD_NAMES = dict(FIELDS)
SUBJECTS = [("organ", "行政机关"), ("authorised", "法律、法规授权的组织"), ("entrusted", "受委托的组织")]
