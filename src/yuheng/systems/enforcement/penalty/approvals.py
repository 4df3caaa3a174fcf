"""审批单: who signs the sheets of a penalty file. Which places an organ uses, and from which day, it declares itself."""

from __future__ import annotations

from yuheng.kernel.procedure.chains import Chain, Level, register
from yuheng.systems.enforcement.penalty.rules import ACT, must_review
from yuheng.systems.roles import BUREAU_LEADER, ENFORCER, LEGAL_REVIEWER, ORGAN_HEAD, SQUAD_HEAD

SECOND = Level(ENFORCER, "共同承办人意见", proposes=True)
UNIT = Level(SQUAD_HEAD, "承办机构负责人意见")
LEGAL = Level(LEGAL_REVIEWER, "法制机构意见", when=must_review)
DEPUTY = Level(BUREAU_LEADER, "分管负责人意见")
HEAD = Level(ORGAN_HEAD, "行政机关负责人审批意见")
DEPUTY_LAST = Level(BUREAU_LEADER, "行政机关负责人审批意见")

register(
    Chain("penalty.filing", "立案审批", (ENFORCER,), (SECOND, UNIT, DEPUTY_LAST), (f"{ACT}#54.2",)),
    Chain("penalty.preserve", "先行登记保存审批", (ENFORCER,), (SECOND, UNIT, DEPUTY_LAST), (f"{ACT}#56",)),
    Chain("penalty.extension", "延期审批", (ENFORCER,), (SECOND, UNIT, DEPUTY, HEAD), (f"{ACT}#60",)),
    Chain("penalty.decision", "决定审批", (ENFORCER,), (SECOND, UNIT, LEGAL, DEPUTY, HEAD), (f"{ACT}#57.1",)),
    Chain("penalty.instalment", "分期（延期）缴纳审批", (ENFORCER,), (SECOND, UNIT, DEPUTY_LAST), (f"{ACT}#66.2",)),
    Chain("penalty.closing", "结案审批", (ENFORCER,), (SECOND, UNIT, DEPUTY_LAST), (f"{ACT}#60",)),
)
