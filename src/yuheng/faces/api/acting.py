"""Opening matters and performing steps: one operation a step, typed by what the step writes. Every write goes through the engine."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Header

from yuheng.faces.api.base import REFUSED, NotPossible, api, viewer_of
from yuheng.faces.api.schemas import MAX_ID, DoneOut, act_schema
from yuheng.kernel.access import matters
from yuheng.kernel.engine.orders import Done, Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step


def _done(done: Done) -> dict[str, Any]:
    return {
        "matter": done.matter, "event": done.event, "seq": done.seq, "step": done.step, "hash": done.hash, "number": done.number,
        "clocks": [{"step": c.step, "name": c.name, "due": c.due, "provisional": c.provisional, "suspended": c.suspended} for c in done.clocks],
        "papers": list(done.papers), "repeated": done.repeated, "late": done.late,
    }  # fmt: skip


def _order(request: HttpRequest, step: Step, body: Any, key: str | None, **place: Any) -> Order:
    account = request.auth  # type: ignore[attr-defined]
    if account.person_id is None:
        raise NotPossible("这个账号没有对应的人员，不能办理。")
    return Order(
        step.id, account.person_id, data=body.data.model_dump(exclude_unset=True) if body.data else {}, row=body.row, at=body.at,
        with_=tuple(body.with_), key=key or "", account=account.pk, reason=body.reason, **place,
    )  # fmt: skip


def _declare(procedure: Procedure, step: Step) -> None:
    """One typed operation for one step."""
    schema = act_schema(procedure, step)
    name = f"{procedure.id}.{step.id}".replace(".", "_")
    summary = f"{procedure.name}：{step.name}"
    responses = {200: DoneOut, **REFUSED}
    key_header = Annotated[str | None, Header(alias="Idempotency-Key", max_length=80)]

    if step.opens:

        def open_matter(request: HttpRequest, body: Any, key: str | None = None) -> Any:
            opening = Opening(procedure.id, lead=body.lead, area=body.area, field=body.field)
            return _done(perform(_order(request, step, body, key, opening=opening)))

        # The type of the body is made here, so it cannot be written as an annotation.
        open_matter.__annotations__ |= {"request": HttpRequest, "body": schema, "key": key_header}
        api.post(
            f"/matters/{procedure.id}", response=responses, operation_id=name, summary=summary, tags=[procedure.name]
        )(open_matter)
        return

    def perform_step(request: HttpRequest, matter: int, body: Any, key: str | None = None) -> Any:
        if matter > MAX_ID:
            raise PermissionDenied
        found = matters.get(viewer_of(request), matter)
        if found.procedure != procedure.id:
            raise Http404
        return _done(perform(_order(request, step, body, key, matter=found.pk)))

    perform_step.__annotations__ |= {"matter": int, "request": HttpRequest, "body": schema, "key": key_header}
    path = f"/matters/{procedure.id}/{{int:matter}}/{step.id}"
    api.post(path, response=responses, operation_id=name, summary=summary, tags=[procedure.name])(perform_step)


def declare_all() -> None:
    """Declares the operations of every registered procedure in its newest version."""
    newest: dict[str, Procedure] = {procedure.id: procedure for procedure in registry.all_procedures()}
    for procedure in newest.values():
        for step in procedure.steps:
            _declare(procedure, step)
