"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, in_order
from yuheng.kernel.records.columns import choice, code, day, long_text, organ, text, whole, yes_no
from yuheng.kernel.records.facts import Facts, Row


class PetitionBatch(Facts):
    received_on = day("登记日期", index=True)
    form = choice("信访形式", [("visit", "来访"), ("letter", "来信"), ("online", "网上"), ("call", "来电")])
    persons = whole("人数", unit="人次", least=1)
    first = yes_no("初次", index=True)
    kind = choice("分类", [("advice", "建议意见"), ("accuse", "检举控告"), ("appeal", "申诉求决")])
    content = choice(
        "内容类别",
        [
            ("estate", "物业管理"),
            ("demolition", "征地拆迁"),
            ("labour", "劳动社保"),
            ("planning", "规划建设"),
            ("education", "教育"),
            ("environment", "环境保护"),
            ("other", "其他"),
        ],
    )
    petitioner = text("信访人", personal="name", blank=True)
    place = organ("问题属地", blank=True)
    unit = organ("责任单位", blank=True)
    accepted_on = day("受理告知日期", blank=True)
    answered_on = day("答复日期", blank=True)
    satisfied = yes_no("满意", blank=True)
    number = code("信访编号", blank=True, index=True)
    anonymous = yes_no("匿名", blank=True)
    joint = yes_no("联名、集体", blank=True)
    skipped = yes_no("越级", blank=True)
    judicial = yes_no("涉法涉诉", blank=True)
    representatives = whole("代表人数", unit="人", blank=True, least=1)
    summary = text("主要诉求", blank=True, max_length=500)
    replied = choice("答复意见", [("support", "支持"), ("refuse", "不予支持"), ("explain", "解释说明"), ("transfer", "转送"), ("none", "不予受理")], blank=True)
    reviewed = choice("复查复核", [("none", "未申请"), ("review", "复查"), ("final", "复核")], blank=True)

    agreements = (
        in_order("received_on", "accepted_on", "受理告知日期不能早于登记日期。"),
        in_order("received_on", "answered_on", "答复日期不能早于登记日期。"),
        in_order("accepted_on", "answered_on", "答复日期不能早于受理告知日期。"),
        Agreement(("persons", "representatives"), lambda all_of, some: some <= all_of, "代表人数不能多于人数。"),
        Agreement(("anonymous", "petitioner"), lambda yes, name: not yes, "匿名信访不填信访人姓名。"),
        Agreement(("joint", "persons"), lambda yes, n: not yes or n > 1, "联名、集体信访的人数应当多于一人。"),
    )

    class Meta:
        verbose_name = "信访事项"


class JointConference(Facts):
    held_on = day("召开日期", index=True)
    topic = text("议题")
    chair = text("主持人", personal="name")
    units = text("参加单位")
    decisions = long_text("议定事项", blank=True)
    number = code("纪要编号", blank=True)

    class Meta:
        verbose_name = "信访联席会议"


class ConferenceTask(Row):
    """A decision of a conference: who does what by when, and what became of it."""

    rows_of, kind = JointConference, "tasks"
    content = text("议定事项", max_length=500)
    unit = organ("责任单位")
    leader = text("包案领导", personal="name", blank=True)
    due_on = day("完成时限", future=True, blank=True)
    done_on = day("完成日期", blank=True)
    result = text("完成情况", blank=True, max_length=500)

    class Meta(Row.Meta):
        verbose_name = "议定事项"
