"""How a system declares a paper, and which papers there are.

A paper is a function from a context to blocks, with what the law says about it. The declaration's digest stands in the event
that makes the paper, so that years later it can be told from which template and which data a paper came.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yuheng.kernel.documents.blocks import FORM, Block, Composed, Page
from yuheng.kernel.documents.context import Context
from yuheng.kernel.ledger.canonical import canonical, sm3


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper 文书.

    `id` is for ever. `number_kind` names the series its number is taken from, None where it has no number of its own.
    `needs` are the names in the context without which it is only a form to be filled by hand. `signed_by` are the people who
    sign it, in Chinese. `served` papers are sealed before they are handed over. `cites` are articles.
    """

    id: str
    name: str
    build: Callable[[Context], Sequence[Block]]
    number_kind: str | None = None
    needs: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    served: bool = False
    cites: tuple[str, ...] = ()
    page: Page = FORM

    def compose(self, context: Context) -> Composed:
        """The paper filled from a context."""
        number = context.raw("number") if self.number_kind else None
        return Composed(
            self.name, tuple(self.build(context)), self.page, str(number or ""), demonstration=context.demonstration
        )

    def missing(self, context: Context) -> list[str]:
        """Names in `needs` that the context does not hold: they are printed as blanks."""
        return [name for name in self.needs if not context.has(name)]


class UnknownPaper(LookupError):
    """No paper of this kind; the message is Chinese."""


_known: dict[str, PaperKind] = {}


def register(*kinds: PaperKind) -> None:
    """Makes papers known. An id stands for one paper for ever."""
    for kind in kinds:
        if kind.id in _known:
            raise ValueError(f"paper {kind.id} is declared twice")
        _known[kind.id] = kind


def all_papers() -> list[PaperKind]:
    """Every declared paper, by id."""
    return [_known[key] for key in sorted(_known)]


def has_paper(kind_id: str) -> bool:
    """Whether a paper of this kind is declared."""
    return kind_id in _known


def paper(kind_id: str) -> PaperKind:
    """The declaration of one kind of paper."""
    try:
        return _known[kind_id]
    except KeyError:
        raise UnknownPaper(f"没有文书种类“{kind_id}”。") from None


def template_digest(kind: PaperKind) -> str:
    """SM3 over the source that builds the paper: its function, the functions of the same package that it calls, the texts
    and lists they read, its page.

    The same source gives the same digest on every machine; a changed word gives another.
    """
    sources: dict[str, str] = {}
    _collect(kind.build, kind.build.__module__.rpartition(".")[0], sources)
    page = [kind.page.size, kind.page.landscape, list(kind.page.edges), kind.page.foot]
    return sm3(canonical({"id": kind.id, "name": kind.name, "page": page, "sources": sources})).hex()


def _collect(function: Any, package: str, sources: dict[str, str]) -> None:
    name = f"{function.__module__}.{function.__qualname__}"
    if name not in sources:
        sources[name] = inspect.getsource(function).replace("\r\n", "\n")
    reads = inspect.getclosurevars(function)
    for used, value in sorted([*reads.nonlocals.items(), *_globals(function).items()]):
        if isinstance(value, types.FunctionType):
            known = f"{value.__module__}.{value.__qualname__}" in sources
            if value.__module__.startswith(package) and not known:
                _collect(value, package, sources)
        elif isinstance(value, str | int | tuple | list | dict) and " at 0x" not in repr(value):
            sources.setdefault(f"{name}:{used}", repr(value))


def _globals(function: types.FunctionType) -> dict[str, Any]:
    return {used: function.__globals__[used] for used in _names(function.__code__) if used in function.__globals__}


def _names(code: types.CodeType) -> list[str]:
    """Every name a function reads outside itself, those inside its comprehensions and lambdas included."""
    inner = [name for const in code.co_consts if isinstance(const, types.CodeType) for name in _names(const)]
    return [*code.co_names, *inner]


def data_digest(context: Context) -> str:
    """SM3 over the values a paper is made from, in canonical JSON; days and moments as ISO text."""
    return sm3(canonical(_plain(context.values))).hex()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str):
        items = [_plain(each) for each in value]
        return sorted(items) if isinstance(value, set | frozenset) else items
    if value is None or isinstance(value, bool | int):
        return value
    return str(value).encode("utf-8", "replace").decode()
