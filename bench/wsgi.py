"""The site as it is served, with every garbage collection noted: what the HTTP rows are measured on."""

from __future__ import annotations

import gc
import json
import os
import time
from pathlib import Path
from typing import Any

from yuheng.site.wsgi import application as site

_pauses: list[tuple[int, float, float]] = []
_began = _used = 0.0


def _note(phase: str, told: dict[str, Any]) -> None:
    global _began, _used
    if phase == "start":
        _began, _used = time.perf_counter(), time.thread_time()
    else:
        _pauses.append((told["generation"], (time.perf_counter() - _began) * 1000, (time.thread_time() - _used) * 1000))


gc.callbacks.append(_note)
_FOLDER = Path(os.environ["YUHENG_HOME"]) / "bench"


def application(environ: dict[str, Any], start: Any) -> Any:
    """Answers like the site; `/bench` writes down this worker's pauses so far."""
    if environ["PATH_INFO"] == "/bench":
        _FOLDER.mkdir(exist_ok=True)
        (_FOLDER / f"gc-{os.getpid()}.json").write_text(json.dumps(_pauses))
        start("200 OK", [("Content-Length", "2")])
        return [b"ok"]
    return site(environ, start)


