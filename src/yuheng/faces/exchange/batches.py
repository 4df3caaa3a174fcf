"""A batch: kept after its dry run, accepted and taken back piece by piece, each piece in one transaction with the rows that tell of it.

A process killed in between leaves whole pieces; whoever opens the batch again goes on. A double click finds nothing left to do.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from yuheng.faces.exchange import adopting, receipts
from yuheng.faces.exchange.candidates import Candidate, shown_cells, shown_items
from yuheng.faces.exchange.forms import Form, adoption_form, records_form
from yuheng.faces.exchange.judging import Examined, declared, order_of, units_of
from yuheng.faces.exchange.parties import forget_unused, party_of
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.correct import undo
from yuheng.kernel.engine.orders import Done, Order, Part, Refused
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.engine.statements import table
from yuheng.kernel.engine.undoing import undo_openings
from yuheng.kernel.now import now
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.ids import new_id
from yuheng.kernel.records.models import Event, ImportBatch, ImportRow, Tally

PIECE = 500
"""Rows of one transaction."""

_ROW = ("id", "batch_id", "number", "state", "cells", "problems", "notes", "data", "key", "matter_id", "event")


@dataclass(frozen=True)
class Progress:
    """How far a batch has come."""

    done: int
    total: int
    finished: bool


def form_of(batch: ImportBatch, viewer: Viewer) -> Form:
    """The form that the batch's sheet was read with. Raises Refused for who may no longer record there."""
    if batch.kind == "receipts":
        return receipts.form_of(batch.procedure)
    procedure = declared(viewer, batch.procedure)
    return adoption_form(procedure) if batch.kind == "adopt" else records_form(procedure)


def keep(viewer: Viewer, examined: Examined, *, post: int | None = None) -> ImportBatch:
    """Keeps the result of a dry run, to be looked at and accepted. No record is written.

    What the engine will be asked is kept with each new row and forgotten when it was; refused rows keep what stood there, to be sent back.
    """
    form = examined.form
    items = shown_items(form)
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            account=viewer.account, organ_id=_unit(viewer, form, post), post=post, kind=form.kind, procedure=form.procedure.id,
            file_name=examined.file_name[:200], digest=examined.digest, made_at=now(), columns=[item.column.label for item in items],
            remarks=list(examined.remarks), rows_read=len(examined.found), known=examined.count("known"), refused=examined.count("refused"),
        )  # fmt: skip
        rows = [
            [
                new_id(), batch.pk, one.number, one.state, shown_cells(items, one), [list(p) for p in one.problems], one.notes, _kept(one), one.key, one.matter, None,
            ]
            for one in examined.found
        ]  # fmt: skip
        table(ImportRow).insert(_ROW, rows)
    return batch


def _unit(viewer: Viewer, form: Form, post: int | None) -> int | None:
    units = units_of(viewer, form.procedure, post) or list(viewer.units)
    return units[0] if units else None


def _kept(one: Candidate) -> Any:
    return one.data() if one.state == "new" else {"raw": one.raw} if one.state == "refused" else None


def accept(viewer: Viewer, batch_id: int, *, seconds: float = 3.0) -> Progress:
    """Records the new rows, for about so many seconds; call again until finished. Only the author; raises Refused."""
    return _through(batch_id, seconds, lambda batch: _accept_piece(viewer, batch), "new", ("checked", "accepting"), "accepting", "accepted")


def take_back(viewer: Viewer, batch_id: int, reason: str, *, seconds: float = 3.0) -> Progress:
    """Undoes what the batch recorded, for about so many seconds; rows that can no longer be undone are kept and say why."""
    if len(reason.strip()) < 2:
        raise Refused(Refusal("reason", "请填写撤销的理由。", remedy="理由将与原记录一并保存。"))
    with transaction.atomic():
        ImportBatch.objects.filter(pk=batch_id, state__in=("accepted", "accepting")).update(reason=reason.strip()[:300])
    return _through(batch_id, seconds, lambda batch: _undo_piece(viewer, batch), "done", ("accepting", "accepted", "undoing"), "undoing", "undone")


def discard(viewer: Viewer, batch_id: int) -> None:
    """Throws a batch away of which nothing was recorded, with what was kept of its rows."""
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.state != "checked":
            raise Refused(Refusal("state", "本批次已经导入，不能放弃。", remedy="需要撤回的，请办理撤销。"))
        batch.state = "discarded"
        batch.save(update_fields=["state"])
        ImportRow.objects.filter(batch=batch).update(data=None, key="", state="discarded")


def _through(
    batch_id: int, seconds: float, piece: Callable[[ImportBatch], int], waiting: str, before: Sequence[str], during: str, after: str
) -> Progress:
    until = time.monotonic() + seconds  # the machine's clock: how long a request may take is no legal time
    while True:
        with transaction.atomic():
            batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
            if batch.state not in before:
                break
            # One import into a procedure at a time, so that the same sheet sent by two people is recorded once.
            Tally.objects.get_or_create(name=f"import:{batch.procedure}", shard=0)
            Tally.objects.select_for_update().get(name=f"import:{batch.procedure}", shard=0)
            left = piece(batch)
            batch.state = after if left == 0 else during
            if batch.state == "undone":
                batch.undone_at = now()
            batch.save()
        if left == 0 or time.monotonic() >= until:
            break
    waits = ImportRow.objects.filter(batch=batch_id, state=waiting).count()
    total = batch.rows_read - batch.known - batch.refused if waiting == "new" else batch.accepted
    return Progress(max(total - waits, 0), max(total, 0), batch.state not in ("accepting", "undoing"))


def _accept_piece(viewer: Viewer, batch: ImportBatch) -> int:
    """One transaction's rows; returns how many still wait."""
    rows = list(ImportRow.objects.filter(batch=batch, state="new").order_by("number")[: PIECE + 1])
    more, rows = len(rows) > PIECE, rows[:PIECE]
    form = form_of(batch, viewer)
    _skip_known(batch, form, rows)
    fresh = [row for row in rows if row.state == "new"]
    if form.kind == "adopt":
        results: Sequence[Done | Refusal] = [adopting.enter(viewer, form, row.data or {}, batch) for row in fresh]
    else:
        results = _performed(viewer, batch, form, fresh)
    for row, result in zip(fresh, results, strict=True):
        if isinstance(result, Done):
            row.state, row.matter_id, row.event, row.data = "done", result.matter, result.event, None
            batch.accepted += 1
        else:
            row.state, row.problems = "refused", [*row.problems, ["", "", result.message + result.remedy]]
            row.data = {"asked": row.data}
            batch.refused += 1
    _write(rows)
    return 1 if more else 0


def _performed(viewer: Viewer, batch: ImportBatch, form: Form, rows: Sequence[ImportRow]) -> Sequence[Done | Refusal]:
    orders: list[Order] = []
    made: list[int] = []
    for row in rows:
        key, data = f"import-{batch.pk}-{row.number}", row.data or {}
        if form.kind == "receipts":
            orders.append(receipts.order_of(viewer, form, data, batch, key))
            continue
        party = party_of(viewer, data["about"])
        made += [party[0]] if party is not None and party[1] else []
        orders.append(order_of(viewer, form, data, batch.post, batch=batch.pk, key=key, parties=_part(party)))
    results = perform_many(orders, chunk=PIECE)
    if made:
        forget_unused(made)
    return results


def _part(party: tuple[int, bool] | None) -> tuple[Part, ...]:
    return (Part(party[0], "当事人"),) if party is not None else ()


def _skip_known(batch: ImportBatch, form: Form, rows: Sequence[ImportRow]) -> None:
    """What another batch recorded since the dry run is not recorded again."""
    keys = {row.key for row in rows if row.key}
    there = set(ImportRow.objects.filter(key__in=keys, state__in=("done", "kept")).exclude(batch=batch).values_list("key", flat=True))
    for row in rows:
        if row.key in there:
            row.state, row.data = "known", None
            row.notes = [*row.notes, "核对以后，另一批次已经导入了同样的内容。"]
            batch.known += 1


def _undo_piece(viewer: Viewer, batch: ImportBatch) -> int:
    rows = list(ImportRow.objects.filter(batch=batch, state="done").order_by("-number")[: PIECE + 1])
    more, rows = len(rows) > PIECE, rows[:PIECE]
    for row, result in zip(rows, _undone(viewer, batch, rows), strict=True):
        if isinstance(result, Done):
            row.state = "undone"
        else:
            row.state, row.notes = "kept", [*row.notes, result.message + result.remedy]
    _write(rows)
    ImportRow.objects.filter(batch=batch, state="new").update(state="discarded", data=None)
    return 1 if more else 0


def _undone(viewer: Viewer, batch: ImportBatch, rows: Sequence[ImportRow]) -> Sequence[Done | Refusal]:
    person = viewer.person or 0
    if batch.kind != "receipts":
        return undo_openings([row.matter_id or 0 for row in rows], by=person, reason=batch.reason, post=batch.post if person else None)
    return [_undo_act(row, person, batch.reason) for row in rows]


def _undo_act(row: ImportRow, person: int, reason: str) -> Done | Refusal:
    """Takes back one recorded act, if it is still the latest of its matter."""
    last = Event.objects.filter(matter=row.matter_id).order_by("-seq").values_list("pk", flat=True).first()
    if last != row.event:
        return Refusal("undo", "导入以后又有办理，不能撤销。", remedy="有误的，请在本件中办理更正。")
    try:
        with transaction.atomic():
            return undo(row.matter_id or 0, by=person, reason=reason)
    except Refused as refused:
        return refused.refusal


def _write(rows: Sequence[ImportRow]) -> None:
    columns = ("state", "problems", "notes", "data", "matter_id", "event")
    table(ImportRow).update("id", columns, [[*(getattr(row, name) for name in columns), row.pk] for row in rows])
