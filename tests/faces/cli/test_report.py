"""`yuheng report`: what is exported is what was published; a draft is judged with exit codes and the keys that programs read."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.report.office import writing
from yuheng.faces.cli.report import report
from yuheng.report.records.models import Published

KEYS = {"text", "value", "unit", "sentence", "indicator", "recorded", "verdict"}


@pytest.fixture
def zone(db):
    return writing().started().joined().confirmed().sent()


def test_export_gives_the_latest_draft_and_after_publication_what_was_sealed(zone, tmp_path):
    out = tmp_path / "报告.txt"
    first = CliRunner().invoke(report, ["export", "--year", "2023", "--out", str(out)])
    assert first.exit_code == 0
    assert "送审稿" in first.output
    zone.act("editor", "publish", {"place": "门户网站"})
    told = json.loads(CliRunner().invoke(report, ["export", "--year", "2023", "--out", str(out), "--json"]).output)
    kept = Published.objects.get(pk=zone.matter)
    assert (told["published"], told["digest"]) == (True, kept.digest)
    assert out.read_text(encoding="utf-8") == kept.text
    assert CliRunner().invoke(report, ["export", "--year", "2023", "--out", str(tmp_path / "a.doc")]).exit_code == 2


def test_proof_says_in_its_exit_code_whether_a_number_differs(zone, tmp_path):
    good, bad, other = (tmp_path / name for name in ("好.txt", "坏.txt", "年报.txt"))
    good.write_text("2023年法治政府建设年度报告\n中心组开展专题学法2次。", encoding="utf-8")
    bad.write_text("2023年法治政府建设年度报告\n中心组开展专题学法5次。", encoding="utf-8")
    other.write_text("2023年工作总结\n中心组开展专题学法4次。", encoding="utf-8")
    assert CliRunner().invoke(report, ["proof", str(good)]).exit_code == 0
    found = CliRunner().invoke(report, ["proof", str(bad), "--against", str(other), "--json"])
    assert found.exit_code == 1
    told = json.loads(found.output)
    (differing,) = [one for one in told["quantities"] if one["verdict"] == "differs"]
    assert set(differing) >= KEYS
    assert (differing["value"], differing["recorded"]) == (5, 2)
    assert [one["agrees"] for one in told["comparisons"]] == [False]
    assert CliRunner().invoke(report, ["proof", str(tmp_path / "报告.txt")]).exit_code == 2
