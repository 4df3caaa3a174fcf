"""Error pages in Chinese: what is wrong, which rule, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from yuheng.faces.workbench.components import error_page
from yuheng.faces.workbench.framing import bare


def problem(request: HttpRequest, code: int, text: str = "", rule: str = "") -> HttpResponse:
    """The page for a refused or failed request. Asks no database, for that may be what failed."""
    page = error_page(code, text, rule, getattr(request, "trace", ""))
    return page.response(request, bare(request), status=code)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, 403, str(exception or ""))


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    return problem(request, 500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return problem(request, 403, "页面停留过久，或者不是从本平台打开的，本次没有办理。请返回上一页刷新后再办。")
