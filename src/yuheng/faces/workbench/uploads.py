"""Files that come with an act."""

from __future__ import annotations

from django.http import HttpRequest

from yuheng.kernel.procedure.declare import Step
from yuheng.kernel.procedure.state import Paper


def papers_sent(request: HttpRequest, step: Step) -> tuple[Paper, ...]:
    """The papers uploaded with the form."""
    return ()
