"""`yuheng import` and `yuheng export` from the outside: exit codes, JSON, and nobody's more than the account's own."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from tests.faces.exchange.conftest import sheet, today, zone  # noqa: F401
from yuheng.faces.cli import setup
from yuheng.faces.cli.main import main
from yuheng.kernel.records.models import Account, ImportBatch, Look, Matter
from yuheng.systems.services.legal_service.facts import Lecture

LECTURE = {"举办日期": "2023.9.1", "主题": "民法典进社区", "类别": "民法典", "地点": "江浦社区", "主讲人": "张律师", "听讲人数": "45人"}
WRONG = {**LECTURE, "主题": "反诈", "类别": "不明"}


@pytest.fixture
def run(zone, today, monkeypatch, tmp_path):  # noqa: F811
    monkeypatch.setattr(setup, "start", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, [str(one) for one in arguments], prog_name="yuheng")


def test_a_sheet_is_looked_through_then_imported_then_known(zone, run, sheet, tmp_path):  # noqa: F811
    file = tmp_path / "九月.csv"
    file.write_bytes(sheet([LECTURE, WRONG]))
    tried = run("import", "services.lecture", file, "--as", "clerk", "--dry-run", "--json")
    assert tried.exit_code == 3
    told = json.loads(tried.stdout)
    assert told["counts"] == {"new": 1, "known": 0, "refused": 1}
    assert told["rows"][1]["problems"][0]["column"] == "类别"
    assert Matter.objects.count() == ImportBatch.objects.count() == 0
    done = run("import", "services.lecture", file, "--as", "clerk", "--problems", tmp_path / "退回.xlsx")
    assert done.exit_code == 3
    assert "已导入 1" in done.stdout
    assert "第 3 行 类别“不明”" in done.stdout
    assert (tmp_path / "退回.xlsx").exists()
    assert Lecture.objects.count() == 1
    file.write_bytes(sheet([LECTURE]))
    again = run("import", "services.lecture", file, "--as", "clerk", "--json")
    assert again.exit_code == 0
    assert json.loads(again.stdout)["counts"] == {"done": 0, "known": 1, "refused": 0}


def test_who_may_not_and_what_is_no_sheet_is_refused_with_one_and_misuse_with_two(zone, run, sheet, tmp_path):  # noqa: F811
    file = tmp_path / "九月.csv"
    file.write_bytes(sheet([LECTURE]))
    for arguments, words in (
        (("services.lecture", file, "--as", "cashier"), "没有这一岗位"), (("services.lecture", file, "--as", "nobody"), "没有账号"), (("none", file, "--as", "clerk"), "没有这一程序"),
    ):  # fmt: skip
        result = run("import", *arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert words in result.stderr
    file.write_bytes(b"%PDF-1.7")
    assert "没有写入任何记录" in run("import", "services.lecture", file, "--as", "clerk").stderr
    Account.objects.filter(username="clerk").update(is_active=False)
    assert "已停用" in run("import", "services.lecture", file, "--as", "clerk").stderr
    assert run("import", "services.lecture", "none.csv", "--as", "clerk").exit_code == 2
    assert run("import", "services.lecture", file, "--as", "other", "--scans", tmp_path).exit_code == 2
    assert Matter.objects.count() == 0


def test_an_export_holds_what_the_account_may_see_masked_with_sums_and_is_recorded(zone, run, sheet, tmp_path):  # noqa: F811
    file = tmp_path / "九月.csv"
    file.write_bytes(sheet([LECTURE, {**LECTURE, "主题": "反诈"}]))
    run("import", "services.lecture", file, "--as", "clerk")
    result = run("export", "services.lecture", "--as", "clerk", "--year", "2023", "--out", tmp_path / "讲座.xlsx", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["rows"] == 2
    lines = CalamineWorkbook.from_path(str(tmp_path / "讲座.xlsx")).get_sheet_by_index(0).to_python()
    text = str(lines)
    assert "张律师" not in text
    assert "合计" in text
    assert 90.0 in lines[-1]
    assert Look.objects.filter(what__contains="导出").count() == 1
    assert json.loads(run("export", "services.lecture", "--as", "other", "--out", tmp_path / "空.xlsx", "--json").stdout)["rows"] == 0
    assert run("export", "services.lecture", "--as", "clerk", "--organ", "none").exit_code == 2
    assert run("export", "none", "--as", "clerk").exit_code == 1
    assert run("export", "services.lecture", "--as", "clerk").exit_code == 0
    assert (tmp_path / "法治讲座台账.xlsx").exists()
    again = run("import", "services.lecture", tmp_path / "讲座.xlsx", "--as", "clerk", "--json")
    assert json.loads(again.stdout)["counts"] == {"done": 0, "known": 2, "refused": 0}
