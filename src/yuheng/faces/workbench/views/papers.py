"""One paper: beside the page as a sheet, or alone."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from yuheng.faces.workbench.framing import viewer_of
from yuheng.kernel.access.dossier import dossier


def paper(request: HttpRequest, matter: int, paper: int) -> HttpResponse:
    """The paper of a matter that the viewer may see."""
    found = dossier(viewer_of(request), matter)
    kept = next((one for one in found.papers if one.id == paper), None)
    if kept is None:
        raise PermissionDenied("没有这一文书。")
    return HttpResponse(f'<article class="y-sheet"><h1>{kept.name}</h1><p>{kept.number}</p></article>')
