"""The demonstration year through the real engine: loaded once, by the command that people run, and held against its totals."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "examples"
YUHENG = Path(sys.executable).with_name("yuheng")


REAL = """
from yuheng.faces.cli import setup
setup.start(migrate=True)
from yuheng.kernel.records.models import Organ
Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
"""
"""A data directory in which somebody has begun real work."""


def run(*arguments: str, home: Path, ok: tuple[int, ...] = (0,)) -> str:
    environment = {**os.environ, "YUHENG_HOME": str(home), "YUHENG_SQLITE_SYNCHRONOUS": "NORMAL"}
    environment.pop("YUHENG_DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run([YUHENG, *arguments], capture_output=True, text=True, env=environment, cwd=ROOT, check=False)
    assert done.returncode in ok, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    directory = tmp_path_factory.mktemp("year")
    told = run("demo", "--no-serve", home=directory)
    assert "项未办成" not in told
    return directory


@pytest.fixture(scope="module")
def figures(home) -> dict[str, dict]:
    return {figure["id"]: figure for figure in json.loads(run("figures", "--year", "2023", "--json", home=home))}


def test_every_total_of_the_year_comes_from_records(figures):
    totals = yaml.safe_load((ROOT / "demo" / "totals.yaml").read_text(encoding="utf-8"))["totals"]
    assert {name: figure["value"] for name, figure in figures.items()} == totals
    assert all(figure["rows"] for figure in figures.values())


def test_shares_keep_numerator_and_denominator(figures):
    for name in ("startup.online_share", "exam.pass_rate", "integrity.pledge_coverage"):
        assert figures[name]["numerator"] <= figures[name]["denominator"]


def test_sums_tell_blanks_apart(figures):
    assert figures["disputes.amount"]["blanks"] == 10_977 - 1_320


def test_the_ledger_of_the_year_verifies(home):
    found = json.loads(run("ledger", "verify", "--json", home=home))
    assert found["findings"] == []
    assert found["events"] == found["leaves"] > 120_000


def test_things_go_wrong_in_the_year_and_are_put_right(home):
    with closing(sqlite3.connect(home / "yuheng.sqlite3")) as database:
        events = dict(database.execute("SELECT kind, COUNT(*) FROM kernel_event GROUP BY kind"))
        steps = dict(database.execute("SELECT step, COUNT(*) FROM kernel_event WHERE kind = 'perform' GROUP BY step"))
        void = database.execute("SELECT COUNT(*) FROM kernel_paper WHERE state = 'void' AND number <> ''").fetchone()[0]
        irregular = database.execute("SELECT COUNT(*) FROM kernel_matter WHERE irregular").fetchone()[0]
    assert events["undo"] == void == 11, "numbers of papers taken back stay listed as void"
    assert events["correct"] >= 30
    assert events["handover"] == 9 + 14, "nine in matters that changed hands, fourteen that the one desk sent on"
    assert events["record_defect"] == irregular == 2
    assert {"withdraw", "not_file", "extend", "appraised", "instalment", "apply_court", "ruling"} <= set(steps)


def test_the_report_composed_from_the_year_ties_to_itself(home, tmp_path):
    draft = tmp_path / "report.txt"
    draft.write_text(run("report", "build", "--year", "2023", home=home), encoding="utf-8")
    proof = json.loads(run("report", "proof", str(draft), "--year", "2023", "--json", home=home))
    verdicts = [quantity["verdict"] for quantity in proof["quantities"]]
    assert verdicts.count("matches") >= 44
    assert "differs" not in verdicts
    assert "untraceable" not in verdicts


def test_real_work_is_refused_in_a_demonstration_and_the_other_way_round(home, tmp_path):
    again = run("demo", "--no-serve", home=home)
    assert "已载入" not in again  # it is there already
    environment = {**os.environ, "YUHENG_HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    for name in ("YUHENG_DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    subprocess.run([sys.executable, "-c", REAL], env=environment, check=True)
    run("demo", "--no-serve", home=tmp_path, ok=(1,))


@pytest.mark.statutes
@pytest.mark.skipif(not SHARED.exists(), reason="the real report does not lie beside the project")
def test_the_year_equals_the_published_figures(figures):
    with (SHARED / "kunshan-2023-figures.csv").open(encoding="utf-8") as file:
        published = {row["id"]: row["value"] for row in csv.DictReader(file)}
    assert set(published) == set(figures)
    assert {name: figures[name]["value"] for name, value in published.items() if value} == {
        name: float(value) for name, value in published.items() if value
    }


@pytest.mark.statutes
@pytest.mark.skipif(not SHARED.exists(), reason="the real report does not lie beside the project")
def test_every_result_of_the_real_report_ties_and_agrees(home):
    report = SHARED / "kunshan-high-tech-zone-2023.txt"
    proof = json.loads(run("report", "proof", str(report), "--json", home=home))
    verdicts = [quantity["verdict"] for quantity in proof["quantities"]]
    assert verdicts.count("matches") == 44
    assert "differs" not in verdicts
    assert "untraceable" not in verdicts
