"""Figures over clues and supervision papers."""

from __future__ import annotations

from django.db.models import F, Q

from yuheng.kernel.indicators.declare import Indicator, Ratio, Records, Shown, register
from yuheng.systems.oversight.clues.facts import Clue, Complaint, Letter

IN_TIME = Q(answered_on__isnull=False, answered_on__lte=F("answer_by"))

register(
    Indicator("supervision.clues", 5, "执法监督线索", "条", "线索模型从办案记录中发现的线索数。", Records(Clue, "found_on"), figure=False, confirms="justice-office"),
    Indicator(
        "supervision.clues_counted", 5, "计入的执法监督线索", "条", "先示所涉单位以后认定计入的线索数。", Records(Clue, "found_on", Q(verdict="counted")),
        calibre="按发现日期统计，待认定和不予计入的不在内。", figure=False, confirms="justice-office",
    ),
    Indicator("supervision.complaints", 5, "行政执法投诉", "件", "登记的行政执法投诉件数。", Records(Complaint, "received_on"), figure=False, confirms="justice-office"),
    Indicator("supervision.letters", 5, "执法监督文书", "份", "制发的执法监督文书份数，含内部整改通知。", Records(Letter, "issued_on"), figure=False, confirms="justice-office"),
    Indicator(
        "supervision.answered_in_time", 5, "监督文书按期反馈率", "%", "在反馈期限以前反馈整改情况的文书占制发文书的比例。", Records(Letter, "issued_on"), Ratio(IN_TIME, 2),
        calibre="退回重改的，按另定的期限和最后一次反馈计算。", figure=False, shown=Shown("percent"), confirms="justice-office",
    ),
)  # fmt: skip
