"""Dated parameters of the law."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yuheng.kernel.law.citation import Citation


@dataclass(frozen=True, slots=True)
class LegalScope:
    """What a matter is about, as far as it picks the law: field of enforcement, region, act. Empty is general."""

    field: str = ""
    region: str = ""
    act: str = ""


GENERAL = LegalScope()

UNCHECKED = {"memory": "待核实", "practice": "部署单位自定"}
"""How a parameter is marked whose words were not compared with a statute."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A general rule passed over for a special one, and why."""

    key: str
    citation: Citation
    reason: str


@dataclass(frozen=True, eq=False)
class Parameter:
    """One parameter in one period of validity.

    `value` in `unit` (day, working_day, month, year, hour, yuan, percent, count, text, table). `whose` says what kind of period it
    is: party, organ, measure, limitation, minimum, minimum_party. `counted_by` is the statute whose rule of counting applies.
    `decides` says which day picks the version: act, discovery, filing, step. `checked` is text, secondary, memory or practice; what
    is memory shows 待核实.
    """

    key: str
    name: str
    value: Any
    unit: str
    citations: tuple[Citation, ...]
    valid_from: date
    valid_to: date | None
    whose: str = "organ"
    counted_by: str = ""
    starts: str = ""
    extends: str = ""
    excludes: tuple[str, ...] = ()
    note: str = ""
    checked: str = "text"
    decides: str = "step"
    backward: bool = False
    passed_over: tuple[Passed, ...] = field(default=())

    @property
    def citation(self) -> Citation:
        return self.citations[0]

    @property
    def statute(self) -> str:
        """Name and version of the statute whose counting rules apply."""
        version = f"({self.citation.version})" if self.citation.version else ""
        return self.counted_by or f"{self.citation.statute}{version}"

    @property
    def version(self) -> str:
        """What names this value of the parameter in the ledger."""
        return f"{self.citation}@{self.valid_from}"

    @property
    def is_period(self) -> bool:
        return self.unit in ("day", "working_day", "month", "year", "hour")

    def words(self) -> str:
        """Value and unit in Chinese: 90日, 7个工作日."""
        units = {
            "day": "日",
            "working_day": "个工作日",
            "month": "个月",
            "year": "年",
            "hour": "小时",
            "yuan": "元",
            "percent": "%",
        }
        if isinstance(self.value, (dict, list)):
            return _told(self.value, "；")
        return f"{self.value}{units.get(self.unit, '')}"


def _told(value: Any, between: str) -> str:
    """A table's content in one line: what stands inside is parted by 、, what stands side by side by ；."""
    if isinstance(value, dict):
        return between.join(f"{name}：{_told(inner, '、')}" for name, inner in value.items())
    if isinstance(value, list):
        return between.join(_told(inner, "、") for inner in value)
    return str(value)
