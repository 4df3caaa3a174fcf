"""What the API shows of procedures and matters. Every read goes through `access`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Query

from yuheng.faces.api.base import REFUSED, api, viewer_of
from yuheng.faces.api.schemas import MAX_ID, ChoiceOut, MatterList, MatterOut, ProcedureOut, Status
from yuheng.kernel.access import matters
from yuheng.kernel.access.dossier import dossier
from yuheng.kernel.access.narrowing import Narrow
from yuheng.kernel.access.outline import outline
from yuheng.kernel.access.seats import may_open, next_steps
from yuheng.kernel.procedure import registry


@api.get("/procedures", response={200: list[ProcedureOut], **REFUSED}, summary="程序", tags=["程序"])
def procedures(request: HttpRequest) -> Any:
    """Procedures that the account may read or open, in their newest version, with their steps."""
    seen = viewer_of(request)
    newest = {procedure.id: procedure for procedure in registry.all_procedures()}
    return [
        {
            "id": p.id, "version": p.version, "name": p.name, "chapter": p.chapter, "opens": may_open(seen, p),
            "steps": [{"id": step.id, "name": step.name, "stage": step.stage, "cites": list(step.cites), "writes": list(step.writes)} for step in p.steps],
        }
        for p in newest.values()
        if p.id in seen.reads or may_open(seen, p)
    ]  # fmt: skip


@api.get("/matters", response={200: MatterList, **REFUSED}, summary="事项列表", tags=["事项"])
def list_matters(
    request: HttpRequest,
    procedure: Annotated[str | None, Query(max_length=60)] = None,
    status: Status | None = None,
    stage: Annotated[str, Query(max_length=40, description="阶段名称")] = "",
    light: Annotated[Literal["overdue", "soon", "fine", "none"] | None, Query(description="期限：逾期、临期、正常、无期限")] = None,
    unit: Annotated[int | None, Query(ge=1, le=MAX_ID, description="承办单位，含下级")] = None,
    handler: Annotated[int | None, Query(ge=1, le=MAX_ID, description="承办人")] = None,
    helper: Annotated[int | None, Query(ge=1, le=MAX_ID, description="协办人")] = None,
    level: Annotated[int | None, Query(ge=0, le=3, description="密级")] = None,
    since: Annotated[date | None, Query(description="开始日期自")] = None,
    until: Annotated[date | None, Query(description="开始日期至")] = None,
    q: Annotated[str | None, Query(max_length=100, description="检索词，两个字以上")] = None,
    after: Annotated[str | None, Query(max_length=200)] = None,
    before: Annotated[str | None, Query(max_length=200)] = None,
    size: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Any:
    """Matters that the account may see, newest first, by key; every filter that the list of the site has."""
    narrow = Narrow(status or "", stage, level, unit, handler, since, until, light or "", q or "", helper)
    page = matters.page(viewer_of(request), [procedure] if procedure else None, narrow, size=size, after=after, before=before)
    return {"items": [matters.described(matter) for matter in page.rows], "after": page.after, "before": page.before}


@api.get("/matters/{int:matter}", response={200: MatterOut, **REFUSED}, summary="一件事项", tags=["事项"])
def read_matter(request: HttpRequest, matter: int) -> Any:
    """A matter with facts and rows (personal data masked), open clocks, papers and events."""
    if matter > MAX_ID:
        raise PermissionDenied
    seen = viewer_of(request)
    found = matters.get(seen, matter)
    names = registry.get(found.procedure, found.version).names
    beside = outline(seen, found)
    return {
        **matters.described(found),
        "facts": beside.facts,
        "rows": beside.rows,
        "clocks": [{"name": names[clock["step"]], "due": clock["due_on"], **clock} for clock in beside.clocks],
        "papers": beside.papers,
        "events": beside.events,
    }


@api.get("/matters/{int:matter}/steps", response={200: list[ChoiceOut], **REFUSED}, summary="可以办理的环节", tags=["事项"])
def steps(request: HttpRequest, matter: int) -> Any:
    """Every step as it stands today for the account: allowed, or why not, citing which article."""
    if matter > MAX_ID:
        raise PermissionDenied
    found = dossier(viewer_of(request), matter)
    return [
        {
            "step": choice.step.id, "name": choice.step.name, "row": choice.row, "allowed": choice.allowed,
            "why_not": "" if choice.refusal is None else choice.refusal.message, "cites": list(choice.step.cites),
            "due": choice.clock.due if choice.clock else None,
        }
        for choice in next_steps(viewer_of(request), found.state, found.law)
    ]  # fmt: skip
