"""Figures over these registers."""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Count, Indicator, Ratio, Records, Rows, Shown, register
from yuheng.systems.oversight.supervision.facts import (
    KeyPoint,
    ReviewedFile,
    ReviewProblem,
    ReviewRound,
    SupervisionRound,
)

register(
    Indicator(
        "case_review.rounds",
        4,
        "案卷评查",
        "次",
        "开展案卷评查的次数。",
        Records(ReviewRound, "held_on"),
        confirms="justice-office",
    ),
    Indicator(
        "case_review.files",
        4,
        "评查案卷",
        "份",
        "评查的案卷份数，一卷计一份。",
        Records(ReviewedFile, "reviewed_on"),
        Count("file"),
        same_set="files_reviewed",
        confirms="justice-office",
    ),
    Indicator(
        "case_review.reviews",
        4,
        "案卷评查记录",
        "份次",
        "案卷评查的份次，一卷评查几次计几次。",
        Records(ReviewedFile, "reviewed_on"),
        figure=False,
        confirms="justice-office",
    ),
    Indicator(
        "case_review.problems",
        4,
        "评查发现问题",
        "个",
        "评查发现的问题数。",
        Rows(ReviewProblem, "found_on"),
        confirms="justice-office",
    ),
    Indicator(
        "case_review.corrected",
        4,
        "评查问题整改完成率",
        "%",
        "已整改的问题占发现问题的比例。",
        Rows(ReviewProblem, "found_on"),
        Ratio(Q(corrected_on__isnull=False), 2),
        figure=False,
        shown=Shown("percent"),
        confirms="justice-office",
    ),
    Indicator(
        "supervision.key_points",
        5,
        "行政执法监督工作重点",
        "项",
        "年度行政执法监督工作计划明确的重点数。",
        Records(KeyPoint, "planned_on"),
        shown=Shown(chinese=True),
        confirms="justice-office",
    ),
    Indicator(
        "supervision.rounds",
        5,
        "执法监督",
        "次",
        "开展执法监督的次数。",
        Records(SupervisionRound, "held_on"),
        confirms="justice-office",
    ),
    Indicator(
        "supervision.files_sampled",
        5,
        "抽查案卷",
        "份",
        "执法监督抽查的案卷份数，与案卷评查为同一批案卷。",
        Records(ReviewedFile, "reviewed_on", Q(supervised=True)),
        Count("file"),
        same_set="files_reviewed",
        shown=Shown("more_than", 100),
        confirms="justice-office",
    ),
)
