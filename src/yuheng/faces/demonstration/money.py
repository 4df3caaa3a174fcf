"""Public money in the year: budget, contracts, invoices and some two hundred payments, a dozen of them odd; doubts on every part of their way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.mishaps import Interlude
from yuheng.faces.demonstration.world import YEAR, World
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform_many
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.state import Refusal
from yuheng.systems.oversight.money.facts import Doubt
from yuheng.systems.oversight.money.runner import run
from yuheng.systems.roles import UNIT_ACCOUNTANT

FIRST = "money-budget"
"""The first budget item: the matter that stands for the year's payments."""

RUNS = (datetime(YEAR, 10, 10, 9, tzinfo=CHINA), datetime(YEAR, 12, 27, 9, tzinfo=CHINA))
UNITS = {"party-office": "党政办", "finance": "财政局", "approval": "审批局", "enforcement": "执法局"}
ITEMS = (("会议和培训费", "900000"), ("办公设备购置", "1200000"), ("委托服务费", "3600000"))
SERVICES = ("物业服务", "网络运维", "法律服务", "保洁服务", "档案整理")
SMALL = ("办公用品", "印刷费", "邮寄费", "差旅费", "培训资料费", "车辆维修费")


def money(zone: Zone) -> Iterator[Order | Interlude]:
    """The orders of the year, and the days on which the rules ran over everything."""
    return _Money(zone).all()


class _Money:
    def __init__(self, zone: Zone) -> None:
        self.zone, self.world = zone, World("money")
        self.clerk, self.second = zone.role("finance_supervisor", "finance")
        self.auditor = zone.role("finance_supervisor", "party-office")[0]
        self.units = {pk: code for code, pk in zone.organs.items()}
        self.serial, self.bills = 0, 0

    def all(self) -> Iterator[Order | Interlude]:
        yield from self._plan()
        yield from self._usual()
        yield from self._odd()
        yield Interlude(RUNS[0], FIRST, lambda _matter: self._autumn())
        yield Interlude(RUNS[1], FIRST, lambda _matter: self._winter())

    # -- records ----------------------------------------------------------------------------------------------------------

    def _record(self, what: str, unit: str, on: date, data: dict[str, Any], ref: str = "") -> Order:
        at = datetime(on.year, on.month, on.day, 16, self.serial % 60, tzinfo=CHINA)
        opening = Opening(f"money.{what}", lead=self.zone.organs[unit], region=self.zone.region)
        return Order("record", self.clerk, opening=opening, data=data, ref=ref, at=at, recorded=at + timedelta(minutes=3))

    def _plan(self) -> Iterator[Order]:
        for unit, short in UNITS.items():
            for place, (name, amount) in enumerate(ITEMS, start=1):
                code = f"{YEAR}-{unit}-{place}".upper()
                ref = FIRST if (unit, place) == ("party-office", 1) else ""
                yield self._record("budget", unit, date(YEAR, 1, 10), {"year": YEAR, "code": code, "name": f"{short}{name}", "amount": amount}, ref)
        for unit in UNITS:
            for place in (1, 2):
                number, firm = self._number(unit, place), self._firm(unit, place)
                data = {
                    "number": number, "name": f"{self.world.pick(SERVICES)}合同", "party": firm, "amount": "252000", "signed_on": date(YEAR, 1, 16), "inspected": False,
                    "account": self._account(unit, place),
                }  # fmt: skip
                yield self._record("contract", unit, date(YEAR, 1, 16), data)

    def _number(self, unit: str, place: int) -> str:
        return f"HT{YEAR}-{list(UNITS).index(unit) + 1}{place:02d}"

    def _firm(self, unit: str, place: int) -> str:
        return World(f"money-{unit}-{place}").firm()

    def _account(self, unit: str, place: int) -> str:
        return f"3225019{list(UNITS).index(unit) + 1}{place}0000{1000 + place}88"

    def _pay(self, unit: str, on: date, payee: str, amount: str, item: int, **more: Any) -> Order:
        self.serial += 1
        data = {
            "number": f"ZF{YEAR}{self.serial:05d}", "paid_on": on, "amount": amount, "kind": "reimburse", "payee": payee, "payee_kind": "body",
            "budget": f"{YEAR}-{unit}-{item}".upper(), **more,
        }  # fmt: skip
        return self._record("payment", unit, on, data)

    def _bill(self, unit: str, on: date, seller: str, amount: str, **more: Any) -> tuple[str, Order]:
        self.bills += 1
        number = f"2332200000{self.bills:010d}"
        buyer = {"party-office": "高新区党政办公室", "finance": "高新区财政和资产管理局", "approval": "高新区行政审批局", "enforcement": "高新区综合行政执法局"}[unit]
        data = {"number": number, "issued_on": on, "seller": seller, "buyer": buyer, "amount": amount, "state": "normal", **more}
        return number, self._record("invoice", unit, on, data)

    def _usual(self) -> Iterator[Order]:
        """A payment a month under each contract, with its invoice in the first quarter, and small things between."""
        for month in range(1, 13):
            for place, unit in enumerate(UNITS):
                for number in (1, 2):
                    on, firm = date(YEAR, month, 19 + place), self._firm(unit, number)
                    rows: list[dict[str, Any]] = []
                    if month <= 3 or (number == 2 and month % 3 == 0):
                        bill, order = self._bill(unit, on - timedelta(days=3), firm, "18650.40")
                        yield order
                        rows = [{"number": bill}]
                    more = {"kind": "service", "contract": self._number(unit, number), "account": self._account(unit, number), "purpose": f"{month}月服务费", "invoices": rows}
                    yield self._pay(unit, on, firm, "18650.40", 3, **more)
                for _ in range(2):
                    on = date(YEAR, month, self.world.random.randint(1, 28))
                    yield self._pay(unit, on, self.world.firm(), f"{self.world.random.randint(180, 4200)}.{self.world.random.randint(1, 99):02d}", 1, purpose=self.world.pick(SMALL))

    def _odd(self) -> Iterator[Order]:
        """What the rules find: each is told in `_autumn` and `_winter`."""
        firm = [World(f"money-odd-{n}").firm() for n in range(9)]
        bill, order = self._bill("party-office", date(YEAR, 4, 11), firm[0], "12600")
        yield order
        yield self._pay("party-office", date(YEAR, 4, 14), firm[0], "12600.00", 1, purpose="会务服务", invoices=[{"number": bill}])
        yield self._pay("approval", date(YEAR, 4, 25), firm[0], "12600.00", 1, purpose="会务服务", invoices=[{"number": bill}])
        for day in (5, 8):
            yield self._pay("finance", date(YEAR, 6, day), firm[1], "49900", 2, kind="purchase", purpose="办公电脑")
        yield self._pay("enforcement", date(YEAR, 5, 16), firm[2], "18650.40", 3, kind="service", contract=self._number("enforcement", 1), account=self._account("enforcement", 1), purpose="更名前的服务费")
        data = {
            "number": f"HT{YEAR}-901", "name": "视频会议系统", "party": firm[3], "amount": "168000", "signed_on": date(YEAR, 5, 8), "inspected": True, "advance": "50400", "small": True,
            "accepted_on": date(YEAR, 7, 18),
        }  # fmt: skip
        yield self._record("contract", "approval", date(YEAR, 7, 18), data)
        yield self._pay("approval", date(YEAR, 5, 20), firm[3], "50400", 2, kind="advance", contract=f"HT{YEAR}-901")
        yield self._pay("approval", date(YEAR, 7, 4), firm[3], "100000", 2, kind="purchase", contract=f"HT{YEAR}-901")
        yield self._pay("approval", date(YEAR, 9, 6), firm[3], "17600", 2, kind="purchase", contract=f"HT{YEAR}-901")
        yield self._pay("party-office", date(YEAR, 8, 3), self.world.person(), "2400", 1, kind="service", payee_kind="person", purpose="专家讲课费")
        for day in (4, 12, 21):
            yield self._pay("enforcement", date(YEAR, 9, day), firm[4], "10000", 1, kind="other", purpose="场地布置")
        yield self._pay("finance", date(YEAR, 9, 14), firm[5], "3260.50", 1, account="622848041234567890", purpose="印刷费")
        yield self._pay("finance", date(YEAR, 9, 27), firm[6], "2985.00", 1, account="622848041234567890", purpose="印刷费")
        bill, order = self._bill("enforcement", date(YEAR, 12, 4), firm[7], "8860", buyer="昆山高新区某协会")
        yield order
        yield self._pay("enforcement", date(YEAR, 12, 8), firm[7], "8860", 1, purpose="培训资料费", invoices=[{"number": bill}])
        yield self._pay("approval", date(YEAR, 12, 12), firm[8], "86000", 2, kind="purchase", purpose="自助设备配件")
        bill, order = self._bill("party-office", date(YEAR, 12, 5), firm[8], "5420", state="red")
        yield order
        yield self._pay("party-office", date(YEAR, 12, 15), firm[8], "5420", 1, purpose="印刷费", invoices=[{"number": bill}])

    # -- what became of the doubts ----------------------------------------------------------------------------------------

    def _autumn(self) -> None:
        """The rules run over everything in October; the doubts are answered, judged, put right, or still on their way."""
        run()
        acts: list[Order] = []
        for doubt in Doubt.objects.filter(closed_on=None).order_by("mark"):
            acts += list(self._way(doubt))
        _done(acts)

    def _winter(self) -> None:
        run()

    def _way(self, doubt: Doubt) -> Iterator[Order]:
        on = RUNS[0].date()
        # What the finance office itself did is judged by somebody of another unit.
        own = self.units[doubt.unit_id or 0] == "finance"
        judge, closer = (self.auditor, self.auditor) if own else (self.clerk, self.second)
        rule, accountant = doubt.rule, self.zone.role(UNIT_ACCOUNTANT.id, self.units[doubt.unit_id or 0])[0]

        def act(step: str, by: int, days: int, **data: Any) -> Order:
            at = RUNS[0] + timedelta(days=days, minutes=len(rule or ""))
            return Order(step, by, matter=doubt.pk, data=data, at=at, recorded=at + timedelta(minutes=6))

        if rule == "personal_account":
            yield act("dismiss", judge, 1, finding="按规定向授课人本人支付的讲课费，附签领单。", judged_on=on + timedelta(days=1))
            return
        yield act("notify", self.clerk, 1, answer_by=on + timedelta(days=15), demand="说明业务经过，附合同、验收单和发票。")
        if rule == "paid_late":
            return  # the unit has not answered
        yield act("answer", accountant, 9, answer=ANSWERS.get(rule or "", "已核对原始凭证。"), proof="合同、验收单、发票和银行回单扫描件")
        if rule in ("round_sums",):
            return  # waits for the judgement
        if rule in ("payee_not_party", "same_account"):
            yield act("dismiss", closer, 14, finding="收款单位更名，有登记机关的变更通知书，账户未变。", judged_on=on + timedelta(days=14))
            return
        back = "12600" if rule == "invoice_twice" else "0"
        yield act("confirm", judge, 16, finding=FINDINGS.get(rule or "", "经核对，情况属实。"), judged_on=on + timedelta(days=16), to_recover=back)
        if rule == "before_acceptance":
            return  # being put right
        measure = "已追回重复支付款，报销前在系统查重。" if rule == "invoice_twice" else "补办比价手续，同类采购按年度合并实施。"
        yield act("rectify", accountant, 35, measure=measure, recovered=back, rectified_on=on + timedelta(days=35))
        yield act("close", closer, 42, ending="recovered" if rule == "invoice_twice" else "ruled", closed_on=on + timedelta(days=42))


ANSWERS = {
    "invoice_twice": "会务由两家共同承办，经办人员各报一次，属重复支付。", "split": "两批电脑分两次申请采购，没有合并比价。", "payee_not_party": "合同相对方更名，附变更通知书。",
    "same_account": "同一家单位更名，附变更通知书。", "before_acceptance": "供应商要求提前付款，验收前多付一部分。", "round_sums": "三次活动场地布置，按协议价结算。",
}  # fmt: skip
FINDINGS = {"invoice_twice": "同一发票由两个单位重复支付，应当追回一笔。", "split": "同一事项拆分为两次采购，规避比价限额。", "before_acceptance": "验收合格以前支付超过约定预付款。"}


def _done(acts: list[Order]) -> None:
    for result in perform_many(acts):
        if isinstance(result, Refusal):
            raise Refused(result)
