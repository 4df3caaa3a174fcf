"""What a person may see: tokens with a highest secrecy level and the procedures they open.

A grant is made of a post held today; leaving a unit ends it the same day. Deny by default: no grant, nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from functools import lru_cache

from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.now import today
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Role
from yuheng.kernel.records.models import Account

_roles: dict[str, Role] = {}


def know_roles(roles: Mapping[str, Role]) -> None:
    """Tells `access` the roles that posts may give; called once by the systems."""
    _roles.update(roles)


def role(role_id: str) -> Role | None:
    return _roles.get(role_id)


def all_roles() -> list[Role]:
    """Every role that a post may give, in the order in which the systems declared them."""
    return list(_roles.values())


@dataclass(frozen=True, slots=True)
class Grant:
    """Matters bearing `token`, of these procedures, up to this secrecy level."""

    token: str
    procedures: frozenset[str]
    level: int


@dataclass(frozen=True)
class Viewer:
    """A person who looks, on one day."""

    account: Account
    person: int | None
    day: date
    staff: Office
    grants: tuple[Grant, ...]
    roles: frozenset[str]
    units: tuple[int, ...] = ()
    posts: tuple[int, ...] = field(default=())
    reads: frozenset[str] = frozenset()
    """Procedures that the viewer's roles read, beside single matters of others in which they take part."""

    @property
    def name(self) -> str:
        return self.staff.people.get(self.person or 0, self.account.username)

    @property
    def procedures(self) -> frozenset[str]:
        """All procedures that the viewer may read something of."""
        return frozenset().union(*(grant.procedures for grant in self.grants)) if self.grants else frozenset()

    def is_any(self, *role_ids: str) -> bool:
        return bool(self.roles & set(role_ids))


def viewer(account: Account, day: date | None = None) -> Viewer:
    """Who this account is and what it may see today."""
    staff, on = office(), day or today()
    person = account.person_id
    posts = staff.posts_on(person, on) if person is not None else []
    best: dict[tuple[str, frozenset[str]], int] = {}
    reads: set[str] = set()
    for post in posts:
        for role_id in sorted(post.roles):
            known = _roles.get(role_id)
            if known is None:
                continue
            reads |= opened(known.sees)
            for token in _tokens(known, post.organ, person or 0, staff):
                key = (token, opened(known.sees))
                best[key] = max(best.get(key, -1), known.level)
    grants = tuple(
        Grant(token, procedures, level) for (token, procedures), level in sorted(best.items(), key=str) if procedures
    )
    if person is not None and posts:
        # Whoever takes part in a matter sees it, whatever its level, as long as they hold a post.
        grants = (*grants, Grant(f"p{person}", opened(("*",)), 3))
    roles = frozenset().union(*(post.roles for post in posts)) if posts else frozenset()
    return Viewer(
        account,
        person,
        on,
        staff,
        grants,
        roles,
        tuple(post.organ for post in posts),
        tuple(post.id for post in posts),
        frozenset(reads),
    )


def _tokens(known: Role, organ: int, person: int, staff: Office) -> list[str]:
    if known.reach == "member":
        return [f"p{person}"]
    if known.reach == "unit":
        return [f"o{organ}", f"a{organ}"]
    if known.reach == "organ":
        return [f"o{staff.power_of(organ) or organ}"]
    return [f"o{staff.line(organ)[-1]}"]


def opened(patterns: tuple[str, ...]) -> frozenset[str]:
    """The procedures that patterns such as `penalty.*` name."""
    return _named(patterns, tuple(sorted({procedure.id for procedure in registry.all_procedures()})))


@lru_cache(maxsize=2048)
def _named(patterns: tuple[str, ...], ids: tuple[str, ...]) -> frozenset[str]:
    # Asked several times a request, of the same few patterns.
    return frozenset(name for name in ids if any(fnmatchcase(name, pattern) for pattern in patterns))
