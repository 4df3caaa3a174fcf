"""What proof-reading gives: quantities with verdicts, findings beyond numbers, comparisons with other papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from .figures import Figure
from .quantities import Amount
from .roles import Role
from .verdict import Verdict


@dataclass(frozen=True)
class Meta:
    """What is known of a draft beside its text. Dates: when it was sent to the receivers above, and when it was made public."""

    year: int | None = None
    sent: date | None = None
    published: date | None = None
    organ: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity with its verdict. `start` and `end` count characters in the paragraph `paragraph` (from 0)."""

    text: str
    value: Fraction | None
    unit: str
    sentence: str
    indicator: str | None
    recorded: Fraction | None
    verdict: Verdict
    paragraph: int
    start: int
    end: int
    explanation: str
    role: Role
    amount: Amount
    figure: Figure | None = None

    def to_json(self) -> dict[str, Any]:
        """The object that programs read."""
        return {
            "text": self.text,
            "value": number(self.value),
            "unit": self.unit,
            "sentence": self.sentence,
            "indicator": self.indicator,
            "recorded": number(self.recorded),
            "recorded_unit": self.figure.unit if self.figure else None,
            "numerator": self.figure.numerator if self.figure else None,
            "denominator": self.figure.denominator if self.figure else None,
            "verdict": self.verdict.value,
            "said": self.amount.fuzz.value,
            "upper": number(self.amount.upper),
            "explanation": self.explanation,
            "position": {"paragraph": self.paragraph, "start": self.start, "end": self.end},
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at that is no single number. `level`: must, should, look. `basis` says by which rule or article."""

    code: str
    level: str
    message: str
    basis: str
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""

    def to_json(self) -> dict[str, Any]:
        position = None if self.paragraph is None else {"paragraph": self.paragraph, "start": self.start, "end": self.end}
        return {"code": self.code, "level": self.level, "message": self.message, "basis": self.basis,
                "quote": self.quote, "position": position}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator as the draft and another paper tell it, with both sentences."""

    indicator: str
    caption: str
    text: str
    sentence: str
    paper: str
    other_text: str
    other_sentence: str
    agrees: bool
    message: str

    def to_json(self) -> dict[str, Any]:
        return {"indicator": self.indicator, "caption": self.caption, "text": self.text, "sentence": self.sentence,
                "paper": self.paper, "other_text": self.other_text, "other_sentence": self.other_sentence,
                "agrees": self.agrees, "message": self.message}  # fmt: skip


@dataclass(frozen=True)
class Proof:
    """The result: quantities in the order of the text, findings, and the counts of the verdicts."""

    year: int | None
    quantities: tuple[Quantity, ...]
    findings: tuple[Finding, ...] = field(default=())
    comparisons: tuple[Comparison, ...] = field(default=())

    def counts(self) -> dict[str, int]:
        return {verdict.value: sum(one.verdict is verdict for one in self.quantities) for verdict in Verdict}

    def of(self, verdict: Verdict) -> tuple[Quantity, ...]:
        """The quantities with this verdict."""
        return tuple(one for one in self.quantities if one.verdict is verdict)

    def to_json(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "counts": self.counts(),
            "quantities": [one.to_json() for one in self.quantities],
            "findings": [one.to_json() for one in self.findings],
            "comparisons": [one.to_json() for one in self.comparisons],
        }


def number(value: Fraction | None) -> int | float | str | None:
    """A value for JSON: a whole number, a decimal if it ends, else the fraction itself."""
    if value is None:
        return None
    if value.denominator == 1:
        return int(value)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return float(value) if rest == 1 else f"{value.numerator}/{value.denominator}"
