"""Do the stored values and salts open the commitments, and is every one that is gone lawfully erased?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from yuheng.kernel.ledger.body import ENVELOPE
from yuheng.kernel.ledger.commitment import Opening, opens
from yuheng.kernel.ledger.findings import Fault, Finding, place


def erased_by(body: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """The openings that an event of kind erase removed, as (event, field); none for any other event."""
    if body["kind"] == "erase":
        yield from ((event, field) for event, field in body["details"]["fields"])


def check_openings(
    body: Mapping[str, Any], openings: Iterable[Opening], erased: Collection[tuple[int, str]]
) -> list[Finding]:
    """Compare one event's commitments with its openings. `erased` holds what erase events removed, of all events."""
    chain = body[ENVELOPE]
    event, matter, seq = chain["id"], chain["matter"], chain["seq"]
    where = place(event, matter, seq)
    commitments: Mapping[str, str] = body.get("commitments", {})
    stored = {opening.field: opening for opening in openings}

    def fault(message: str) -> Finding:
        return Finding(Fault.OPENING, where + message, event, matter, seq)

    found = []
    for field, commitment in commitments.items():
        gone = (event, field) in erased
        if field not in stored:
            if not gone:
                found.append(fault(f"的字段 {field} 没有原值，也没有依法删除的记录：原值被删除"))
        elif gone:
            found.append(fault(f"的字段 {field} 已依法删除，原值却还在：请重新执行删除"))
        elif not opens(stored[field], commitment):
            found.append(fault(f"的字段 {field} 的原值与承诺不符：原值被改动"))
    found += [fault(f"没有字段 {field} 的承诺，原值是插入的") for field in stored.keys() - commitments.keys()]
    return found
