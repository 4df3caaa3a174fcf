"""`yuheng users`: accounts of persons: opened, listed, disabled, enabled, given a first password.

Each person has at most one enabled account, so that every act has one author. A password is typed or piped, never an
argument: arguments stand in the shell's history and in the list of processes.
"""

from __future__ import annotations

import re
import sys

import click

from yuheng.faces.cli import setup
from yuheng.faces.cli.wording import Group, Misused, Refused

_USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,59}", re.ASCII)
_LONGEST = 1024
"""Bytes of a password read from standard input; more is a file piped by mistake."""


@click.group("users", cls=Group, help="账号：开通、查看、停用、启用、设置首次登录密码、签发系统账号的令牌。")
def users() -> None:
    pass


@users.command(
    "add",
    short_help="为一名人员开通账号。",
    help="为一名人员开通账号 USERNAME。开通后用 yuheng users password 设置首次登录密码；在此之前不能登录。"
    "每人只能有一个启用的账号。",
)
@click.argument("username")
@click.option("--person", "wanted", required=True, metavar="NAME|ID", help="人员的姓名或编号。")
@click.option("--organ", "code", metavar="CODE", help="单位编码：只在今天于该单位任职的人员中查找。")
@click.option("--system", is_flag=True, help="系统账号：由程序用令牌接入，以该人员的岗位办理，不能登录网站。")
def add(username: str, wanted: str, code: str | None, system: bool) -> None:
    if not _USERNAME.fullmatch(username):
        raise Misused("用户名须为 2 至 60 位字母、数字、点、下划线、短横线，以字母或者数字开头。")
    setup.ready()
    from django.db import IntegrityError, transaction

    from yuheng.faces.cli import accounts
    from yuheng.kernel.records.models import Account

    person = accounts.find_person(wanted, code)
    try:
        with transaction.atomic():
            if not system:
                accounts.may_hold(person)
            taken = Account.objects.filter(username__iexact=username).first()
            if taken is not None:
                raise Refused(f"用户名“{taken.username}”已有账号使用（不区分大小写）。请换一个用户名。")
            kind = {"kind": "system"} if system else {"must_change": True}
            Account.objects.create_user(username, person_id=person, **kind)
    except IntegrityError as error:  # somebody took the name between our look and our write
        raise Refused(f"用户名“{username}”刚刚被使用。请换一个用户名。") from error
    click.echo(f"已为{accounts.described(person)}开通{'系统' if system else ''}账号“{username}”。")
    if system:
        click.echo(f"还没有令牌，不能接入。请运行 yuheng users token {username} 签发令牌。")
        return
    click.echo(f"还没有密码，不能登录。请运行 yuheng users password {username} 设置首次登录密码。")


@users.command("list", help="列出全部账号：人员、单位、状态。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def list_(as_json: bool) -> None:
    setup.ready()
    from yuheng.faces.cli import accounts

    entries = accounts.listed()
    if as_json:
        setup.say_json(entries)
        return
    if not entries:
        click.echo("还没有账号。用 yuheng users add 开通。")
        return
    accounts.print_listed(entries)


@users.command("disable", help="停用账号：立即不能登录，已登录的和用令牌接入的也随即中断。记录不删除。")
@click.argument("username")
def disable(username: str) -> None:
    setup.ready()
    from django.db import transaction

    from yuheng.faces.cli import accounts

    with transaction.atomic():
        account = accounts.locked(username)
        if not account.is_active:
            click.echo(f"账号“{username}”本来就是停用的，没有改动。")
            return
        account.is_active = False
        account.save(update_fields=["is_active"])
    click.echo(f"账号“{username}”已停用。")


@users.command("enable", help="启用已停用的账号，并解除连续输错密码造成的暂停登录。")
@click.argument("username")
def enable(username: str) -> None:
    setup.ready()
    from django.db import transaction

    from yuheng.faces.cli import accounts

    with transaction.atomic():
        account = accounts.locked(username)
        if account.is_active and account.locked_until is None and not account.failures:
            click.echo(f"账号“{username}”本来就是启用的，没有改动。")
            return
        if not account.is_active and account.kind == "person" and account.person_id is not None:
            accounts.may_hold(account.person_id)
        account.is_active, account.failures, account.locked_until = True, 0, None
        account.save(update_fields=["is_active", "failures", "locked_until"])
    click.echo(f"账号“{username}”已启用。")
    if account.kind == "person" and not accounts.has_password(account):
        click.echo(f"还没有密码，不能登录。请运行 yuheng users password {username} 设置首次登录密码。")


@users.command(
    "password",
    short_help="设置首次登录密码，本人登录后须立即修改。",
    help="设置账号的首次登录密码，本人登录后须立即修改。密码在提示后输入，或者从标准输入读取一行；不能写在命令里。"
    "原密码随即失效，已登录的须重新登录。",
)
@click.argument("username")
def password(username: str) -> None:
    setup.ready()
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from yuheng.faces.cli import accounts
    from yuheng.kernel.now import today

    account = accounts.named(username)
    if account.kind != "person":
        raise Refused(f"“{username}”是系统账号，用令牌接入，不设密码。")
    new = _typed() if sys.stdin.isatty() else _piped()
    if not new.isprintable() or new != new.strip():
        raise Refused("密码的首尾有空格，或者含有不能显示的字符，本人登录时难以输入。密码没有改动。")
    try:
        validate_password(new, account)
    except ValidationError as error:
        raise Refused(f"{error.messages[0]}密码没有改动。") from error
    hashed = make_password(new)  # slow on purpose, so before the database is locked
    with transaction.atomic():
        account = accounts.locked(username)
        account.password, account.must_change, account.password_on = hashed, True, today()
        account.failures, account.locked_until = 0, None
        account.save(update_fields=["password", "must_change", "password_on", "failures", "locked_until"])
    click.echo(f"账号“{username}”的首次登录密码已设置，本人登录后须立即修改。")
    if not account.is_active:
        click.echo(f"账号现为停用，还不能登录。启用请运行 yuheng users enable {username}。")


@users.command(
    "token",
    short_help="为系统账号签发接入令牌，只显示一次。",
    help="为系统账号签发新的接入令牌，原令牌随即失效。令牌只显示这一次，平台只保存它的摘要。",
)
@click.argument("username")
@click.option("--revoke", is_flag=True, help="不签发，只使原令牌失效。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def token(username: str, revoke: bool, as_json: bool) -> None:
    setup.ready()
    from django.db import transaction

    from yuheng.faces.api import auth
    from yuheng.faces.cli import accounts

    with transaction.atomic():
        account = accounts.locked(username)
        if account.kind != "system":
            raise Refused(f"“{username}”是个人账号，用密码登录，不签发令牌。系统账号用 yuheng users add --system 开通。")
        if revoke:
            auth.withdraw(account)
        issued = "" if revoke else auth.issue(account)
    if as_json:
        setup.say_json({"username": username, "token": issued or None, "active": account.is_active})
    elif revoke:
        click.echo(f"系统账号“{username}”的令牌已失效。")
    else:
        click.echo(issued)
        click.echo("令牌只显示这一次，请立即存入对方系统；遗失的重新签发。", err=True)
        if not account.is_active:
            click.echo(f"账号现为停用，还不能接入。启用请运行 yuheng users enable {username}。", err=True)


def _typed() -> str:
    """A password typed twice at the terminal, unseen."""
    from yuheng.faces.workbench.passwords import Rules

    click.echo(Rules().get_help_text())
    try:
        first = click.prompt("首次登录密码", hide_input=True)
        again = click.prompt("再输一次", hide_input=True)
    except click.Abort as error:
        raise Refused("已取消，密码没有改动。") from error
    if first != again:
        raise Refused("两次输入的密码不一样，密码没有改动。请重新运行命令。")
    return first


def _piped() -> str:
    """The one line of standard input, without its end."""
    raw = sys.stdin.buffer.read(_LONGEST + 1)
    if len(raw) > _LONGEST:
        raise Refused("标准输入太长，不像是密码。密码没有改动。")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("标准输入不是 UTF-8 文字，密码没有改动。") from error
    lines = text.splitlines() or [""]
    if len(lines) > 1:
        raise Refused("标准输入只能有一行，就是密码。密码没有改动。")
    if not lines[0]:
        raise Refused("标准输入里没有密码，密码没有改动。请在终端运行本命令，或者从标准输入给出一行密码。")
    return lines[0]
