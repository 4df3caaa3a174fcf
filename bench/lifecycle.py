"""One penalty file from discovery to closing in six writes: a first small breach, put right on the spot and not punished.

What the statements and HTTP rows repeat. It needs no number out of an issued book, so it can be repeated without end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

PROCEDURE = "penalty.summary"


@dataclass(frozen=True)
class Write:
    """One act: its step, whose account sends it, and its body."""

    step: str
    account: str
    body: dict[str, Any]


def writes(people: dict[str, Any], at: datetime, number: int) -> list[Write]:
    """The six writes of the lifecycle with this number. `people`: see `cast`."""
    day = at.date().isoformat()

    def body(minutes: int, data: dict[str, Any], *, two: bool = False) -> dict[str, Any]:
        moment = (at + timedelta(minutes=minutes)).isoformat()
        return {"data": data, "at": moment, "with": [people["second"]] if two else []}

    discovered = {
        "happened_on": day, "cause": "占用道路堆放物品", "place": f"人民路 {number} 号门前", "basis": "《江苏省城市市容和环境卫生管理条例》",
        "facts_found": "现场检查发现，拍照取证，当事人当场承认。", "party_kind": "person", "party_name": "张三", "phone": "13812340000",
        "proposed_kind": "fine", "proposed_fine": "100.00", "item_code": people["item"],
    }  # fmt: skip
    opening = {**body(0, discovered, two=True), "lead": people["squad"], "field": "housing"}
    return [
        Write("discover", "officer", opening),
        Write("inform", "officer", body(1, {"informed": True, "defence": "当事人表示无异议。"}, two=True)),
        Write("promise", "officer", body(2, {"promise": "当场改正，承诺不再违反，已教育。"}, two=True)),
        Write("not_punish", "officer", body(3, {"ground": "first", "decided_on": day, "outcome": "none"}, two=True)),
        Write("record", "head", body(4, {})),
        Write("close", "head", body(5, {})),
    ]


def cast() -> tuple[dict[str, Any], dict[str, Any]]:
    """Who acts (`second`: a person's id, `squad`: an organ's id), on which power item, and the accounts by part."""
    from yuheng.kernel.records.models import Account, Organ
    from yuheng.systems.enforcement.penalty.facts import SummaryPenalty

    names = {"officer": "squad-1.enforcer.1", "other": "squad-1.enforcer.2", "head": "squad-1.squad_head.1"}
    accounts = {part: Account.objects.get(username=name) for part, name in names.items()}
    squad = Organ.objects.get(code="squad-1").pk
    item = SummaryPenalty.objects.filter(matter__lead=squad).exclude(item_code="").values_list("item_code", flat=True).last()
    return {"second": accounts["other"].person_id, "squad": squad, "item": item}, accounts
