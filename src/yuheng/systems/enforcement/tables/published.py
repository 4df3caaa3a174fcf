"""The keeper of published versions: reads them from the records when something about them changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from yuheng.kernel.records.models import Matter
from yuheng.kernel.tables import published
from yuheng.kernel.tables.content import read
from yuheng.kernel.tables.masks import Compiled
from yuheng.kernel.tables.published import Version
from yuheng.systems.enforcement.tables.facts import TableVersion

State = tuple[tuple[int, int], ...]
"""Which matters there are, each with its latest event: what the versions depend on."""


def keep() -> None:
    """Provides the versions to whoever asks the tables."""
    published.provide(versions)


def versions(table: str) -> Sequence[Version]:
    """The published versions of a table, in order of their publication."""
    state = tuple(Matter.objects.filter(procedure="enforcement.table", status__in=("closed", "rest")).order_by("pk").values_list("pk", "seq"))
    return _read(state).get(table, ())


@lru_cache(maxsize=2)
def _read(state: State) -> dict[str, tuple[Version, ...]]:
    found: dict[str, list[Version]] = {}
    kept = TableVersion.objects.filter(matter__in=[matter for matter, _seq in state], published_on__isnull=False)
    for one in kept.order_by("published_on", "matter_id"):
        version = Version(one.matter_id, one.title, one.number or "", one.in_force, one.ceased, _compiled(one.content))
        found.setdefault(one.table_id, []).append(version)
    return {table: tuple(several) for table, several in found.items()}


@lru_cache(maxsize=256)
def _compiled(content: str) -> Compiled:
    return Compiled(read(content))
