"""What every request passes: security headers, a number for the log, the end of idle sessions."""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from yuheng.kernel.now import now

Next = Callable[[HttpRequest], HttpResponse]

POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; form-action 'self'; base-uri 'self'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(self), microphone=()",
}


class Security:
    """Headers on every answer; pages with personal data are kept by no cache."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        if settings.SECURE_HSTS_SECONDS:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}")
        return response


class Trace:
    """A number that stands on an error page and in the log, so that whoever is called finds the line."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.trace = secrets.token_hex(4)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        logging.getLogger("yuheng.requests").debug("exception", exc_info=error)


class Idle:
    """Ends a session in which nothing was asked for a while. The minute stands in the cookie, nothing in the database."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "_auth_user_id" in request.session:
            minute = int(now().timestamp() // 60)
            seen = request.session.get("seen")
            if isinstance(seen, int) and minute - seen > settings.SESSION_IDLE_MINUTES:
                logout(request)
                request.ended = True  # type: ignore[attr-defined]
            elif seen != minute:
                request.session["seen"] = minute
        return self.get_response(request)


class JsonLines(logging.Formatter):
    """Log lines as JSON. No personal data: the path without its query, and the error's place."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {"at": now().isoformat(), "level": record.levelname, "name": record.name}
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "path"):
            line.update(path=request.path, method=request.method, trace=getattr(request, "trace", ""))
        line["message"] = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _places(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _places(error: BaseException) -> list[str]:
    """What kind of fault and where, cause after cause; its message may repeat what somebody typed, and stays out."""
    found: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < 60:
        found.append(type(cause).__name__)
        found += [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(cause.__traceback__)[-20:]]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return found
