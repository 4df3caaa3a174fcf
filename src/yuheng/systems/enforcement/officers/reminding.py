"""Holders and the office that issues are told once that a certificate ends soon."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from yuheng.kernel.engine.notices import Told, tell
from yuheng.kernel.engine.office import office
from yuheng.systems.enforcement.officers.standing import held, soon

OFFICE = ("justice_head",)
"""Roles that issue: they are told beside the holder."""


def remind_holders(day: date, channels: Collection[str] = ("site",)) -> int:
    """Tells of every certificate that ends within the days of notice, once for each end date. Returns how many notices were made."""
    staff = office()
    heads = [person for person in staff.posts if any(post.roles & set(OFFICE) for post in staff.posts_on(person, day))]
    told = []
    for one in soon(held(staff, day), day):
        text = f"{one.name}的行政执法证件（{one.card.number}）将于 {one.card.to_on} 到期，请办理延期或者换发；到期后不能办理执法事项。"
        told += [Told(f"card:{one.card.pk}:{one.card.to_on}", person, one.card.matter_id if person in heads else None, text) for person in dict.fromkeys([one.card.person_id, *heads])]
    return tell(told, channels)
