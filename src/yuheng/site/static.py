"""Static files, served by the process itself: there are few, and a district's office has no second server for them."""

from __future__ import annotations

import mimetypes
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from yuheng.site.middleware import Next

KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@lru_cache(maxsize=256)
def _read(path: Path, changed: int) -> tuple[bytes, str]:
    content = path.read_bytes()
    return content, f'"{blake2b(content, digest_size=8).hexdigest()}"'


class Static:
    """Answers what lies under STATIC_URL; nothing outside the declared folders is ever read."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.roots = [Path(root).resolve() for root in settings.STATICFILES_DIRS]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        prefix = settings.STATIC_URL
        if not request.path_info.startswith(prefix) or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        for root in self.roots:
            path = (root / request.path_info.removeprefix(prefix)).resolve()
            if path.is_relative_to(root) and path.is_file():
                return _answer(request, path)
        return HttpResponse("没有这个文件。", status=404, content_type="text/plain; charset=utf-8")


def _answer(request: HttpRequest, path: Path) -> HttpResponse:
    content, tag = _read(path, path.stat().st_mtime_ns)
    headers = {"ETag": tag, "Cache-Control": "public, max-age=3600"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=headers)
    kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return HttpResponse(content, content_type=kind, headers=headers)
