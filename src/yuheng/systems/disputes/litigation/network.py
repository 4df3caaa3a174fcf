"""One person, many suits; one case, many suits. Found from identities and from the act, never from names.

A person is the number of a certificate (compared by its blind index) or a credit code. Whoever gave neither is joined with nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import CharField, Count, F, Q, QuerySet
from django.db.models.functions import Substr

from yuheng.kernel.law import law
from yuheng.kernel.records.models import Matter
from yuheng.systems.disputes.litigation.analysis import standing
from yuheng.systems.disputes.litigation.facts import INDEX, Applicant, Contest

MOST = 50
"""Groups that a page tells, largest first."""
INDEXED = Substr("id_number", 1, INDEX, output_field=CharField())


@dataclass
class Group:
    """Cases that are one person's, or over one act. `key` is the blind index, the credit code or the number of the act."""

    key: str
    name: str = ""
    sort: str = ""
    cases: list[Contest] = field(default_factory=list)

    @property
    def acts(self) -> int:
        """How many different acts the cases are about; a case that names none is about one of its own."""
        return len({act_of(one) for one in self.cases})

    @property
    def lost(self) -> int:
        return sum(bool(one.lost) for one in self.cases)


def act_of(one: Contest) -> tuple[str, object]:
    """What a case is about: the file of the act on this platform, else unit and number of the act, else the case itself."""
    if one.act_number:
        return f"{one.unit_id}", one.act_number
    return ("file", one.act_file_id) if one.act_file_id else ("case", one.pk)


def least(on: date) -> int:
    return int(law("litigation.many", on=on).value)


def one_person(on: date, seen: QuerySet[Matter] | None = None, units: Collection[int] | None = None) -> list[Group]:
    """Persons with several cases, most first. `seen` leaves only cases that the viewer may see, `units` those of units."""
    parts = Applicant.objects.filter(voided=False)
    if units is not None:
        parts = parts.filter(matter__in=Contest.objects.filter(unit__in=units).values("pk"))
    many = least(on)
    sealed = parts.filter(id_number__isnull=False).annotate(who=INDEXED).values("who")
    coded = parts.filter(id_number__isnull=True, uscc__isnull=False).exclude(uscc="").annotate(who=F("uscc")).values("who")
    groups: dict[str, Group] = {}
    for source, q in ((sealed, "id"), (coded, "uscc")):
        keys = [row["who"] for row in source.annotate(n=Count("matter", distinct=True)).filter(n__gte=many).order_by("-n", "who")[:MOST]]
        groups.update({key: Group(key) for key in keys})
        _filled(groups, q, keys, parts, seen)
    for group in groups.values():
        group.cases.sort(key=_when, reverse=True)
    return sorted((one for one in groups.values() if len(one.cases) >= many), key=lambda one: (-one.acts, -len(one.cases), one.key))[:MOST]


def _when(one: Contest) -> tuple[date, int]:
    return one.received_on or one.ended_on or date.min, one.pk


def _filled(groups: dict[str, Group], by: str, keys: list[str], parts: QuerySet[Applicant], seen: QuerySet[Matter] | None) -> None:
    if not keys:
        return
    rows = parts.annotate(who=INDEXED).filter(who__in=keys) if by == "id" else parts.annotate(who=F("uscc")).filter(uscc__in=keys, id_number__isnull=True)
    told = list(rows.values_list("who", "matter", "name", "sort").order_by("-matter"))
    cases = _cases(Q(pk__in={matter for _who, matter, _name, _sort in told}), seen)
    for who, matter, name, sort in told:
        group, case = groups[who], cases.get(matter)
        if case is not None and case not in group.cases:
            group.name, group.sort = group.name or name or "", group.sort or sort or ""
            group.cases.append(case)


def _cases(which: Q, seen: QuerySet[Matter] | None) -> dict[int, Contest]:
    found = standing().filter(which).select_related("unit", "matter").order_by("-received_on", "-pk")
    return {one.pk: one for one in (found if seen is None else found.filter(matter__in=seen))}


def one_act(on: date, seen: QuerySet[Matter] | None = None, units: Collection[int] | None = None) -> list[Group]:
    """Acts that several cases are about, most first: by unit and number, else by their file on this platform."""
    cases = standing() if units is None else standing().filter(unit__in=units)
    many = least(on)
    numbered = cases.filter(act_number__isnull=False).exclude(act_number="").values("unit", "act_number").annotate(n=Count("pk")).filter(n__gte=many).order_by("-n", "act_number")[:MOST]
    filed = cases.filter(Q(act_number=None) | Q(act_number=""), act_file__isnull=False).values("act_file").annotate(n=Count("pk")).filter(n__gte=many).order_by("-n", "act_file")[:MOST]
    which = Q(pk__in=())
    for told in numbered:
        which |= Q(unit=told["unit"], act_number=told["act_number"])
    for there in filed:
        which |= Q(act_file=there["act_file"], act_number=None) | Q(act_file=there["act_file"], act_number="")
    groups: dict[tuple[str, object], Group] = {}
    for one in _cases(which, seen).values():
        key = act_of(one)
        groups.setdefault(key, Group(str(key[1]), one.act_number or "（没有文号）")).cases.append(one)
    return sorted((one for one in groups.values() if len(one.cases) >= many), key=lambda one: (-len(one.cases), one.key))[:MOST]
