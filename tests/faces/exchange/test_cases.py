"""Old cases from a sheet with their scans, and bank receipts that find their fines: matched, unmatched, twice, of a wrong sum, in parts."""

from __future__ import annotations

import pytest

from yuheng.faces.exchange import adopting, receipts
from yuheng.faces.exchange.batches import accept, keep, take_back
from yuheng.faces.exchange.judging import declared
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.procedure.state import Paper
from yuheng.kernel.records.models import ImportRow, Matter
from yuheng.systems.enforcement.penalty.facts import Penalty

ORDINARY = "penalty.ordinary"


def case(number: int, fine: str = "500", **changes: str) -> dict[str, str]:
    done = {"登记线索": 1, "立案": 3, "调查取证": 5, "调查终结": 8, "告知": 9, "决定审批": 18, "行政处罚决定": 19, "送达": 20}
    days = {f"{name}日期（已办）": f"2023-08-{day:02d}" for name, day in done.items()}
    return {
        "序号": str(number), "原案号": f"昆高执罚〔2023〕{number}号", "复核人员": "局长", "建档说明": "启用前受理", **days,
        "线索发现日期": "2023-08-01", "案件来源": "巡查", "案由": "占道经营", "违法行为发生地": "娄苑路", "处罚依据": "某条例第一条", "当事人类型": "公民",
        "当事人姓名（名称）": "赵丽", "处罚种类": "罚款", "罚款金额": fine, "拟罚款金额": fine, "告知的罚款金额": fine, "情节复杂或者重大违法行为": "否",
        "决定日期": "2023-08-19", "缴款码": f"3205{number:06d}", "受送达人：受送达人": "赵丽", "受送达人：送达方式": "直接送达", **changes,
    }  # fmt: skip


def scan(number: int) -> Paper:
    return Paper("attachment", f"昆高执罚〔2023〕{number}号 案卷.pdf", f"{number:02x}" * 32, 10, "application/pdf")


def adopted(zone, sheet, rows, scans):
    seen = zone.viewer("a")
    return adopting.examine(seen, declared(seen, ORDINARY), "存量.csv", sheet(rows), scans)


@pytest.fixture
def cases(zone, today, sheet):
    """Three decided cases that wait for their fines: 500, 500 and 800 yuan."""
    seen = zone.viewer("a")
    found = adopted(zone, sheet, [case(1), case(2), case(3, "800")], [scan(n) for n in (1, 2, 3)])
    assert [one.problems for one in found.found] == [[], [], []]
    batch = keep(seen, found)
    assert accept(seen, batch.pk).finished
    return batch


def test_old_cases_enter_with_their_days_and_scans_and_are_marked_and_taken_back(zone, cases):
    assert cases.kind == "adopt"
    matter = Matter.objects.get(number="昆高执罚〔2023〕1号")
    assert matter.adopted
    assert str(matter.opened_on) == "2023-08-01"
    assert Penalty.objects.get(pk=matter.pk).decided_fine == 50_000
    assert list(replay()) == []
    assert take_back(zone.viewer("a"), cases.pk, "登记错了").finished
    assert set(Matter.objects.values_list("status", flat=True)) == {"void"}
    assert list(replay()) == []


def test_a_case_without_a_scan_told_twice_or_there_already_is_said_so(zone, cases, sheet):
    rows = [case(1), case(4), case(5), case(5, **{"序号": "6"}), case(7, **{"复核人员": "王伟（一中队）"}), case(8, **{"登记线索日期（已办）": "2024-01-01"})]
    found = adopted(zone, sheet, rows, [scan(5), scan(7), scan(8), scan(9)])
    assert [one.state for one in found.found] == ["known", "refused", "new", "refused", "refused", "refused"]
    said = [str(one.problems) for one in found.found]
    assert "没有上传文件名以" in said[1]
    assert "一案只建一次档" in said[3]
    assert "复核人员不能是登记人员本人" in said[4]
    assert "昆高执罚〔2023〕9号 案卷.pdf" in str(found.remarks)


def bank(code: object, amount: str, serial: str, day: str = "2023-09-01", **more: str) -> dict[str, str]:
    return {"交易日期": day, "缴款码": str(code), "交易金额": amount, "流水号": serial, "付款人": "赵丽", **more}


def looked(zone, sheet, rows):
    seen = zone.viewer("cashier")
    return receipts.examine(seen, receipts.allowed(seen, ORDINARY), "回单.csv", sheet(rows))


def test_receipts_find_their_cases_and_the_rest_is_listed_with_its_reason(zone, cases, sheet):
    rows = [
        bank("3205000001", "500.00", "L1"), bank("3205000002", "499", "L2"), bank("9999", "500", "L3"), bank("3205000001", "500", "L4"),
        bank("3205000001", "500", "L1"), bank("3205000003", "300", "L5"), bank("3205000003", "500", "L6", "2023-09-03"),
    ]  # fmt: skip
    found = looked(zone, sheet, rows)
    states = {one.number: one.state for one in found.found}
    assert states == {2: "new", 3: "refused", 4: "refused", 5: "refused", 6: "known", 8: "new"}
    said = {one.number: str(one.problems) + str(one.notes) for one in found.found}
    assert "少 1 元" in said[3]
    assert "没有这一缴款码" in said[4]
    assert "重复缴款" in said[5]
    assert "同一笔" in said[6]
    assert "合计为应缴罚款 800 元" in said[8]
    seen = zone.viewer("cashier")
    batch = keep(seen, found)
    assert accept(seen, batch.pk).finished
    paid = dict(Penalty.objects.values_list("payment_code", "paid"))
    assert paid == {"3205000001": 50_000, "3205000002": None, "3205000003": 80_000}
    assert list(replay()) == []
    again = looked(zone, sheet, [*rows[:1], bank("3205000001", "500", "L9")])
    assert [one.state for one in again.found] == ["known", "refused"]
    assert take_back(seen, batch.pk, "传错了回单").finished
    assert set(Penalty.objects.values_list("paid", flat=True)) == {None}
    assert {row.state for row in ImportRow.objects.filter(batch=batch)} == {"undone", "refused", "known"}
    assert list(replay()) == []


def test_a_receipt_with_surcharge_is_taken_and_one_too_large_is_not(zone, cases, sheet):
    # Served on 20 August: fifteen days end on 4 September, and three per cent of 500 is due for the fifth.
    late, early = (bank(code, "515", serial, day, 其中加处罚款="15") for code, serial, day in (("3205000001", "L1", "2023-09-05"), ("3205000003", "L3", "2023-09-04")))
    found = looked(zone, sheet, [late, bank("3205000002", "515", "L2"), {**early, "交易金额": "815"}])
    assert (found.found[0].state, found.found[0].problems) == ("new", [])
    assert "多 15 元" in str(found.found[1].problems)
    assert "加处罚款 15.00 元超过应加处的 0.00 元" in str(found.found[2].problems)


def test_only_who_checks_fines_imports_receipts_and_nobody_a_case_out_of_sight(zone, cases, sheet):
    for who in ("a", "clerk", "unit"):
        with pytest.raises(Refused):
            receipts.allowed(zone.viewer(who), ORDINARY)
    Penalty.objects.update(payment_code="1")
    found = looked(zone, sheet, [bank("1", "500", "L1")])
    assert "有 3 件案件" in str(found.found[0].problems)


def test_a_party_beside_the_facts_is_found_by_its_code_or_registered_with_the_case(zone, today, sheet):
    from yuheng.faces.exchange.parties import party_of, party_problem
    from yuheng.kernel.identity.uscc import made
    from yuheng.kernel.records.models import Party

    seen, code = zone.viewer("a"), made("91", "320583", 9)
    assert party_problem({}) is None
    assert "类型" in str(party_problem({"party": "某公司"}))
    assert "统一社会信用代码" in str(party_problem({"party": "某公司", "party_kind": "enterprise"}))
    about = {"party": "某公司", "party_kind": "enterprise", "party_uscc": code.lower()}
    assert party_problem(about) is None
    first, second = party_of(seen, about), party_of(seen, {"party_uscc": code})
    assert (first[1], second[1]) == (True, False)
    assert first[0] == second[0] == Party.objects.get().pk
