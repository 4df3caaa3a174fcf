"""The frame of the sample pages: seven chapters, long names, counts."""

from __future__ import annotations

from collections.abc import Mapping

from ..components import Chapter, Choice, Frame, Link, Message, Page

CHAPTERS = [
    ("coordination", "统筹推进", "sitemap", ["学法计划", "任务督办", "重大行政决策", "合法性审查", "法律顾问"]),
    ("services", "政务服务", "building-community", ["企业开办", "变更与注销", "公共法律服务", "法律援助初审"]),
    ("culture", "法治文化", "book", ["法治小区", "普法活动", "法治阵地"]),
    ("enforcement", "行政执法", "gavel", ["行政处罚", "简易程序处罚", "免罚轻罚", "案卷评查", "执法证件", "信用修复"]),
    ("oversight", "执法监督", "shield-check", ["监督计划", "专项监督", "政务诚信"]),
    ("disputes", "矛盾化解", "scale", ["人民调解", "行政复议应诉", "信访事项", "府院联动"]),
    ("assessment", "考核与年报", "report-analytics", ["年度报告", "统计年报", "考核指标"]),
]


def sample_frame(pages: Mapping[str, Page], name: str) -> Frame:
    counts = {"行政处罚": 12, "人民调解": 7, "合法性审查": 2, "案卷评查": 1}
    chapters = [
        Chapter(key, title, icon, [Link(s, "/gallery/list", count=counts.get(s), current=s == "行政处罚") for s in systems])
        for key, title, icon, systems in CHAPTERS
    ]
    messages = [Message("done", "已立案，应于 2023-12-26 前作出决定（《行政处罚法》第六十条，90 日）。", Link("撤回", "#"))]
    return Frame(
        zone="昆山高新区",
        person="阿卜杜拉·买买提艾力",
        post="综合执法局二中队 · 承办人",
        chapters=chapters,
        daily=[Link("待办", "/gallery/home", count=22, current=name == "home"), Link("指标", "/gallery/figures"), Link("程序图", "/gallery/map")],
        choices=[
            Choice("organ", "单位", [("zone", "全区"), ("squad", "综合行政执法局二中队")], "squad"),
            Choice("period", "期间", [("2023", "2023 年"), ("2022", "2022 年")], "2023"),
        ],
        person_menu=[Link("我的岗位", "#"), Link("修改密码", "#"), *(Link(page.title, f"/gallery/{key}") for key, page in pages.items())],
        logout_href="/logout/",
        home_href="/gallery/home",
        bottom="todo" if name == "home" else "work",
        waiting=22,
        overdue=2,
        messages=messages if name == "matter" else [],
        demonstration=True,
        simulated_now="2024-01-02 09:00",
        draft_scope="sample",
    )
