"""One database server for the whole run: SQLite by default, a real PostgreSQL when YUHENG_TEST_DATABASE=postgresql."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("YUHENG_HOME", tempfile.mkdtemp(prefix="yuheng-test-"))
os.environ.setdefault("YUHENG_SQLITE_SYNCHRONOUS", "NORMAL")
