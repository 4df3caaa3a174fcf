"""Approval sheets 审批单: those that wait, one of them, and signing it. A sheet is submitted by the operation of its step (`acting`)."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Header

from yuheng.faces.api.base import REFUSED, NotPossible, api, viewer_of
from yuheng.faces.api.schemas import MAX_ID, SheetOut, SignedOut, Verdict
from yuheng.kernel.access import matters
from yuheng.kernel.access.facts import shown
from yuheng.kernel.access.grants import Viewer, role
from yuheng.kernel.access.sheets import waiting_sheets
from yuheng.kernel.engine.approvals import send_back, sign
from yuheng.kernel.engine.orders import Done
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.chains import PROPOSER, chain_of
from yuheng.kernel.procedure.shape import BadValue, Field
from yuheng.kernel.records.models import Account, Sheet

KEY = Annotated[str | None, Header(alias="Idempotency-Key", max_length=80)]


def done_out(done: Done) -> dict[str, Any]:
    return {
        "matter": done.matter, "event": done.event, "seq": done.seq, "step": done.step, "hash": done.hash, "number": done.number,
        "clocks": [{"step": c.step, "name": c.name, "due": c.due, "provisional": c.provisional, "suspended": c.suspended} for c in done.clocks],
        "papers": list(done.papers), "repeated": done.repeated, "late": done.late,
    }  # fmt: skip


def acting_account(request: HttpRequest) -> Account:
    """The account that acts. Raises NotPossible for one that stands for nobody."""
    account: Account = request.auth  # type: ignore[attr-defined]
    if account.person_id is None:
        raise NotPossible("这个账号没有对应的人员，不能办理。")
    return account


def sheet_out(sheet: Sheet, seen: Viewer, mine: bool | None = None) -> dict[str, Any]:
    """A sheet as the API tells it; what is proposed is masked like facts."""
    procedure = registry.get(sheet.matter.procedure, sheet.matter.version)
    chain = chain_of(procedure.by_id[sheet.step].approval)
    levels = chain.levels if chain is not None else ()
    open_ = sheet.state == "open" and sheet.level < len(levels)
    known = role(sheet.waits_for_role)
    opinions = [{"place": PROPOSER, "person": str(sheet.started_by), "opinion": sheet.proposal, "at": sheet.started_at.astimezone(CHINA)}]
    for one in sheet.signatures.select_related("person").order_by("level", "pk"):
        name = levels[one.level].name if one.level < len(levels) else ""
        opinions.append({"place": name, "person": str(one.person), "opinion": one.opinion, "at": one.at.astimezone(CHINA), "how": one.how})
    fields = procedure.shape.fields
    return {
        "sheet": sheet.pk, "matter": sheet.matter_id, "procedure": procedure.id, "step": sheet.step, "row": sheet.row, "state": sheet.state,
        "place": levels[sheet.level].name if open_ else "", "role": known.name if known and open_ else "",
        "mine": any(one.pk == sheet.pk for one in waiting_sheets(seen)) if mine is None else mine,
        "data": {name: _masked(fields[name], value) for name, value in sheet.data.items() if name in fields}, "opinions": opinions,
    }  # fmt: skip


def _masked(field: Field, value: Any) -> Any:
    """What is proposed, cleaned as the step would; what does not stand is shown as it was given, masked."""
    try:
        return shown(field, field.clean(value) if value not in (None, "") else None)
    except BadValue:
        return shown(field, str(value))


@api.get("/sheets", response={200: list[SheetOut], **REFUSED}, summary="等待我审批的审批单", tags=["审批"])
def sheets(request: HttpRequest) -> Any:
    """Sheets that the account's person could sign now, the longest waiting first."""
    seen = viewer_of(request)
    return [sheet_out(one, seen, True) for one in waiting_sheets(seen)]


@api.get("/sheets/{int:sheet}", response={200: SheetOut, **REFUSED}, summary="一张审批单", tags=["审批"])
def read_sheet(request: HttpRequest, sheet: int) -> Any:
    """A sheet of a matter that the account may see."""
    seen = viewer_of(request)
    return sheet_out(_visible(seen, sheet), seen)


@api.post("/sheets/{int:sheet}/sign", response={200: SignedOut, **REFUSED}, operation_id="sheets_sign", summary="签批审批单", tags=["审批"])
def sign_sheet(request: HttpRequest, sheet: int, body: Verdict, key: KEY = None) -> Any:
    """Agrees at the place at which the sheet waits, or sends it back with the reason. The last signature performs the step."""
    found, account = _visible(viewer_of(request), sheet), acting_account(request)
    person = account.person_id or 0
    once: dict[str, Any] = {"account": account.pk, "key": key or ""}
    if body.verdict == "agree":
        result = sign(found.pk, by=person, opinion=body.opinion, **once)
    else:
        result = send_back(found.pk, by=person, reason=body.opinion, **once)
    return {"sheet": result.sheet, "state": result.state, "done": done_out(result.done) if result.done else None}


def _visible(seen: Viewer, sheet: int) -> Sheet:
    """The sheet, if its matter may be seen. Raises PermissionDenied alike for none."""
    found = Sheet.objects.select_related("matter", "started_by").filter(pk=sheet).first() if sheet <= MAX_ID else None
    if found is None:
        raise PermissionDenied("没有这一审批单，或者您没有查看的权限。")
    matters.get(seen, found.matter_id)
    return found
