"""Fixtures that many tests share."""

from __future__ import annotations

import os

import pytest

OUTSIDE = "beside the project"
"""Words of the reason for which a test may be left out of a whole run: what it reads lies outside the clone."""


DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}
"""Fixtures by which a test reaches the database; without one the library refuses it every query."""


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL runs what meets a database: the pure tests and the browser's ran on SQLite and would prove nothing new."""
    if os.environ.get("YUHENG_TEST_DATABASE") == "postgresql":
        elsewhere = [item for item in items if item.get_closest_marker("browser") or not _meets_database(item)]
    else:
        elsewhere = [item for item in items if item.get_closest_marker("postgresql")]
    left = set(elsewhere)
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=elsewhere)


def _meets_database(item) -> bool:
    """Whether the test reaches the database by a fixture or mark, kills processes, or starts them or databases of its own."""
    if item.get_closest_marker("django_db") or item.get_closest_marker("faults") or DATABASE & set(item.fixturenames):
        return True
    return any(getattr(value, "__module__", "") in ("tests.processes", "tests.databases") for value in vars(item.module).values())


def pytest_terminal_summary(terminalreporter):
    """Says what did not run and why, so that nobody takes a part for the whole."""
    for reason, number in _left_out(terminalreporter).items():
        terminalreporter.write_line(f"没有运行（not run）：{number} × {reason}", yellow=True)


def pytest_sessionfinish(session):
    """Under `make test` (YUHENG_TEST_WHOLE=1) a part that could not run fails the whole; only texts outside the clone may be missing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("YUHENG_TEST_WHOLE") != "1":
        return
    if any(OUTSIDE not in reason for reason in _left_out(reporter)):
        session.exitstatus = max(int(session.exitstatus), 1)


def _left_out(reporter) -> dict[str, int]:
    """Reasons of skipped tests, with how many each left out."""
    found: dict[str, int] = {}
    for report in reporter.stats.get("skipped", ()):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        found[reason] = found.get(reason, 0) + 1
    return found


@pytest.fixture
def staffed(db):
    """The example office."""
    from tests.example.office import staff

    return staff()


@pytest.fixture
def data_home(monkeypatch, tmp_path):
    """A data directory of the test's own, without calendars or statutes."""
    from yuheng.kernel.time import calendar

    monkeypatch.setenv("YUHENG_HOME", str(tmp_path))
    calendar.refresh()
    yield tmp_path
    monkeypatch.undo()
    calendar.refresh()
