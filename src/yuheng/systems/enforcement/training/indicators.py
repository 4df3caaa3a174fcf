"""Figures over these registers."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Count, Indicator, Ratio, Records, Shown, register
from yuheng.systems.enforcement.training.facts import CertificateReview, Course, ExamResult

PRESENT = ~Q(absent=True)
BEST = ~Q(superseded=True)
"""Of several attempts of one person in one round and its resits only the best counts."""
ORIGINAL = Q(makeup__isnull=True)
"""Results of a round itself, not of a resit of it."""

register(
    Indicator(
        "training.courses", 4, "法制培训", "场", "组织和参加的各层级法制培训场数。", Records(Course, "held_on"), figure=False, confirms="enforcement",
    ),
    Indicator(
        "certificates.reviewed", 4, "执法证年审人次", "人次", "执法证年审考试的人次，一人几次计几次。", Records(CertificateReview, "reviewed_on"), figure=False,
        confirms="enforcement",
    ),
    Indicator(
        "training.own",
        4,
        "线下集中法制培训",
        "场",
        "自行组织的线下集中法制培训场数。",
        Records(Course, "held_on", Q(level="own")),
        confirms="enforcement",
    ),
    Indicator(
        "training.city",
        4,
        "参加市级“教官团”培训",
        "场",
        "组织队员参加市级“教官团”培训的场数。",
        Records(Course, "held_on", Q(level="city")),
        confirms="enforcement",
    ),
    Indicator(
        "training.province",
        4,
        "收看省级条线部门线上培训",
        "场",
        "收看省级条线部门线上培训的场数。",
        Records(Course, "held_on", Q(level="province")),
        confirms="enforcement",
    ),
    Indicator(
        "exam.rounds",
        4,
        "线上法制考核",
        "次",
        "组织线上法制考核的场次。",
        Records(ExamResult, "taken_on", ORIGINAL),
        Count("round"),
        calibre="补考随原场次，不另计一次。",
        confirms="enforcement",
    ),
    Indicator(
        "exam.participants",
        4,
        "参加考核的执法队员",
        "名",
        "参加线上法制考核的人数，一人多次计一名。",
        Records(ExamResult, "taken_on", PRESENT),
        Count("candidate"),
        shown=Shown("more_than", 100),
        confirms="enforcement",
    ),
    Indicator(
        "exam.pass_rate",
        4,
        "考试合格率",
        "%",
        "合格人次占参考人次的比例。",
        Records(ExamResult, "taken_on", PRESENT & BEST),
        Ratio(Q(passed=True), 0),
        calibre="分子为合格人次，分母为参考人次；一人一场多次参考、补考的，以最好的一次计一次。",
        shown=Shown("percent"),
        confirms="enforcement",
    ),
    Indicator(
        "exam.pass_rate_of_all",
        4,
        "应考人员合格率",
        "%",
        "合格人次占应当参加考核人次的比例，缺考计入分母。",
        Records(ExamResult, "taken_on", BEST),
        Ratio(Q(passed=True), 2),
        calibre="分子为合格人次，分母为应考人次（含缺考）；一人一场多次参考、补考的，以最好的一次计一次。",
        figure=False,
        shown=Shown("percent"),
        confirms="enforcement",
    ),
    Indicator(
        "certificates.annual_review",
        4,
        "执法证年审考试",
        "名",
        "完成执法证年审考试的持证人员数。",
        Records(CertificateReview, "reviewed_on"),
        Count("holder"),
        confirms="enforcement",
    ),
)
