"""Registers: one step each. Reviews of files are procedures of their own in `case_review`."""

from __future__ import annotations

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.law import LawError
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.systems.oversight.supervision.facts import KeyPoint, SupervisionRound
from yuheng.systems.registers import register
from yuheng.systems.roles import JUSTICE_HEAD, SUPERVISOR

register(
    "oversight.key_point", "执法监督工作重点台账", KeyPoint, (SUPERVISOR, JUSTICE_HEAD), chapter=5, title="{content}"
)

register(
    "oversight.supervision",
    "执法监督台账",
    SupervisionRound,
    (SUPERVISOR, JUSTICE_HEAD),
    chapter=5,
    title="{name}",
    cites=("国办发〔2018〕118号(2018-12-05)#（十六）",),
    asks=("of_its_level",),
)


@asks("oversight.supervision:of_its_level")
def of_its_level(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """专项监督 is the business of provinces and above where the regulation is in force; a zone takes part, and records what it does itself."""
    if outcome.writes.get("form") != "special":
        return None
    try:
        whose = law.value("supervision.special.level", outcome.writes["held_on"])
    except LawError:
        return None
    message = f"专项监督由{whose}开展。"
    remedy = "请选择日常监督或者重点监督；参加上级专项监督的，在“情况”中写明。"
    return Refusal("asked", message, ("行政执法监督条例(2025-12-17)#21",), remedy, {"form": message}, "record")
