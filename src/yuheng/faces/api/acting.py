"""Opening matters and performing steps: one operation a step, typed by what the step writes. Every write goes through the engine."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from yuheng.faces.api.base import REFUSED, api, viewer_of
from yuheng.faces.api.schemas import MAX_ID, DoneOut, SheetOut, act_schema, sheet_schema
from yuheng.faces.api.sheets import KEY, acting_account, done_out, sheet_out
from yuheng.kernel.access import matters
from yuheng.kernel.engine.approvals import submit
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step


def _order(request: HttpRequest, step: Step, body: Any, key: str | None, **place: Any) -> Order:
    account = acting_account(request)
    return Order(
        step.id, account.person_id or 0, data=body.data.model_dump(exclude_unset=True) if body.data else {}, row=body.row, at=body.at,
        with_=tuple(body.with_), key=key or "", account=account.pk, reason=body.reason, **place,
    )  # fmt: skip


def _declare(procedure: Procedure, step: Step) -> None:
    """One typed operation for one step."""
    schema = act_schema(procedure, step)
    name = f"{procedure.id}.{step.id}".replace(".", "_")
    summary = f"{procedure.name}：{step.name}"
    responses = {200: DoneOut, **REFUSED}

    if step.opens:

        def open_matter(request: HttpRequest, body: Any, key: str | None = None) -> Any:
            opening = Opening(procedure.id, lead=body.lead, area=body.area, field=body.field)
            return done_out(perform(_order(request, step, body, key, opening=opening)))

        # The type of the body is made here, so it cannot be written as an annotation.
        open_matter.__annotations__ |= {"request": HttpRequest, "body": schema, "key": KEY}
        api.post(
            f"/matters/{procedure.id}", response=responses, operation_id=name, summary=summary, tags=[procedure.name]
        )(open_matter)
        return

    def perform_step(request: HttpRequest, matter: int, body: Any, key: str | None = None) -> Any:
        if matter > MAX_ID:
            raise PermissionDenied
        if matters.procedure_of(viewer_of(request), matter) != procedure.id:
            raise Http404
        return done_out(perform(_order(request, step, body, key, matter=matter)))

    perform_step.__annotations__ |= {"matter": int, "request": HttpRequest, "body": schema, "key": KEY}
    path = f"/matters/{procedure.id}/{{int:matter}}/{step.id}"
    api.post(path, response=responses, operation_id=name, summary=summary, tags=[procedure.name])(perform_step)
    if step.approval:
        _declare_sheet(procedure, step)


def _declare_sheet(procedure: Procedure, step: Step) -> None:
    """One typed operation that submits the step for approval."""

    def submit_step(request: HttpRequest, matter: int, body: Any, key: str | None = None) -> Any:
        if matter > MAX_ID:
            raise PermissionDenied
        seen = viewer_of(request)
        found = matters.get(seen, matter)
        if found.procedure != procedure.id:
            raise Http404
        account = acting_account(request)
        data = body.data.model_dump(exclude_unset=True) if body.data else {}
        sheet = submit(found.pk, step.id, by=account.person_id or 0, data=data, row=body.row, proposal=body.proposal, account=account.pk, key=key or "")
        return sheet_out(sheet, seen)

    submit_step.__annotations__ |= {"matter": int, "request": HttpRequest, "body": sheet_schema(procedure, step), "key": KEY}
    api.post(
        f"/matters/{procedure.id}/{{int:matter}}/{step.id}/sheet", response={200: SheetOut, **REFUSED}, tags=[procedure.name],
        operation_id=f"{procedure.id}.{step.id}.sheet".replace(".", "_"), summary=f"{procedure.name}：提请审批“{step.name}”",
    )(submit_step)  # fmt: skip


def declare_all() -> None:
    """Declares the operations of every registered procedure in its newest version."""
    newest: dict[str, Procedure] = {procedure.id: procedure for procedure in registry.all_procedures()}
    for procedure in newest.values():
        for step in procedure.steps:
            _declare(procedure, step)
