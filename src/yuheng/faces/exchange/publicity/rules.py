"""What the standard asks of a record beyond its fields: what is due and when, what may not be told, who is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from yuheng.faces.exchange.publicity.fields import Field, Sort, fields_of
from yuheng.kernel.identity import resident_id
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.identity.scrubbing import scrubbed
from yuheng.kernel.identity.uscc import BadUscc, checked
from yuheng.kernel.law import law

NATURAL, SHOP = "自然人", "个体工商户"
TAKEN = "没收违法所得、没收非法财物"
LICENCE_TAKEN = "暂扣或者吊销许可证、暂扣或者吊销执照"
SUSPENDED = "暂扣"

Told = str | date | Decimal | None


@dataclass(frozen=True)
class Record:
    """One record of a delivery: its matter, number and day, what each field says, and why it may not go out."""

    matter: int
    number: str
    decided_on: date
    told: Mapping[str, Told]
    problems: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        return not self.problems


def judged(sort: Sort, record: Record) -> Record:
    """The record with every reason why the platform would return it."""
    told, prefix = record.told, "CF" if sort == "penalty" else "XK"
    found = [problem for field in fields_of(sort) for problem in _field(field, told.get(field.code))]
    found += _party(told, prefix)
    if sort == "penalty":
        found += _sums(told)
    return replace(record, problems=tuple(found))


def _field(field: Field, value: Told) -> list[str]:
    if value in (None, ""):
        return [f"缺少“{field.name}”"] if field.need == "always" else []
    if field.kind in ("one", "several") and field.values:
        unknown = [part for part in str(value).split("；") if part not in field.values and not part.startswith("其他-")]
        if unknown:
            return [f"“{field.name}”没有“{'、'.join(unknown)}”一项"]
    if field.length and isinstance(value, str) and len(value) > field.length:
        return [f"“{field.name}”最多 {field.length} 字，现有 {len(value)} 字"]
    return []


def _party(told: Mapping[str, Told], prefix: str) -> list[str]:
    """Bodies and shops by their code, natural persons by their certificate; a minor's record never goes out."""
    code = str(told.get(f"{prefix}_XDR_SHXYM") or "")
    if told.get(f"{prefix}_XDR_LB") != NATURAL:
        try:
            return [] if code and checked(code) else ["法人、非法人组织和个体工商户须有统一社会信用代码"]
        except BadUscc as wrong:
            return [f"统一社会信用代码有误：{wrong}"]
    number = str(told.get(f"{prefix}_XDR_ZJHM") or "")
    found = ["自然人不填统一社会信用代码"] if code else []
    if not told.get(f"{prefix}_XDR_ZJLX") or not number:
        return [*found, "自然人须有证件类型和证件号码（只报送，不公示）"]
    if told.get(f"{prefix}_XDR_ZJLX") == "身份证":
        day = told[f"{prefix}_JDRQ"]
        assert isinstance(day, date)
        try:
            born = resident_id.checked(number, day).born_on
        except resident_id.BadId as wrong:
            return [*found, f"证件号码有误：{wrong}"]
        if _years(born, day) < int(law("person.of_age", day).value):
            return [*found, "当事人未成年，不报送、不公示"]
    return found


def _sums(told: Mapping[str, Told]) -> list[str]:
    kinds = str(told.get("CF_CFLB") or "").split("；")
    found = []
    if "罚款" in kinds and not told.get("CF_NR_FK"):
        found.append("处罚类别含罚款的，须有罚款金额")
    if TAKEN in kinds and not told.get("CF_NR_WFFF"):
        found.append("处罚类别含没收的，须有没收金额")
    if LICENCE_TAKEN in kinds and not told.get("CF_NR_ZKDX"):
        found.append("处罚类别含暂扣、吊销的，须有证照名称及编号")
    return found


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def public(sort: Sort, record: Record) -> Record:
    """The record as it may be shown: fields that are not shown left out, names of natural persons masked, free text scrubbed."""
    prefix = "CF" if sort == "penalty" else "XK"
    natural = record.told.get(f"{prefix}_XDR_LB") == NATURAL
    told: dict[str, Told] = {}
    for field in fields_of(sort):
        value: Any = record.told.get(field.code)
        if not field.public:
            value = None
        elif value and field.code == f"{prefix}_XDR_MC" and natural:
            value = masked("name", str(value))
        elif value and field.code in ("CF_SY", "CF_NR", "XK_NR"):
            value = scrubbed(str(value), (str(record.told.get(f"{prefix}_XDR_MC") or ""),) if natural else ())
        told[field.code] = value
    return replace(record, told=told)
