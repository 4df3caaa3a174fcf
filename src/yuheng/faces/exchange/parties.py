"""The party that a row names beside its facts: a known one by its code or name, or one to be registered with the matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.parties import PartyFault, cleaned, register
from yuheng.kernel.engine.staff.record import Actor
from yuheng.kernel.identity.uscc import BadUscc
from yuheng.kernel.identity.uscc import checked as checked_uscc
from yuheng.kernel.records.models import MatterParty, Party

_COLUMNS = {"name": "相关当事人名称", "kind": "相关当事人类型", "uscc": "相关当事人统一社会信用代码"}


def party_problem(about: dict[str, Any]) -> tuple[str, str, str] | None:
    """Why the party of a row cannot be taken, as a form would say; puts the checked code in its place."""
    if not any(about.get(key) for key in ("party", "party_kind", "party_uscc")):
        return None
    code = about.get("party_uscc", "")
    if code:
        try:
            code = about["party_uscc"] = checked_uscc(code)
        except BadUscc as error:
            return _COLUMNS["uscc"], code[:30], str(error)
        if Party.objects.filter(uscc=code).exists():
            return None
    try:
        cleaned(about.get("party_kind", ""), about.get("party", ""), code)
    except PartyFault as fault:
        column, message = next(iter(fault.errors.items()))
        return _COLUMNS.get(column, _COLUMNS["name"]), "", message
    return None


def party_of(viewer: Viewer, about: Mapping[str, Any]) -> tuple[int, bool] | None:
    """The party of an accepted row, and whether it was registered now; None where the row names none. Call inside the transaction."""
    code, name = about.get("party_uscc", ""), about.get("party", "")
    if not code and not name:
        return None
    there = bool(code) and Party.objects.filter(uscc=code).exists()
    values: dict[str, object] = {"uscc": code} if there else cleaned(about.get("party_kind", ""), name, code)
    return register(Actor(viewer.account.pk, viewer.person), values), not there


def forget_unused(parties: list[int]) -> None:
    """A party registered with a matter that was then refused is not registered."""
    used = set(MatterParty.objects.filter(party__in=parties).values_list("party", flat=True))
    Party.objects.filter(pk__in=[party for party in parties if party not in used]).delete()
