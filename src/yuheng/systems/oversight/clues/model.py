"""What a clue model is: an id for ever, its words, its legal basis, and one set-wise question over the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from yuheng.kernel.law import Citation, law


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: the squad it is shown to, since when it is so, and the records that prove it.

    `occasion` tells several things of one file (or squad) apart: the same occasion is never found twice.
    """

    unit: int
    subject: str
    content: str
    proof: str = ""
    file: int | None = None
    since: date | None = None
    occasion: str = ""


@dataclass(frozen=True)
class ClueModel:
    """`find` answers for a day; `severity` is grave, common or slight; `cites` say which rule the finding is about."""

    id: str
    name: str
    words: str
    cites: tuple[str, ...]
    severity: str
    find: Callable[[date], Iterable[Hit]]

    @property
    def basis(self) -> str:
        return "、".join(Citation.parse(one).zh for one in self.cites)

    def mark(self, hit: Hit) -> str:
        return ":".join((self.id, str(hit.file or hit.unit), hit.occasion))


_known: dict[str, ClueModel] = {}


def register(*found: ClueModel) -> None:
    for one in found:
        if one.id in _known:
            raise ValueError(f"clue model {one.id} is declared twice")
        _known[one.id] = one


def all_models() -> list[ClueModel]:
    return list(_known.values())


def limit(name: str, on: date) -> int:
    """A threshold of the models, as the law book has it on the day."""
    return int(law(f"supervision.model.{name}", on=on).value)


def horizon(on: date) -> date:
    """The first day that the models look back to."""
    return on - timedelta(days=limit("look_back", on))
