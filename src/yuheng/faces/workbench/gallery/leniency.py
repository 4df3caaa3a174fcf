"""Sample pages of 免罚轻罚: a question with buttons, one with a number, a stop, and the answer of the list."""

from __future__ import annotations

from ..components import AnswerLine, FormField, Group, LeniencyPage, Link, Option, Page

HERE = Link("昆高执免核〔2023〕0011号", "#")
SEEN = "初次违法：2022-05-08 以来没有查到同类违法"
ANSWERED = [AnswerLine("危害后果", "没有危害后果", "#"), AnswerLine("面积", "2 平方米", "#")]
WITH = Group("办理人员和时间", [FormField(name="y_with1", label="共同办理人员", kind="select", options=[Option("", ""), Option("1", "欧阳某（二中队）")], required=True)])

PAGES: dict[str, Page] = {
    "leniency": LeniencyPage(
        title="逐项核对清单条件", matter=HERE, item="占道设摊", seen=SEEN, hints=["同一地点或者店招：2023-03-01 二中队 占道设摊 不予处罚"], answered=ANSWERED, name="corrected",
        question="违法行为是否已经改正？", options=[("spot", "当场改正"), ("order", "承诺在责令期限内改正"), ("refuse", "不改正")], action="#",
    ),
    "leniency-number": LeniencyPage(
        title="逐项核对清单条件", matter=HERE, item="占道设摊", seen=SEEN, name="area", question="占用（污染）的面积有多大？",
        number=FormField(name="area", label="面积", kind="number", unit="平方米", required=True), action="#",
    ),
    "leniency-stopped": LeniencyPage(
        title="逐项核对清单条件", matter=HERE, item="占道设摊", seen="不能核验是否初次违法", stopped="没有证件号码或者统一社会信用代码，不能核验是否初次违法",
        stopped_link=Link("补充当事人身份", "#"), action="#",
    ),
    "leniency-answer": LeniencyPage(
        title="逐项核对清单条件", matter=HERE, item="占道设摊", seen="不是初次违法：2023-06-20 以来查到同类违法 1 起", earlier=["2023-09-23 一中队 占道设摊 不予处罚（昆高执免核〔2023〕0011号）"],
        answered=ANSWERED, kept=[("harm", "none")], result="清单不适用，依法办理，核对后转立案件", said=[("适用的清单", "免罚轻罚清单（2023-01-04起施行）"), ("改正期限", "10 日以内")],
        groups=[WITH], hidden={"y_key": "k"}, action="#", act="逐项核对清单条件",
    ),
}  # fmt: skip
