"""Which organ holds which item on which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yuheng.systems.enforcement.items.facts import PowerItem, Subject


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the list: from `from_on`, and not from `back_on` on."""

    matter: int
    code: str
    name: str
    field: str
    from_on: date
    back_on: date | None
    back_by: str

    def held_on(self, day: date) -> bool:
        return self.from_on <= day and (self.back_on is None or day < self.back_on)


@dataclass(frozen=True, slots=True)
class Powers:
    """The items of one kind of one organ, and the day on which it ceased to be one that may enforce."""

    items: tuple[Item, ...]
    ended_on: date | None = None

    def kept_on(self, day: date) -> bool:
        """Whether the organ's list is kept on this platform on the day: an empty list proves nothing."""
        return any(one.held_on(day) for one in self.items)

    def named(self, code: str) -> list[Item]:
        return [one for one in self.items if one.code == code]


def powers(organ: int, kind: str) -> Powers:
    """All items of a kind that the organ holds, held or will hold."""
    rows = PowerItem.objects.filter(holder=organ, kind=kind).exclude(matter__status="void").order_by("from_on", "pk")
    ended = Subject.objects.filter(unit=organ, ended_on__isnull=False).exclude(matter__status="void").order_by("-ended_on").values_list("ended_on", flat=True)
    standing = Subject.objects.filter(unit=organ, ended_on=None).exclude(matter__status="void").exists() if ended else True
    found = rows.values_list("pk", "code", "name", "field", "from_on", "back_on", "back_by")
    return Powers(tuple(Item(*row[:6], row[6] or "") for row in found), None if standing else ended[0])


def like(items: Iterable[Item], cause: str, day: date) -> list[Item]:
    """Items held on the day whose name and a case's cause contain one another: a hint, never a decision."""
    return [one for one in items if one.held_on(day) and cause and (cause in one.name or one.name in cause)][:3]


def given_back(organ: int, code: str, day: date) -> date | None:
    """The day on which the organ gave the item back; None while it holds it, or where it never did."""
    spans = PowerItem.objects.filter(holder=organ, code=code).exclude(matter__status="void").values_list("from_on", "back_on")
    if any(first <= day and (back is None or day < back) for first, back in spans):
        return None
    return max((back for _first, back in spans if back is not None and back <= day), default=None)
