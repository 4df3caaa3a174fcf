"""Who may not review a file: whoever sits in its unit, and whoever had a hand in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from yuheng.kernel.engine.office import Office
from yuheng.kernel.records.models import Event, Matter, Member, Recusal


@dataclass
class Files:
    """What recusal needs to know of files, read once for all of them."""

    lead: dict[int, int] = field(default_factory=dict)
    hands: dict[int, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, matters: Iterable[int]) -> Files:
        ids = list(matters)
        found = cls()
        for matter, lead, handler in Matter.objects.filter(pk__in=ids).values_list("pk", "lead", "handler"):
            found.lead[matter] = lead
            found.hands[matter] = {handler} if handler else set()
        for matter, person, others in Event.objects.filter(matter__in=ids).values_list("matter", "person", "participants"):
            found.hands.setdefault(matter, set()).update([person] if person else [], (other["person"] for other in others or () if other.get("person")))
        for model in (Member, Recusal):
            for matter, person in model.objects.filter(matter__in=ids).values_list("matter", "person"):
                found.hands.setdefault(matter, set()).add(person)
        return found

    def barred(self, staff: Office, person: int, matter: int, day: date) -> str:
        """Why this person may not review this file; empty where nothing stands against it."""
        if person in self.hands.get(matter, ()):
            return "本人办理过或者申请回避的案卷"
        line = staff.line(self.lead.get(matter))
        own = [post.organ for post in staff.posts_on(person, day) if post.organ in line and staff.parents.get(post.organ) is not None]
        return f"本单位（{staff.names.get(own[0], '')}）的案卷" if own else ""
