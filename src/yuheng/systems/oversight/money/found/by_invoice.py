"""Rules over invoices: paid twice, of another buyer or seller, dated after the payment, no longer valid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Case, CharField, Count, F, Value, When
from django.db.models.functions import Length

from yuheng.kernel.identity import masking
from yuheng.kernel.records.models import OrganName
from yuheng.systems.oversight.money.choices import INVOICE_STATES
from yuheng.systems.oversight.money.model import Hit, Rule, Run, register
from yuheng.systems.oversight.money.reading import SHORT, one_name
from yuheng.systems.oversight.money.standing import claims, line, odd_claims, of_payment

_STATES = dict(INVOICE_STATES)
COLUMNS = ("number", "matter", "unit", "paid_number", "paid_on", "payee", "paid", "kind")


def _told(rows: Sequence[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(one["matter"], line(one["paid_number"], one["paid_on"], one["payee"], one["paid"])) for one in rows]


def _paid(found: Any) -> Any:
    """Claims with the payment they belong to; a refund claims nothing."""
    wanted = {"unit": "unit", "paid_number": "number", "paid_on": "paid_on", "payee": "payee", "paid": "amount", "kind": "kind"}
    return found.annotate(**{name: of_payment(column) for name, column in wanted.items()}).filter(paid__gt=0)


def _twice(run: Run) -> Iterator[Hit]:
    """A number of eight digits is unique only within a seller: such invoices are one where the payee is one, too."""
    found = claims()
    if run.only is not None:
        found = found.filter(number__in=claims(run).values("number"))
    repeated = found.values("number").annotate(n=Count("matter", distinct=True)).filter(n__gt=1).order_by()
    within = Case(When(digits__lte=SHORT, then=F("payee")), default=Value(""), output_field=CharField())
    rows = _paid(claims().filter(number__in=repeated.values("number")).annotate(digits=Length("number"))).annotate(within=within)
    groups: dict[tuple[str, str], dict[int, dict[str, Any]]] = {}
    for row in rows.order_by("number", "paid_on", "matter").values(*COLUMNS, "within"):
        groups.setdefault((row["number"], row["within"]), {}).setdefault(row["matter"], row)
    for (number, _within), by_payment in groups.items():
        first, *later = by_payment.values()
        for row in later:
            across = "两个单位" if row["unit"] != first["unit"] else "两笔支付单"
            yield Hit(row["unit"], f"发票 {number} 由{across}重复支付。", _told((first, row)), f"{number}-{row['matter']}", row["payee"], row["paid"])


def _odd(run: Run) -> list[dict[str, Any]]:
    """Claims whose registered invoice does not fit the payment in some way: asked once a run, told apart by the rules."""
    if "odd" not in run.kept:
        run.kept["odd"] = odd_claims(run.only)
    return run.kept["odd"]


def _hit(row: dict[str, Any], content: str) -> Hit:
    return Hit(row["unit"], content, _told((row,)), f"{row['number']}-{row['matter']}", row["payee"], row["paid"])


def _after(run: Run) -> Iterator[Hit]:
    for row in _odd(run):
        if row["issued"] > row["paid_on"] and row["kind"] != "advance":
            yield _hit(row, f"发票 {row['number']} 于 {row['issued']} 开具，晚于支付日期 {row['paid_on']}。")


def _state(run: Run) -> Iterator[Hit]:
    for row in _odd(run):
        if row["state"] != "normal":
            yield _hit(row, f"发票 {row['number']} {_STATES.get(row['state'], '')}，不能作为支付依据。")


def _seller(run: Run) -> Iterator[Hit]:
    for row in _odd(run):
        if row["seller"] != row["payee"] and row["kind"] != "reimburse":
            yield _hit(row, f"发票 {row['number']} 的销售方是“{masking.name(row['seller'])}”，收款人是“{masking.name(row['payee'])}”。")


def _buyer(run: Run) -> Iterator[Hit]:
    """The unit may have been called otherwise when the invoice was made out: any of its names will do."""
    rows = _odd(run)
    names: dict[int, set[str]] = {}
    for organ, name in OrganName.objects.filter(organ__in={row["unit"] for row in rows}).values_list("organ", "name"):
        names.setdefault(organ, set()).add(one_name(name))
    for row in rows:
        if row["buyer"] not in names.get(row["unit"], set()):
            yield _hit(row, f"发票 {row['number']} 的购买方是“{row['buyer']}”，不是付款单位。")


register(
    Rule("invoice_twice", "同一发票重复支付", "一张发票只能支付一次，不论由哪个单位支付。", "red", "支付审核岗", _twice),
    Rule("invoice_state", "红冲作废发票支付", "已红冲、已作废的发票不能作为支付依据。", "red", "支付审核岗", _state),
    Rule("invoice_seller", "开票方不是收款人", "收款人应当是发票的销售方；个人垫付报销的除外。", "yellow", "支付审核岗", _seller),
    Rule("invoice_buyer", "发票抬头不是付款单位", "发票的购买方应当是付款单位。", "yellow", "支付审核岗", _buyer),
    Rule("invoice_after", "先支付后开票", "除预付款外，发票应当在支付以前开具。", "yellow", "支付审核岗", _after),
)  # fmt: skip
