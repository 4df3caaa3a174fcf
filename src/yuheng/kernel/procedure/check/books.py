"""The law of the project, as the checker asks it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import yaml

from yuheng.kernel.law import BadCitation, Citation, LawError, Parameter
from yuheng.kernel.law.book import book, directory
from yuheng.kernel.procedure.check.law import Law


class Parameters:
    """The parameters in `law/parameters`, under the general scope."""

    def ask(self, key: str, on: date) -> Parameter | None:
        try:
            return book()(key, on)
        except LawError:
            return None

    def changes(self, key: str) -> Iterable[date]:
        for period in book().parameters.get(key, ()):
            yield period.valid_from
            if period.valid_to is not None:
                yield period.valid_to + timedelta(days=1)


class Statutes:
    """The statutes in `law/statutes.yaml`: name, version, number of articles."""

    def __init__(self) -> None:
        content = yaml.safe_load((directory() / "statutes.yaml").read_text(encoding="utf-8"))
        self.articles: dict[str, dict[str, int | None]] = {}
        for statute in content["statutes"]:
            self.articles.setdefault(statute["short"], {})[str(statute["version"])] = statute.get("articles")

    def fault(self, citation: str) -> str:
        try:
            found = Citation.parse(citation)
        except BadCitation as error:
            return str(error)
        versions = self.articles.get(found.statute)
        if versions is None:
            # Standards are cited by their number and are not statutes.
            return "" if found.statute.startswith(("GB", "DA", "DB")) else f"法律库中没有《{found.statute}》。"
        if found.version and found.version not in versions:
            return f"《{found.statute}》没有 {found.version} 的文本，现有：{'、'.join(versions)}。"
        counts = [versions[found.version]] if found.version else list(versions.values())
        if found.article and all(count is not None and found.article > count for count in counts):
            return f"《{found.statute}》只有{max(count or 0 for count in counts)}条。"
        return ""


@cache
def _statutes() -> Statutes:
    return Statutes()


def fault_of(citation: str) -> str:
    """What is wrong with a citation of the project's statutes, in Chinese; empty for a good one."""
    return _statutes().fault(citation)


def law_of_project(until: date) -> Law:
    """The law book and the statutes of the project, checked up to a day."""
    return Law(Parameters(), _statutes(), until)
