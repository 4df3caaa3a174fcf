"""Published reports as `yuheng ledger verify` checks them: text and figures against the digest in the event that published them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from yuheng.kernel.ledger.canonical import canonical, sm3
from yuheng.kernel.ledger.findings import Fault, Finding
from yuheng.kernel.records.models import Event
from yuheng.report.completing import PROCEDURE
from yuheng.report.publish import intact
from yuheng.report.records.models import Published


def check_published() -> Iterator[Finding]:
    """Names every report that is gone, was never published by an act, or differs from what was published."""
    sealed = dict(_sealed())
    kept = {one.matter_id: one for one in Published.objects.prefetch_related("figures").order_by("pk")}
    for matter, (event, seq, digest) in sealed.items():
        if matter not in kept:
            yield Finding(Fault.DELETED, f"事项 {matter} 第 {seq} 条公开的年度报告不见了：已被删除", event, matter, seq)
        elif not intact(kept[matter], digest):
            yield Finding(Fault.CHANGED, f"事项 {matter} 第 {seq} 条公开的年度报告，正文或者数字与公开时的摘要不符：被改动", event, matter, seq)
        else:
            for figure in kept[matter].figures.all():
                if sm3(canonical(figure.members)).hex() != figure.rows_digest:
                    words = f"事项 {matter} 公开的年度报告，数字 {figure.indicator} 所依据的记录清单被改动"
                    yield Finding(Fault.CHANGED, words, event, matter, seq)
    for matter in kept.keys() - sealed.keys():
        yield Finding(Fault.INSERTED, f"事项 {matter} 没有公开的记录，却有公开的年度报告：是插入的", 0, matter)


def _sealed() -> Iterator[tuple[int, tuple[int, int, str]]]:
    """Matter → the event that published, its number in the matter, and the digest that its body holds."""
    for event in Event.objects.filter(procedure=PROCEDURE, step="publish", kind="perform").order_by("pk").iterator():
        try:
            digest = str(json.loads(bytes(event.body))["values"]["digest"])
        except (ValueError, KeyError, TypeError):
            digest = ""
        yield event.matter_id, (event.pk, event.seq, digest)
