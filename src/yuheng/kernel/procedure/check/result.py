"""What a check finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, in Chinese. `trace` is the shortest sequence of steps that shows it; `cites` the articles."""

    code: str
    message: str
    trace: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    def as_json(self) -> Mapping[str, Any]:
        return {"code": self.code, "message": self.message, "trace": list(self.trace), "cites": list(self.cites)}


@dataclass
class Result:
    """What was found about one version of a procedure. `markings`: distinct markings looked at; `seconds`: how long it took."""

    id: str
    version: int
    name: str
    steps: int
    markings: int = 0
    seconds: float = 0.0
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems

    def as_json(self) -> Mapping[str, Any]:
        return {
            "id": self.id,
            "version": self.version,
            "name": self.name,
            "steps": self.steps,
            "markings": self.markings,
            "seconds": round(self.seconds, 3),
            "problems": [problem.as_json() for problem in self.problems],
        }
