"""Which procedures there are. Systems register theirs when they are loaded."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure.declare import Procedure

_known: dict[tuple[str, int], Procedure] = {}


class UnknownProcedure(LookupError):
    """No procedure of this id, version or day; the message is Chinese."""


def register(procedure: Procedure) -> Procedure:
    """Makes a procedure known. An id and version stand for one declaration for ever."""
    key = (procedure.id, procedure.version)
    if key in _known:
        raise ValueError(f"procedure {procedure.id} version {procedure.version} is declared twice")
    _known[key] = procedure
    return procedure


def all_procedures() -> list[Procedure]:
    """Every version of every procedure, by id and version."""
    return [_known[key] for key in sorted(_known)]


def get(procedure_id: str, version: int) -> Procedure:
    """The procedure in one version."""
    try:
        return _known[(procedure_id, version)]
    except KeyError:
        raise UnknownProcedure(f"没有程序“{procedure_id}”第{version}版。") from None


def current(procedure_id: str, on: date) -> Procedure:
    """The version under which a matter may be opened on a day."""
    versions = [p for (name, _version), p in _known.items() if name == procedure_id]
    if not versions:
        raise UnknownProcedure(f"没有程序“{procedure_id}”。")
    for procedure in sorted(versions, key=lambda p: p.version, reverse=True):
        if procedure.in_force <= on and (procedure.ceased is None or on < procedure.ceased):
            return procedure
    first = min(p.in_force for p in versions)
    raise UnknownProcedure(f"“{versions[0].name}”在 {on} 没有施行的版本（最早自 {first} 起）。")
