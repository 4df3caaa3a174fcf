"""Qualification: applied for, vetted, examined, approved. Certificate: issued, suspended and restored, renewed, ended."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.engine.mirroring import mirrors
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import Due, Procedure, Step, Without, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.officers import questions as _questions  # noqa: F401  (registers them)
from yuheng.systems.enforcement.officers.facts import OfficerCard, Qualification
from yuheng.systems.enforcement.officers.mirror import keep_cards
from yuheng.systems.roles import JUSTICE_CLERK, JUSTICE_HEAD, LEGAL_REVIEWER, SQUAD_HEAD, SUPERVISOR

ACT = "行政处罚法(2021-01-22)"
OFFICERS = "国办发〔2018〕118号(2018-12-05)#（二十三）"
OFFICE = ((JUSTICE_CLERK, JUSTICE_HEAD),)

examined = Condition("examined", "申领行政执法证", ("grade",), lambda f: f.grade == "officer", (f"{ACT}#42.1",))
helper = Condition("helper", "申领辅助人员证件", ("grade",), lambda f: f.grade == "auxiliary", (f"{ACT}#42.1",))
passed = Condition("passed", "资格考试合格", ("exam_passed",), lambda f: f.exam_passed, (f"{ACT}#42.1",))

QUALIFICATION = registry.register(
    Procedure(
        id="enforcement.qualification",
        name="执法资格申领",
        shape=shape_of(Qualification),
        in_force=date(2019, 1, 1),
        chapter=4,
        level=1,
        title="执法资格申领（{applied_on}）",
        stages=("申领", "审核", "考试", "同意", "不同意"),
        cites=(f"{ACT}#42.1", OFFICERS),
        never=(Without("approve", "vet", cites=(OFFICERS,)), Without("approve", "exam", examined, (f"{ACT}#42.1",))),
        steps=(
            Step(
                "apply", "申领", ((LEGAL_REVIEWER, SQUAD_HEAD),), (OFFICERS,), "申领", opens=True, writes=("applicant", "grade", "unit", "kinds", "employed", "trained_hours", "applied_on"),
                obliges=(Due("vet"),),
            ),
            Step("vet", "资格审核", OFFICE, (OFFICERS,), "审核", after=("apply",), writes=("vetting",), needs=("vetting",), separate_from=("apply",), effect="reviews"),
            Step(
                "exam", "登记资格考试", OFFICE, (f"{ACT}#42.1",), "考试", after=("vet",), when=examined, repeat=True, writes=("exam_on", "exam_score", "exam_passed"),
                needs=("exam_on", "exam_score", "exam_passed"),
            ),
            Step(
                "approve", "同意", ((JUSTICE_HEAD,),), (OFFICERS,), "同意", after=("vet", "exam"), when=helper | passed, writes=("approved_on",), needs=("approved_on",), closes=True,
                separate_from=("apply", "vet", "exam"), effect="approves", excludes=("refuse", "exam"),
            ),
            Step(
                "refuse", "不同意", ((JUSTICE_HEAD,),), (OFFICERS,), "不同意", after=("apply",), writes=("refused_why",), needs=("refused_why",), closes=True,
                separate_from=("apply",), excludes=("vet", "exam", "approve"), leaves=("vet",),
            ),
        ),
    )
)  # fmt: skip

CARD = registry.register(
    Procedure(
        id="enforcement.certificate",
        name="行政执法证件",
        shape=shape_of(OfficerCard),
        in_force=date(2019, 1, 1),
        chapter=4,
        level=1,
        title="{number}",
        stages=("有效", "暂扣", "注销"),
        cites=(f"{ACT}#42.1", OFFICERS),
        steps=(
            Step(
                "issue", "登记发证", OFFICE, (f"{ACT}#42.1", OFFICERS), "有效", opens=True,
                writes=("holder", "grade", "unit", "number", "kinds", "area", "issuer", "valid_from", "valid_to", "ground", "application"), asks=("fresh", "approved"),
                help="登记以后，办理执法事项时即凭此核对当日是否持有有效证件",
            ),
            Step(
                "suspend", "暂扣", ((JUSTICE_HEAD, SUPERVISOR),), (OFFICERS,), "暂扣", after=("issue",), repeat=True, writes=("suspended_on", "suspended_why", "suspended_by"),
                needs=("suspended_on", "suspended_why"), excludes=("suspend",), includes=("restore",), asks=("others", "later"),
            ),
            Step(
                "restore", "恢复", ((JUSTICE_HEAD,),), (OFFICERS,), "有效", starts_out=True, after=("suspend",), repeat=True, writes=("restored_on", "restored_why"),
                needs=("restored_on", "restored_why"), excludes=("restore",), includes=("suspend",), asks=("others", "after_pause"),
            ),
            Step("renew", "延期", ((JUSTICE_HEAD,),), (OFFICERS,), after=("issue",), repeat=True, writes=("valid_to", "renewed_by"), needs=("valid_to", "renewed_by"), asks=("others", "longer")),
            Step(
                "end", "注销", ((JUSTICE_HEAD, JUSTICE_CLERK),), (OFFICERS,), "注销", after=(any_of("issue"),), writes=("ended_on", "ended_how", "ended_why"), needs=("ended_on", "ended_how"),
                closes=True, excludes=("suspend", "restore", "renew"), asks=("others",), help="自注销之日起不能再以此证办理；以往办理的记录保留",
            ),
        ),
    )
)  # fmt: skip

mirrors(CARD.id, keep_cards)
