"""The year is loaded once, on SQLite: what it stands on is tested on both databases, file by file."""

import os

collect_ignore = ["test_year.py"] if os.environ.get("YUHENG_TEST_DATABASE") == "postgresql" else []
