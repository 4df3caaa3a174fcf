"""Opening the file of an enterprise 企业档案: for a task or a stated reason, written down before anything is shown, and noticed when many are opened.

An opening holds for one person, one enterprise and one day. A second press on the same day writes nothing new.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time

from django.db import transaction

from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.engine.notices import Told, tell
from yuheng.kernel.law import law
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.records.models import Account, Look

OPENED, EXPORTED, MANY = "调阅企业档案", "导出企业档案", "批量调阅提醒"
"""What a look at a file says it was."""

LEAST, MOST = 4, 300
"""Characters of a reason."""


class NoReason(ValueError):
    """The reason says too little; the message is Chinese."""


def opened(viewer: Viewer, registrations: Sequence[int]) -> Look | None:
    """The viewer's opening of this file that still holds: made today, for any registration of the enterprise."""
    found = Look.objects.filter(account=viewer.account, at__gte=_midnight(), party__in=registrations, what__startswith=OPENED)
    return found.select_related("matter").order_by("-at").first()


def open_file(viewer: Viewer, registrations: Sequence[int], name: str, reason: str, *, task: int | None = None, address: str = "", watchers: Collection[str] = ()) -> Look:
    """Writes down why the viewer opens the file; `watchers` are the roles told of bulk reading. Raises NoReason."""
    reason = " ".join(reason.split())[:MOST]
    if task is None and len(reason) < LEAST:
        raise NoReason(f"请选择正在办理的事项，或者写明调阅事由（至少 {LEAST} 个字）。事由将记入查阅日志，并印在导出的每一页上。")
    with transaction.atomic():
        # Two presses at once: the second waits for the first one's account row and finds its look.
        Account.objects.select_for_update().get(pk=viewer.account.pk)
        there = opened(viewer, registrations)
        if there is not None:
            return there
        look = Look.objects.create(
            account=viewer.account, person_id=viewer.person, matter_id=task, party_id=registrations[0], what=f"{OPENED}：{name}"[:200], reason=reason, at=now(), address=address[:60],
        )  # fmt: skip
        _notice_many(viewer, watchers)
    return look


def exported(viewer: Viewer, party: int, what: str, reason: str, address: str = "") -> Look:
    """Writes down that a file, or the sheet made from it, leaves the platform; the look's number is printed on it."""
    return Look.objects.create(
        account=viewer.account, person_id=viewer.person, party_id=party, what=f"{EXPORTED}：{what}"[:200], reason=reason[:MOST], at=now(), address=address[:60],
    )


def _midnight() -> datetime:
    return datetime.combine(now().date(), time.min, CHINA)


def _notice_many(viewer: Viewer, watchers: Collection[str]) -> None:
    """Tells those who watch, once a person and day, that more files were opened than a day's work asks for."""
    today = Look.objects.filter(account=viewer.account, at__gte=_midnight(), party__isnull=False, what__startswith=OPENED)
    files = dict.fromkeys(today.values_list("party", flat=True), True)
    bare = set(today.filter(matter__isnull=True).values_list("party", flat=True))
    most, most_bare = (int(law(f"enterprise_file.{kind}", viewer.day).value) for kind in ("many", "many_untasked"))
    if len(files) <= most and len(bare) <= most_bare:
        return
    kind = f"files:{viewer.account.pk}:{viewer.day}"
    words = f"{viewer.name} {viewer.day} 已调阅企业档案 {len(files)} 家，其中没有办理事项的 {len(bare)} 家，请核查是否确为工作需要。"
    told = [Told(kind, person, None, words) for person in _persons(viewer, watchers)]
    if not Look.objects.filter(account=viewer.account, at__gte=_midnight(), what=MANY).exists():
        Look.objects.create(account=viewer.account, person_id=viewer.person, what=MANY, reason=words[:MOST], at=now())
        tell(told)


def _persons(viewer: Viewer, roles: Collection[str]) -> list[int]:
    """Who holds one of these roles today; whoever read so much is not asked to watch themselves."""
    staff = viewer.staff
    return [
        person for person in staff.posts
        if person != viewer.person and any(post.roles & set(roles) for post in staff.posts_on(person, viewer.day))
    ]  # fmt: skip
