"""What a delivery is made of: the facts of its batch, and the digest under which its file is sealed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from yuheng.faces.exchange.publicity.fields import Sort
from yuheng.faces.exchange.publicity.rules import Record
from yuheng.kernel.ledger.canonical import sm3


def digest_of(sort: Sort, found: Sequence[Record]) -> str:
    """The digest of a delivery: of every field of every record, whatever the writer of sheets makes of it."""
    told = [[one.number, {name: str(value) for name, value in sorted(one.told.items()) if value not in (None, "")}] for one in found]
    return sm3(json.dumps([sort, told], ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()).hex()


def batch_of(sort: Sort, first: date, last: date, with_summary: bool, ready: Sequence[Record]) -> dict[str, Any]:
    """What the step 生成批次 writes for these records."""
    items = [{"file": one.matter, "number": one.number, "decided_on": one.decided_on, "state": "sent"} for one in ready]
    return {
        "sort": sort, "from_on": first, "to_on": last, "with_summary": with_summary, "earliest_on": ready[0].decided_on, "count": len(items),
        "digest": digest_of(sort, ready), "items": items,
    }  # fmt: skip
