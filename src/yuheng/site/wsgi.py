"""The WSGI application, with the sequencer beside it in a thread of its own."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuheng.site.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from yuheng.site import background  # noqa: E402  # it needs the applications ready

background.start()
# What was loaded lives as long as the process: no collection need ever walk it again.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 5, 1_000)
_left = 60


def _keep(phase: str, _told: dict[str, int]) -> None:
    """After each of the first collections, too: what survives them are the caches that the first requests fill."""
    global _left
    if phase == "stop":
        gc.freeze()
        _left -= 1
        if not _left:
            gc.callbacks.remove(_keep)


gc.callbacks.append(_keep)
