"""`/healthz` tells whether database, sequencer and background keep up, and nothing of the work; the log holds no personal data."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client, RequestFactory

from tests.example.office import moment
from yuheng.kernel.engine.sequencer import drain
from yuheng.kernel.engine.tick import tick
from yuheng.kernel.now import at
from yuheng.site import health
from yuheng.site.middleware import JsonLines


def test_a_site_is_well_while_events_are_sequenced_and_rounds_are_made(staffed):
    with at(moment(3, 1, 10)):
        tick()
        assert Client().get("/healthz").json() == {"well": True, "database": True, "sequencer": {"waiting": 0, "seconds": 0.0}, "tick": {"seconds": 0.0}}
        staffed.accept()  # recorded at nine
        answer = Client().get("/healthz")
        assert (answer.status_code, answer.json()["sequencer"]["waiting"]) == (503, 1)
        drain()
        assert Client().get("/healthz").status_code == 200
    with at(moment(3, 1, 10) + timedelta(hours=2)):
        assert Client().get("/healthz").status_code == 503


@pytest.mark.django_db
def test_a_database_out_of_reach_is_told_without_a_fault(monkeypatch):
    def away() -> tuple[int, float]:
        raise DatabaseError

    monkeypatch.setattr(health, "lag", away)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"well": False, "database": False})


def test_a_line_of_the_log_holds_the_path_without_its_query_and_none_of_the_form():
    request = RequestFactory().post("/m/1/step/clue/?q=王小明", {"party_name": "王小明"})
    line = logging.LogRecord("django.request", logging.ERROR, "x", 1, "Internal Server Error: %s", ("/m/1/step/clue/",), None)
    line.request = request
    said = JsonLines().format(line)
    assert json.loads(said)["path"] == "/m/1/step/clue/"
    assert "王小明" not in said


def test_a_fault_is_logged_by_its_places_and_never_with_the_values_in_it():
    try:
        raise ValueError("无法处理 320582199001011234 王小明")
    except ValueError as error:
        line = logging.LogRecord("yuheng", logging.ERROR, "x", 1, "接口出错", (), (ValueError, error, error.__traceback__))
    said = json.loads(JsonLines().format(line))
    assert "320582199001011234" not in str(said)
    assert said["error"][0] == "ValueError"
    assert any("test_health.py" in place for place in said["error"])
