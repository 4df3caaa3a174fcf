"""`yuheng law` and `yuheng calendar` from the outside."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.example.office import moment
from tests.kernel.engine.test_recompute import arranged
from tests.kernel.law.test_texts import ACT, INDEX
from yuheng.faces.cli import check as check_face
from yuheng.faces.cli import setup
from yuheng.faces.cli.main import main
from yuheng.kernel import now
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Clock


@pytest.fixture(autouse=True)
def home(data_home, monkeypatch):
    monkeypatch.setattr(setup, "start", lambda **_: data_home)
    return data_home


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments), prog_name="yuheng")


def refused(result, why: str, code: int = 1) -> None:
    assert result.exit_code == code, result.output
    assert why in result.stderr
    assert result.stdout == ""


@pytest.fixture
def source(tmp_path_factory):
    place = tmp_path_factory.mktemp("texts")
    (place / "index.yaml").write_text(INDEX % ("", 4), encoding="utf-8")
    (place / "试验.md").write_text(ACT, encoding="utf-8")
    return place


def test_texts_are_imported_listed_and_shown(source):
    assert "新导入 试验管理条例(2020-01-01)" in run("law", "import", str(source)).output
    assert "新导入 0 部，更新 0 部，未变 1 部" in run("law", "import", str(source)).output
    assert "试验管理条例(2020-01-01)　自 2020-02-01 起施行，4 条\n" in run("law", "list").output
    shown = run("law", "show", "试验管理条例#2").output
    assert "《试验管理条例》第二条" in shown
    assert "（二）涉及隐私的。" in shown
    found = json.loads(run("law", "show", "试验管理条例(2020-01-01)#3之1", "--json").output)
    assert found["text"] == ["告知可以采用电子方式。"]
    refused(run("law", "show", "试验管理条例#9"), "没有第九条")
    refused(run("law", "show", "试验管理条例#2", "--on", "2019-01-01"), "自 2020-02-01 起施行")


def test_a_broken_import_ends_with_1_and_says_what_to_correct(source):
    (source / "试验.md").write_text("第一条 一\n第三条 三", encoding="utf-8")
    refused(run("law", "import", str(source)), "《试验管理条例》：第一条之后是第三条，中间有缺漏。")
    refused(run("law", "import", str(source / "nowhere")), "没有目录", code=2)


def test_without_a_text_the_rule_is_shown_in_our_own_words():
    shown = run("law", "show", "行政处罚法#60", "--on", "2023-05-01").output
    assert "没有导入正文" in shown
    assert "作出行政处罚决定的期限：90日，自立案之日起算" in shown


def test_what_nobody_compared_is_marked():
    shown = run("law", "ask", "standard.id.length", "--on", "2023-05-01").output
    assert "【待核实】" in shown


def test_a_parameter_is_asked_for_a_day_and_a_field():
    found = json.loads(run("law", "ask", "penalty.decide", "--on", "2023-05-01", "--field", "housing", "--json").output)
    assert (found["key"], found["value"], found["unit"]) == ("penalty.housing.decide", 90, "day")
    assert found["passed_over"][0]["key"] == "penalty.decide"
    refused(run("law", "ask", "penalty.decide", "--on", "2020-01-01"), "自 2021-07-15 起施行")
    refused(run("law", "ask", "penalty.decide", "--on", "昨天"), "不是日期", code=2)


def test_check_fails_on_a_citation_that_the_imported_statute_does_not_have(monkeypatch, source):
    from tests.kernel.procedure.check.small import PENALTY, Terms, but
    from yuheng.kernel.procedure.check import Law
    from yuheng.kernel.procedure.check.books import Statutes

    cites = {step.id: {"cites": ("试验管理条例(2020-01-01)#2.2",)} for step in PENALTY.steps if step.id in ("conclude", "notify")}
    monkeypatch.setattr(check_face, "start", lambda: source)
    monkeypatch.setattr(check_face, "law_of_project", lambda day: Law(Terms(), Statutes(), day))
    monkeypatch.setattr(check_face, "lock_file", lambda: source / "procedures.lock")

    def problems() -> list[str]:
        monkeypatch.setattr(registry, "_known", {(PENALTY.id, PENALTY.version): but(**cites)})
        found = json.loads(run("check", PENALTY.id, "--json").output)
        return [one["message"] for one in found[0]["problems"] if "试验管理条例" in one["message"]]

    assert any("法律库中没有《试验管理条例》" in message for message in problems())
    run("law", "import", str(source))
    assert problems() == []
    cites["notify"] = {"cites": ("试验管理条例(2020-01-01)#7",)}
    assert any("没有第七条（末条为第三条之一）" in message for message in problems())


def test_a_year_is_loaded_and_shown(home, staffed):
    with now.at(moment(12, 30, 10, year=2026)):
        matter = staffed.accept(moment(12, 28, year=2026)).matter
        first = run("calendar", "load", str(arranged(home)))
        assert first.exit_code == 0
        assert "已加载 2027 年 的放假安排（某号通知；放假 6 天，调休上班 0 天）" in first.output
        assert "日期不变而不再暂定的 1 个" in first.output
        again = json.loads(run("calendar", "load", str(home / "notice.yaml"), "--json").output)
        assert (again["same"], again["matters"]) == (["2027 年"], 0)
        assert not Clock.objects.get(matter=matter, ended=0).provisional
        shown = json.loads(run("calendar", "show", "2027", "--json").output)
        assert (shown["announced"], shown["notice"], len(shown["days_off"])) == (True, "某号通知", 6)


def test_a_calendar_that_cannot_be_right_is_refused(home, db):
    path = home / "x.yaml"
    path.write_text("year: 2027\ndays_off: {2027-01-01: 元旦}\n", encoding="utf-8")
    refused(run("calendar", "load", str(path)), "缺少劳动节")
    refused(run("calendar", "load", str(home / "none.yaml")), "没有文件", code=2)
    refused(run("calendar", "show", "2099"), "没有 2099 年")
    assert not (home / "calendar").exists()


def test_an_announced_year_is_shown_with_its_notice_and_its_working_days():
    shown = run("calendar", "show", "2023").output
    assert "依据：国办发明电" in shown
    assert "2023-10-07 周六　中秋节、国庆节调休上班" in shown
    assert "工作日共 249 天" in shown
    assert "尚未公布" in run("calendar", "show", "2027").output
