"""The law of the project, as the checker asks it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from yuheng.kernel.law import LawError, Parameter, statutes
from yuheng.kernel.law.book import book
from yuheng.kernel.procedure.check.law import Law
from yuheng.kernel.procedure.check.result import Problem


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
    """The statutes of `law/statutes.yaml` and the imported texts."""

    def fault(self, citation: str) -> str:
        return statutes.fault(citation)


def faults_of_book() -> list[Problem]:
    """Citations of the law book itself whose place the cited version does not have. What is cited from papers not held is not judged."""
    cited = [(f"法律参数“{p.key}”", citation) for p in book() for citation in p.citations]
    cited += [(f"适用顺序“{rule.special}”", c) for rules in book().precedence.values() for rule in rules for c in rule.cites]
    found = []
    for user, citation in dict.fromkeys(cited):
        if any(one.version == citation.version for one in statutes.known().get(citation.statute, ())):
            wrong = statutes.fault(str(citation))
            if wrong:
                found.append(Problem("bad_article", f"{user}的依据“{citation}”有误：{wrong}", cites=(str(citation),)))
    return found


def fault_of(citation: str) -> str:
    """What is wrong with a citation of the project's statutes, in Chinese; empty for a good one."""
    return statutes.fault(citation)


def law_of_project(until: date) -> Law:
    """The law book and the statutes of the project, checked up to a day."""
    return Law(Parameters(), Statutes(), until)
