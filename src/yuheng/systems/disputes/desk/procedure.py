"""来件 is told, put on a legal route with its reason, taken up or referred, told back, ended; 催办督办 is answered by its day and judged."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.conditions import View
from yuheng.kernel.procedure.declare import Derived, Due, Procedure, Step, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.disputes.desk import filling as _filling  # noqa: F401  (registers it)
from yuheng.systems.disputes.desk import questions as _questions  # noqa: F401  (registers them)
from yuheng.systems.disputes.desk.choices import PETITIONS
from yuheng.systems.disputes.desk.facts import Intake, Urging
from yuheng.systems.disputes.desk.rules import BASIS, inside
from yuheng.systems.disputes.mediation.procedure import REPORT_BACK
from yuheng.systems.roles import (
    COMMITTEE_HEAD,
    COMMUNITY_CLERK,
    DESK_RECEIVER,
    DISPUTE_CLERK,
    GRID_WORKER,
    JUSTICE_HEAD,
    MEDIATOR,
    PETITION_CLERK,
)

DESK = ((DISPUTE_CLERK, PETITION_CLERK),)
RECEIVERS = ((DESK_RECEIVER, MEDIATOR, COMMITTEE_HEAD, DISPUTE_CLERK, PETITION_CLERK),)
OVERSEERS = ((DISPUTE_CLERK, PETITION_CLERK, JUSTICE_HEAD),)
RULE = f"{PETITIONS}#31"
BACK = (REPORT_BACK[0].replace("source", "channel"), {**REPORT_BACK[1], "letter": "desk.report.letter", "upper": "desk.report.upper"})
MOVES = ("triage", "take_up", "send_back", "refer")
"""What stands still while an item is joined to another."""


def _nothing(_facts: View) -> None:
    """A fact that the step takes back."""


INTAKE = registry.register(
    Procedure(
        id="desk.intake",
        name="来件",
        shape=shape_of(Intake),
        in_force=date(2022, 5, 1),
        chapter=6,
        level=2,
        title="{kind}（{channel}）",
        stages=("登记", "分类处理", "承接", "办结"),
        cites=(RULE,),
        papers={"referral": "分类处理告知单"},
        patterns={"intake": "{prefix}矛来〔{year}〕{no:05d}号"},
        steps=(
            Step(
                "register", "登记来件", ((DISPUTE_CLERK, PETITION_CLERK, GRID_WORKER, COMMUNITY_CLERK, MEDIATOR, COMMITTEE_HEAD),), (f"{PETITIONS}#20",), "登记", opens=True,
                numbers="intake", writes=("received_on", "channel", "source_number", "kind", "told", "address", "persons", "minor", "urgent", "risk", "about", "people"),
                obliges=(Due("triage", within="desk.triage", starts="received_on"), Due("tell_back", within_by=BACK, starts="received_on")),
            ),
            Step(
                "triage", "分类处理", DESK, (RULE, f"{PETITIONS}#29", f"{PETITIONS}#30"), "分类处理", after=("register",), writes=("route", "reason", "unit", "risk"),
                needs=("route", "reason"), derives=BASIS, asks=("not_to_them",), obliges=(Due("take_up", within="desk.take_up"), Due("refer", within="desk.refer")),
                help="由一个途径办理的，不重复受理；调解不是其他途径的前置程序，当事人可以直接申请仲裁、复议，提起诉讼。",
            ),
            Step(
                "take_up", "承接", RECEIVERS, (RULE,), "承接", after=("triage",), when=inside, writes=("follow",), needs=("follow",), asks=("leads_on",), obliges=(Due("finish"),),
                help="先按本程序登记后续事项，再填写它的编号；不属于本单位职责的，请办理“退回、改变途径”。",
            ),
            Step(
                "send_back", "退回、改变途径", RECEIVERS, (), "登记", after=("triage",), repeat=True, writes=("back_why",), needs=("back_why",),
                derives=(Derived("follow", (), _nothing),), voids=("triage", "take_up", "refer"), obliges=(Due("triage", within="desk.triage"),), statutory=False,
                help="不属于本单位职责，或者调解不成、当事人选择其他途径的：写明理由，由矛调中心重新分类。",
            ),
            Step(
                "refer", "告知途径或者答复", DESK, (RULE,), "承接", after=("triage",), when=~inside, writes=("referred_to", "answer"), needs=("answer",), produces=("referral",),
                asks=("not_to_them",), obliges=(Due("finish"),),
            ),
            Step(
                "join", "认定为同一件事", DESK, (), after=("register",), writes=("same_as", "join_why"), needs=("same_as", "join_why"), asks=("joinable",),
                excludes=MOVES, obliges=(Due("finish"),), statutory=False, help="并入后统计时只计一件；各来源仍分别回告。可以写明理由撤销。",
            ),
            Step(
                "part", "撤销合并", DESK, (), after=("join",), repeat=True, writes=("part_why",), needs=("part_why",), derives=(Derived("same_as", (), _nothing),),
                voids=("join",), includes=MOVES,
                obliges=(Due("triage", within="desk.triage"),), statutory=False,
            ),
            Step("distinguish", "判定不是同一件事", DESK, (), after=("register",), repeat=True, writes=("apart",), needs=("apart",), statutory=False),
            Step("tell_back", "回告来源", ((DISPUTE_CLERK, PETITION_CLERK, MEDIATOR, COMMITTEE_HEAD),), (), after=("register",), after_close=True, repeat=True, writes=("reported",), needs=("reported",), statutory=False),
            Step(
                "finish", "办结", RECEIVERS, (), "办结", after=(any_of("take_up", "refer", "join"),), writes=("result",), needs=("result",), asks=("ended",), closes=True,
                leaves=("tell_back",), statutory=False, help="后续事项（并入的事项）办结以后办理。",
            ),
        ),
    )
)  # fmt: skip

URGING = registry.register(
    Procedure(
        id="desk.urging",
        name="催办督办",
        shape=shape_of(Urging),
        in_force=date(2022, 5, 1),
        chapter=6,
        level=1,
        title="{sort}：{demand}",
        stages=("待反馈", "已反馈", "办结"),
        cites=(),
        papers={"order": "督办单"},
        steps=(
            Step(
                "issue", "催办、督办", OVERSEERS, (), "待反馈", opens=True, writes=("sort", "file", "unit", "issued_on", "demand", "answer_by"), asks=("urgeable",), produces=("order",),
                obliges=(Due("answer", on="answer_by"),), statutory=False, help="催办、督办不改变事项自己的期限。",
            ),
            Step("answer", "反馈", RECEIVERS, (), "已反馈", after=("issue",), repeat=True, writes=("answer",), needs=("answer",), obliges=(Due("judge"),), statutory=False),
            Step(
                "send_back", "退回重办", OVERSEERS, (), "待反馈", after=("answer",), repeat=True, writes=("back_why", "answer_by"), needs=("back_why", "answer_by"), voids=("answer",),
                separate_from=("answer",), obliges=(Due("answer", on="answer_by"),), statutory=False,
            ),
            Step("judge", "核实办结", OVERSEERS, (), "办结", after=("answer",), writes=("judged",), needs=("judged",), separate_from=("answer",), closes=True, effect="reviews", statutory=False),
            Step("withdraw", "撤回催办", OVERSEERS, (), "办结", after=("issue",), writes=("judged",), needs=("judged",), closes=True, excludes=("answer", "send_back", "judge"), leaves=("answer", "judge"), statutory=False),
        ),
    )
)  # fmt: skip
