"""The list of erasures: what was erased, under which law, by whom; and erasing it again in a ledger restored from before.

The list names records and fields, never what they held. It goes to the witness with the checkpoint, and into every backup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from yuheng.kernel.engine.erase import erase
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.records.models import Event, Matter


def erasures() -> list[dict[str, Any]]:
    """Every erasure of the ledger, in order."""
    found = []
    for event in Event.objects.filter(kind="erase").order_by("pk"):
        body = json.loads(bytes(event.body))
        told = body["details"]
        found.append(
            {
                "event": event.pk,
                "matter": event.matter_id,
                "at": body["at"],
                "ground": told["ground"],
                "names": told["names"],
                "papers": told["papers"],
                "by": body["actor"]["person"],
                "second": next(one["person"] for one in body["participants"]),
            }
        )
    return found


def erase_again(listed: Iterable[Mapping[str, Any]]) -> tuple[int, list[str]]:
    """Erases what the list names and this ledger does not know to be erased. Returns how many, and what could not be done, in Chinese."""
    known = set(Event.objects.filter(kind="erase").values_list("pk", flat=True))
    done, failed = 0, []
    for one in listed:
        if one["event"] in known:
            continue
        if not Matter.objects.filter(pk=one["matter"]).exists():
            continue  # it was opened after the backup: there is nothing to erase
        try:
            erase(
                one["matter"], one["names"], by=one["by"], second=one["second"], ground=one["ground"],
                reason=f"从备份恢复后再次执行删除（原记录 {one['event']}）", papers=one["papers"],
            )  # fmt: skip
            done += 1
        except Refused as refused:
            if refused.refusal.code != "same":
                failed.append(f"事项 {one['matter']} 的删除没有执行：{refused.refusal}")
    return done, failed
