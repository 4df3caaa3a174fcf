"""What the office records of a meeting on penalty cases (行政处罚法 第五十七条第二款)."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, code, day, long_text, matter, person, text
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.enforcement.meetings.choices import MEETINGS, PARTS, STANDS


class Meeting(Facts):
    number = code("会议编号", index=True)
    sort = choice("会议性质", MEETINGS, index=True, default="decision")
    held_on = day("会议日期", index=True)
    place = text("会议地点")
    summary = long_text("会议情况", blank=True)

    class Meta:
        verbose_name = "行政处罚案件会议"


class Attendee(Row):
    rows_of, kind = Meeting, "attendees"
    person = person("参加人员")
    part = choice("分工", PARTS)

    class Meta(Row.Meta):
        verbose_name = "参加人员"


class MeetingOpinion(Row):
    """What one member said of one case."""

    rows_of, kind = Meeting, "opinions"
    case = matter("案件", of="penalty.ordinary")
    person = person("发表意见的人员")
    stand = choice("意见", STANDS)
    opinion = text("具体意见", max_length=1000, blank=True)

    class Meta(Row.Meta):
        verbose_name = "对案件的意见"
