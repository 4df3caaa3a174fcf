"""Public money: the rules before, during and after a payment name the very records; a doubt goes its way until it is closed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest

from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Done, Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.undoing import undo_openings
from yuheng.kernel.now import CHINA
from yuheng.kernel.now import at as time_at
from yuheng.kernel.records.models import Event, Matter, Organ, Person, Post
from yuheng.systems import catalogue
from yuheng.systems.oversight.money import runner
from yuheng.systems.oversight.money.asking import ask
from yuheng.systems.oversight.money.facts import Contract, Doubt, DoubtRecord, Payment, Precheck, Unchecked
from yuheng.systems.oversight.money.model import HOUSE, all_rules
from yuheng.systems.oversight.money.quality import quality

NOON = datetime(2023, 11, 20, 12, tzinfo=CHINA)
A, B = "昆山甲乙科技有限公司", "昆山丙丁工程有限公司"


def on(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2023, month, day, hour, tzinfo=CHINA)


@dataclass
class Office:
    """Two units and the finance office; `pay` records a payment, `found` runs the rules and tells what is new by rule."""

    units: dict[str, int]
    people: dict[str, int]
    serial: list[int] = field(default_factory=lambda: [0])

    def record(self, what: str, unit: str = "x", **data) -> int:
        opening = Opening(f"money.{what}", lead=self.units[unit])
        with time_at(NOON):
            return perform(Order("record", self.people["finance"], opening=opening, data=data)).matter

    def payment(self, amount: str, unit: str = "x", **more) -> Order:
        self.serial[0] += 1
        data = {"number": f"ZF{self.serial[0]:04d}", "paid_on": date(2023, 11, 1), "amount": amount, "kind": "service", "payee": A, "payee_kind": "body", **more}
        return Order("record", self.people["finance"], opening=Opening("money.payment", lead=self.units[unit]), data=data)

    def pay(self, amount: str, unit: str = "x", **more) -> int:
        with time_at(NOON):
            return perform(self.payment(amount, unit, **more)).matter

    def found(self) -> dict[str, int]:
        with time_at(NOON):
            ran = runner.run()
        assert ran.refused == []
        return ran.made

    def act(self, doubt: int, step: str, by: str, **data) -> None:
        with time_at(NOON):
            perform(Order(step, self.people[by], matter=doubt, data=data))


@pytest.fixture
def money(db) -> Office:
    catalogue.load()
    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
    units = {code: Organ.objects.create(code=code, name=name, kind="department", parent=zone, prefix="昆高") for code, name in (("x", "党政办公室"), ("y", "社会事业局"), ("f", "财政局"))}

    def person(name: str, organ: str, *roles: str) -> int:
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=units[organ], title="工作人员", roles=list(roles), from_on=date(2020, 1, 1))
        return one.pk

    people = {
        "finance": person("财政", "f", "finance_supervisor"), "second": person("复核", "f", "finance_supervisor"), "x": person("会计甲", "x", "unit_accountant"),
        "y": person("会计乙", "y", "unit_accountant"),
    }  # fmt: skip
    office.changed()
    return Office({code: organ.pk for code, organ in units.items()}, people)


def test_the_same_invoice_paid_by_two_units_is_red_and_names_both_payments(money):
    first = money.pay("1,234.50元", invoices=[{"number": "23322000000012345678"}])
    second = money.pay("1,234.50元", "y", paid_on=date(2023, 11, 8), invoices=[{"number": "2332 2000 0000 1234 5678"}])
    assert money.found() == {"invoice_twice": 1}
    doubt = Doubt.objects.get()
    assert (doubt.colour, doubt.unit_id) == ("red", money.units["y"])
    assert "两个单位重复支付" in doubt.content
    assert sorted(DoubtRecord.objects.values_list("record", flat=True)) == sorted([first, second])


def test_a_paper_invoice_without_its_code_is_the_same_only_within_one_seller(money):
    money.pay("800", invoices=[{"number": "12345678"}])
    money.pay("800", "y", payee=B, invoices=[{"number": "12345678"}])
    assert money.found() == {}
    money.pay("800", "y", payee=A, invoices=[{"number": "１２３４５６７８"}])
    assert money.found() == {"invoice_twice": 1}


def test_a_split_below_the_limit_is_yellow_with_the_rule_in_words(money):
    money.pay("49,900", paid_on=date(2023, 11, 1))
    money.pay("49,900", paid_on=date(2023, 11, 5))
    assert money.found() == {"split": 1}
    doubt = Doubt.objects.get()
    assert doubt.colour == "yellow"
    assert "5日内" in doubt.words
    assert "50,000元" in doubt.words
    assert doubt.basis == HOUSE
    assert doubt.amount == 99_800_00


@pytest.mark.parametrize(
    ("amount", "more"),
    [("49,900", {"paid_on": date(2023, 11, 7)}), ("49,900", {"payee": B}), ("49,900", {"unit": "y"}), ("50.00", {}), ("49,900", {"kind": "staff"})],
)
def test_what_is_no_split_raises_none(money, amount, more):
    money.pay("49,900")
    money.pay(amount, **more)
    assert money.found() == {}


def test_running_again_raises_nothing_twice_and_what_an_import_took_back_counts_nowhere(money):
    money.pay("49,900")
    second = money.pay("49,900")
    assert money.found() == {"split": 1}
    assert money.found() == {}
    with time_at(NOON):
        orders = [money.payment("49,900", "y", invoices=[{"number": "23322000000012345678"}]) for _ in range(2)]
        wrong = [perform(replace(order, opening=replace(order.opening, batch=7))).matter for order in orders]
        assert all(isinstance(one, Done) for one in undo_openings(wrong, by=money.people["finance"], reason="导错了"))
    assert money.found() == {}
    assert second in DoubtRecord.objects.values_list("record", flat=True)


def test_during_the_day_only_what_is_new_is_looked_at_and_it_meets_what_was_there(money):
    money.pay("49,900")
    with time_at(NOON):
        assert runner.pending().made == {}
    assert not Unchecked.objects.exists()
    money.pay("49,900")
    with time_at(NOON):
        ran = runner.pending()
    assert (ran.made, ran.refused) == ({"split": 1}, [])
    assert Doubt.objects.get().phase == "during"
    assert money.found() == {}


def contract(money, **more) -> int:
    data = {"number": "HT-1", "name": "视频会议系统", "party": A, "amount": "100,000", "signed_on": date(2023, 9, 1), "inspected": True, **more}
    return money.record("contract", **data)


def test_rules_over_a_contract(money):
    contract(money, account="6222 0000 1111 2222", advance="30,000", accepted_on=date(2023, 11, 10))
    money.pay("30,000", contract="HT-1", paid_on=date(2023, 9, 10), account="6222000011112222", kind="advance")
    assert money.found() == {}
    money.pay("40,000", contract="HT-1", paid_on=date(2023, 11, 3), account="6222000011112222")
    assert money.found() == {"before_acceptance": 1}
    money.pay("20,000", contract="HT-1", paid_on=date(2023, 11, 12), payee=B, account="6222000011119999")
    assert money.found() == {"payee_not_party": 1, "account_not_agreed": 1}
    money.pay("10,000.01", contract="HT-1", paid_on=date(2023, 11, 15), account="6222000011112222")
    assert money.found() == {"over_contract": 1}
    assert "超出 0.01元" in Doubt.objects.get(rule="over_contract").content


def test_a_small_enterprise_is_paid_in_the_days_of_the_statute_of_the_day(money):
    contract(money, small=True, accepted_on=date(2023, 9, 10), inspected=True)
    # Thirty days end on Tuesday, 10 October.
    assert Contract.objects.get().pay_by == date(2023, 10, 10)
    assert money.found() == {"unpaid": 1}
    assert Doubt.objects.get().basis.count("第八条") == 1
    money.pay("60,000", contract="HT-1", paid_on=date(2023, 10, 11))
    money.pay("40,000", contract="HT-1", paid_on=date(2023, 10, 10))
    assert money.found() == {"paid_late": 1}
    assert "逾期 1 日" in Doubt.objects.get(rule="paid_late").content
    contract(money, number="HT-2", small=True, pay_days=90)
    assert money.found() == {"term_too_long": 1}


def test_rules_over_budget_and_numbers(money):
    money.record("budget", year=2023, code="Z-01", name="会议费", amount="10,000")
    money.pay("9,000", budget="Z-01")
    money.pay("1,500", budget="Z-01", paid_on=date(2023, 11, 2), payee=B)
    money.pay("红字400", budget="Z-01", paid_on=date(2023, 11, 3), kind="refund")
    money.pay("300", budget="Z-99")
    money.pay("300", "y", budget="Z-99")
    assert money.found() == {"over_budget": 1, "no_budget": 1}
    money.pay("300", number="ZF0001", budget="Z-01", paid_on=date(2023, 11, 9))
    assert set(money.found()) == {"number_twice", "over_budget"}


def test_rules_over_registered_invoices(money):
    number = "23322000000012345678"
    money.record("invoice", number=number, issued_on=date(2023, 11, 5), seller=B, buyer="社会事业局", amount="1000", state="red")
    money.pay("1,000", invoices=[{"number": number}])
    assert money.found() == {"invoice_after": 1, "invoice_buyer": 1, "invoice_seller": 1, "invoice_state": 1}
    money.record("invoice", number=number[:-1] + "9", issued_on=date(2023, 10, 5), seller=A, buyer="党政办公室", amount="1000", state="normal")
    money.pay("1,000", invoices=[{"number": number[:-1] + "9"}])
    assert money.found() == {}


def test_rules_over_series_and_single_payments(money):
    for day in (1, 10, 20):
        money.pay("10,000", paid_on=date(2023, 10, day))
    assert money.found() == {"round_sums": 1}
    money.pay("3,000", payee="张三丰", payee_kind="person")
    assert money.found() == {"personal_account": 1}
    money.pay("600,000", payee=B, account="6222000011112222")
    assert money.found() == {"no_contract": 1, "no_meeting": 1}
    money.pay("20.5", payee="昆山戊己服务有限公司", account="6222 0000 1111 2222")
    assert money.found() == {"same_account": 1}


def test_the_rush_of_december_is_told_after_it(money):
    money.pay("150,000", paid_on=date(2023, 3, 1), kind="grant")
    money.pay("40,000", paid_on=date(2023, 3, 1))
    with time_at(datetime(2023, 12, 31, 20, tzinfo=CHINA)):
        perform(money.payment("120,000", paid_on=date(2023, 12, 28), contract="HT-9"))
        assert runner.run().made == {"year_end": 1}
    assert "75%" in Doubt.objects.get().content


def test_asked_before_payment_the_same_rules_answer_and_nothing_of_the_payment_stays(money):
    money.pay("49,900")
    events = Event.objects.count()
    with time_at(NOON):
        answer = ask(money.payment("49,900", number="ZF-NEW", contract="HT-7", invoices=[{"number": "23322000000012345678"}]))
    assert answer.colour == "yellow"
    assert [rule.id for rule, _hit in answer.found] == ["split"]
    assert len(answer.unseen) == 2
    assert Payment.objects.count() == 1
    assert Event.objects.count() == events + 1
    assert Precheck.objects.get().colour == "yellow"
    money.pay("49,900", number="ZF-NEW")
    assert money.found() == {"split": 1}
    assert Doubt.objects.get().warned is True


def test_what_only_the_system_may_write_nobody_writes(money):
    data = {"mark": "x", "rule": "split", "name": "拆分", "words": "…", "colour": "red", "phase": "after", "unit": money.units["x"], "found_on": date(2023, 11, 1), "content": "…", "basis": "…", "owner": "…"}
    with pytest.raises(Refused, match="自动发现"):
        perform(Order("raise", money.people["finance"], opening=Opening("money.doubt", lead=money.units["x"]), data=data))
    with pytest.raises(Refused, match="由系统登记"):
        money.record("precheck", number="1", payee=A, amount="1", checked_on=date(2023, 11, 1), colour="none")
    assert not Matter.objects.exists()


def test_a_true_doubt_is_closed_by_another_hand_and_money_back_is_counted(money):
    money.pay("49,900")
    money.pay("49,900")
    money.found()
    doubt = Doubt.objects.get().pk
    money.act(doubt, "notify", "finance", answer_by=date(2023, 12, 4))
    with pytest.raises(Refused):
        money.act(doubt, "answer", "y", answer="不是我单位", proof="无")
    with pytest.raises(Refused):
        money.act(doubt, "answer", "x", answer="分两次采购")
    money.act(doubt, "answer", "x", answer="分两次采购，未比价", proof="采购清单")
    money.act(doubt, "confirm", "finance", finding="两次采购为同一事项", judged_on=NOON.date(), to_recover="0")
    with pytest.raises(Refused):
        money.act(doubt, "close", "finance", ending="corrected", closed_on=NOON.date())
    money.act(doubt, "rectify", "x", measure="补办比价手续，修订采购办法", recovered="1,200.00元", rectified_on=NOON.date())
    money.act(doubt, "close", "second", ending="recovered", closed_on=NOON.date())
    kept = Doubt.objects.get()
    assert (kept.verdict, kept.recovered, kept.matter.stage) == ("true", 120_000, "已销号")
    assert quality(Doubt.objects.all())["split"].share == "0%"


def test_a_false_alarm_is_closed_with_its_reason_and_counts_in_the_rate(money):
    money.pay("49,900")
    money.pay("49,900")
    money.found()
    doubt = Doubt.objects.get().pk
    money.act(doubt, "dismiss", "finance", finding="按月支付的物业费，两个月一并支付", judged_on=NOON.date())
    assert Doubt.objects.get().closed_on == NOON.date()
    assert quality(Doubt.objects.all())["split"].share == "100%"
    money.pay("红字49,900", kind="refund")
    assert money.found() == {}


def test_every_rule_says_what_it_asks_who_answers_for_it_and_where():
    rules = all_rules()
    assert len(rules) >= 20
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        said = rule.said(NOON.date())
        assert "{" not in said
        assert said.endswith("。")
        assert rule.owner
        assert rule.phases
        assert rule.colour in ("red", "yellow")
    assert {"before", "during", "after"} <= {phase for rule in rules for phase in rule.phases}


def test_a_contract_number_stands_for_one_contract(money):
    contract(money)
    with pytest.raises(Refused, match="内容不同"):
        contract(money, amount="120,000")
    assert Contract.objects.count() == 1


def test_what_others_did_under_a_contract_is_not_told_of_a_payment_that_is_in_order(money):
    contract(money, advance="0", accepted_on=date(2023, 11, 10))
    money.pay("10,000", contract="HT-1", paid_on=date(2023, 11, 3))
    with time_at(NOON):
        assert ask(money.payment("5,000.50", contract="HT-1", paid_on=date(2023, 11, 15))).colour == "none"


def test_nobody_judges_a_doubt_about_their_own_unit(money):
    money.pay("49,900", "f")
    money.pay("49,900", "f")
    money.found()
    with pytest.raises(Refused, match="本单位的疑点"):
        money.act(Doubt.objects.get().pk, "dismiss", "finance", finding="没有问题", judged_on=NOON.date())
    assert Doubt.objects.get().verdict is None
