"""Decisions of a period as records of the standard, from the facts of the matters that a person may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from yuheng.faces.exchange.publicity.fields import BETWEEN, ENDLESS, Sort
from yuheng.faces.exchange.publicity.rules import LICENCE_TAKEN, NATURAL, SHOP, TAKEN, Record, Told, judged
from yuheng.kernel.records.models import Matter, Organ, Paper
from yuheng.systems.enforcement.credit.facts import PublicityItem
from yuheng.systems.enforcement.penalty.choices import KINDS
from yuheng.systems.enforcement.penalty.facts import Penalty, SummaryPenalty
from yuheng.systems.services.licence.facts import KINDS as LICENCE_KINDS
from yuheng.systems.services.licence.facts import Licence

PARTIES = {"person": NATURAL, "individual": SHOP, "organisation": "法人及非法人组织"}
CERTIFICATES = {
    "resident": "身份证", "passport": "护照号", "mainland_pass": "港澳居民来往内地通行证", "taiwan_pass": "台湾居民来往大陆通行证",
    "permanent_residence": "外国人永久居留身份证",
}  # fmt: skip
TAKEN_KINDS = {
    "confiscate_income": TAKEN, "confiscate_goods": TAKEN, "suspend_licence": LICENCE_TAKEN, "revoke_licence": LICENCE_TAKEN, "stop": "责令停产停业",
}  # fmt: skip
IN_10_000 = 1_000_000
"""分 in 万元."""

BLOCK = 900
"""Matters of one look-up of papers and items."""


def records(sort: Sort, first: date, last: date, seen: QuerySet[Matter], with_summary: bool = False) -> list[Record]:
    """The records of the decisions of a period, judged, without those that were delivered before and not returned."""
    made = _licences(first, last, seen) if sort == "licence" else _penalties(first, last, seen, with_summary)
    found = [judged(sort, record) for record in made]
    gone = delivered(record.matter for record in found)
    return sorted((record for record in found if record.matter not in gone), key=lambda record: (record.decided_on, record.number, record.matter))


def delivered(matters: Iterable[int]) -> set[int]:
    """Matters that stand in an earlier delivery and were not returned."""
    keys = list(matters)
    found: set[int] = set()
    for start in range(0, len(keys), BLOCK):
        items = PublicityItem.objects.filter(file__in=keys[start : start + BLOCK], voided=False).exclude(state="rejected")
        found.update(items.values_list("file_id", flat=True))
    return found


def by_matters(sort: Sort, keys: Iterable[int]) -> list[Record]:
    """The records of these matters as they are now: what a delivery holds is rebuilt from it."""
    seen = Matter.objects.filter(pk__in=list(keys))
    long_ago, far = date(1900, 1, 1), date(9999, 12, 31)
    made = _licences(long_ago, far, seen) if sort == "licence" else _penalties(long_ago, far, seen, True)
    return sorted((judged(sort, record) for record in made), key=lambda record: (record.decided_on, record.number, record.matter))


def _penalties(first: date, last: date, seen: QuerySet[Matter], with_summary: bool) -> list[Record]:
    period = {"decided_on__range": (first, last), "outcome": "penalised", "matter__in": seen}
    ordinary: list[dict[str, Any]] = [dict(row) for row in Penalty.objects.filter(**period).values()]
    numbers = _numbers([row["matter_id"] for row in ordinary])
    rows = [(row, numbers.get(row["matter_id"], "")) for row in ordinary]
    if with_summary:
        rows += [(_as_ordinary(dict(row)), row["book_number"] or "") for row in SummaryPenalty.objects.filter(**period).values()]
    matters, organs = _matters([row["matter_id"] for row, _number in rows]), _organs()
    return [Record(row["matter_id"], number, row["decided_on"], _penalty(row, number, organs[matters[row["matter_id"]]])) for row, number in rows]


def _as_ordinary(row: dict[str, Any]) -> dict[str, Any]:
    kind = "fine" if row["fine"] else "warning"
    return {**row, "decided_kinds": [kind], "decided_fine": row["fine"]}


def _penalty(row: Mapping[str, Any], number: str, organ: tuple[str, str]) -> dict[str, Told]:
    natural = row["party_kind"] == "person"
    kinds = list(row["decided_kinds"] or [])
    names = dict(KINDS)
    labels = list(dict.fromkeys(TAKEN_KINDS.get(kind, names.get(kind, kind)) for kind in kinds))
    fine, taken = row["decided_fine"] or 0, row.get("decided_income") or 0
    return {
        "CF_XDR_MC": row["party_name"], "CF_XDR_LB": PARTIES.get(row["party_kind"] or "", ""), "CF_XDR_SHXYM": None if natural else row["uscc"],
        "CF_FRDB": None if natural else row.get("party_head"), "CF_XDR_ZJLX": "身份证" if natural else None, "CF_XDR_ZJHM": row["id_number"] if natural else None,
        "CF_WSH": number, "CF_WFXW": row["cause"], "CF_SY": row["facts_found"], "CF_YJ": row["basis"], "CF_CFLB": BETWEEN.join(labels),
        "CF_NR": _content(kinds, names, fine, taken), "CF_NR_FK": _sum(fine) if "fine" in kinds else None,
        "CF_NR_WFFF": _sum(taken) if taken else None, "CF_NR_ZKDX": row.get("licence"), "CF_JDRQ": row["decided_on"], "CF_YXQ": row.get("effective_until") or ENDLESS,
        "CF_CFJG": organ[0], "CF_CFJGDM": organ[1], "CF_SJLY": organ[0], "CF_SJLYDM": organ[1],
    }  # fmt: skip


def _content(kinds: list[str], names: Mapping[str, str], fine: int, taken: int) -> str:
    sums = {"fine": fine, "confiscate_income": taken}
    parts = [f"{names.get(kind, kind)}{sums[kind] // 100}.{sums[kind] % 100:02d}元" if sums.get(kind) else names.get(kind, kind) for kind in kinds]
    return "；".join(parts)


def _sum(cents: int) -> Decimal:
    return Decimal(cents) / IN_10_000


def _licences(first: date, last: date, seen: QuerySet[Matter]) -> list[Record]:
    rows = list(Licence.objects.filter(decided_on__range=(first, last), result="granted", matter__in=seen).values())
    matters, organs = _matters([row["matter_id"] for row in rows]), _organs()
    return [Record(row["matter_id"], row["number"] or "", row["decided_on"], _licence(row, organs[matters[row["matter_id"]]])) for row in rows]


def _licence(row: Mapping[str, Any], organ: tuple[str, str]) -> dict[str, Told]:
    natural = row["holder_kind"] == "person"
    return {
        "XK_XDR_MC": row["holder"], "XK_XDR_LB": PARTIES.get(row["holder_kind"] or "", ""), "XK_XDR_SHXYM": None if natural else row["uscc"],
        "XK_FRDB": None if natural else row["legal_person"], "XK_FR_SFZH": None if natural else row["legal_id"],
        "XK_XDR_ZJLX": CERTIFICATES.get(row["id_kind"] or "", "") if natural else None, "XK_XDR_ZJHM": row["id_number"] if natural else None,
        "XK_XKWS": row["paper_name"], "XK_WSH": row["number"], "XK_XKLB": dict(LICENCE_KINDS).get(row["kind"] or "", ""), "XK_XKZS": row["certificate_name"],
        "XK_XKBH": row["certificate_number"], "XK_NR": row["content"], "XK_JDRQ": row["decided_on"], "XK_YXQZ": row["valid_from"],
        "XK_YXQZI": row["valid_to"] or ENDLESS, "XK_XKJG": organ[0], "XK_XKJGDM": organ[1], "XK_ZT": "无效" if row["ended_on"] else "有效",
        "XK_LYDW": organ[0], "XK_LYDWDM": organ[1],
    }  # fmt: skip


def _numbers(matters: list[int]) -> dict[int, str]:
    """The numbers of the decisions that stand: the last one of a case that was decided again."""
    found: dict[int, str] = {}
    for start in range(0, len(matters), BLOCK):
        papers = Paper.objects.filter(matter__in=matters[start : start + BLOCK], kind="decision").exclude(state__in=("void", "superseded")).order_by("seq")
        found.update({matter: number for matter, number in papers.values_list("matter_id", "number") if number})
    return found


def _matters(keys: list[int]) -> dict[int, int]:
    """The organ in whose name each was decided."""
    found: dict[int, int] = {}
    for start in range(0, len(keys), BLOCK):
        rows = Matter.objects.filter(pk__in=keys[start : start + BLOCK]).values_list("pk", "power_id", "lead_id")
        found.update({pk: power or lead for pk, power, lead in rows})
    return found


def _organs() -> dict[int, tuple[str, str]]:
    """Names of organs and their own codes, which a deployment enters with the organ."""
    return {pk: (name, str((facts or {}).get("uscc", ""))) for pk, name, facts in Organ.objects.values_list("pk", "name", "facts")}
