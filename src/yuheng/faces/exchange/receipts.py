"""Bank receipts for fines: each payment code to the step of its matter; what is unmatched, paid twice or of a wrong sum is listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from yuheng.faces.exchange.candidates import Candidate, engine_problems, gathered
from yuheng.faces.exchange.forms import Form, Item
from yuheng.faces.exchange.judging import Examined, read_sheet
from yuheng.faces.exchange.lookup import Lookup
from yuheng.kernel.access import matters
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.seats import may_take_part, roles_of
from yuheng.kernel.engine.orders import Order, Refused
from yuheng.kernel.engine.trial import trials
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.shape import Field
from yuheng.kernel.procedure.state import Refusal
from yuheng.kernel.records.models import ImportBatch, ImportRow, StepState
from yuheng.kernel.sheets.columns import Column

_PART = 400


@dataclass(frozen=True)
class Payment:
    """How a procedure is paid: the step that records it, the facts that it reads and writes (those that the step has), and instalments."""

    procedure: str
    step: str
    code: str
    owed: str
    paid: str
    paid_on: str
    surcharge: str
    receipt: str
    part: str
    parts: str


PAYMENTS = {
    "penalty.ordinary": Payment(
        "penalty.ordinary", "pay", code="payment_code", owed="decided_fine", paid="paid", paid_on="paid_on", surcharge="surcharge",
        receipt="bank_receipt", part="pay_part", parts="instalments",
    )
}  # fmt: skip


@dataclass
class _Owing:
    """A matter that a payment code belongs to, as it stands."""

    matter: int
    number: str
    owed: int | None
    settled: bool
    parts: dict[int, int] = field(default_factory=dict)
    """Instalments that are not yet paid: their sums by row."""


def payable(viewer: Viewer) -> list[Procedure]:
    """The procedures whose receipts the viewer may import."""
    found = {p.id: p for p in registry.all_procedures() if p.id in PAYMENTS and p.id in viewer.reads}
    return [p for p in found.values() if may_take_part(p.by_id[PAYMENTS[p.id].step], viewer.roles)]


def form_of(procedure_id: str) -> Form:
    """The sheet of receipts: what banks and the non-tax system export."""
    procedure = [p for p in registry.all_procedures() if p.id == procedure_id][-1]
    name = Field("payer", "缴款人", personal="name", blank=True)
    items = (
        _item(Column("code", "缴款码", "code", required=True, synonyms=("缴费码", "缴款识别码", "缴款书号码", "缴款通知书号"), note="行政处罚决定书上的缴款码")),
        _item(Column("sum", "缴款金额", "money", required=True, synonyms=("交易金额", "实收金额", "收款金额", "金额"), least=1)),
        _item(Column("day", "缴款日期", "date", required=True, synonyms=("交易日期", "到账日期", "收款日期"))),
        _item(Column("serial", "银行流水号", "code", synonyms=("交易流水号", "流水号", "回单号", "银行回单号"), note="同一流水号只记一次")),
        _item(Column("payer", "缴款人", synonyms=("付款人", "交款人", "付款户名"), max_length=200), name),
        _item(Column("surcharge", "其中：加处罚款", "money", synonyms=("加处罚款",), note="没有的不填")),
    )
    return Form("receipts", procedure, f"{procedure.name}缴款回单", items, ("每行一笔银行收款。按缴款码找到案件，记入“缴清罚款”。",))


def _item(column: Column, shape: Field | None = None) -> Item:
    return Item(column, "about", column.name, field=shape)


def allowed(viewer: Viewer, procedure_id: str) -> Procedure:
    """The procedure, if the viewer may record its payments. Raises Refused."""
    found = next((p for p in payable(viewer) if p.id == procedure_id), None)
    if found is None:
        payment = PAYMENTS.get(procedure_id)
        known = [p for p in registry.all_procedures() if p.id == procedure_id]
        who = "、".join(role.name for role in roles_of(known[-1].by_id[payment.step])) if payment and known else ""
        raise Refused(Refusal("role", f"缴款回单须由{who}导入，您没有这一岗位。" if who else "这一程序不收缴款回单。"))
    return found


def examine(viewer: Viewer, procedure: Procedure, file_name: str, data: bytes, *, post: int | None = None) -> Examined:
    """The dry run of a sheet of receipts. Writes nothing. Raises BadSheet."""
    form, payment = form_of(procedure.id), PAYMENTS[procedure.id]
    table = read_sheet(form, data)
    found = gathered(form, table, Lookup(viewer))
    for one in found:
        one.state = "refused" if one.problems else one.state
        one.key = _key(procedure.id, one.about)
    _told_once(found)
    owing = _owing(viewer, procedure, payment, {str(one.about["code"]) for one in found if one.state == "new"})
    merged: set[int] = set()
    by_code: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        if one.state == "new":
            by_code[one.about["code"]].append(one)
    for code, receipts in by_code.items():
        merged |= _matched(payment, code, receipts, owing.get(code, []))
    kept = [one for one in found if one.number not in merged]
    _tried(viewer, form, kept, post)
    return Examined(form, file_name, sha256(data).hexdigest(), table.remarks, tuple(kept))


def _key(procedure: str, about: Mapping[str, Any]) -> str:
    """A receipt is known by its serial number, and one without by what it says."""
    said = [procedure, "receipt", about.get("serial") or [about.get("code"), about.get("sum"), about.get("day")]]
    return sha256(repr(said).encode()).hexdigest()[:48] + "-1"


def _told_once(found: Sequence[Candidate]) -> None:
    """Receipts of earlier imports, and the same receipt twice in the sheet, count once."""
    keys = sorted({one.key for one in found if one.state == "new"})
    there: dict[str, int | None] = {}
    for start in range(0, len(keys), _PART):
        rows = ImportRow.objects.filter(key__in=keys[start : start + _PART], state__in=("done", "kept"))
        there.update(rows.values_list("key", "matter"))
    first: dict[str, int] = {}
    for one in found:
        if one.state != "new":
            continue
        if one.key in there:
            one.state, one.matter = "known", there[one.key]
            one.notes.append("这一笔已经导入过。")
        elif one.key in first:
            one.state = "known"
            one.notes.append(f"与第 {first[one.key]} 行是同一笔（{'流水号' if one.about.get('serial') else '缴款码、金额和日期'}相同），只记一次。")
        first.setdefault(one.key, one.number)


def _owing(viewer: Viewer, procedure: Procedure, payment: Payment, codes: set[str]) -> dict[str, list[_Owing]]:
    """The matters of these codes that the viewer may see, in a handful of queries."""
    model = procedure.shape.model
    found: dict[str, list[_Owing]] = defaultdict(list)
    listed = sorted(codes)
    for start in range(0, len(listed), _PART):
        rows = model._default_manager.filter(**{f"{payment.code}__in": listed[start : start + _PART]}, matter__procedure=procedure.id)
        facts = {pk: (code, owed, number) for pk, code, owed, number in rows.values_list("pk", payment.code, payment.owed, "matter__number")}
        seen = set(matters.visible(viewer, [procedure.id]).filter(pk__in=facts).values_list("pk", flat=True))
        settled = set(StepState.objects.filter(matter__in=seen, step=payment.step, done=True).values_list("matter", flat=True))
        parts = _parts(procedure, payment, seen)
        for pk in sorted(seen):
            code, owed, number = facts[pk]
            found[code].append(_Owing(pk, number, owed, pk in settled, parts.get(pk, {})))
    return found


def _parts(procedure: Procedure, payment: Payment, seen: set[int]) -> dict[int, dict[int, int]]:
    shape = procedure.shape.rows.get(payment.parts)
    if shape is None or payment.part not in procedure.by_id:
        return {}
    paid = set(StepState.objects.filter(matter__in=seen, step=payment.part, done=True).values_list("matter", "row"))
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for matter, row, amount in shape.model._default_manager.filter(matter__in=seen, voided=False).values_list("matter", "row", "sum"):
        if (matter, row) not in paid and amount:
            found[matter][row] = amount
    return found


def _matched(payment: Payment, code: str, receipts: Sequence[Candidate], owing: Sequence[_Owing]) -> set[int]:
    """Gives each receipt of one code its act, or its reason; returns the lines that went into another's act."""
    if len(owing) != 1:
        for one in receipts:
            found = "、".join(each.number for each in owing[:4])
            reason = f"这一缴款码有 {len(owing)} 件案件：{found}，请核对。" if owing else "没有这一缴款码的案件，或者您没有查看的权限。未入账，请与银行核对。"
            one.refuse("缴款码", code[:30], reason)
        return set()
    case = owing[0]
    total = sum(_principal(one) for one in receipts)
    apart = any(_principal(one) == case.owed or _principal(one) in case.parts.values() for one in receipts)
    if len(receipts) > 1 and not apart and total == case.owed and not case.settled:
        return _joined(payment, case, receipts)
    for one in receipts:
        _single(payment, case, one)
    return set()


def _principal(one: Candidate) -> int:
    return one.about["sum"] - one.about.get("surcharge", 0)


def _joined(payment: Payment, case: _Owing, receipts: Sequence[Candidate]) -> set[int]:
    """Several payments that together are the fine: one act, on the day of the last."""
    last = max(receipts, key=lambda one: one.about["day"])
    rest = [one for one in receipts if one is not last]
    last.about["surcharge"] = sum(one.about.get("surcharge", 0) for one in receipts)
    last.notes.append(f"与第 {'、'.join(str(one.number) for one in rest)} 行合计为应缴罚款 {_yuan(case.owed or 0)} 元，一并记入。")
    _pay(payment, case, last)
    return {one.number for one in rest}


def _single(payment: Payment, case: _Owing, one: Candidate) -> None:
    amount = _principal(one)
    if case.settled:
        one.refuse("缴款码", str(one.about["code"])[:30], f"案件 {case.number} 已经缴清，这一笔流水号不同，属重复缴款，请核对后办理退付。")
    elif case.owed is None or case.owed == 0:
        one.refuse("缴款码", str(one.about["code"])[:30], f"案件 {case.number} 没有罚款，请核对缴款码。")
    elif amount == case.owed or (len(case.parts) == 1 and amount in case.parts.values()):
        _pay(payment, case, one)
    elif amount in case.parts.values():
        row = next(row for row, due in sorted(case.parts.items()) if due == amount)
        del case.parts[row]
        one.given = {"step": payment.part, "row": row, "matter": case.matter}
        one.notes.append(f"记入案件 {case.number} 分期的第 {row} 期。")
    else:
        side = f"多 {_yuan(amount - case.owed)} 元；含加处罚款的，请填“其中：加处罚款”" if amount > case.owed else f"少 {_yuan(case.owed - amount)} 元"
        one.refuse("缴款金额", _yuan(one.about["sum"]), f"案件 {case.number} 应缴罚款 {_yuan(case.owed)} 元，{side}。未入账，请核对。")


def _pay(payment: Payment, case: _Owing, one: Candidate) -> None:
    one.given = {"step": payment.step, "row": 0, "matter": case.matter, "paid": case.owed}
    one.notes.append(f"记入案件 {case.number}。")
    case.settled = True


def _yuan(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02d}" if cents % 100 else f"{cents // 100:,}"


def _tried(viewer: Viewer, form: Form, found: Sequence[Candidate], post: int | None) -> None:
    """What the engine would say to each act."""
    fresh = [one for one in found if one.state == "new" and not one.problems]
    outcomes = trials([_order(viewer, form, one.data(), post) for one in fresh])
    for one, outcome in zip(fresh, outcomes, strict=True):
        if isinstance(outcome, Refusal):
            one.problems += engine_problems(form, one, outcome)
            if not one.problems:
                one.refuse("", "", outcome.message)
        else:
            one.matter = one.given["matter"]
    for one in found:
        if one.problems:
            one.state = "refused"


def order_of(viewer: Viewer, form: Form, data: Mapping[str, Any], batch: ImportBatch, key: str) -> Order:
    """The act of one accepted receipt."""
    return _order(viewer, form, data, batch.post, key)


def _order(viewer: Viewer, form: Form, data: Mapping[str, Any], post: int | None, key: str = "") -> Order:
    payment, about, given = PAYMENTS[form.procedure.id], data["about"], data["given"]
    step: Step = form.procedure.by_id[given["step"]]
    if given["step"] == payment.part:
        written: dict[str, Any] = {payment.parts: [{"row": given["row"], "paid_on": about["day"]}]}
    else:
        told = {
            payment.paid: given["paid"], payment.paid_on: about["day"], payment.surcharge: about.get("surcharge"), payment.receipt: about.get("serial"),
        }  # fmt: skip
        written = {name: value for name, value in told.items() if name in step.writes and value is not None}
    at = datetime.combine(date.fromisoformat(about["day"]), time(), CHINA)
    return Order(
        step.id, viewer.person or 0, matter=given["matter"], row=given["row"], data=written, at=at, post=post, key=key, account=viewer.account.pk
    )
