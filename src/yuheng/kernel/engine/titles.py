"""What a matter is called, and the words by which it is found."""

from __future__ import annotations

from collections.abc import Iterable

from yuheng.kernel.engine.write import Work
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.records.models import Party
from yuheng.kernel.search.words import indexed


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def party_names(works: Iterable[Work]) -> dict[int, str]:
    """Names of the parties of matters about to be opened, in one query."""
    ids = {party for work in works for party, _part, _hidden in work.parties}
    return dict(Party.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def entitle(work: Work, names: dict[int, str]) -> None:
    """Gives a matter its title from its facts, and its searchable words, where what they are made of has changed."""
    procedure = work.state.procedure
    wanted = {name for name in procedure.shape.fields if "{" + name + "}" in procedure.title}
    if not work.new and not wanted & work.fields and work.words is None:
        return
    if not work.new and "{party}" in procedure.title:
        # The parties' names are already in the title; only openings know them.
        return
    retitle(work, [names[party] for party, _part, hidden in work.parties if not hidden and party in names])


def retitle(work: Work, parties: list[str]) -> None:
    """Title and words anew, from the facts as they stand and the names of the parties."""
    head, procedure = work.head, work.state.procedure
    fields = procedure.shape.fields
    plain = {name: fields[name].words(work.state.facts.get(name)) for name in fields if "{" + name + "}" in procedure.title}
    # Titles stand in lists that many see: personal data in them are masked, and still found by who may see the matter.
    shown = {name: masked(fields[name].personal, text) if fields[name].personal and text else text for name, text in plain.items()}
    # A fact called `name` is what its title means, not the name of the procedure.
    words = _Blank({"name": procedure.name, "party": "、".join(parties[:2]), **shown})
    head.title = procedure.title.format_map(words)[:300] or procedure.name
    work.words = indexed(" ".join([head.number, head.title, *plain.values(), *parties]))
