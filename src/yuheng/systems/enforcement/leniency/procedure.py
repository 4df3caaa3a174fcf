"""免罚轻罚: found and looked up on the spot, conditions asked, promise, correction, check, education; or the case that it becomes."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import Derived, Due, Forbidden, Procedure, Step, Without, any_of
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.enforcement.leniency.choices import SPARED
from yuheng.systems.enforcement.leniency.facts import Leniency
from yuheng.systems.enforcement.leniency.filling import PROCEDURE, register_all
from yuheng.systems.enforcement.leniency.table import ACT, ASKED
from yuheng.systems.roles import ENFORCER, LEGAL_REVIEWER, SQUAD_HEAD

TWO = (ENFORCER, ENFORCER)
SEEN = ("item", "first", "seen_from", "earlier", "hints")
NOT_SPARED = {"full": "penalty.verify", "light": "penalty.verify", "mitigated": "penalty.verify"}
"""Where nothing is spared, the clue is verified within the period that runs from its finding."""

TOLD = ("result", "ground", "line", "basis", "measures", "days", "list_used", "list_why", "version", "receipt")

listed = Condition("listed", "符合清单不予处罚的条件", ("result",), lambda f: f.result in SPARED, (f"{ACT}#33.1",))
kept = Condition("kept", "已经改正", ("put_right",), lambda f: bool(f.put_right), (f"{ACT}#33.1",))

STEPS = (
    Step(
        "find", "发现并核验初次违法", TWO, (f"{ACT}#33.1", f"{ACT}#42"), "核验", opens=True, numbers="leniency",
        writes=("happened_on", "violation", "place", "signboard", "facts_found", "party_kind", "party_name", "uscc", "id_number", "phone", *SEEN),
        obliges=(Due("judge"),), help="初次违法由系统在全部中队的案卷中核验：按统一社会信用代码、证件号码认定，地点和店招只作提示",
    ),
    Step(
        "identify", "补充当事人身份", TWO, (f"{ACT}#33.1",), "核验", after=("find",), repeat=True, writes=("party_name", "uscc", "id_number", *SEEN), voids=("judge",),
        obliges=(Due("judge"),), help="补充后重新核验初次违法",
    ),
    Step(
        "judge", "逐项核对清单条件", TWO, (f"{ACT}#33.1", f"{ACT}#37"), "核验", after=("find",), repeat=True, writes=(*ASKED, *SEEN, *TOLD),
        needs=("result", "version", "receipt"), voids=("promise", "check"), obliges=(Due("promise"), Due("refer", within_by=("result", NOT_SPARED), starts="happened_on")),
    ),
    Step(
        "promise", "责令改正和告知承诺", TWO, (f"{ACT}#28.1", f"{ACT}#33.1"), "改正", after=("judge",), when=listed, repeat=True,
        writes=("order", "correct_by", "promise", "signed"), needs=("order", "correct_by", "promise", "signed"), produces=("promise",), voids=("check",),
        obliges=(Due("check", on="correct_by"),), help="当场改正的，改正期限填当日",
    ),
    Step(
        "check", "改正核查", (ENFORCER,), (f"{ACT}#28.1", f"{ACT}#33.1"), "核查", after=("promise",), when=listed, writes=("put_right", "checked_how", "photo"),
        needs=("put_right", "checked_how"), excludes=("judge", "identify", "promise"), produces=("check",), obliges=(Due("spare"),), help="没有改正的，同时转立案件",
    ),
    Step(
        "spare", "不予处罚并教育", TWO, (f"{ACT}#33.1", f"{ACT}#33.3"), "办结", after=("check",), when=listed & kept, closes=True, writes=("decided_on", "education"),
        needs=("decided_on", "education"), derives=(Derived("spared", (), lambda _f: True),), produces=("no_penalty",), excludes=("refer", "filed", "identify", "judge", "promise"),
        help="不予处罚的，应当教育当事人；不作为失信信息，不向信用平台报送",
    ),
    Step(
        "refer", "转立案件", (ENFORCER,), (f"{ACT}#54", f"{ACT}#51"), "转立案件", after=("judge",), when=~listed | ~kept, writes=("refer_why", "case"), needs=("refer_why",),
        excludes=("identify", "judge", "promise", "check", "spare"), obliges=(Due("filed"),), help="不填案件的，系统同时登记普通程序线索；已经按简易程序办理的，选择该案件",
    ),
    Step(
        "filed", "登记所转案件", (ENFORCER,), (f"{ACT}#54",), "转立案件", after=(any_of("refer"),), closes=True, writes=("case",), needs=("case",),
    ),
    Step(
        "sample", "抽查", ((SQUAD_HEAD, LEGAL_REVIEWER),), (), after=(any_of("spare"),), after_close=True, repeat=True, statutory=False, writes=("sampled", "sampled_note"),
        needs=("sampled",), separate_from=("find", "judge", "check", "spare"), help="抽查首违免罚的记录是否真实、条件是否具备",
    ),
)  # fmt: skip

LENIENT = registry.register(
    Procedure(
        id=PROCEDURE,
        name="免罚轻罚核验",
        shape=shape_of(Leniency),
        steps=STEPS,
        never=(
            Without("spare", "promise", cites=(f"{ACT}#33.1",)),
            Without("spare", "check", cites=(f"{ACT}#33.1",)),
            Forbidden("spare", ~listed, (f"{ACT}#33.1",)),
            Forbidden("spare", ~kept, (f"{ACT}#33.1",)),
        ),
        in_force=date(2021, 7, 15),
        chapter=4,
        level=1,
        title="{item}（{party_name}）",
        stages=("核验", "改正", "核查", "办结", "转立案件"),
        cites=(f"{ACT}#33",),
        papers={"promise": "责令改正、告知承诺书", "check": "改正核查记录", "no_penalty": "不予行政处罚决定书"},
        paper_numbers={"no_penalty": "spared"},
        patterns={"leniency": "{prefix}免核〔{year}〕{no:04d}号", "spared": "{prefix}免罚〔{year}〕{no:04d}号"},
    )
)

register_all()
