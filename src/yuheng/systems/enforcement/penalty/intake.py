"""线索、核查、立案、责令改正: from the clue to the file, and the order that may come at any time."""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Derived, Due, Step
from yuheng.systems.enforcement.penalty.rules import ACT, in_time
from yuheng.systems.roles import BUREAU_LEADER, ENFORCER

TWO = (ENFORCER, ENFORCER)

INTAKE = (
    Step(
        "clue", "登记线索", (ENFORCER,), (f"{ACT}#54",), "线索核查", opens=True, numbers="case",
        writes=(
            "found_on", "source", "source_number", "reporter", "cause", "place", "item_code", "basis", "order_first", "ended_on", "long_limit", "party_kind",
            "party_name", "uscc", "id_number", "phone", "party_address", "party_head",
        ),
        produces=("source",), asks=("held", "covered"), obliges=(Due("verify", within="penalty.verify", starts="found_on"),),
    ),
    Step("verify", "核查", (ENFORCER,), (f"{ACT}#54",), "线索核查", after=("clue",), writes=("verification", "item_code", "recordings"), needs=("verification",)),
    Step(
        "file", "立案", (BUREAU_LEADER,), (f"{ACT}#54.2", f"{ACT}#36"), "立案", after=("verify",), writes=("filed_on",), needs=("filed_on",), produces=("filing",),
        approval="penalty.filing", when=in_time, asks=("held_when_filed",), effect="approves", separate_from=("verify",), excludes=("not_file",), obliges=(Due("decide", within="penalty.decide"),),
    ),
    Step(
        "not_file", "不予立案", (BUREAU_LEADER,), (f"{ACT}#54.2",), "立案", after=("verify",), writes=("not_filed_ground", "not_filed_reason", "outcome", "closed_ground"),
        needs=("not_filed_reason", "outcome", "closed_ground"), produces=("not_filed",), approval="penalty.filing", effect="approves", separate_from=("verify",),
        excludes=("file", "order_correct", "close"), closes=True, leaves=("archive", "recheck", "close", "help_answered"), obliges=(Due("archive"),),
    ),
    Step(
        "order_correct", "责令改正", TWO, (f"{ACT}#28",), after=("clue",), repeat=True, writes=("order", "correct_by", "recordings"), needs=("order", "correct_by"),
        # Another order asks for another re-check: what the last one found says nothing of it.
        derives=(Derived("corrected", (), lambda f: None),), voids=("recheck",), produces=("correct",), obliges=(Due("recheck", on="correct_by"),),
        help="任何阶段都可以责令改正；处罚以逾期不改正为条件的，到期复查没有改正才能罚款。",
    ),
    Step(
        "recheck", "复查", TWO, (f"{ACT}#28",), after=("order_correct",), repeat=True, after_close=True, writes=("corrected", "recordings"), needs=("corrected",),
        produces=("recheck",),
    ),
    Step(
        "confirm_address", "确认送达地址", (ENFORCER,), (f"{ACT}#61.2",), after=("clue",), repeat=True, outside="当事人", writes=("party_address", "phone", "electronic", "electronic_address"),
        needs=("party_address", "electronic"), produces=("address",),
    ),
    Step(
        "ask_help", "请求协助", (ENFORCER,), (f"{ACT}#26",), after=("verify",), repeat=True, writes=("help_organ", "help_asked", "help_by"), needs=("help_organ", "help_asked", "help_by"),
        obliges=(Due("help_answered", on="help_by"),),
    ),
    Step(
        "help_answered", "收到协助答复", (ENFORCER,), (f"{ACT}#26",), after=("ask_help",), repeat=True, after_close=True, outside="被请求机关", writes=("help_answer",),
        needs=("help_answer",),
    ),
)  # fmt: skip
