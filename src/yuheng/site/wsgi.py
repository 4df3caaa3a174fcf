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
gc.set_threshold(50_000, 20, 50)
