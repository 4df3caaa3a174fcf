"""The cells of the yearly statistics of enforcement.

Rules of counting: a decision is one, dated by its day; kinds given together count once, under the heaviest (the order of 行政处罚法
第九条); sums are those of the decisions; zeros are shown.
"""

from __future__ import annotations

from django.db.models import Q

from yuheng.kernel.indicators.declare import Events, Indicator, Ratio, Records, Shown, Staff, Sum, Total, register
from yuheng.systems.enforcement.penalty.choices import KINDS
from yuheng.systems.enforcement.penalty.facts import Penalty, SummaryPenalty

ACT = "行政处罚法(2021-01-22)"
HEAVIEST = "以决定日期为准；并处几种的只计一件，计入其中最重的一种（按第九条所列次序）。"
SPOT = {"warning": Q(fine=0) | Q(fine__isnull=True), "fine": Q(fine__gt=0)}
"""What a decision on the spot can be."""

ENFORCERS = ("enforcer", "squad_head")
FORCE = (*ENFORCERS, "auxiliary")

PENALISED = Q(outcome="penalised")


def _ordinary(code: str, name: str) -> Indicator:
    where = PENALISED & Q(decided_kinds__last=code)
    return Indicator(
        f"penalty.kind.{code}.ordinary", 4, f"{name}（普通程序）", "件", f"普通程序中最重一种为{name}的处罚决定。", Records(Penalty, "decided_on", where),
        calibre=HEAVIEST, figure=False, cites=(f"{ACT}#9",),
    )  # fmt: skip


def _summary(code: str, name: str) -> Indicator:
    return Indicator(
        f"penalty.kind.{code}.summary", 4, f"{name}（简易程序）", "件", f"当场作出的{name}决定。", Records(SummaryPenalty, "decided_on", PENALISED & SPOT[code]),
        calibre="以决定日期为准。", figure=False, cites=(f"{ACT}#51",),
    )  # fmt: skip


def _both(code: str, name: str) -> Indicator:
    parts = [f"penalty.kind.{code}.ordinary"] + ([f"penalty.kind.{code}.summary"] if code in SPOT else [])
    return Indicator(
        f"penalty.kind.{code}", 4, name, "件", f"最重一种为{name}的处罚决定，普通程序和简易程序合计。", Total(tuple(parts)), calibre=HEAVIEST,
        figure=False, cites=(f"{ACT}#9",),
    )  # fmt: skip


register(
    *(_ordinary(code, name) for code, name in KINDS),
    *(_summary(code, dict(KINDS)[code]) for code in SPOT),
    *(_both(code, name) for code, name in KINDS),
    Indicator(
        "penalty.decided", 4, "行政处罚决定", "件", "作出的行政处罚决定，普通程序和简易程序合计。", Total(("penalty.ordinary_decided", "penalty.summary_decided")),
        calibre="以决定日期为准。", figure=False, cites=(f"{ACT}#9",),
    ),
    Indicator(
        "penalty.fines_summary", 4, "简易程序罚款", "万元", "当场处罚决定书所载罚款之和。", Records(SummaryPenalty, "decided_on", PENALISED), Sum("fine", 1_000_000, 2),
        calibre="以决定日期为准，按决定书所载金额，不按实缴。", figure=False,
    ),
    Indicator(
        "penalty.fines_all", 4, "罚款金额", "万元", "处罚决定书所载罚款之和，普通程序和简易程序合计。", Total(("penalty.fines", "penalty.fines_summary"), places=2),
        calibre="以决定日期为准，按决定书所载金额，不按实缴。", figure=False,
    ),
    Indicator(
        "penalty.court", 4, "申请法院强制执行罚款决定", "件", "就处罚决定向人民法院申请强制执行的案件。", Events("penalty.ordinary", ("apply_court",)),
        calibre="以申请日期为准。", figure=False, cites=("行政强制法(2011-06-30)#53",),
    ),
    Indicator(
        "staff.enforcers", 4, "行政执法人员", "人", "期末在岗的行政执法人员，一人一计。", Staff(ENFORCERS), calibre="以期末在岗为准。", figure=False,
    ),
    Indicator(
        "staff.certified", 4, "持证执法人员", "人", "期末在岗且所持行政执法证有效的人员。", Staff(ENFORCERS, certified=True), calibre="以期末在岗、证件有效为准。", figure=False,
    ),
    Indicator(
        "staff.certificate_rate", 4, "持证率", "%", "持有有效行政执法证的占行政执法人员的比例。", Staff(ENFORCERS), Ratio(Q(certified=True), 2),
        calibre="以期末在岗、证件有效为准；辅助人员不得单独执法，不计入。", shown=Shown("percent"), figure=False,
    ),
    Indicator("staff.auxiliaries", 4, "执法辅助人员", "人", "期末在岗的执法辅助人员。", Staff(("auxiliary",)), calibre="以期末在岗为准。", figure=False),
)  # fmt: skip
