"""What the API shows of procedures and matters. Every read goes through `access`."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Query

from yuheng.faces.api.base import REFUSED, api, viewer_of
from yuheng.faces.api.schemas import MAX_ID, ChoiceOut, MatterList, MatterOut, ProcedureOut, Status
from yuheng.kernel.access import matters
from yuheng.kernel.access.dossier import dossier
from yuheng.kernel.access.facts import shown_facts, shown_rows
from yuheng.kernel.access.seats import may_open, next_steps
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Clock, Event, Paper
from yuheng.kernel.search import matching


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
    q: Annotated[str | None, Query(max_length=100, description="检索词，两个字以上")] = None,
    after: Annotated[str | None, Query(max_length=200)] = None,
    before: Annotated[str | None, Query(max_length=200)] = None,
    size: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Any:
    """Matters that the account may see, newest first, by key."""
    where = matching(q) if q else None
    page = matters.page(
        viewer_of(request), [procedure] if procedure else None, size=size, after=after, before=before, status=status or "", where=where
    )
    return {"items": [matters.described(matter) for matter in page.rows], "after": page.after, "before": page.before}


@api.get("/matters/{int:matter}", response={200: MatterOut, **REFUSED}, summary="一件事项", tags=["事项"])
def read_matter(request: HttpRequest, matter: int) -> Any:
    """A matter with facts and rows (personal data masked), open clocks, papers and events."""
    if matter > MAX_ID:
        raise PermissionDenied
    found = matters.get(viewer_of(request), matter)
    procedure = registry.get(found.procedure, found.version)
    clocks = Clock.objects.filter(matter=found, ended=0, asleep=False).order_by("due_on", "seq", "no")
    events = (
        Event.objects.filter(matter=found)
        .order_by("seq")
        .values("id", "seq", "kind", "step", "row", "day", "hash", "late", "backlog")
    )
    papers = Paper.objects.filter(matter=found).order_by("seq", "pk").values("id", "seq", "kind", "name", "number", "state", "day")
    return {
        **matters.described(found),
        "facts": shown_facts(found, procedure.shape),
        "rows": shown_rows(found, procedure.shape),
        "clocks": [
            {
                "step": c.step,
                "name": procedure.names[c.step],
                "due": c.due_on,
                "provisional": c.provisional,
                "suspended": c.suspended,
            }
            for c in clocks
        ],
        "papers": list(papers),
        "events": list(events),
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
