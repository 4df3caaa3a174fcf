"""Calibres that a person asks again and again are kept under a name."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.asked import kept
from yuheng.faces.workbench.framing import viewer_of
from yuheng.kernel.access.figures import may_read
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.indicators.declare import Indicator, all_indicators
from yuheng.kernel.records.models import SavedFilter


def page_of(indicator: Indicator) -> str:
    return f"figure:{indicator.id}"


def saved(seen: Viewer, indicator: Indicator, query: QueryDict) -> list[ui.Link]:
    """The declared calibre and the viewer's own ones of this figure."""
    now_asked = kept(query)
    found = [ui.Link("规定口径", "?", current=not now_asked)]
    for one in SavedFilter.objects.filter(account=seen.account, page=page_of(indicator)).order_by("name"):
        found.append(ui.Link(one.name, f"?{one.query}", current=one.query == now_asked))
    return found if len(found) > 1 or now_asked else []


def save_act(indicator: Indicator, query: QueryDict) -> ui.Act | None:
    """The act that keeps the calibre asked for, where it is another than the declared."""
    asked = kept(query)
    return ui.Act("保存", reverse("save_calibre", args=[indicator.id]), post=True, hidden={"query": asked}) if asked else None


def save_calibre(request: HttpRequest, figure: str) -> HttpResponse:
    """Keeps a calibre under a name, or replaces the one of that name."""
    seen = viewer_of(request)
    indicator = all_indicators().get(figure)
    if indicator is None or not may_read(seen, indicator):
        raise PermissionDenied("没有这一指标，或者您没有查看的权限。")
    name = request.POST.get("name", "").strip()[:20]
    asked = kept(QueryDict(request.POST.get("query", "")[:2000]))
    if name and asked:
        SavedFilter.objects.update_or_create(account=seen.account, page=page_of(indicator), name=name, defaults={"query": asked})
        messages.success(request, f"已存为常用口径“{name}”。")
    return HttpResponseRedirect(f"{reverse('figure', args=[indicator.id])}?{asked}")
