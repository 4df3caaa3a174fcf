"""One case asked of the lists: which version applies, whether the violation is the first, what the list says or what must still be asked.

The list of the day of the act applies, and the one in force now where it is better for the party (行政处罚法 第三十七条); the reason is
told. What "first" looks back on, and what is the same violation, stand in the row of the item.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuheng.kernel.tables.content import Row
from yuheng.kernel.tables.evaluate import Receipt, evaluate
from yuheng.kernel.tables.published import Version, in_force
from yuheng.kernel.tables.schema import BadTable
from yuheng.kernel.time.reckon import add_months
from yuheng.systems.enforcement.leniency.choices import KINDNESS
from yuheng.systems.enforcement.leniency.lookback import Kind, Party, Seen, look_back
from yuheng.systems.enforcement.leniency.table import ASKED, LENIENCY

BETTER = "违法行为发生时的清单对当事人不利，或者没有这一事项；现行清单对当事人更为有利，依照《行政处罚法》第三十七条适用现行清单。"
OLDER = "适用违法行为发生时施行的清单；现行清单没有对当事人更为有利的规定。"
ONLY = "违法行为发生时没有施行列有这一事项的清单，依照《行政处罚法》第三十七条对照现行清单。"


@dataclass(frozen=True)
class Case:
    """What is known of the violation and of whom it concerns; `matter` is the record itself, which the look-back leaves out."""

    violation: str
    happened_on: date
    party: Party
    place: str = ""
    signboard: str = ""
    matter: int = 0


@dataclass(frozen=True)
class Assessment:
    """What one version says of the case. `why` tells why this version and not another."""

    version: Version
    rows: tuple[Row, ...]
    seen: Seen
    receipt: Receipt
    why: str = ""
    open: tuple[str, ...] = ()

    @property
    def item(self) -> str:
        return self.rows[0].name

    @property
    def spoke(self) -> Row | None:
        """The row that gives the answer; None for an answer outside the list, or for none yet."""
        place = self.receipt.row
        return self.receipt.compiled.rows[place] if place is not None and place >= 0 else None

    @property
    def result(self) -> str | None:
        """The code of the result; None while something must still be asked."""
        return None if self.open or self.receipt.then is None else str(self.receipt.then["result"])

    @property
    def list_words(self) -> str:
        version = self.version
        return f"{version.title}{version.number}（{version.from_on}起施行）"


def code_of(text: str, on: date, day: date) -> str:
    """The code of a violation given by code or by name. Raises BadTable where no list in force names it."""
    for version in _lists(on, day):
        options = version.compiled.table.choices("violation")
        if text in options:
            return text
        for code, label in options.items():
            if text in (label, label.partition("：")[2]):
                return code
    raise BadTable(f"现行清单没有“{text[:40]}”这一事项，请从清单中选择；没有列入的，按普通程序或者简易程序办理。")


def assess(case: Case, answers: Mapping[str, Any], day: date) -> Assessment:
    """What the lists say of a case on a day. Raises BadTable where no list names the violation, or an answer cannot be."""
    given = {name: answers[name] for name in ASKED if answers.get(name) is not None}
    found = [one for one in (_by(version, case, given) for version in _lists(case.happened_on, day)) if one is not None]
    if not found:
        raise BadTable(f"现行清单没有“{case.violation[:40]}”这一事项，请从清单中选择。")
    if len(found) == 1:
        one = found[0]
        return _with(one, ONLY if one.version.from_on > case.happened_on else "", one.receipt.needs)
    older, newer = found
    if not older.receipt.determined:
        return _with(older, "", older.receipt.needs)
    if _rank(older) == 0:
        return older
    if not newer.receipt.determined:
        return _with(newer, "", newer.receipt.needs)
    return _with(newer, BETTER, ()) if _rank(newer) < _rank(older) else _with(older, OLDER, ())


def _with(one: Assessment, why: str, needs: Any) -> Assessment:
    return Assessment(one.version, one.rows, one.seen, one.receipt, why, tuple(needs))


def _rank(one: Assessment) -> int:
    assert one.receipt.then is not None
    return KINDNESS.index(str(one.receipt.then["result"]))


def _lists(on: date, day: date) -> list[Version]:
    """The version of the day of the act, and that of today where it is another."""
    found: list[Version] = []
    for moment in (on, day):
        try:
            version = in_force(LENIENCY.id, moment)
        except BadTable:
            continue
        if all(version.matter != other.matter for other in found):
            found.append(version)
    return found


def _by(version: Version, case: Case, given: Mapping[str, Any]) -> Assessment | None:
    """What one version says; None where it does not name the violation."""
    table = version.compiled.table
    if case.violation not in table.choices("violation"):
        return None
    rows = tuple(row for row in table.rows if row.cell("violation").holds(case.violation))
    if not rows:
        return None
    seen = look_back(
        case.party, _kind(case.violation, rows, table.choices("violation")[case.violation]), _since(rows, case.happened_on), case.happened_on,
        place=case.place, signboard=case.signboard, besides=case.matter,
    )  # fmt: skip
    inputs = {"violation": case.violation, **({"first": seen.first} if seen.first is not None else {}), **given}
    return Assessment(version, rows, seen, evaluate(version.compiled, inputs))


def _kind(code: str, rows: tuple[Row, ...], label: str) -> Kind:
    said = {cause.strip() for row in rows for cause in str(row.then.get("same") or "").split("、") if cause.strip()}
    return Kind(code, frozenset({*said, *(row.name for row in rows), label.partition("：")[2] or label}))


def _since(rows: tuple[Row, ...], on: date) -> date | None:
    """Where the look-back begins: the longest window of the item's rows; None, ever, where one that asks for a first violation has none."""
    windows = [row.then.get("window") for row in rows if not row.cell("first").anything]
    if not windows or any(window is None for window in windows):
        return None
    return add_months(on, -max(int(window) for window in windows if window is not None))
