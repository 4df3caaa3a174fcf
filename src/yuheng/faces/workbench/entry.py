"""The quick form of a register: the fields of its one step, above the list."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import fields, showing
from yuheng.faces.workbench.framing import viewer_of
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.procedure.declare import Procedure


def entry_of(request: HttpRequest, procedure: Procedure) -> dict[str, Any]:
    """What `RegisterPage` has beside a list; nothing for who may not record. A register with rows is recorded on a page of its own."""
    seen = viewer_of(request)
    step = procedure.opening
    cites = "；".join(cite.text for cite in showing.cites(procedure.cites))
    if not may_open(seen, procedure):
        return {"cites": cites}
    action = reverse("open", args=[procedure.id])
    if any(name in procedure.shape.rows for name in step.writes):
        return {"cites": cites, "acts": [ui.Act(step.name, action, primary=True)]}
    values = {name: procedure.shape.fields[name].default for name in step.writes}
    entry = [
        fields.field_of(procedure.shape.fields[name], fields.Filled(values), seen.staff, required=_required(procedure, name))
        for name in step.writes
    ]
    entry.append(ui.FormField(name="y_key", label="", kind="hidden", value=secrets.token_urlsafe(16)))
    return {"entry": entry, "act": step.name, "action": action, "draft": f"open/{procedure.id}", "cites": cites}


def _required(procedure: Procedure, name: str) -> bool:
    return name in procedure.opening.needs or not procedure.shape.fields[name].blank
