"""The statutes that are known: name, version, days in force. Those of `law/statutes.yaml`, and those of imported texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

import yaml

from yuheng.kernel.law import texts
from yuheng.kernel.law.book import LawError, directory
from yuheng.kernel.law.citation import Citation

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAMED = re.compile(r"(?P<name>.+?)[（(](?P<version>\d{4}(?:-\d{2}-\d{2})?)[)）]")


@dataclass(frozen=True)
class Statute:
    """One version of a statute. `in_force` is its first day, `ceased` the first day on which it no longer applies."""

    short: str
    version: str
    full: str = ""
    in_force: date | None = None
    ceased: date | None = None
    superseded_by: str = ""
    articles: int | None = None

    @property
    def name(self) -> str:
        """As citations begin: 行政处罚法(2021-01-22)."""
        return f"{self.short}({self.version})" if self.version else self.short

    @property
    def title(self) -> str:
        """As papers write it: 《行政处罚法》; papers that bear a number stand by it."""
        return self.short if "〔" in self.short else f"《{self.short}》"

    def applies(self, on: date) -> bool:
        return (self.in_force is None or self.in_force <= on) and (self.ceased is None or on < self.ceased)

    def validity(self) -> str:
        """From when to when, in Chinese."""
        since = f"自 {self.in_force} 起施行" if self.in_force else "施行日期未收录"
        if self.ceased is None:
            return since
        by = f"（由{self.superseded_by}取代）" if _NAMED.fullmatch(self.superseded_by) else ""
        return f"{since}，{self.ceased} 起不再适用{by}"


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) or not value else date.fromisoformat(str(value))


@cache
def _listed() -> tuple[Statute, ...]:
    content = yaml.load((directory() / "statutes.yaml").read_text(encoding="utf-8"), Loader=_Loader)
    return tuple(
        Statute(
            str(entry["short"]),
            str(entry.get("version") or ""),
            str(entry.get("full") or ""),
            _day(entry.get("in_force")),
            _day(entry.get("ceased")),
            str(entry.get("superseded_by") or ""),
            entry.get("articles"),
        )
        for entry in content["statutes"]
    )


def known() -> dict[str, list[Statute]]:
    """Every statute by its short name, versions in order of their days in force."""
    return _known(tuple(texts.entries().values()))


@lru_cache(maxsize=4)
def _known(imported: Iterable[texts.Entry]) -> dict[str, list[Statute]]:
    found: dict[str, list[Statute]] = {}
    listed = {statute.name for statute in _listed()}
    more = (
        Statute(e.short, e.version, e.full, e.in_force, e.ceased, e.superseded_by, e.articles)
        for e in imported
        if e.cite_as not in listed
    )
    for statute in (*_listed(), *more):
        found.setdefault(statute.short, []).append(statute)
    for versions in found.values():
        versions.sort(key=lambda statute: (statute.in_force or date.min, statute.version))
    return found


def split(name: str) -> tuple[str, str]:
    """Short name and version of a statute as people write it: 《行政处罚法》, 中华人民共和国行政处罚法, 行政复议法（2017-09-01）."""
    named = _NAMED.fullmatch(name.strip())
    title = named["name"] if named else name.strip()
    if title.startswith("《") and title.endswith("》"):
        title = title[1:-1]
    return _short(title), named["version"] if named else ""


def _short(name: str) -> str:
    statutes = known()
    if name in statutes:
        return name
    bare = name.removeprefix("中华人民共和国")
    if bare in statutes:
        return bare
    return next((short for short, versions in statutes.items() if any(v.full == name for v in versions)), bare)


def find(name: str, on: date) -> Statute:
    """The version named, or the one in force on the day. Raises LawError, which names the versions there are."""
    short, version = split(name)
    versions = known().get(short)
    if not versions:
        raise LawError(f"法律库中没有《{short}》。")
    if version:
        for statute in versions:
            if statute.version == version:
                return statute
        raise LawError(f"《{short}》没有 {version} 的文本，现有：{'、'.join(s.version for s in versions)}。")
    applying = [statute for statute in versions if statute.applies(on)]
    if applying:
        return applying[-1]
    told = "；".join(f"{s.name} {s.validity()}" for s in versions)
    raise LawError(f"《{short}》在 {on} 没有施行的文本：{told}。")


def fault(citation: str) -> str:
    """What is wrong with a citation, in Chinese; empty where its statute, version and article exist.

    Where the text was imported its articles, paragraphs and items are compared; otherwise the number of articles alone.
    """
    try:
        found = Citation.parse(citation)
    except ValueError as error:
        return str(error)
    versions = known().get(found.statute)
    if versions is None:
        # Standards are cited by their number and are not statutes.
        return "" if found.statute.startswith(("GB", "DA", "DB")) else f"法律库中没有《{found.statute}》。"
    if found.version and all(found.version != s.version for s in versions):
        return f"《{found.statute}》没有 {found.version} 的文本，现有：{'、'.join(s.version for s in versions)}。"
    wrong = [_fault(found, statute) for statute in versions if found.version in ("", statute.version)]
    # A citation without a version is sound if one version has the place.
    return "" if not all(wrong) else f"《{found.statute}》{wrong[-1]}"


def _fault(citation: Citation, statute: Statute) -> str:
    text = texts.text_of(statute.short, statute.version)
    if text is not None:
        return text.fault(citation)
    if citation.article and statute.articles and citation.article > statute.articles:
        # Parts of one code bear the numbers of the whole.
        return f"只有{statute.articles}条。" if "·" not in statute.short else ""
    return ""
