"""What stands behind a citation: the article itself where its text was imported, and everything here that relies on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from yuheng.kernel.law import Citation, Parameter, texts
from yuheng.kernel.law.articles import Text
from yuheng.kernel.law.book import LawBook, book
from yuheng.kernel.law.numerals import chinese
from yuheng.kernel.law.statutes import Statute, find, known, split
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure


@dataclass(frozen=True)
class Use:
    """A place in a procedure that relies on an article: its procedure, the step or condition, the citation."""

    procedure: Procedure
    what: str
    citation: Citation


@dataclass
class Provision:
    """One article of a statute, or one place of a paper without articles: its words, and who relies on it."""

    anchor: str
    zh: str
    lines: list[str] = field(default_factory=list)
    chapter: str = ""
    parameters: list[Parameter] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)


@dataclass
class Held:
    """A statute as it is known here: its version, its text if imported, its provisions in order."""

    statute: Statute
    versions: list[Statute]
    text: Text | None
    provisions: list[Provision]

    def provision(self, anchor: str) -> Provision | None:
        return next((one for one in self.provisions if one.anchor == anchor), None)


def anchor_of(citation: Citation) -> str:
    """How the page of a statute names the place: 42, 120-1, or the place as it is written (（六）)."""
    if citation.article:
        return f"{citation.article}-{citation.added}" if citation.added else str(citation.article)
    return "" if citation.place in ("", "0") else citation.place


def held(name: str, on: date) -> Held:
    """A statute named by its short or full name, in the version named or in force on the day. Raises LawError."""
    statute = _cited_only(name) or find(name, on)
    text = texts.text_of(statute.short, statute.version)
    versions = known().get(statute.short) or [Statute(statute.short, version) for version in _cited().get(statute.short, ())]
    return Held(statute, versions, text, _provisions(statute, text))


def _cited_only(name: str) -> Statute | None:
    """A statute that is known only because the law book cites it."""
    short, version = split(name)
    cited = _cited().get(short, ())
    if any(one.version == version or not version for one in known().get(short, ())) or not cited:
        return None
    if version and version not in cited:
        return None
    return Statute(short, version or cited[-1])


@lru_cache(maxsize=2)
def _cited_by(law: LawBook) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for parameter in law:
        for citation in parameter.citations:
            found.setdefault(citation.statute, set()).add(citation.version)
    return {statute: tuple(sorted(versions)) for statute, versions in found.items()}


def _cited() -> dict[str, tuple[str, ...]]:
    return _cited_by(book())


def is_cited(short: str) -> bool:
    """Whether the law book cites a statute of this short name, be it held or not."""
    return short in _cited()


def statutes() -> list[Statute]:
    """Every version of every statute that is known or cited, by name."""
    found = [statute for versions in known().values() for statute in versions]
    names = {statute.name for statute in found}
    found += [
        one for short, versions in _cited().items() for one in (Statute(short, v) for v in versions) if one.name not in names
    ]
    return sorted(found, key=lambda statute: (statute.short, statute.in_force or date.min, statute.version))


def _provisions(statute: Statute, text: Text | None) -> list[Provision]:
    found: dict[str, Provision] = {}
    for article in text.articles if text is not None else ():
        found[article.anchor] = Provision(article.anchor, article.zh, article.lines, article.chapter)
    numbers: dict[str, tuple[int, int, str]] = {}

    def place(citation: Citation) -> Provision:
        anchor = anchor_of(citation)
        numbers[anchor] = (citation.article, citation.added, citation.place)
        if anchor not in found:
            found[anchor] = Provision(anchor, _words(citation), text.section(citation.place) if text is not None and citation.place else [])
        return found[anchor]

    for parameter in book():
        for citation in parameter.citations:
            if _same(citation, statute):
                parameters = place(citation).parameters
                if parameter not in parameters:
                    parameters.append(parameter)
    for use in uses_of(statute):
        listed = place(use.citation).uses
        if all((use.procedure.id, use.what) != (one.procedure.id, one.what) for one in listed):
            listed.append(use)
    if text is not None and text.articles:
        return list(found.values())
    return sorted(found.values(), key=lambda one: numbers[one.anchor])


def _words(citation: Citation) -> str:
    if citation.article:
        return f"第{chinese(citation.article)}条" + (f"之{chinese(citation.added)}" if citation.added else "")
    return anchor_of(citation) or "全文"


def _same(citation: Citation, statute: Statute) -> bool:
    return citation.statute == statute.short and citation.version in ("", statute.version)


def uses_of(statute: Statute) -> Iterator[Use]:
    """Every place in a procedure that relies on this version of the statute."""
    for procedure in registry.all_procedures():
        for what, cites in _places(procedure):
            for text in cites:
                citation = Citation.parse(text)
                if _same(citation, statute):
                    yield Use(procedure, what, citation)


def _places(procedure: Procedure) -> Iterator[tuple[str, Iterable[str]]]:
    yield procedure.name, procedure.cites
    for step in procedure.steps:
        dues = (*step.obliges, *(step.until.late if step.until else ()))
        parts = (*dues, *step.wait, *((step.until,) if step.until else ()))
        yield step.name, (*step.cites, *(cite for part in parts for cite in part.cites))
    for condition in procedure.conditions.values():
        yield condition.name, condition.cites
    for rule in procedure.never:
        yield rule.words(procedure.names), rule.cites
    for lapse in procedure.lapses:
        yield procedure.names.get(lapse.then, lapse.then), lapse.cites
