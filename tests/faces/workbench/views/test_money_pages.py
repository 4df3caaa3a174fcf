"""Public money and style as pages and sheets: what each sees, what is answered before a payment, what an import reads or refuses."""

from __future__ import annotations

import json
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yuheng.faces.api.auth import issue
from yuheng.faces.cli import setup
from yuheng.faces.cli.main import main
from yuheng.faces.exchange import batches, judging
from yuheng.kernel import now
from yuheng.kernel.access import grants
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.engine.paper_view import paper_view
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure import registry
from yuheng.kernel.records.models import Account, Event, Organ, Paper, Person, Post
from yuheng.systems import catalogue
from yuheng.systems.oversight.money import runner
from yuheng.systems.oversight.money.facts import Doubt, Payment, Precheck
from yuheng.systems.oversight.money.procedure import PAYMENT

NOON = datetime(2023, 11, 20, 12, tzinfo=CHINA)
FIRM = "昆山甲乙科技有限公司"


@pytest.fixture
def money(db):
    """Two payments of the first unit that look split, found; the second unit has nothing."""
    catalogue.load()
    zone = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
    units = [Organ.objects.create(code=code, name=name, kind="department", parent=zone, prefix="昆高") for code, name in (("x", "党政办公室"), ("y", "社会事业局"), ("f", "财政局"), ("d", "纪工委"))]

    def person(name: str, organ: Organ, *roles: str) -> int:
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=organ, title="工作人员", roles=list(roles), from_on=date(2020, 1, 1))
        return one.pk

    found = SimpleNamespace(
        x=units[0].pk, y=units[1].pk, finance=person("财政", units[2], "finance_supervisor"), accountant=person("会计甲", units[0], "unit_accountant", "unit_clerk"),
        other=person("会计乙", units[1], "unit_accountant"), watch=person("监督", units[3], "discipline_clerk"), enforcer=person("队员", units[1], "enforcer"),
    )  # fmt: skip
    office.changed()
    with now.at(NOON):
        for number in (1, 2):
            data = {"number": f"ZF{number}", "paid_on": date(2023, 11, number * 2), "amount": "49,900", "kind": "service", "payee": FIRM, "payee_kind": "body", "account": "6222000011112222"}
            perform(Order("record", found.finance, opening=Opening("money.payment", lead=found.x), data=data))
        assert runner.run().made == {"split": 1}
        yield found


def test_the_board_shows_each_their_own_doubts_and_every_rule_in_words(money, browser_of):
    with CaptureQueriesContext(connection) as asked:
        seen = browser_of(money.finance).get(reverse("money_board")).content.decode()
    assert len(asked) <= 22
    assert "疑似拆分支付规避限额" in seen
    assert "同一单位5日内向同一收款人支付两笔以上，每笔不足50,000元、合计达到50,000元的，应当说明是否拆分" in seen
    assert "6222000011112222" not in seen
    doubt = reverse("matter", args=[Doubt.objects.get().pk])
    for person, sees in ((money.finance, True), (money.accountant, True), (money.other, False), (money.watch, True)):
        client = browser_of(person)
        assert (doubt in client.get(reverse("money_board")).content.decode()) is sees
        assert client.get(doubt).status_code == (200 if sees else 403)
    assert browser_of(money.enforcer).get(reverse("money_board")).status_code == 403
    payment = reverse("matter", args=[Payment.objects.order_by("pk").first().pk])
    assert browser_of(money.watch).get(payment).status_code == 403
    assert "************2222" in browser_of(money.accountant).get(payment).content.decode()


def test_pages_ask_little(money, browser_of):
    for person, name in ((money.finance, "money_board"), (money.finance, "money_check"), (money.watch, "style_board"), (money.accountant, "money_board")):
        client = browser_of(person)
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        assert len(captured) <= MOST[name], (name, len(captured))


MOST = {"money_board": 16, "money_check": 9, "style_board": 14}
"""Queries of a page, the session and the frame among them."""


def asked(**more):
    return {
        "number": "ZF9", "paid_on": "2023-11-06", "amount": "１，２３４．５０", "kind": "service", "payee": FIRM, "payee_kind": "body", "y_key": "k", **more,
    }  # fmt: skip


def test_before_a_payment_the_page_answers_and_records_no_payment(money, browser_of):
    client = browser_of(money.accountant)
    assert client.get(reverse("money_check")).status_code == 200
    fine = client.post(reverse("money_check"), asked(payee="昆山丙丁服务有限公司"))
    assert "没有发现疑点" in fine.content.decode()
    wrong = client.post(reverse("money_check"), asked(amount="1.234,50"))
    assert wrong.status_code == 422
    assert "逗号、小数点" in wrong.content.decode()
    assert "1.234,50" in wrong.content.decode()
    found = client.post(reverse("money_check"), asked()).content.decode()
    assert "有黄色提示" in found
    assert "合计 101,034.50元" in found
    assert Payment.objects.count() == 2
    assert list(Precheck.objects.order_by("pk").values_list("colour", flat=True)) == ["none", "yellow"]
    assert browser_of(money.watch).get(reverse("money_check")).status_code == 403


def test_over_the_api_the_same_rules_answer(money):
    account = Account.objects.create_user("system", person_id=money.accountant, kind="system")
    headers = {"Authorization": f"Bearer {issue(account)}"}
    data = {"number": "ZF9", "paid_on": "2023-11-06", "amount": 4_990_000, "kind": "service", "payee": FIRM, "payee_kind": "body"}
    answer = Client().post("/api/money/check", json.dumps({"lead": money.x, "data": data}), content_type="application/json", headers=headers)
    assert answer.status_code == 200, answer.content.decode()
    assert (answer.json()["colour"], answer.json()["found"][0]["rule"]) == ("yellow", "split")
    assert Payment.objects.count() == 2


def test_the_command_asks_by_the_same_rules_and_says_so_by_its_exit_code(money, monkeypatch, tmp_path):
    for name in ("start", "ready"):
        monkeypatch.setattr(setup, name, lambda: tmp_path)
    monkeypatch.setattr(setup, "continue_simulated_time", lambda _home: None)
    Account.objects.create(username="accountant", person_id=money.accountant)

    def run(*arguments):
        return CliRunner().invoke(main, ["money", *(str(one) for one in arguments)], prog_name="yuheng")

    data = {"number": "ZF9", "paid_on": "2023-11-06", "amount": "1,234.50元", "kind": "service", "payee": FIRM, "payee_kind": "body"}
    file = tmp_path / "支付.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    found = run("ask", file, "--as", "accountant")
    assert found.exit_code == 3
    assert "疑似拆分支付规避限额" in found.stdout
    file.write_text(json.dumps({**data, "payee": "昆山丙丁服务有限公司"}), encoding="utf-8")
    assert run("ask", file, "--as", "accountant").exit_code == 0
    file.write_text(json.dumps({**data, "amount": "约1000"}), encoding="utf-8")
    wrong = run("ask", file, "--as", "accountant")
    assert wrong.exit_code == 1
    assert "不是准确的数字" in wrong.stderr
    assert json.loads(run("run", "--json").stdout) == {"made": {}, "known": 1, "refused": []}
    told = {one["id"]: one for one in json.loads(run("rules", "--json").stdout)}
    assert told["split"]["raised"] == 1


SHEET = """支付单号,支付日期,支付金额,支付类型,收款人,收款人类型,收款账号,付款单位,发票：发票号码
A1,2023.11.8,"1,234.50元",服务,昆山甲乙科技有限公司,单位,６２２２ ０００１,社会事业局,23322000000012345678
A2,2023年11月9日,１，２３４．５０,服务,昆山甲乙科技有限公司,单位,,社会事业局,
A3,2023-11-10,"1,23.4",服务,昆山甲乙科技有限公司,单位,,社会事业局,
A4,2023-11-10,"1.234,50",服务,昆山甲乙科技有限公司,单位,,社会事业局,
A5,2023-11-10,约1000,服务,昆山甲乙科技有限公司,单位,,社会事业局,
A6,2023-11-10,-500,退款冲销,昆山甲乙科技有限公司,单位,,社会事业局,
A7,2023-11-10,"红字500.00",退款冲销,昆山甲乙科技有限公司,单位,,社会事业局,
A8,2023-11-10,1.234,服务,昆山甲乙科技有限公司,单位,,社会事业局,
A9,2023-11-10,壹仟贰佰叁拾肆元伍角整,服务,昆山甲乙科技有限公司,单位,,社会事业局,
A10,2023-11-10,1.2万元,服务,昆山甲乙科技有限公司,单位,,社会事业局,123
"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_an_import_reads_sums_right_or_refuses_them_with_the_reason_and_nothing_comes_twice(money, encoding):
    seen = grants.viewer(Account.objects.create(username="f", person_id=money.finance))
    examined = judging.examine(seen, PAYMENT, "支付.csv", SHEET.encode(encoding))
    states = {one.given["number"]: one.state for one in examined.found}
    assert states == {**{f"A{n}": "new" for n in (1, 2, 7, 9)}, **{f"A{n}": "refused" for n in (3, 4, 5, 6, 8, 10)}}
    reasons = {one.given["number"]: "".join(reason for _column, _value, reason in one.problems) for one in examined.found}
    assert "逗号、小数点" in reasons["A3"]
    assert "逗号、小数点" in reasons["A4"]
    assert "不是准确的数字" in reasons["A5"]
    assert "没有注明“红字”" in reasons["A6"]
    assert "最多填写到分" in reasons["A8"]
    assert "位数不对" in reasons["A10"]
    batch = batches.keep(seen, examined)
    while not batches.accept(seen, batch.pk, seconds=60).finished:
        pass
    kept = dict(Payment.objects.filter(unit=money.y).values_list("number", "amount"))
    assert kept == {"A1": 123_450, "A2": 123_450, "A7": -50_000, "A9": 123_450}
    again = judging.examine(seen, PAYMENT, "支付.csv", SHEET.encode(encoding))
    assert {one.state for one in again.found} == {"known", "refused"}
    account = Payment.objects.get(number="A1").account
    assert account == "62220001"


def test_the_letter_names_the_rule_the_records_and_the_day(money):
    doubt = Doubt.objects.get().pk
    perform(Order("notify", money.finance, matter=doubt, data={"answer_by": date(2023, 12, 4), "demand": "说明两次采购的经过。"}))
    paper = Paper.objects.get(matter=doubt)
    text = str(paper_view(paper.pk).blocks)
    for words in ("支付疑点核实函", "支付单 ZF1", "支付单 ZF2", "50,000元", "二〇二三年十二月四日", "疑点不等于违规"):
        assert words in text or words.replace("二〇二三年十二月四日", "2023年12月4日") in text
    assert paper.number == "昆高财核〔2023〕001号"


def test_the_style_table_and_the_redline_escape_what_was_typed(money, browser_of):
    with now.at(NOON):
        opening = Opening("style.problem", lead=money.x)
        perform(Order("record", money.watch, opening=opening, data={"category": "hospitality", "found_on": date(2023, 11, 1), "needs_rule": True}))
        rule = {
            "name": "接待<b>办法", "improved_on": date(2023, 11, 10), "unit": money.x, "problem": "审批不闭合", "old_text": "接待由经办部门<script>安排，凭发票报销。", "new_text": "接待凭来函安排，凭四单报销。",
        }  # fmt: skip
        improved = perform(Order("record", money.accountant, opening=Opening("oversight.rule", lead=money.x), data=rule)).matter
    page = browser_of(money.accountant).get(reverse("style_rule", args=[improved])).content.decode()
    assert "<del>由经办部门&lt;script&gt;</del>" in page
    assert "<ins>凭来函</ins>" in page
    board = browser_of(money.accountant).get(reverse("style_board")).content.decode()
    assert "接待&lt;b&gt;办法" in board
    assert "公务接待、会议、差旅不规范" in board
    other = browser_of(money.other)
    assert other.get(reverse("style_board")).status_code == 403
    assert other.get(reverse("style_rule", args=[improved])).status_code == 403
    assert Event.objects.filter(procedure="style.problem").count() == 1
    assert registry.get("style.problem", 1).by_id["plan"]
