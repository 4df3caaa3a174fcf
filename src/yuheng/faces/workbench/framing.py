"""The frame around a page for one person: rail, choices, counts, messages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal, cast

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.core.signing import Signer
from django.http import HttpRequest
from django.urls import reverse

from yuheng.faces.workbench.components import Choice, Frame, Link, Message
from yuheng.faces.workbench.menu import chapters, daily
from yuheng.kernel.access.grants import Viewer, role, viewer
from yuheng.kernel.access.todo import Obligation, by_procedure, helping, obligations, pressing_first
from yuheng.kernel.engine.office import office
from yuheng.kernel.now import now, today

_LEVELS = {"success": "done", "info": "info", "warning": "warning", "error": "error", "debug": "info"}


def bare(request: HttpRequest) -> Frame:
    """The frame of pages outside: sign-in, errors, the public calculator. Asks no database."""
    return Frame(zone="", **_looks(request), **_demonstration())


def public_frame() -> Frame:
    """The frame of pages that one answer serves to all: nothing of the reader, not even how they like pages to look."""
    staff = office()
    zone = next((staff.names[organ] for organ, above in staff.parents.items() if above is None), "")
    return Frame(zone=zone, **_demonstration())


def frame(request: HttpRequest, bottom: Literal["todo", "work", "search", "me", ""] = "", current: str = "") -> Frame:
    """The frame of a signed-in page. `current` is the procedure whose page this is."""
    seen = viewer_of(request)
    said = [_message(message) for message in get_messages(request)]
    tally = tally_of(request, bool(said))
    return Frame(
        zone=zone_name(seen),
        person=seen.name,
        post=_post_words(seen),
        daily=daily(request, seen),
        chapters=chapters(request, seen, tally.by_procedure, current),
        choices=_choices(request, seen),
        person_menu=[Link("我的", reverse("me")), Link("修改密码", reverse("password"))],
        logout_href=reverse("logout"),
        home_href=reverse("home"),
        todo_href=reverse("home"),
        work_href=reverse("work"),
        search_href=reverse("search"),
        me_href=reverse("me"),
        bottom=bottom,
        waiting=tally.waiting,
        overdue=tally.overdue,
        messages=said,
        draft_scope=_scope(seen.account.pk),
        **_looks(request),
        **_demonstration(),
    )


def open_frame(request: HttpRequest, bottom: Literal["todo", "work", "search", "me", ""] = "") -> Frame:
    """The frame of a page that everybody may read: the person's own for whoever is signed in, a bare one for the public."""
    user = request.user
    if not user.is_authenticated or user.must_change:
        return bare(request)
    request.viewer = viewer(user)  # type: ignore[attr-defined]
    return frame(request, bottom)


def viewer_of(request: HttpRequest) -> Viewer:
    return cast(Any, request).viewer


def todo_of(request: HttpRequest) -> list[Obligation]:
    """What waits for the person, asked once a request."""
    found = getattr(request, "todo", None)
    if found is None:
        seen = viewer_of(request)
        found = pressing_first([*obligations(seen), *helping(seen)])
        request.todo = found  # type: ignore[attr-defined]
    return found


@dataclass(frozen=True)
class Tally:
    """How much waits for a person, as the frame shows it."""

    waiting: int
    overdue: int
    by_procedure: dict[str, int]


LAG = 10
"""Seconds that the counts in the rail may be behind; the person's own acts show at once."""


def tally_of(request: HttpRequest, told: bool = False) -> Tally:
    """The counts of the frame: from what the page has read itself, else from a few seconds ago, else read now."""
    seen = viewer_of(request)
    key = f"waiting:{seen.account.pk}:{seen.day}:{seen.staff.version}"
    fresh = request.method != "GET" or hasattr(request, "todo") or told
    found = None if fresh else cache.get(key)
    if found is None:
        todo = todo_of(request)
        found = Tally(len(todo), sum(1 for one in todo if one.late(seen.day)), dict(by_procedure(todo)))
        cache.set(key, found, LAG)
    return found


def year_of(request: HttpRequest) -> int:
    """The year that figures are shown for: the chosen one, else the present; until the end of March the year just closed,
    because its report is what is being written."""
    day = today()
    return int(request.session.get("as_year") or (day.year if day.month > 3 else day.year - 1))


def organ_of(request: HttpRequest) -> int | None:
    """The organ to which figures and lists are narrowed, if one was chosen."""
    chosen = request.session.get("as_organ")
    return int(chosen) if chosen else None


def post_of(request: HttpRequest) -> int | None:
    """The post in which the person acts, if one was chosen; otherwise the one that fits the step."""
    chosen = request.session.get("as_post")
    return int(chosen) if chosen and int(chosen) in viewer_of(request).posts else None


def zone_name(seen: Viewer) -> str:
    return next((seen.staff.names[organ] for organ, above in seen.staff.parents.items() if above is None), "")


def _choices(request: HttpRequest, seen: Viewer) -> list[Choice]:
    organs = [("", "全区")] + [(str(organ), name) for organ, name in _organ_choices(seen)]
    this = today().year
    years = [(str(year), f"{year} 年") for year in range(this, this - 6, -1)]
    found = [
        Choice("as_organ", "单位", organs, str(organ_of(request) or ""), request.path),
        Choice("as_year", "年度", years, str(year_of(request)), request.path),
    ]
    if len(seen.posts) > 1:
        posts = [("", "按环节自动选岗")] + [(str(post), words) for post, words in _posts(seen)]
        found.append(Choice("as_post", "岗位", posts, str(post_of(request) or ""), request.path))
    return found


def _organ_choices(seen: Viewer) -> list[tuple[int, str]]:
    """Organs that hold people or power: without the hundred committees, which lists filter by themselves."""
    staff = seen.staff
    return [(organ, staff.names[organ]) for organ, above in staff.parents.items() if above is None or staff.parents.get(above) is None][:80]


def _posts(seen: Viewer) -> list[tuple[int, str]]:
    held = seen.staff.posts_on(seen.person or 0, seen.day)
    return [(post.id, f"{seen.staff.names[post.organ]} {_role_words(post.roles)}") for post in held]


def _post_words(seen: Viewer) -> str:
    return "；".join(words for _post, words in _posts(seen)[:2])


def _role_words(roles: frozenset[str]) -> str:
    return "、".join(known.name for known in (role(r) for r in sorted(roles)) if known is not None)


def _message(message: Any) -> Message:
    text, _bar, rest = str(message).partition("\n")
    words, _tab, href = rest.partition("\t")
    return Message(cast(Any, _LEVELS.get(message.level_tag, "info")), text, Link(words, href) if href else None)


@lru_cache(maxsize=1024)
def _scope(account: int) -> str:
    """An opaque id that keeps one person's drafts apart from another's."""
    return Signer(salt="drafts").signature(str(account))[:16]


def _looks(request: HttpRequest) -> dict[str, Any]:
    cookies = request.COOKIES
    theme = cookies.get("yuheng_theme", "auto")
    return {
        "theme": theme if theme in ("auto", "light", "dark") else "auto",
        "large_text": cookies.get("yuheng_text") == "large",
        "high_contrast": cookies.get("yuheng_contrast") == "high",
        "rail_folded": cookies.get("yuheng_rail") == "folded",
        "version": _version(),
    }


def _demonstration() -> dict[str, Any]:
    if not is_demonstration():
        return {}
    return {"demonstration": True, "simulated_now": f"{now():%Y-%m-%d %H:%M}"}


@lru_cache(maxsize=1)
def is_demonstration() -> bool:
    """Whether the data directory was declared a demonstration."""
    return (settings.HOME / "demonstration.json").exists()


@lru_cache(maxsize=1)
def _version() -> str:
    try:
        return version("yuheng")
    except PackageNotFoundError:
        return ""
