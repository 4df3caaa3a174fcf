"""Records of budget, contracts, invoices and payments; a doubt from the rule that found it until it is closed (销号)."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Due, Procedure, Step, Without
from yuheng.kernel.records.facts import shape_of
from yuheng.systems.oversight.money import filling as _filling  # noqa: F401  (registers what is filled in)
from yuheng.systems.oversight.money import questions as _questions  # noqa: F401  (registers them)
from yuheng.systems.oversight.money.facts import BudgetItem, Contract, Doubt, Invoice, Payment, Precheck
from yuheng.systems.oversight.money.rules import PAY_BY
from yuheng.systems.roles import FINANCE_SUPERVISOR, UNIT_ACCOUNTANT, UNIT_LEADER

RECORDERS = ((FINANCE_SUPERVISOR, UNIT_ACCOUNTANT),)
FINANCE = ((FINANCE_SUPERVISOR,),)
UNIT = ((UNIT_ACCOUNTANT, UNIT_LEADER),)


def _register(id: str, name: str, facts: type, title: str, writes: tuple[str, ...], later: tuple[Step, ...] = (), derives=(), asks: tuple[str, ...] = ()) -> Procedure:
    record = Step("record", "登记", RECORDERS, (), "已登记", opens=True, closes=True, writes=writes, derives=derives, asks=asks, statutory=False)
    return registry.register(
        Procedure(
            id=id, name=name, shape=shape_of(facts), steps=(record, *later), in_force=date(2019, 1, 1), stages=("已登记",), chapter=5, level=1, title=title, for_any_unit=True,
        )
    )  # fmt: skip


def _later(id: str, name: str, writes: tuple[str, ...], needs: tuple[str, ...], derives=()) -> Step:
    return Step(id, name, RECORDERS, (), after=("record",), after_close=True, repeat=True, writes=writes, needs=needs, derives=derives, statutory=False)


BUDGET = _register(
    "money.budget", "预算指标台账", BudgetItem, "{code} {name}", ("year", "code", "name", "amount", "unit"),
    (_later("adjust", "调整指标", ("amount", "adjusted_why"), ("amount", "adjusted_why")),), asks=("once",),
)  # fmt: skip
CONTRACT = _register(
    "money.contract", "合同台账", Contract, "{number} {name}",
    ("number", "name", "party", "amount", "signed_on", "account", "advance", "inspected", "small", "pay_days", "accepted_on", "unit"),
    (
        _later("accept", "登记验收", ("accepted_on",), ("accepted_on",), PAY_BY),
        _later("amend", "登记变更", ("amount", "advance", "pay_days", "changed_why"), ("amount", "changed_why"), PAY_BY),
    ),
    PAY_BY,
    ("once",),
)  # fmt: skip
INVOICE = _register(
    "money.invoice", "发票台账", Invoice, "发票 {number}", ("number", "issued_on", "seller", "buyer", "amount", "state", "unit"),
    (_later("mark", "更新发票状态", ("state",), ("state",)),),
)  # fmt: skip
PAYMENT = _register(
    "money.payment", "支付台账", Payment, "支付单 {number}",
    ("number", "paid_on", "amount", "kind", "purpose", "payee", "payee_kind", "account", "budget", "contract", "approval", "unit", "invoices"),
)  # fmt: skip
PRECHECK = _register("money.precheck", "支付前校验", Precheck, "支付单 {number} 校验", ("number", "payee", "amount", "checked_on", "colour", "found", "unit"))

DOUBT = registry.register(
    Procedure(
        id="money.doubt",
        name="支付疑点",
        shape=shape_of(Doubt),
        in_force=date(2019, 1, 1),
        chapter=5,
        level=1,
        title="{name}（{payee}）",
        stages=("待下发", "待回复", "待认定", "整改中", "已销号"),
        papers={"inquiry": "疑点核实函", "rectify": "疑点整改通知"},
        paper_numbers={"inquiry": "money_inquiry", "rectify": "money_rectify"},
        patterns={"money_inquiry": "{prefix}财核〔{year}〕{no:03d}号", "money_rectify": "{prefix}财改〔{year}〕{no:03d}号"},
        never=(Without("close", "rectify"), Without("rectify", "confirm")),
        steps=(
            Step(
                "raise", "发现疑点", (), (), "待下发", statutory=False, opens=True,
                writes=("mark", "rule", "name", "words", "colour", "phase", "unit", "payee", "amount", "found_on", "content", "basis", "owner", "warned", "records"),
                obliges=(Due("notify", within="money.doubt.notify"),), help="疑点由规则从支付记录中自动发现，不由人填写",
            ),
            Step(
                "notify", "下发核实", FINANCE, (), "待回复", statutory=False, after=("raise",), writes=("answer_by", "demand"), needs=("answer_by",), produces=("inquiry",),
                obliges=(Due("answer", on="answer_by"),),
            ),
            Step(
                "answer", "回复核实情况", UNIT, (), "待认定", statutory=False, after=("notify",), repeat=True, writes=("answer", "proof"), needs=("answer", "proof"),
                obliges=(Due("confirm", within="money.doubt.judge"),),
            ),
            Step(
                "send_back", "退回补充", FINANCE, (), "待回复", statutory=False, after=("answer",), repeat=True, writes=("back_why", "answer_by"), needs=("back_why", "answer_by"),
                voids=("answer",), separate_from=("answer",), obliges=(Due("answer", on="answer_by"),),
            ),
            Step(
                "confirm", "认定属实", FINANCE, (), "整改中", statutory=False, after=("notify",), writes=("verdict", "finding", "judged_on", "to_recover"),
                needs=("verdict", "finding", "judged_on", "to_recover"), separate_from=("answer",), asks=("apart",), excludes=("answer", "send_back", "dismiss"), produces=("rectify",),
                obliges=(Due("rectify", within="money.doubt.rectify"),), help="单位逾期不回复的，可以根据记录认定",
            ),
            Step(
                "dismiss", "认定误报", FINANCE, (), "已销号", statutory=False, after=("raise",), writes=("verdict", "finding", "judged_on", "closed_on"),
                needs=("verdict", "finding", "judged_on"), separate_from=("answer",), asks=("apart",), closes=True, excludes=("notify", "answer", "send_back", "confirm"),
                leaves=("notify", "answer", "confirm"), help="一看就是误报的，不必下发",
            ),
            Step(
                "rectify", "整改", UNIT, (), "整改中", statutory=False, after=("confirm",), repeat=True, writes=("measure", "recovered", "rectified_on"),
                needs=("measure", "recovered", "rectified_on"), obliges=(Due("close", within="money.doubt.close"),),
            ),
            Step(
                "return", "退回整改", FINANCE, (), "整改中", statutory=False, after=("rectify",), repeat=True, writes=("back_why",), needs=("back_why",), voids=("rectify",),
                separate_from=("rectify",), obliges=(Due("rectify", within="money.doubt.rectify"),),
            ),
            Step(
                "close", "核对销号", FINANCE, (), "已销号", statutory=False, after=("rectify",), writes=("ending", "closed_on"), needs=("ending", "closed_on"), closes=True,
                separate_from=("rectify",), asks=("apart",), effect="reviews", excludes=("rectify", "return"), leaves=("rectify",),
            ),
        ),
    )
)  # fmt: skip
