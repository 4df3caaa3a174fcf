"""Sample pages of examinations, with the longest words that questions have."""

from __future__ import annotations

from ..components import (
    Act,
    Asked,
    Cell,
    ExamPaperPage,
    ExamResultsPage,
    HallLine,
    HallPage,
    Link,
    ListColumn,
    Page,
    Row,
    SittingPage,
    Table,
)

_POLICY = ["时间以服务器为准：自本人开考起 60 分钟，最迟 2024-01-02 16:00 截止。", "断网时保存在本机，恢复后自动补传，到时以后 5 分钟内补传的仍然有效。"]
_OPTIONS = (("A", "由具有执法资格的执法人员实施，执法人员不得少于两人，法律另有规定的除外", True), ("B", "可以由一人实施", False))
_RULES = Table([ListColumn("topic", "主题"), ListColumn("count", "题数", "number")], [Row("1", [Cell("行政处罚法"), Cell("10", kind="number")])])
_PEOPLE = Table([ListColumn("person", "人员"), ListColumn("score", "成绩", "number")], [Row("1", [Cell("阿卜杜拉·买买提"), Cell("96", kind="number")])])

PAGES: dict[str, Page] = {
    "exam-hall": HallPage(
        title="考核", mine=[HallLine("2024年第1次", "2024-01-02 14:00 至 16:00 · 60 分钟 · 80 分合格", "", Act("开考", "#", primary=True, post=True, note="开考即开始计时"))],
        trainings=[HallLine("行政复议法修订要点与应诉准备", "2024-01-19 · 4 学时", "已报名", paper=Link("合格证书", "#"))], policy=_POLICY, links=[Link("题库", "#")],
    ),
    "exam-sitting": SittingPage(
        title="2024年第1次", sheet=1, questions=[Asked(1, 7, "关于行政处罚的实施，下列说法正确的是（　　）", "单选", 4, False, _OPTIONS, 3), Asked(2, 2, "下列属于证据的有", "多选", 4, True, _OPTIONS, 0)],
        left=1799, grace=300, done=1, policy=_POLICY, save_href="#", action="#", hall_href="#",
    ),
    "exam-paper": ExamPaperPage(title="试卷 · 2024年第1次", scope="待考 · 25 题", rules=_RULES, drawn=[(1, "最少几人", _OPTIONS, "《行政处罚法》第四十二条", "")], digest="5f2c", seed="2024-1", action="#"),
    "exam-results": ExamResultsPage(
        title="2023年第2次", scope="2023-11-24 14:00 至 16:00", counts=[("应考", "412", "none"), ("合格", "404", "fine")], rates=[("合格率", "98.1%", "404÷参考 412")],
        people=_PEOPLE, missing=["王小明"], action="#",
        acts=[Act("收卷", "#", primary=True, post=True, note="没有交卷的按已收到的作答交卷"), Act("发放合格证书", "#", post=True, note="404 人合格、尚未发放")], units=[("1", "综合行政执法局（412 人）")], analysis=Table(_RULES.columns, _RULES.rows, id="analysis"), note="成绩只列出您可以查看的人员。",
    ),
}  # fmt: skip
