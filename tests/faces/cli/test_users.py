"""`yuheng users` from the outside: what it changes, what it refuses, what it never shows."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from tests.example.office import moment
from yuheng.faces.cli import setup
from yuheng.faces.cli import users as face
from yuheng.faces.cli.main import main
from yuheng.kernel import now
from yuheng.kernel.engine import office
from yuheng.kernel.records.models import Account, Organ, Person, Post

GOOD = "Lantern-77-dusk"
OTHER = "Copper-tide-58"


@pytest.fixture
def march(staffed, monkeypatch, tmp_path):
    """The example office on 10 March 2023, ten in the morning."""
    monkeypatch.setattr(setup, "start", lambda: tmp_path)
    cache.clear()
    with now.at(moment(3, 10, 10)):
        yield staffed


def run(*arguments: str, given: str | bytes = ""):
    return CliRunner().invoke(main, ["users", *arguments], input=given, prog_name="yuheng")


def refused(result, *words: str, code: int = 1) -> None:
    assert result.exit_code == code, result.output
    for word in words:
        assert word in result.stderr
    assert result.stdout == ""


@pytest.fixture
def jia(march) -> Account:
    return Account.objects.create(
        username="jia", person_id=march.clerk, password=make_password(GOOD), password_on=date(2023, 1, 5)
    )


def sign_in(client: Client, password: str, username: str = "jia") -> int:
    return client.post(reverse("login"), {"username": username, "password": password}).status_code


def namesake(march, organ: int, name: str = "甲") -> int:
    one = Person.objects.create(name=name)
    Post.objects.create(person=one, organ_id=organ, title="办事员", roles=[], from_on=date(2020, 1, 1))
    office.changed()
    return one.pk


# add


def test_an_account_is_opened_without_a_password_and_nobody_can_sign_in_to_it(march):
    result = run("add", "jia", "--person", "甲")
    assert result.exit_code == 0
    assert "已为甲（一中队）开通账号“jia”" in result.output
    assert "yuheng users password jia" in result.output
    account = Account.objects.get()
    assert (account.person_id, account.kind, account.is_active, account.must_change) == (
        march.clerk,
        "person",
        True,
        True,
    )
    assert sign_in(Client(), "") == 422
    assert sign_in(Client(), account.password) == 422


def test_opened_given_a_password_and_signed_in_the_person_is_led_to_change_it(march):
    run("add", "jia", "--person", str(march.clerk))
    assert run("password", "jia", given=GOOD + "\n").exit_code == 0
    client = Client()
    assert sign_in(client, GOOD) == 302
    assert client.get("/").headers["Location"] == reverse("password")


def test_a_name_is_compared_in_one_form(march):
    person = namesake(march, march.squad, "阿依古丽·买买提")
    assert run("add", "ayi", "--person", " 阿依古丽•买买提 ").exit_code == 0
    assert Account.objects.get().person_id == person


def test_of_two_persons_of_one_name_neither_is_guessed(march):
    other = namesake(march, march.other)
    result = run("add", "jia", "--person", "甲")
    refused(result, "有 2 人", f"{march.clerk} 甲（一中队）", f"{other} 甲（二中队）", "--organ")
    assert not Account.objects.exists()
    assert run("add", "jia", "--person", "甲", "--organ", "squad-2").exit_code == 0
    assert Account.objects.get().person_id == other


def test_a_namesake_who_left_does_not_stand_in_the_way(march):
    gone = namesake(march, march.other)
    Person.objects.filter(pk=gone).update(left_on=date(2023, 3, 1))
    office.changed()
    assert run("add", "jia", "--person", "甲").exit_code == 0
    assert Account.objects.get().person_id == march.clerk


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--person", "无名"], "没有姓名为“无名”的人员"),
        (["--person", "12"], "没有编号为“12”的人员"),
        (["--person", "9" * 20], "没有编号"),
        (["--person", "9" * 5000], "没有姓名"),
        (["--person", ""], "没有姓名"),
        (["--person", "甲", "--organ", "nowhere"], "没有编码为“nowhere”的单位"),
        (["--person", "甲", "--organ", "squad-2"], "今天在“二中队”没有岗位。现有：甲（一中队）"),
    ],
)
def test_who_cannot_be_found_is_told_and_nothing_is_opened(march, arguments, words):
    refused(run("add", "jia", *arguments), words)
    assert not Account.objects.exists()


def test_an_identifier_with_the_wrong_organ_is_refused(march):
    refused(run("add", "jia", "--person", str(march.clerk), "--organ", "squad-2"), "没有岗位")


def test_a_person_who_left_gets_no_account_from_that_day(march):
    Person.objects.filter(pk=march.clerk).update(left_on=date(2023, 3, 10))
    office.changed()
    refused(run("add", "jia", "--person", "甲"), "已于 2023-03-10 离岗")
    Person.objects.filter(pk=march.clerk).update(left_on=date(2023, 3, 11))
    office.changed()
    assert run("add", "jia", "--person", "甲").exit_code == 0


def test_a_second_enabled_account_of_one_person_is_refused_also_when_asked_twice(march, jia):
    refused(run("add", "jia2", "--person", "甲"), "已有启用的账号“jia”", "yuheng users password jia")
    refused(run("add", "jia", "--person", "甲"), "已有启用的账号“jia”")
    run("disable", "jia")
    assert run("add", "jia2", "--person", "甲").exit_code == 0
    refused(run("enable", "jia"), "已有启用的账号“jia2”")
    assert Account.objects.filter(is_active=True).count() == 1


def test_the_account_of_a_system_does_not_count_as_the_persons_own(march):
    Account.objects.create(username="lake", person_id=march.clerk, kind="system")
    assert run("add", "jia", "--person", "甲").exit_code == 0


def test_a_user_name_is_taken_in_whatever_case(march, jia):
    refused(run("add", "JIA", "--person", "乙"), "用户名“jia”已有账号使用")


@pytest.mark.parametrize("name", ["甲", "a", "a b", "<b>jia</b>", ".jia", "a" * 61, "jia\n", "a:b", "ｊｉａ", ""])
def test_a_user_name_that_could_not_be_typed_or_kept_is_refused(march, name):
    refused(run("add", name, "--person", "甲"), "用户名须为 2 至 60 位", code=2)
    assert not Account.objects.exists()


# disable, enable


def test_disabling_ends_what_is_open_and_bars_the_door(march, jia):
    client = Client()
    sign_in(client, GOOD)
    assert client.get("/").status_code == 200
    assert run("disable", "jia").exit_code == 0
    assert client.get("/").headers["Location"].startswith(reverse("login"))
    assert sign_in(Client(), GOOD) == 422
    assert run("enable", "jia").exit_code == 0
    assert sign_in(Client(), GOOD) == 302


@pytest.mark.parametrize(("act", "word"), [("disable", "本来就是停用的"), ("enable", "本来就是启用的")])
def test_asked_twice_nothing_more_is_changed(march, jia, act, word):
    run(act, "jia")
    again = run(act, "jia")
    assert again.exit_code == 0
    assert word in again.output


def test_enabling_ends_a_lock_after_wrong_passwords(march, jia):
    for _ in range(5):
        sign_in(Client(), "wrong")
    assert sign_in(Client(), GOOD) == 422
    assert "本来" not in run("enable", "jia").output
    assert sign_in(Client(), GOOD) == 302


def test_the_account_of_a_person_who_left_stays_disabled(march, jia):
    run("disable", "jia")
    Person.objects.filter(pk=march.clerk).update(left_on=date(2023, 3, 9))
    office.changed()
    refused(run("enable", "jia"), "离岗")
    jia.refresh_from_db()
    assert not jia.is_active


@pytest.mark.parametrize("act", ["disable", "enable", "password"])
def test_an_unknown_account_is_named(march, act):
    refused(run(act, "nobody", given=GOOD), "没有账号“nobody”", "yuheng users list")


# password


def test_a_new_first_password_replaces_the_old_one_and_ends_sessions_and_locks(march, jia):
    client = Client()
    sign_in(client, GOOD)
    Account.objects.update(failures=3, locked_until=now.now() + timedelta(minutes=15))
    assert run("password", "jia", given=OTHER).exit_code == 0
    assert client.get("/").headers["Location"].startswith(reverse("login"))
    jia.refresh_from_db()
    assert (jia.must_change, jia.password_on, jia.failures, jia.locked_until) == (True, date(2023, 3, 10), 0, None)
    assert sign_in(Client(), GOOD) == 422
    assert sign_in(Client(), OTHER) == 302


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("short1A!", "密码至少 10 位"),
        ("alllowercase", "三种"),
        ("jia-Lantern-1", "不能包含用户名"),
        ("Password-123", "太常见"),
        ("", "没有密码"),
        ("\n", "没有密码"),
        (f"{GOOD}\n{GOOD}\n", "只能有一行"),
        (f"{GOOD} \n", "首尾有空格"),
        (f"{GOOD}\x00\n", "不能显示"),
        ("密码".encode("gbk") + b"-Copper-58", "不是 UTF-8"),
        ("Aa1-" * 300, "标准输入太长"),
    ],
)
def test_a_password_that_breaks_a_rule_is_refused_and_the_old_one_stays(march, jia, given, words):
    before = Account.objects.filter(pk=jia.pk).values().get()
    refused(run("password", "jia", given=given), words, "密码没有改动")
    assert Account.objects.filter(pk=jia.pk).values().get() == before


def test_a_line_of_windows_is_read_without_its_end_and_mark(march, jia):
    assert run("password", "jia", given=b"\xef\xbb\xbf" + OTHER.encode() + b"\r\n").exit_code == 0
    assert sign_in(Client(), OTHER) == 302


def test_a_password_as_an_argument_is_refused_and_not_repeated(march, jia):
    result = run("password", "jia", OTHER)
    refused(result, "参数多了", "yuheng users password --help", code=2)
    assert OTHER not in result.output
    result = run("password", "jia", f"--{OTHER}")
    refused(result, "没有这个选项", code=2)
    assert OTHER not in result.output


@pytest.fixture
def at_terminal(monkeypatch):
    monkeypatch.setattr(
        face, "sys", type("sys", (), {"stdin": type("stdin", (), {"isatty": staticmethod(lambda: True)})})
    )


def test_at_the_terminal_it_is_typed_twice_and_not_shown(march, jia, at_terminal):
    result = run("password", "jia", given=f"{OTHER}\n{OTHER}\n")
    assert result.exit_code == 0
    assert "至少 10 位" in result.output
    assert OTHER not in result.output
    assert sign_in(Client(), OTHER) == 302


@pytest.mark.parametrize(("typed", "words"), [(f"{OTHER}\n{GOOD}\n", "不一样"), (f"{OTHER}\n", "已取消")])
def test_at_the_terminal_a_slip_or_a_stop_changes_nothing(march, jia, at_terminal, typed, words):
    result = run("password", "jia", given=typed)
    assert result.exit_code == 1
    assert words in result.stderr
    jia.refresh_from_db()
    assert check_password(GOOD, jia.password)


def test_the_account_of_a_system_has_no_password(march):
    Account.objects.create(username="lake", person_id=march.clerk, kind="system")
    refused(run("password", "lake", given=GOOD), "系统账号")


def test_a_disabled_account_stays_disabled_under_a_new_password(march, jia):
    run("disable", "jia")
    assert "账号现为停用" in run("password", "jia", given=OTHER).output
    assert sign_in(Client(), OTHER) == 422


# list


def test_the_list_says_who_where_and_in_what_state(march, jia):
    run("add", "yi", "--person", "乙")
    Account.objects.create(username="lake", kind="system", is_active=False)
    result = run("list")
    assert result.exit_code == 0
    (line,) = [line for line in result.output.splitlines() if " jia " in line]
    assert all(word in line for word in ("甲", str(march.clerk), "一中队", "启用"))
    (line,) = [line for line in result.output.splitlines() if " yi " in line]
    assert "未设密码" in line
    (line,) = [line for line in result.output.splitlines() if " lake " in line]
    assert "系统账号" in line
    assert "停用" in line


def test_the_list_for_programs_bears_no_secret(march, jia):
    Account.objects.filter(pk=jia.pk).update(token_hash="ab" * 32)
    result = run("list", "--json")
    assert json.loads(result.output) == [
        {
            "username": "jia",
            "kind": "person",
            "person": march.clerk,
            "name": "甲",
            "organs": [{"code": "squad-1", "name": "一中队"}],
            "active": True,
            "has_password": True,
            "must_change": False,
            "password_on": "2023-01-05",
            "locked_until": None,
            "left_on": None,
        }
    ]


def test_a_name_in_brackets_is_printed_as_it_is(march, jia):
    Organ.objects.filter(pk=march.squad).update(name="[red]一中队[/red]<b>")
    office.changed()
    assert "[red]一中队[/red]<b>" in run("list").output


def test_without_accounts_the_list_says_how_to_open_one(march):
    assert "yuheng users add" in run("list").output
    assert json.loads(run("list", "--json").output) == []


def test_the_list_asks_as_often_for_many_as_for_one(march, jia, django_assert_max_num_queries):
    run("list")
    Account.objects.bulk_create(Account(username=f"u{n}", person_id=march.clerk) for n in range(50))
    with django_assert_max_num_queries(7):  # three of them ask whether the database is of this version
        run("list")


# misuse


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "jia"], "缺少选项 --person"),
        (["add"], "缺少"),
        (["add", "jia", "--person"], "选项 --person 写得不对"),
        (["disable"], "缺少参数 USERNAME"),
        (["remove", "jia"], "没有这个命令"),
        (["list", "--all"], "没有这个选项"),
        (["--all"], "没有这个选项"),
    ],
)
def test_a_misused_command_says_so_in_chinese_and_ends_with_2(march, arguments, words):
    refused(run(*arguments), words, "--help", code=2)


@pytest.mark.parametrize("command", ["add", "list", "disable", "enable", "password"])
def test_each_command_explains_itself(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "账号" in result.output


def test_a_directory_without_a_database_is_told(march, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda: [])
    refused(run("list"), "数据库还没有建立", "YUHENG_HOME")


def test_a_database_out_of_reach_is_told(march, monkeypatch):
    def out_of_reach() -> list[str]:
        raise OperationalError

    monkeypatch.setattr(connection.introspection, "table_names", out_of_reach)
    refused(run("list"), "连不上数据库", "YUHENG_DATABASE_URL")
