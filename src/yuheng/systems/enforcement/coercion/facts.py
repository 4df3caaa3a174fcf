"""What the office records of each coercive act."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, matter, money, text
from yuheng.kernel.records.facts import Facts
from yuheng.systems.checks import valid_uscc
from yuheng.systems.enforcement.penalty.choices import PARTIES

MEASURES = (
    ("restrict_person", "限制公民人身自由"), ("seal", "查封场所、设施或者财物"), ("seize", "扣押财物"), ("freeze", "冻结存款、汇款"),
    ("other_measure", "其他行政强制措施"),
)  # fmt: skip
"""行政强制法 第九条."""

ENFORCEMENTS = (
    ("surcharge", "加处罚款或者滞纳金"), ("transfer", "划拨存款、汇款"), ("auction", "拍卖或者依法处理"), ("clear", "排除妨碍、恢复原状"),
    ("substitute", "代履行"), ("other_enforcement", "其他强制执行方式"),
)  # fmt: skip
"""行政强制法 第十二条."""

COURT = (("court", "申请人民法院强制执行"),)
"""行政强制法 第五十三条."""

KINDS = (*MEASURES, *ENFORCEMENTS, *COURT)


class Coercion(Facts):
    kind = choice("种类", KINDS, index=True)
    decided_on = day("决定（申请）日期", index=True)
    number = code("决定书文号", max_length=80)
    party_kind = choice("当事人类型", PARTIES)
    party_name = text("当事人姓名（名称）", personal="name")
    uscc = code("统一社会信用代码", max_length=18, blank=True, index=True, check=valid_uscc)
    basis = text("依据", max_length=500)
    case = matter("所涉案件", blank=True)
    goods = long_text("场所、财物清单", blank=True)
    sum = money("金额", blank=True)
    ended_on = day("解除（执行完毕）日期", blank=True)
    ended_how = choice(
        "结果", [("lifted", "解除"), ("confiscated", "没收、销毁"), ("done", "执行完毕"), ("granted", "法院准予执行"), ("refused", "法院不准予执行"), ("ended", "终结执行")],
        blank=True,
    )

    agreements = (
        in_order("decided_on", "ended_on", "解除（执行完毕）日期不能早于决定日期。"),
        needed("ended_how", "ended_on", lambda on: on, "填写了解除（执行完毕）日期的，请选择结果。"),
        needed("goods", "kind", lambda kind: kind in ("seal", "seize"), "查封、扣押须附清单（《行政强制法》第二十四条）。"),
    )

    class Meta:
        verbose_name = "行政强制"
