"""Who may sign in: the right password, and a lock that stops guessing without locking out the person guessed at.

After five failures an account is locked for a quarter of an hour for every device that has never signed in to it. A device that
has carries a signed cookie and is counted by itself, so that a stranger's guesses keep nobody from work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from yuheng.kernel.now import now
from yuheng.kernel.records.models import Account

DEVICE = "yuheng_device"
_signer = Signer(salt="device")


@dataclass(frozen=True)
class Answer:
    """The account, or why not."""

    account: Account | None = None
    error: str = ""


def try_password(request: HttpRequest, username: str, password: str) -> Answer:
    """Checks a user name and password, counts failures. The answer never tells whether the account exists."""
    account = Account.objects.filter(username=username, kind="person").first()
    nonce = known_device(request, username)
    if _locked(account, nonce):
        minutes = settings.LOGIN_LOCK_MINUTES
        return Answer(error=f"连续 {settings.LOGIN_FAILURES} 次密码错误，已暂停登录 {minutes} 分钟。请稍后再试，或者联系安全管理员。")
    if account is None:
        make_password(password)  # as slow as a check, so that time tells nothing
        return Answer(error="用户名或者密码不对。")
    if not account.is_active or not check_password(password, account.password):
        _count(account, nonce)
        return Answer(error="用户名或者密码不对。")
    if account.failures or account.locked_until:
        Account.objects.filter(pk=account.pk).update(failures=0, locked_until=None)
    return Answer(account)


def remember_device(response: HttpResponse, username: str) -> None:
    """Marks the browser as one from which this account signed in."""
    value = _signer.sign(f"{username}:{get_random_string(12)}")
    response.set_cookie(DEVICE, value, max_age=180 * 86400, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def known_device(request: HttpRequest, username: str) -> str:
    """The device's own number if it has signed in to this account before, else empty."""
    try:
        name, _colon, nonce = _signer.unsign(request.COOKIES.get(DEVICE, "")).rpartition(":")
    except BadSignature:
        return ""
    return nonce if name == username else ""


def _locked(account: Account | None, nonce: str) -> bool:
    if nonce:
        return int(cache.get(f"device:{nonce}", 0)) >= settings.LOGIN_FAILURES
    return account is not None and account.locked_until is not None and account.locked_until > now()


def _count(account: Account, nonce: str) -> None:
    lasting = settings.LOGIN_LOCK_MINUTES * 60
    if nonce:
        cache.set(f"device:{nonce}", int(cache.get(f"device:{nonce}", 0)) + 1, lasting)
        return
    Account.objects.filter(pk=account.pk).update(failures=F("failures") + 1)
    account.refresh_from_db(fields=["failures"])
    if account.failures >= settings.LOGIN_FAILURES:
        until = now() + timedelta(seconds=lasting)
        Account.objects.filter(pk=account.pk).update(failures=0, locked_until=until)
