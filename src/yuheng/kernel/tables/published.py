"""Which version of a table is in force on a day. Whoever keeps the versions provides them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from yuheng.kernel.tables.masks import Compiled
from yuheng.kernel.tables.schema import BadTable, schema_of


@dataclass(frozen=True)
class Version:
    """A published version: its `matter`, title and paper number, the days it is in force, and the table ready to be asked."""

    matter: int
    title: str
    number: str
    from_on: date
    to_on: date | None
    compiled: Compiled

    @property
    def digest(self) -> str:
        return self.compiled.table.digest

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


Source = Callable[[str], Sequence[Version]]
_sources: list[Source] = []


def provide(source: Source) -> None:
    """Names the keeper of published versions: a function from a table's id to its versions, the newest last."""
    _sources[:] = [source]


def versions(table: str) -> Sequence[Version]:
    """All published versions of a table, the newest last. Raises BadTable for a table that is not declared."""
    schema_of(table)
    return _sources[0](table) if _sources else ()


def in_force(table: str, on: date) -> Version:
    """The version in force on a day: the one that began last. Raises BadTable."""
    found = [version for version in versions(table) if version.holds_on(on)]
    if not found:
        raise BadTable(f"“{schema_of(table).name}”在 {on} 没有公布施行的版本，请先公布。")
    return max(found, key=lambda version: version.from_on)


def by_digest(table: str, digest: str) -> Version:
    """The version under which a receipt was given. Raises BadTable."""
    for version in versions(table):
        if version.digest == digest:
            return version
    raise BadTable(f"没有找到摘要为 {digest[:12]}… 的“{schema_of(table).name}”版本。")
