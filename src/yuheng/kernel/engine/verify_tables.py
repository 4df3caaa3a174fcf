"""What verification compares beside chains and tree: heads and queue always; columns, openings, checkpoints and files with `deep`.

Events and openings are read side by side in the order of their ids, so that a million of them need no more memory than one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db import connection

from yuheng.kernel.documents.store import MissingFile, fetch, place_of
from yuheng.kernel.engine.staff.record import broken
from yuheng.kernel.ledger.checkpoint import parse
from yuheng.kernel.ledger.commitment import Opening as Opened
from yuheng.kernel.ledger.findings import Fault, Finding, place
from yuheng.kernel.ledger.verify_openings import check_openings, erased_by
from yuheng.kernel.records.models import Checkpoint, Event, Opening, Paper


def _rows(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(5000):
            yield from rows


def stray() -> Iterator[Finding]:
    """Matters without the event that their head names, events without a matter, and events that nobody would ever sequence."""
    heads = (
        "SELECT m.id, m.seq, e.hash FROM kernel_matter m LEFT JOIN kernel_event e ON e.matter_id = m.id AND e.seq = m.seq "
        "WHERE e.hash IS NULL OR e.hash <> m.head OR EXISTS (SELECT 1 FROM kernel_event x WHERE x.matter_id = m.id AND x.seq > m.seq)"
    )
    for matter, seq, hashed in _rows(heads):
        what = "最后一条记录不见了：末尾被截去" if hashed is None else "最后一条记录与事项所记不符"
        yield Finding(Fault.TAIL_CUT if hashed is None else Fault.CHANGED, f"事项 {matter} 第 {seq} 条：{what}", 0, matter, seq)
    orphans = "SELECT DISTINCT e.matter_id FROM kernel_event e WHERE NOT EXISTS (SELECT 1 FROM kernel_matter m WHERE m.id = e.matter_id)"
    for (matter,) in _rows(orphans):
        yield Finding(Fault.DELETED, f"事项 {matter} 有过程记录而没有事项：事项被删除", 0, matter)
    lost = (
        "SELECT e.id, e.matter_id, e.seq FROM kernel_event e WHERE NOT EXISTS (SELECT 1 FROM kernel_leaf l WHERE l.event_id = e.id) "
        "AND NOT EXISTS (SELECT 1 FROM kernel_unsequenced u WHERE u.event = e.id)"
    )
    for event, matter, seq in _rows(lost):
        yield Finding(Fault.LEAF_MISSING, f"{place(event, matter, seq)}不在总账中，也不在待编之列：叶子被删除", event, matter, seq)
    ghosts = "SELECT u.event FROM kernel_unsequenced u WHERE NOT EXISTS (SELECT 1 FROM kernel_event e WHERE e.id = u.event)"
    for (event,) in _rows(ghosts):
        yield Finding(Fault.DELETED, f"待编入总账的记录 {event} 不见了：已被删除", event)
    for words in broken():  # the record of what administrators changed is a chain of its own
        yield Finding(Fault.CHANGED, words)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _past(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Who did what in an adopted case, as the column of participants lists it."""
    acts = body.get("details", {}).get("acts", ())
    return [{"person": person, "step": act["step"]} for act in acts for person in act["persons"]]


COLUMNS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "kind": lambda body: body["kind"],
    "procedure": lambda body: body["procedure"],
    "step": lambda body: body.get("step", ""),
    "row": lambda body: body.get("row", 0),
    "day": lambda body: body["at"][:10],
    "at": lambda body: datetime.fromisoformat(body["at"]),
    "recorded_at": lambda body: _moment(body["recorded"]),
    "person": lambda body: body["actor"].get("person"),
    "organ": lambda body: body["actor"].get("organ"),
    "account": lambda body: body["actor"].get("account"),
    "participants": lambda body: [*body.get("participants", ()), *_past(body)],
    "late": lambda body: bool(body.get("details", {}).get("late")),
    "backlog": lambda body: bool(body.get("details", {}).get("backlog")),
}
"""What each index column of an event must say, from its body."""


def check_tables() -> Iterator[Finding]:
    """Index columns against bodies, openings against commitments, columns of checkpoints against their texts."""
    erased: set[tuple[int, str]] = set()
    for event in Event.objects.filter(kind="erase").only("body").iterator():
        erased.update(erased_by(json.loads(bytes(event.body))))
    listed = Opening.objects.order_by("event_id").values_list("event_id", "field", "salt", "value").iterator(5000)
    groups = groupby(listed, key=lambda row: row[0])
    coming = next(groups, None)
    for event in Event.objects.order_by("pk").iterator(2000):
        while coming is not None and coming[0] < event.pk:
            yield _unowned(coming[0])
            coming = next(groups, None)
        opened: list[Opened] = []
        if coming is not None and coming[0] == event.pk:
            opened = [_opened(*row) for row in coming[1]]
            coming = next(groups, None)
        try:
            body = json.loads(bytes(event.body))
            yield from check_openings(body, opened, erased)
            yield from _columns(event, body)
        except (ValueError, KeyError, TypeError):
            where = place(event.pk, event.matter_id, event.seq)
            yield Finding(Fault.CHANGED, f"{where}的正文不能读取：被改动", event.pk, event.matter_id, event.seq)
    while coming is not None:
        yield _unowned(coming[0])
        coming = next(groups, None)
    for kept in Checkpoint.objects.order_by("size"):
        signed = parse(kept.text)
        if (signed.size, signed.root.hex()) != (kept.size, kept.root):
            yield Finding(Fault.COLUMNS, f"检查点（共 {kept.size} 条）的列与签名文本不符：数据表被改动", leaf=kept.size)


def _opened(_event: int, name: str, salt: str, value: str) -> Opened:
    try:
        return Opened(name, value.encode(), bytes.fromhex(salt))
    except ValueError:
        return Opened(name, value.encode(), bytes(16))  # no salt: it opens nothing, and is named for it


def _unowned(event: int) -> Finding:
    return Finding(Fault.OPENING, f"有属于记录 {event} 的原值，而没有这条记录：原值是插入的，或者记录被删除", event)


def _columns(event: Event, body: dict[str, Any]) -> Iterator[Finding]:
    for name, told in COLUMNS.items():
        stored = getattr(event, name)
        if name == "day":
            stored = stored.isoformat()
        if stored != told(body):
            where = place(event.pk, event.matter_id, event.seq)
            yield Finding(Fault.COLUMNS, f"{where}的索引列 {name} 与正文不符：数据表被改动", event.pk, event.matter_id, event.seq)


def check_files(root: Path) -> tuple[int, list[Finding]]:
    """Every file that a paper names: is it there, and is it what was stored? Returns how many were read, and what is wrong."""
    papers = Paper.objects.exclude(pdf="", docx="", file="").values_list("pk", "matter_id", "seq", "name", "pdf", "docx", "file")
    seen: dict[str, str] = {}
    wrong: list[Finding] = []
    for paper, matter, seq, name, *digests in papers.iterator(2000):
        for digest in filter(None, digests):
            if digest not in seen:
                seen[digest] = _damage(root, digest)
            if seen[digest]:
                wrong.append(Finding(Fault.FILE, f"事项 {matter} 第 {seq} 条的《{name}》（{paper}）：{seen[digest]}", 0, matter, seq))
    return len(seen), wrong


def _damage(root: Path, digest: str) -> str:
    try:
        place_of(root, digest)
        fetch(root, digest)
    except ValueError:
        return "文件摘要被改动"
    except MissingFile as error:
        return str(error)
    return ""
