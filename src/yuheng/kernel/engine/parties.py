"""Parties beside the matters: registered, renamed, found to be one and parted again. Personal data never enter the record of changes."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from yuheng.kernel.engine.acts import refuse
from yuheng.kernel.engine.staff.record import Actor, Why, checked, record
from yuheng.kernel.identity.names import normalised
from yuheng.kernel.identity.resident_id import BadId
from yuheng.kernel.identity.resident_id import checked as checked_id
from yuheng.kernel.identity.uscc import BadUscc, is_old_number
from yuheng.kernel.identity.uscc import checked as checked_uscc
from yuheng.kernel.identity.uscc import normalised as plain_code
from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.now import now, today
from yuheng.kernel.records.models import Account, Party, PartyMerge, PartyName
from yuheng.kernel.records.sealing import vault

GROUNDS = {"same": "同一主体重复登记", "code": "旧登记号换发统一社会信用代码", "converted": "个体工商户转为企业"}
"""Why two registrations are one party. Two different codes are two bodies, unless one was converted into the other."""


class PartyFault(ValueError):
    """What is wrong with a party, by column; messages are Chinese."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("；".join(errors.values()))
        self.errors = errors


def cleaned(kind: str, name: str, uscc: str = "", id_number: str = "", **rest: str) -> dict[str, object]:
    """Columns of a party as they are stored: codes checked digit by digit. Raises PartyFault.

    A shop of the time before the code is registered by its 15-digit number, given in the code's place.
    """
    errors: dict[str, str] = {}
    values: dict[str, object] = {"kind": kind, "name": normalised(name)[:200]}
    lengths = {"phone": 40, "address": 300, "head": 100}
    values.update({column: rest[column].strip()[:most] for column, most in lengths.items() if column in rest})
    if not values["name"]:
        errors["name"] = "请填写姓名（名称）。"
    if kind not in Party.Kind.values:
        errors["kind"] = "请选择当事人的类型。"
    if uscc.strip() and is_old_number(uscc):
        values["old_number"] = plain_code(uscc)
    elif uscc.strip():
        try:
            values["uscc"] = checked_uscc(uscc)
        except BadUscc as error:
            errors["uscc"] = str(error)
    elif kind in ("enterprise", "individual"):
        errors["uscc"] = "企业和个体工商户请填写统一社会信用代码；没有换发的，填写 15 位旧注册号。"
    if id_number.strip():
        try:
            known = checked_id(id_number, today())
            values.update(id_kind="居民身份证", born_on=known.born_on, sex=known.sex, **sealed_id(known.number))
        except BadId as error:
            errors["id_number"] = str(error)
    if errors:
        raise PartyFault(errors)
    return values


def register(by: Actor, values: dict[str, object], *, alone: bool = False) -> int:
    """The party with these columns: the registered one of the same code, else a new one with its first dated name.

    Registered with a matter it stands in that matter's events; `alone`, it is recorded as a change of its own.
    """
    with transaction.atomic():
        if values.get("uscc"):
            existing = Party.objects.filter(uscc=values["uscc"]).first()
            if existing is not None:
                return root(existing).pk
        elif values.get("old_number"):
            existing = Party.objects.filter(old_number=values["old_number"]).first()
            if existing is not None:
                return root(existing).pk
        elif values.get("id_index"):
            existing = Party.objects.filter(kind=values["kind"], id_index=values["id_index"]).first()
            if existing is not None:
                return root(existing).pk
        party = Party.objects.create(**values)
        PartyName.objects.create(party=party, name=party.name, from_on=today())
        if alone:
            record(by, "登记当事人", "party", party.pk, Why("登记", today()), after={"kind": party.kind})
    return party.pk


def sealed_id(number: str) -> dict[str, object]:
    """An identity number as the register keeps it: sealed, and found by its blind index."""
    return {"id_sealed": vault().seal(number, "kernel_party", "id_sealed"), "id_index": vault().index("id", number)}


def rename(by: Actor, party: int, name: str, why: Why) -> None:
    """A party's new name from a day on; papers of earlier days keep the old one. Raises Refused."""
    why, name = checked(why), normalised(name)
    if why.on > today():
        raise refuse("time", f"生效日期 {why.on} 尚未到来。", "请在生效当日登记。")
    with transaction.atomic():
        one = _party(party)
        if not name or name == one.name:
            raise refuse("data", "请填写与现名称不同的新名称。")
        last = PartyName.objects.filter(party=one).order_by("-from_on").first()
        if last is None:
            last = PartyName.objects.create(party=one, name=one.name, from_on=date(1949, 10, 1))
        if last.from_on >= why.on:
            raise refuse("data", f"现名称自 {last.from_on} 起使用，新名称的起用日期应当在其后。")
        PartyName.objects.filter(pk=last.pk).update(to_on=why.on - timedelta(days=1))
        PartyName.objects.create(party=one, name=name[:200], from_on=why.on)
        one.name = name[:200]
        one.save(update_fields=["name", "initials", "words"])
        record(by, "当事人更名", "party", party, why)


def merge(by: Actor, kept: int, merged: int, ground: str, proof: str) -> int:
    """Two registrations are one party: `merged` goes under `kept`; nothing of it is lost. The chain of changes holds the proof's digest. Raises Refused."""
    if ground not in GROUNDS:
        raise refuse("data", "请选择合并依据。")
    if len(proof.strip()) < 4:
        raise refuse("reason", "请写明证明材料。", "如：营业执照、变更登记通知书文号。")
    with transaction.atomic():
        first, second = root(_party(kept)), _party(merged)
        if second.merged_into_id is not None:
            raise refuse("same", "该登记已经并入其他当事人。")
        if root(second).pk == first.pk:
            raise refuse("data", "请选择另一个当事人。")
        if first.uscc and second.uscc and ground != "converted":
            raise refuse("data", f"两个登记的统一社会信用代码不同（{first.uscc}、{second.uscc}），是两个主体，不能合并。", "个体工商户转为企业的，合并依据选“个体工商户转为企业”。")
        if first.id_index and second.id_index and first.id_index != second.id_index:
            raise refuse("data", "两个登记的证件号码不同，是两个人，不能合并。")
        if (first.kind == "person") != (second.kind == "person"):
            raise refuse("data", "自然人与单位不能合并。")
        Party.objects.filter(pk=second.pk).update(merged_into=first)
        row = PartyMerge.objects.create(kept=first, merged=second, ground=ground, proof=proof.strip()[:300], made_at=now(), made_by=_account(by))
        record(by, "合并当事人", "party", first.pk, Why(GROUNDS[ground], today()), after={"merged": second.pk, "ground": ground, "proof": sm3(row.proof.encode()).hex()})
    return row.pk


def part(by: Actor, merge_id: int, reason: str) -> None:
    """Takes a merge back 撤销合并; both registrations stand as before. Raises Refused."""
    why = checked(Why(reason, today()))
    with transaction.atomic():
        row = PartyMerge.objects.select_for_update().filter(pk=merge_id, undone_at=None).first()
        if row is None:
            raise refuse("same", "没有这一合并，或者已经撤销。")
        Party.objects.filter(pk=row.merged_id, merged_into=row.kept_id).update(merged_into=None)
        row.undone_at, row.undone_by, row.undone_why = now(), _account(by), why.reason
        row.save(update_fields=["undone_at", "undone_by", "undone_why"])
        record(by, "撤销合并", "party", row.kept_id, why, before={"merged": row.merged_id})


def root(party: Party) -> Party:
    """The registration under which the party stands."""
    while party.merged_into is not None:
        party = party.merged_into
    return party


def family(party: int) -> list[int]:
    """The party and all registrations merged into it."""
    found, edge = [party], [party]
    while edge:
        edge = list(Party.objects.filter(merged_into__in=edge).values_list("pk", flat=True))
        found += edge
    return found


def _party(party: int) -> Party:
    one = Party.objects.select_for_update(of=("self",)).filter(pk=party).first()
    if one is None:
        raise refuse("data", "没有这一当事人。")
    return one


def _account(by: Actor) -> Account:
    return Account.objects.get(pk=by.account)
