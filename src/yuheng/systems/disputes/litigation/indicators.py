"""Figures over cases of reconsideration and litigation, and over the register of lost ones."""

from __future__ import annotations

from django.db.models import F, Q

from yuheng.kernel.indicators.declare import Count, Indicator, Ratio, Records, Rows, Shown, register
from yuheng.systems.disputes.litigation.facts import Advice, Contest, Hearing, LostCase

HELD = Q(presence__in=("head", "staff", "lawyer", "absent"))

register(
    Indicator(
        "litigation.lost_cases_reviewed_years", 6, "复议诉讼败诉案件分析年限", "年", "期内剖析的败诉案件所涉的结案年份数。", Records(LostCase, "reviewed_on"), Count("ended_year"),
        confirms="justice-office",
    ),
    Indicator(
        "litigation.received", 6, "复议应诉案件", "件", "收到的行政复议、行政诉讼案件数。", Records(Contest, "received_on"), calibre="按收到副本的日期统计；没有收到日期的历年案件不在内。", figure=False,
        confirms="justice-office",
    ),
    Indicator("litigation.reconsiderations", 6, "行政复议案件", "件", "收到申请书副本的行政复议案件数。", Records(Contest, "received_on", Q(route="reconsideration")), figure=False, confirms="justice-office"),
    Indicator("litigation.lawsuits", 6, "行政诉讼案件", "件", "收到起诉状副本的行政诉讼案件数。", Records(Contest, "received_on", Q(route="lawsuit")), figure=False, confirms="justice-office"),
    Indicator("litigation.ended", 6, "复议应诉结案", "件", "结果已经生效的行政复议、行政诉讼案件数。", Records(Contest, "ended_on"), calibre="按结果生效日期统计。", figure=False, confirms="justice-office"),
    Indicator(
        "litigation.lost_share", 6, "败诉（被纠错）率", "%", "结果生效的案件中败诉、被纠错的比例。", Records(Contest, "ended_on"), Ratio(Q(lost=True), 2),
        calibre="撤销、变更、确认违法或者无效、责令履行、给付、补救、赔偿和承担协议责任的计为败诉；改变行为后撤回的另计。", figure=False, shown=Shown("percent"), confirms="justice-office",
    ),
    Indicator("litigation.changed", 6, "改变行为后撤回", "件", "被诉行为改变后对方撤回的案件数。", Records(Contest, "ended_on", Q(after_change=True)), figure=False, confirms="justice-office"),
    Indicator("litigation.settled", 6, "化解行政争议", "件", "经调解、和解结案的案件数。", Records(Contest, "ended_on", Q(settled__isnull=False)), figure=False, confirms="justice-office"),
    Indicator(
        "litigation.head_attendance", 6, "负责人出庭率", "%", "负责人出庭（参加听证）的场次占开庭场次的比例。", Rows(Hearing, "on", HELD), Ratio(Q(presence="head"), 2),
        calibre="按开庭日期统计，各审级分别计算，未开庭的不计。", figure=False, shown=Shown("percent"), confirms="justice-office", cites=("行政诉讼法(2017-06-27)#3.3",),
    ),
    Indicator(
        "litigation.advice_in_time", 6, "建议书按期答复率", "%", "在期限以前答复的司法建议、检察建议、复议意见书占收到的比例。", Rows(Advice, "received_on"), Ratio(Q(answered_on__isnull=False, answered_on__lte=F("answer_by")), 2),
        figure=False, shown=Shown("percent"), confirms="justice-office",
    ),
)  # fmt: skip
