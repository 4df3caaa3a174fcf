"""Processes of their own with the settings of production, on either database: what an operator starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests.databases import server

ROOT = Path(__file__).resolve().parents[1]
_serial = count()


class Place:
    """A data directory with its database."""

    def __init__(self, home: Path, url: str = "") -> None:
        self.home = home
        self.env = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "YUHENG_TEST_HOME", "YUHENG_DATABASE_URL")}
        self.env |= {"YUHENG_HOME": str(home), "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "YUHENG_ORIGIN": "试验"}
        self.name = ""
        if url:
            self.env["YUHENG_DATABASE_URL"] = url
        elif connection.vendor == "postgresql":
            self.name = f"backup_{os.getpid()}_{next(_serial)}"
            server(f'CREATE DATABASE "{self.name}"')
            # The socket of an embedded server stands in the query; only the name of the database is another.
            parts = urlsplit(os.environ["YUHENG_DATABASE_URL"])
            self.env["YUHENG_DATABASE_URL"] = f"{parts.scheme}://{parts.netloc}/{self.name}" + (f"?{parts.query}" if parts.query else "")

    def begin(self, *arguments: str, group: bool = False) -> subprocess.Popen[bytes]:
        """A command; with `group` at the head of a group of processes, to be killed with its workers."""
        command = [sys.executable, "-c", "from yuheng.faces.cli.main import main; main(prog_name='yuheng')", *arguments]
        return subprocess.Popen(command, env=self.env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=group)

    def yuheng(self, *arguments: str, code: int = 0) -> str:
        process = self.begin(*arguments)
        out, err = process.communicate()
        assert process.returncode == code, (out.decode(), err.decode())
        assert b"Traceback" not in err, err.decode()
        return (out if code == 0 or out else err).decode()

    def script(self, what: str):
        done = subprocess.run([sys.executable, "-m", "tests.faces.cli.filled_home", what], env=self.env, cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    def start_script(self, what: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-u", "-m", "tests.faces.cli.filled_home", what]
        return subprocess.Popen(command, env=self.env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def drop(self) -> None:
        if self.name:
            server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

