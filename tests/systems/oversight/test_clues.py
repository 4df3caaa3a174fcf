"""Clues made from the records: found once, with proof, shown to the squad first; complaints go on without whoever complained."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.systems.enforcement.signing import signatures
from yuheng.kernel.engine.irregular import record_defect
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.now import at as time_at
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.state import Paper
from yuheng.kernel.records.models import Matter
from yuheng.systems.oversight.clues import runner
from yuheng.systems.oversight.clues.facts import Clue
from yuheng.systems.oversight.clues.hiding import cut
from yuheng.systems.oversight.clues.model import all_models
from yuheng.systems.oversight.clues.rules import in_force
from yuheng.systems.oversight.clues.runner import run

CLUE = {
    "found_on": date(2023, 9, 1), "source": "patrol", "cause": "未采取防尘措施", "place": "娄苑路88号", "basis": "大气污染防治法第一百一十五条",
    "party_kind": "organisation", "party_name": "某建设工程有限公司",
}  # fmt: skip
TWO = ("investigate", "conclude", "notify")


def day(month: int, on: int, hour: int = 10) -> datetime:
    return datetime(2023, month, on, hour, tzinfo=CHINA)


def signed(bureau, step: str, by: int, at: datetime, data=None, **more) -> int:
    """An act with everybody whose opinion its approval sheet asks for."""
    return act(step, by, at, data, **{**more, **signatures(bureau, registry.get("penalty.ordinary", 1).by_id[step], by)})


def filed(bureau) -> int:
    """A case filed on 5 September, to be decided by 4 December (ninety days: 25 + 31 + 30 + 4)."""
    matter = act("clue", bureau.a, day(9, 1), CLUE, opening=Opening("penalty.ordinary", lead=bureau.squad))
    act("verify", bureau.a, day(9, 4), {"verification": "情况属实"}, matter=matter)
    signed(bureau, "file", bureau.deputy, day(9, 5), {"filed_on": date(2023, 9, 5)}, matter=matter)
    return matter


def act(step: str, by: int, at: datetime, data=None, **more) -> int:
    return perform(Order(step, by, data=data or {}, at=at, recorded=at, **more)).matter


def found_on(moment: datetime) -> dict[str, int]:
    with time_at(moment):
        ran = run()
    assert ran.refused == ()
    return ran.made


def test_ninety_days_make_no_clue_and_the_ninety_first_makes_one_with_its_proof(bureau):
    case = filed(bureau)
    assert found_on(day(12, 4, 23)) == {}
    assert found_on(day(12, 5, 0)) == {"overdue": 1}
    clue = Clue.objects.get()
    assert (clue.file_id, clue.unit_id, clue.since) == (case, bureau.squad, date(2023, 12, 5))
    assert "2023-12-04 届满" in clue.proof
    assert "第六十条" in clue.basis


def test_the_same_thing_is_found_once(bureau):
    filed(bureau)
    found_on(day(12, 5))
    assert found_on(day(12, 6)) == {}
    assert Clue.objects.count() == 1


def test_an_extended_term_is_another_model_than_one_never_extended(bureau):
    case = filed(bureau)
    signed(bureau, "extend", bureau.head, day(11, 30), matter=case)
    assert found_on(day(12, 5)) == {}
    assert set(found_on(datetime(2024, 6, 3, 9, tzinfo=CHINA))) == {"overdue_extended"}


def test_nobody_writes_a_clue_by_hand(bureau):
    data = {"mark": "x", "model": "overdue", "name": "超期", "subject": "某案", "unit": bureau.squad, "found_on": date(2023, 12, 5), "severity": "grave", "content": "…", "basis": "…"}
    with pytest.raises(Refused, match="自动发现"):
        act("find", bureau.supervisor, day(12, 5), data, opening=Opening("oversight.clue", lead=bureau.squad))
    assert not Matter.objects.exists()


def test_a_paper_with_one_officer_is_found(bureau):
    case = filed(bureau)
    paper = Paper("attachment", "询问笔录", "a" * 64, 10, "application/pdf")
    with time_at(day(9, 12)):
        record_defect(case, "investigate", at=day(9, 11), by=bureau.supervisor, second=bureau.chair, reason="现场只有一人", rules=("行政处罚法(2021-01-22)#42.1",), papers=[paper])
    assert set(found_on(day(9, 13))) == {"one_officer", "irregular"}


def test_like_cases_fined_unlike_are_found_at_the_one_fined_most(bureau):
    low, high = decided(bureau, 1000_00), decided(bureau, 3000_00)
    assert found_on(day(10, 13)) == {"same_facts": 1}
    clue = Clue.objects.get()
    assert clue.file_id == high
    assert "最低 1,000 元、最高 3,000 元" in clue.content
    assert low != high


def test_a_decision_neither_published_nor_served_in_time_is_found(bureau):
    decided(bureau, 1000_00)
    assert found_on(day(10, 23)) == {}
    assert set(found_on(day(10, 24))) == {"unpublished", "credit_unpublished", "not_served"}


def decided(bureau, fine: int) -> int:
    """Decided on 12 October; seven working days end on the 23rd."""
    case = filed(bureau)
    two = {"with_": (bureau.b,), "matter": case}
    act("investigate", bureau.a, day(9, 11), {"finding": "拍照5张"}, **two)
    act("conclude", bureau.a, day(9, 20), {"facts_found": "土方未覆盖", "discretion": "一般", "proposed_kinds": ["fine"], "proposed_fine": fine, "complex": False}, **two)
    act("notify", bureau.a, day(9, 27), {"notified_on": date(2023, 9, 27), "notified_kinds": ["fine"], "notified_fine": fine}, **two)
    signed(bureau, "approve", bureau.head, day(10, 11), {"decided_kinds": ["fine"], "decided_fine": fine}, matter=case)
    served = [{"name": "某建设工程有限公司", "way": "direct"}]
    signed(bureau, "decide", bureau.head, day(10, 12), {"decided_on": date(2023, 10, 12), "outcome": "penalised", "addressees": served}, matter=case)
    return case


def test_a_complaint_reaches_the_squad_as_a_clue_without_the_complainant(bureau):
    told = "张小明反映：小张的店被一中队收走桌椅，电话13812345678。"
    data = {"received_on": date(2023, 9, 4), "source": "12345", "complainant": "张小明", "phone": "13812345678", "unit": bureau.squad, "content": told}
    matter = act("receive", bureau.supervisor, day(9, 4), data, opening=Opening("oversight.complaint", lead=bureau.zone))
    assert found_on(day(9, 4, 15)) == {}
    act("refer", bureau.supervisor, day(9, 5), matter=matter)
    assert found_on(day(9, 5, 15)) == {"complaint": 1}
    clue = Clue.objects.get()
    assert clue.unit_id == bureau.squad
    assert clue.content == "［已隐去］反映：［已隐去］的店被一中队收走桌椅，电话［已隐去］。"
    assert Matter.objects.get(pk=matter).level == 2


def test_the_organ_complained_of_never_holds_the_complaint(bureau):
    data = {"received_on": date(2023, 9, 4), "source": "12345", "unit": bureau.squad, "content": "执法不文明"}
    with pytest.raises(Refused, match="不能登记和办理反映自己的投诉"):
        act("receive", bureau.supervisor, day(9, 4), data, opening=Opening("oversight.complaint", lead=bureau.squad))
    assert not Matter.objects.exists()


def test_what_is_before_a_court_is_not_counted_and_the_regulation_is_cited_from_its_day(bureau):
    filed(bureau)
    found_on(day(12, 5))
    clue = Clue.objects.get().pk
    with pytest.raises(Refused, match="不重复监督") as caught:
        act("count", bureau.supervisor, day(12, 11), {"judgement": "属实", "disputed": True}, matter=clue)
    assert caught.value.refusal.cites == ()
    assert in_force(("x",), date(2026, 2, 1)) == ("x",)


def test_a_zone_records_no_special_supervision_of_its_own_once_the_regulation_is_in_force(bureau):
    data = {"name": "专项监督", "quarter": 1, "units": "一中队", "files": 3, "form": "special"}
    opening = Opening("oversight.supervision", lead=bureau.zone)
    act("record", bureau.supervisor, datetime(2026, 1, 30, 9, tzinfo=CHINA), {**data, "held_on": date(2026, 1, 30)}, opening=opening)
    with pytest.raises(Refused, match="省级以上"):
        act("record", bureau.supervisor, datetime(2026, 2, 2, 9, tzinfo=CHINA), {**data, "held_on": date(2026, 2, 2)}, opening=opening)


def test_a_model_that_fails_silences_no_other(bureau, monkeypatch):
    filed(bureau)
    broken = replace(all_models()[1], find=lambda on: 1 // 0)
    monkeypatch.setattr(runner, "all_models", lambda: [broken, *all_models()[:1]])
    with time_at(day(12, 5)):
        ran = run()
    assert ran.made == {"overdue": 1}
    assert ran.refused == (f"{broken.id}: ZeroDivisionError",)


@pytest.mark.parametrize(
    ("original", "name", "more", "sent"),
    [
        ("欧阳晓东说，欧阳先生的店", "欧阳晓东", "", "［已隐去］说，［已隐去］的店"),
        ("张 小 明 住在３号", "张小明", "", "［已隐去］ 住在3号"),
        ("身份证32058319800101123X，座机0512-57301234", "", "", "身份证［已隐去］，座机［已隐去］"),
        ("前进路12号明明店", "李强", "前进路12号、明明店", "［已隐去］"),
        ("<b>李强</b>", "李强", "", "<b>［已隐去］</b>"),
        ("罚款500元，案号〔2023〕0012号", "李强", "", "罚款500元，案号〔2023〕0012号"),
    ],
)
def test_whatever_tells_who_complained_is_cut(original, name, more, sent):
    assert cut(original, name, "", more) == sent


def test_every_model_says_what_it_asks_by_which_article_and_how_grave_it_is():
    models = all_models()
    assert len({one.name for one in models}) == len(models) >= 15
    assert all(one.words.endswith("。") and one.basis and one.severity in ("grave", "common", "slight") for one in models)
