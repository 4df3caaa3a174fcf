"""Runs the rules: what is new becomes a doubt; what was raised before is left as it stands.

`run()` looks at everything (事后), `pending()` at what was recorded since the last look (事中). Both ask the same rules.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yuheng.kernel.engine.office import office
from yuheng.kernel.engine.orders import Done, Opening, Order
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.now import today
from yuheng.systems.oversight.money import found as _found  # noqa: F401  (registers the rules)
from yuheng.systems.oversight.money.facts import Doubt, Payment, Precheck, Unchecked
from yuheng.systems.oversight.money.model import Hit, Rule, Run, all_rules

MANY = 500
"""Marks looked up, payments checked at once."""

LONG = 74
"""Characters of a mark: with its head it is the key of the act that raises the doubt."""

FEW = 50
"""Doubts of one transaction: nobody who is working waits long for it."""


@dataclass
class Ran:
    """What a run did: doubts raised, by rule; hits known before; rules that failed and doubts that could not be listed."""

    made: dict[str, int] = field(default_factory=dict)
    known: int = 0
    refused: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.made.values())


def hits(run: Run, phase: str, ran: Ran | None = None) -> Iterator[tuple[Rule, Hit]]:
    """Everything that the rules of a phase find. A rule that fails must not silence the others."""
    for rule in all_rules(phase):
        try:
            found = list(rule.find(run))
        except Exception as error:
            if ran is None:
                raise
            logging.getLogger("yuheng.money").exception("支付规则 %s 没有运行", rule.id)
            ran.refused.append(f"{rule.id}: {type(error).__name__}")
            continue
        for hit in found:
            # Over some payments a rule may meet what others of the same contract did; that is theirs.
            if run.only is None or any(pk in run.only for pk, _words in hit.records):
                yield rule, hit


def run() -> Ran:
    """Runs every rule over all records. Running again raises nothing twice."""
    ran = Ran()
    _raise(hits(Run(today()), "after", ran), "after", ran)
    return ran


def pending() -> Ran:
    """Runs the rules over the payments recorded or corrected since the last look, a few hundred at a time."""
    ran = Ran()
    while ids := list(Unchecked.objects.order_by("pk").values_list("pk", flat=True)[:MANY]):
        _raise(hits(Run(today(), ids), "during", ran), "during", ran)
        Unchecked.objects.filter(pk__in=ids).delete()
    return ran


def _raise(found: Iterable[tuple[Rule, Hit]], phase: str, ran: Ran) -> None:
    by_mark = {rule.mark(hit)[:LONG]: (rule, hit) for rule, hit in found}
    old = _marks(list(by_mark))
    ran.known += len(old)
    fresh = {mark: one for mark, one in by_mark.items() if mark not in old}
    warned = _warned([hit for _rule, hit in fresh.values()])
    orders = [_order(rule, mark, hit, phase, warned) for mark, (rule, hit) in fresh.items()]
    for order, result in zip(orders, perform_many(orders, chunk=FEW), strict=True):
        rule = order.data["rule"]
        if isinstance(result, Done):
            ran.made[rule] = ran.made.get(rule, 0) + 1
        else:
            ran.refused.append(f"{rule}: {result}")


def _marks(marks: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(marks), MANY):
        known |= set(Doubt.objects.filter(mark__in=marks[start : start + MANY]).values_list("mark", flat=True))
    return known


def _warned(found: list[Hit]) -> set[int]:
    """Payments over which a check before payment had already told of something."""
    ids = sorted({pk for hit in found for pk, _words in hit.records})
    told: set[int] = set()
    for start in range(0, len(ids), MANY):
        numbers = {(unit, number): pk for pk, unit, number in Payment.objects.filter(pk__in=ids[start : start + MANY]).values_list("pk", "unit", "number")}
        asked = Precheck.objects.filter(number__in={number for _unit, number in numbers}, colour__in=("red", "yellow")).values_list("unit", "number")
        told |= {numbers[one] for one in asked if one in numbers}
    return told


# The letters of a doubt issue above the unit: their numbers bear the zone's prefix, not the unit's.
def _order(rule: Rule, mark: str, hit: Hit, phase: str, warned: set[int]) -> Order:
    on = today()
    data = {
        "mark": mark, "rule": rule.id, "name": rule.name, "words": rule.said(on), "colour": rule.colour, "phase": phase, "unit": hit.unit, "payee": hit.payee, "amount": hit.amount,
        "found_on": on, "content": hit.content, "basis": hit.basis or rule.basis(on), "owner": rule.owner, "warned": any(pk in warned for pk, _words in hit.records),
        "records": [{"record": pk, "what": words} for pk, words in hit.records],
    }  # fmt: skip
    return Order("raise", 0, opening=Opening("money.doubt", lead=hit.unit, power=office().line(hit.unit)[-1]), data=data, key=f"doubt:{mark}")
