"""Approval sheets, one after another."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame


def approvals(request: HttpRequest) -> HttpResponse:
    """The sheets that wait for me."""
    page = ui.ListPage(title="审批", table=ui.Table([ui.ListColumn("a", "审批单")], [], "审批", ui.Empty("没有等待您审批的事项。")), count="0 件")
    return page.response(request, frame(request, "todo"))
