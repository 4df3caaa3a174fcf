"""The four tables of the yearly statistics of administrative enforcement."""

from __future__ import annotations

from yuheng.kernel.indicators.statement import Agreeing, Column, Statement, register
from yuheng.systems.enforcement.coercion.facts import COURT, ENFORCEMENTS, MEASURES
from yuheng.systems.enforcement.penalty.choices import KINDS
from yuheng.systems.services.licence.facts import ENDS

RULE = ("国办发〔2018〕118号(2018-12-05)#（六）",)
PENALTIES = tuple(f"penalty.kind.{code}" for code, _name in KINDS)

register(
    Statement(
        "enforcement.penalties",
        "表一 行政处罚实施情况统计表",
        (
            *(Column(name, f"penalty.kind.{code}", "行政处罚实施数量（件）") for code, name in KINDS),
            Column("合计（件）", "penalty.decided"),
            Column("罚款金额（万元）", "penalty.fines_all"),
        ),
        (Agreeing("各种类之和等于处罚决定总数", PENALTIES, "penalty.decided"),),
        (
            "统计期间为1月1日至12月31日作出的行政处罚决定，普通程序、简易程序合计；以决定日期为准。",
            "并处两种以上行政处罚的计一件，计入其中最重的一种，轻重按《行政处罚法》第九条所列次序。",
            "罚款金额按处罚决定书所载，不按实缴；行政拘留由公安机关统计，不在本表。",
            "没有发生的照填“0”。",
        ),
        RULE,
    ),
    Statement(
        "enforcement.licences",
        "表二 行政许可实施情况统计表",
        (
            Column("申请（件）", "licence.applied"), Column("受理（件）", "licence.accepted"),
            Column("准予许可", "licence.granted", "许可决定（件）"), Column("不予许可", "licence.refused", "许可决定（件）"), Column("小计", "licence.decided", "许可决定（件）"),
            *(Column(name, f"licence.ended_{code}", "撤销、注销等（件）") for code, name in ENDS),
        ),
        (Agreeing("准予与不予之和等于许可决定数", ("licence.granted", "licence.refused"), "licence.decided"),),
        ("申请、受理、决定、撤销注销各按其日期计入当年，因此受理数不必等于决定数。", "没有发生的照填“0”。"),
        RULE,
    ),
    Statement(
        "enforcement.coercions",
        "表三 行政强制实施情况统计表",
        (
            *(Column(name, f"coercion.{code}", "行政强制措施（次）") for code, name in MEASURES), Column("小计", "coercion.all_measures", "行政强制措施（次）"),
            *(Column(name, f"coercion.{code}", "行政强制执行（次）") for code, name in (*ENFORCEMENTS, *COURT)),
            Column("小计", "coercion.all_enforcements", "行政强制执行（次）"),
            Column("处罚决定申请法院强制执行（件）", "penalty.court"),
        ),
        (
            Agreeing("强制措施各项之和等于小计", tuple(f"coercion.{code}" for code, _name in MEASURES), "coercion.all_measures"),
            Agreeing("强制执行各项之和等于小计", tuple(f"coercion.{code}" for code, _name in (*ENFORCEMENTS, *COURT)), "coercion.all_enforcements"),
        ),
        (
            "种类按《行政强制法》第九条、第十二条；对一个当事人作出一次决定计一次。",
            "处罚案件中申请法院强制执行的按案件另列，不重复登记在行政强制台账。",
            "没有发生的照填“0”。",
        ),
        RULE,
    ),
    Statement(
        "enforcement.others",
        "表四 行政检查和执法人员情况统计表",
        (
            Column("双随机", "inspection.random", "行政检查（次）"), Column("日常检查", "inspection.daily", "行政检查（次）"),
            Column("专项检查", "inspection.special", "行政检查（次）"), Column("触发式检查", "inspection.triggered", "行政检查（次）"),
            Column("小计", "inspection.all", "行政检查（次）"), Column("其中涉企", "inspection.enterprise", "行政检查（次）"),
            Column("执法人员", "staff.enforcers", "期末人员（人）"), Column("持证人员", "staff.certified", "期末人员（人）"), Column("持证率（%）", "staff.certificate_rate", "期末人员（人）"),
            Column("辅助人员", "staff.auxiliaries", "期末人员（人）"),
        ),
        (Agreeing("各种检查之和等于检查总数", ("inspection.random", "inspection.daily", "inspection.special", "inspection.triggered"), "inspection.all"),),
        ("人员以期末在岗为准；持证率为持有效行政执法证的人员占行政执法人员的比例，辅助人员不计入。", "没有发生的照填“0”。"),
        RULE,
    ),
)  # fmt: skip
