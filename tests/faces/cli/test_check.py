"""`yuheng check` from the outside."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.kernel.procedure.check.small import PENALTY, Articles, Terms, but
from yuheng.faces.cli import check as face
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.check import Law


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs the command over given procedures, with the law of the tests and a lock file of its own."""

    def runner(procedures, *arguments):
        monkeypatch.setattr(registry, "_known", {(p.id, p.version): p for p in procedures})
        monkeypatch.setattr(face, "start", lambda: tmp_path)
        monkeypatch.setattr(face, "law_of_project", lambda day: Law(Terms(), Articles(), day))
        monkeypatch.setattr(face, "lock_file", lambda: tmp_path / "procedures.lock")
        return CliRunner().invoke(face.check, list(arguments))

    return runner


def test_sound_procedures_end_with_0(run):
    result = run([PENALTY])
    assert result.exit_code == 0
    assert "通过" in result.output


def test_a_fault_ends_with_1_and_is_told_in_chinese(run):
    result = run([but(decide={"after": ("conclude", "notify")})])
    assert result.exit_code == 1
    assert "未经“法制审核”不得“处罚决定”" in result.output
    assert "1. 立案" in result.output


def test_json_lists_what_a_program_reads(run):
    result = run([but(conclude={"cites": ()})], "--json")
    (found,) = json.loads(result.output)
    assert set(found) >= {"id", "version", "steps", "markings", "seconds", "problems"}
    assert found["problems"][0]["code"] == "no_article"
    assert result.exit_code == 1


def test_a_locked_version_may_not_change(run):
    assert run([PENALTY], "--lock").exit_code == 0
    result = run([but(rethink={"repeat": False})])
    assert result.exit_code == 1
    assert "请声明新的版本" in result.output


def test_a_faulty_procedure_is_not_locked(run, tmp_path):
    run([but(conclude={"cites": ()})], "--lock")
    assert not (tmp_path / "procedures.lock").exists()


def test_an_unknown_procedure_is_named(run):
    result = run([PENALTY], "no.such")
    assert result.exit_code == 2
    assert "没有程序“no.such”" in result.output
