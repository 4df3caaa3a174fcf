"""Accounts of persons: opened, stopped, enabled, given a first password. One enabled account a person."""

from __future__ import annotations

import re
import secrets
import string
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from yuheng.kernel.engine.acts import refuse
from yuheng.kernel.engine.staff.record import Actor, Why, checked, record
from yuheng.kernel.now import today
from yuheng.kernel.records.models import Account, Person

_USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,59}", re.ASCII)
_LETTERS = "".join(c for c in string.ascii_letters + string.digits if c not in "0OoIl1")


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """A password made by the platform, told once; its owner must change it at the first sign-in."""

    account: int
    username: str
    password: str


def open_account(by: Actor, person: int, username: str, why: Why) -> FirstPassword:
    """Opens an account for a person. Raises Refused."""
    why, username = checked(why), username.strip()
    _not_ones_own(by, person)
    if not _USERNAME.fullmatch(username):
        raise refuse("data", "用户名须为 2 至 60 位字母、数字、点、下划线、短横线，以字母或者数字开头。")
    password = made()
    hashed = make_password(password)  # slow on purpose, so before the database is locked
    try:
        with transaction.atomic():
            _may_hold(person)
            if Account.objects.filter(username__iexact=username).exists():
                raise refuse("data", f"用户名“{username}”已有账号使用（不区分大小写）。", "请换一个用户名。")
            account = Account.objects.create(username=username, person_id=person, password=hashed, must_change=True, password_on=today())
            record(by, "开通账号", "account", account.pk, why, after={"person": person, "username": username})
    except IntegrityError:  # somebody took the name between our look and our write
        raise refuse("data", f"用户名“{username}”刚刚被使用。", "请换一个用户名。") from None
    return FirstPassword(account.pk, username, password)


def disable(by: Actor, account: int, why: Why) -> None:
    """Stops an account at once, sessions and tokens with it. Raises Refused."""
    why = checked(why)
    with transaction.atomic():
        one = _account(by, account)
        if not one.is_active:
            raise refuse("same", "账号本来就是停用的。")
        one.is_active = False
        one.save(update_fields=["is_active"])
        record(by, "停用账号", "account", account, why, before={"is_active": True}, after={"is_active": False})


def enable(by: Actor, account: int, why: Why) -> None:
    """Enables an account and lifts the pause after wrong passwords. Raises Refused."""
    why = checked(why)
    with transaction.atomic():
        one = _account(by, account)
        if one.is_active and one.locked_until is None and not one.failures:
            raise refuse("same", "账号本来就是启用的，也没有暂停登录。")
        if not one.is_active and one.person_id is not None:
            _may_hold(one.person_id)
        before = {"is_active": one.is_active, "locked": one.locked_until is not None}
        one.is_active, one.failures, one.locked_until = True, 0, None
        one.save(update_fields=["is_active", "failures", "locked_until"])
        record(by, "启用账号", "account", account, why, before=before, after={"is_active": True})


def first_password(by: Actor, account: int, why: Why) -> FirstPassword:
    """Gives a first password; the old one and all sessions end. Raises Refused."""
    why = checked(why)
    password = made()
    hashed = make_password(password)
    with transaction.atomic():
        one = _account(by, account)
        if one.kind != "person":
            raise refuse("data", "系统账号用令牌接入，不设密码。")
        one.password, one.must_change, one.password_on, one.failures, one.locked_until = hashed, True, today(), 0, None
        one.save(update_fields=["password", "must_change", "password_on", "failures", "locked_until"])
        record(by, "重设首次登录密码", "account", account, why)
    return FirstPassword(account, one.username, password)


def made() -> str:
    """Three groups of four: capital and small letters, digits, without those that look alike."""
    while True:
        groups = ["".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3)]
        password = "-".join(groups)
        if all(re.search(kind, password) for kind in (r"[a-z]", r"[A-Z]", r"\d")):
            return password


def _account(by: Actor, account: int) -> Account:
    one = Account.objects.select_for_update().filter(pk=account).first()
    if one is None:
        raise refuse("data", "没有这一账号。")
    _not_ones_own(by, one.person_id)
    return one


def _may_hold(person: int) -> None:
    one = Person.objects.select_for_update().filter(pk=person).first()
    if one is None:
        raise refuse("data", "没有这一人员。", "请先登记人员。")
    if one.left_on is not None and one.left_on <= today():
        raise refuse("data", f"“{one.name}”已于 {one.left_on} 离岗，不能有启用的账号。")
    other = Account.objects.filter(person_id=person, kind="person", is_active=True).first()
    if other is not None:
        raise refuse("data", f"“{one.name}”已有启用的账号“{other.username}”，每人只能有一个。", "忘记密码的，重设首次登录密码；换用户名的，先停用原账号。")


def _not_ones_own(by: Actor, person: int | None) -> None:
    if by.person is not None and by.person == person:
        raise refuse("separate", "不能变更自己的账号。", "请由另一名安全管理员办理。")
