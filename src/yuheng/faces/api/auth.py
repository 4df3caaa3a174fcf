"""Tokens of system accounts. A token is shown once; only its digest is kept."""

from __future__ import annotations

import hmac
import secrets

from django.http import HttpRequest
from ninja.security import HttpBearer

from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.records.models import Account


def digest(token: str) -> str:
    return sm3(token.encode()).hex()


def issue(account: Account) -> str:
    """A new token for the account; the one before stops working."""
    token = secrets.token_urlsafe(32)
    account.token_hash = digest(token)
    account.save(update_fields=["token_hash"])
    return token


def withdraw(account: Account) -> None:
    """The account's token stops working."""
    account.token_hash = ""
    account.save(update_fields=["token_hash"])


class Token(HttpBearer):
    """`Authorization: Bearer …` of an active system account, which acts as a person. Persons' own accounts have no tokens."""

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        wanted = digest(token)
        account = Account.objects.filter(token_hash=wanted, is_active=True, kind="system").select_related("person").first()
        if account is None or not hmac.compare_digest(account.token_hash, wanted):
            return None
        return account
