"""The party that a row names beside its facts: a known one by its code or name, or one to be registered with the matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from yuheng.kernel.identity.uscc import BadUscc
from yuheng.kernel.identity.uscc import checked as checked_uscc
from yuheng.kernel.records.models import MatterParty, Party

_NAME, _KIND, _CODE = "相关当事人名称", "相关当事人类型", "相关当事人统一社会信用代码"


def party_problem(about: dict[str, Any], day: date) -> tuple[str, str, str] | None:
    """Why the party of a row cannot be taken, as a form would say; puts the checked code in its place."""
    code, name, kind = (about.get(key) for key in ("party_uscc", "party", "party_kind"))
    if code:
        try:
            about["party_uscc"] = checked_uscc(code)
        except BadUscc as error:
            return _CODE, code[:30], str(error)
        if not name and not Party.objects.filter(uscc=about["party_uscc"]).exists():
            return _NAME, "", "这一代码没有登记过，请填写当事人的名称和类型。"
        return (_KIND, "", "请选择当事人的类型。") if name and not kind and not Party.objects.filter(uscc=about["party_uscc"]).exists() else None
    if name and not kind:
        return _KIND, "", "请选择当事人的类型；登记过的当事人可以只填统一社会信用代码。"
    if name and kind in ("enterprise", "individual"):
        return _CODE, "", "企业和个体工商户请填写统一社会信用代码。"
    return (_NAME, "", "请填写当事人的姓名（名称）。") if kind and not name else None


def party_of(about: Mapping[str, Any]) -> tuple[int, bool] | None:
    """The party of an accepted row, and whether it was registered now; None where the row names none. Call inside the transaction."""
    code, name = about.get("party_uscc"), about.get("party")
    if code:
        found = Party.objects.filter(uscc=code).first()
        if found is not None:
            return found.pk, False
    if not name:
        return None
    made = Party.objects.create(kind=about["party_kind"], name=name[:200], uscc=code or None)
    return made.pk, True


def forget_unused(parties: list[int]) -> None:
    """A party registered with a matter that was then refused is not registered."""
    used = set(MatterParty.objects.filter(party__in=parties).values_list("party", flat=True))
    Party.objects.filter(pk__in=[party for party in parties if party not in used]).delete()
