"""`yuheng clock` from the outside: the fixed names that others script, exit codes, and what is said to whoever writes it wrongly."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from yuheng.faces.cli.main import main

ASKED = ("--law", "行政处罚法", "--length", "5日", "--start", "2023-09-27")


def run(*arguments: str):
    return CliRunner().invoke(main, ["clock", *arguments], prog_name="yuheng")


def test_the_example_of_the_manual():
    result = run(*ASKED, "--spans", "2023-10-01..2023-10-05", "--extend", "30日@2023-10-08", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (found["due"], found["provisional"]) == ("2023-11-09", False)
    assert {"text", "cite", "day"} == set(found["derivation"][0])


@pytest.mark.parametrize("whose", ["party", "organ", "measure", "limitation", "minimum", "minimum_party"])
def test_whose_period_it_is_may_be_said(whose):
    assert json.loads(run(*ASKED, "--whose", whose, "--json").stdout)["due"] == "2023-10-10"


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (("--law", "行政处罚法", "--length", "7日", "--start", "2023-10-12", "--backward"), "2023-09-27"),
        ((*ASKED, "--whose", "party", "--earliest"), "2023-10-11"),
        (("--law", "行政强制法", "--length", "24小时", "--start", "2023-09-28T16:30"), "2023-09-29T16:30"),
        (("--law", "行政复议法(2017-09-01)", "--length", "10日", "--start", "2024-09-27"), "2024-10-08"),
        (("--law", "行政处罚法", "--length", "90日", "--start", "2023-03-01", "--spans", "2023-04-01.."), None),
    ],
)
def test_directions_hours_versions_and_open_suspensions(arguments, due):
    assert json.loads(run(*arguments, "--json").stdout)["due"] == due


def test_people_read_the_date_first_and_then_the_reasons():
    lines = run("--law", "行政处罚法", "--length", "5日", "--start", "2026-12-29").output.splitlines()
    assert lines[0] == "2027-01-06（暂定）"
    assert any("《行政处罚法》第八十五条" in line for line in lines[1:])


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--law", "没有的法", "--length", "5日", "--start", "2023-01-01"), "没有《没有的法》"),
        ((*ASKED[:4], "--start", "2099-01-01"), "2099-01-01 超出可以计算的范围"),
        ((*ASKED[:2], "--length", "五天半", "--start", "2023-01-01"), "不是期限长度"),
        (("--law", "行政处罚法"), "缺少期限长度"),
        ((*ASKED, "--whose", "谁的"), "whose 应当为"),
        ((*ASKED, "--extend", "30日"), "应当写作 30日@2023-10-08"),
        ((*ASKED, "--backward", "--earliest"), "只能用一个"),
        ((*ASKED, "--nonsense"), "没有这个选项"),
        (("--batch", "/no/such/file"), "没有文件"),
    ],
)
def test_a_misused_command_says_why_in_chinese_and_ends_with_2(arguments, why):
    result = run(*arguments)
    assert result.exit_code == 2
    assert why in result.stderr
    assert result.stdout == ""


def test_with_json_an_error_is_json():
    result = run("--law", "没有的法", "--length", "5日", "--start", "2023-01-01", "--json")
    assert result.exit_code == 2
    assert "没有《没有的法》" in json.loads(result.stdout)["error"]


def test_a_batch_answers_every_line_and_names_the_bad_ones(tmp_path):
    good = {"id": "a", "law": "行政处罚法", "length": "90日", "start": "2023-03-01", "spans": [["2023-03-10", "2023-03-20"]]}
    lines = [
        json.dumps(good, ensure_ascii=False),
        json.dumps({**good, "id": 2, "extensions": [{"length": "30日", "on": "2023-06-01"}]}, ensure_ascii=False),
        "",
        "{",
        "[]",
        json.dumps({"id": "c", "law": "行政处罚法", "length": "5日", "start": "2023-02-30"}),
        json.dumps({"id": "d", "law": "行政处罚法", "length": "7日", "start": "2023-10-12", "direction": "backward"}),
    ]
    path = tmp_path / "questions.jsonl"
    path.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe\n")
    result = run("--batch", str(path))
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [one.get("due") for one in found] == ["2023-06-10", "2023-07-10", None, None, None, "2023-09-27", None]
    assert [one["id"] for one in found] == ["a", 2, 4, 5, "c", "d", 8]
    assert all("error" in found[n] for n in (2, 3, 4, 6))


def test_a_sound_batch_ends_with_0(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({"id": 1, "law": "行政处罚法", "length": "5日", "start": "2023-09-27"}), encoding="utf-8")
    assert run("--batch", str(path)).exit_code == 0
