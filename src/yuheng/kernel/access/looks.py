"""The record of looks: who saw a masked datum opened, why, and how many a day. Written before the answer."""

from __future__ import annotations

from datetime import datetime, time

from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.now import CHINA, now
from yuheng.kernel.records.models import Look

DAILY = 50
"""Unmaskings of one account a day: more asks for an export with a paper."""


class TooMany(Exception):
    """The day's unmaskings are used up; the message is Chinese."""


def record(viewer: Viewer, what: str, *, matter: int | None = None, field: str = "", reason: str = "", address: str = "") -> None:
    """Writes one look."""
    Look.objects.create(
        account=viewer.account, person_id=viewer.person, matter_id=matter, what=what[:200], field=field[:60],
        reason=reason[:300], at=now(), address=address[:60],
    )  # fmt: skip


def unmask(viewer: Viewer, what: str, *, matter: int | None, field: str, reason: str, address: str = "") -> None:
    """Records that a masked datum is opened; raises TooMany, then nothing may be shown."""
    start = datetime.combine(now().date(), time.min, CHINA)
    used = Look.objects.filter(account=viewer.account, at__gte=start).exclude(field="").count()
    if used >= DAILY:
        raise TooMany(f"今天已查看 {DAILY} 项完整信息，达到每日上限。确需批量使用的，请按数据导出手续办理。")
    record(viewer, what, matter=matter, field=field, reason=reason, address=address)
