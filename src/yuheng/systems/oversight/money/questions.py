"""What a record must answer besides: a contract number and a budget code stand for one thing."""

from __future__ import annotations

from typing import Any

from yuheng.kernel.engine.asking import Said, asks
from yuheng.kernel.procedure.state import LegalDay, Outcome, Refusal, Snapshot
from yuheng.systems.oversight.money.facts import BudgetItem, Contract

SAME_CONTRACT = ("unit_id", "name", "party", "amount", "signed_on")
SAME_ITEM = ("unit_id", "name", "amount")


def _clash(known: Any, columns: tuple[str, ...], told: dict[str, Any]) -> bool:
    """Whether a record of this number says something else. The same content again is for the import to know."""
    mine = tuple(told.get(column.removesuffix("_id")) for column in columns)
    return any(row != mine for row in known.values_list(*columns))


@asks("money.contract:once")
def contract_once(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Payments find their contract by its number, so no two contracts bear one."""
    told = dict(outcome.writes)
    if not _clash(Contract.objects.filter(number=told["number"]), SAME_CONTRACT, told):
        return None
    message = f"合同编号 {told['number']} 已经登记，内容不同。"
    return Refusal("asked", message, (), "请核对编号；金额、期限有变更的，在原合同中办理“登记变更”。", {"number": message}, outcome.act.step)


@asks("money.budget:once")
def budget_once(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """Payments find their budget item by its code."""
    told = dict(outcome.writes)
    if not _clash(BudgetItem.objects.filter(code=told["code"], year=told["year"]), SAME_ITEM, told):
        return None
    message = f"{told['year']} 年指标编号 {told['code']} 已经登记，内容不同。"
    return Refusal("asked", message, (), "请核对编号；金额有调整的，在原指标中办理“调整指标”。", {"code": message}, outcome.act.step)


@asks("money.doubt:apart")
def apart(state: Snapshot, outcome: Outcome, law: LegalDay, said: Said) -> Refusal | None:
    """A doubt about a unit is judged and closed by nobody of that unit, the finance office's own by a supervisor of another."""
    unit = state.facts.get("unit")
    if not any(seat.organ == unit for seat in outcome.act.seats):
        return None
    message = "不能认定、销号本单位的疑点。"
    return Refusal("asked", message, (), "请由其他单位的财政监督人员（如内部审计人员）办理。", {}, outcome.act.step)
