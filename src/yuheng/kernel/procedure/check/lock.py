"""Released versions of procedures are locked by the digest of their relations: to change them, declare a new version.

The lock file holds one line for each version: `id version digest`. What is locked is what decides (steps, relations, roles, facts
written, periods, conditions, rules), not names, help or citations, which may be corrected.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from yuheng.kernel.procedure.check.result import Problem
from yuheng.kernel.procedure.conditions import All, Condition, Either, Formula, Not
from yuheng.kernel.procedure.declare import Derived, Procedure, Role

FREE = {"name", "help", "cites", "stage", "title", "approval", "produces", "serves", "numbers"}
"""Fields of declarations that may be corrected in a released version."""


def digest(procedure: Procedure) -> str:
    """SM3 over the canonical JSON of all that decides."""
    body = {
        "id": procedure.id,
        "version": procedure.version,
        "in_force": procedure.in_force.isoformat(),
        "steps": [_plain(step) for step in procedure.steps],
        "never": [_plain(rule) for rule in procedure.never],
        "lapses": [_plain(lapse) for lapse in procedure.lapses],
        "given": [[type(pair).__name__, pair.a.id, pair.b.id] for pair in procedure.given],
        "conditions": {c.id: [list(c.reads), list(c.law), *([list(c.optional)] if c.optional else [])] for c in procedure.conditions.values()},
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.new("sm3", text.encode()).hexdigest()


def read(path: Path) -> dict[tuple[str, int], str]:
    """The locked digests by id and version; none where there is no file."""
    if not path.exists():
        return {}
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {(name, int(version)): found for name, version, found in lines}


def write(path: Path, procedures: Iterable[Procedure]) -> int:
    """Locks every version that is not locked yet and says how many; a locked one is never changed."""
    locked = read(path)
    new = {(p.id, p.version): digest(p) for p in procedures if (p.id, p.version) not in locked}
    if new:
        every = sorted({**locked, **new}.items())
        head = (
            "# Released versions of procedures: id, version, SM3 of what decides. Written by `yuheng check --lock`.\n"
        )
        body = "".join(f"{name} {version} {found}\n" for (name, version), found in every)
        path.write_text(head + body, encoding="utf-8")
    return len(new)


def unlocked(procedure: Procedure, locked: Mapping[tuple[str, int], str]) -> list[Problem]:
    """The problem of a released version whose relations were changed."""
    known = locked.get((procedure.id, procedure.version))
    if known is None or known == digest(procedure):
        return []
    message = f"“{procedure.name}”第{procedure.version}版已经发布，其关系不得改动；请声明新的版本。"
    return [Problem("changed", message)]


def _plain(value: Any) -> Any:
    if isinstance(value, Role):
        return [value.id, value.reach, value.certified]
    if isinstance(value, Formula):
        return _formula(value)
    if isinstance(value, Derived):
        # What it computes is code, as a condition's test is; what it reads and fills is locked.
        return ["derived", value.field, list(value.reads)]
    if is_dataclass(value):
        held = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name not in FREE}
        return {
            "": type(value).__name__,
            **{name: item for name, item in held.items() if item not in (None, [], "", False)},
        }
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _formula(formula: Formula) -> Any:
    if isinstance(formula, Condition):
        return formula.id
    if isinstance(formula, Not):
        return ["not", _formula(formula.part)]
    if isinstance(formula, (All, Either)):
        return [type(formula).__name__, *(_formula(part) for part in formula.parts)]
    raise TypeError(formula)
