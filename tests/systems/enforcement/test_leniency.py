"""Lenient enforcement: the look-back across squads, conditions of the list, the better of two lists, and the case that follows."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.systems.enforcement.sparing import content, publish, row
from tests.systems.test_roles import reads
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Done, Opening, Order, Refused
from yuheng.kernel.engine.paper_view import draft_view
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.identity.uscc import made
from yuheng.kernel.now import CHINA, at
from yuheng.kernel.records.models import Account, Certificate, Clock, Event, Matter, Organ, Person, Post
from yuheng.kernel.tables.evaluate import restore
from yuheng.kernel.tables.prove import prove
from yuheng.kernel.tables.published import by_digest
from yuheng.systems.enforcement.credit.filling import decisions
from yuheng.systems.enforcement.leniency.facts import Leniency
from yuheng.systems.enforcement.leniency.lists import listed
from yuheng.systems.enforcement.leniency.lookback import Kind, Party, look_back
from yuheng.systems.enforcement.leniency.procedure import LENIENT
from yuheng.systems.enforcement.penalty.facts import Penalty
from yuheng.systems.roles import CREDIT_CLERK

ROOT = Path(__file__).resolve().parents[3]
FIRM, NEW_FIRM = made("92", "320583", 77), made("92", "320583", 78)
OPERATOR = "320583199001011237"

class Street:
    """Two squads of one bureau under one list."""

    def __init__(self, bureau: Any) -> None:
        self.b = bureau
        bureau_organ = Organ.objects.get(code="e")
        self.squad = Organ.objects.create(code="s9", name="九中队", kind="squad", parent=bureau_organ, prefix="昆执九")
        self.c, self.d = (self._officer(name, bureau_organ) for name in ("丙九", "丁九"))
        office.changed()

    def _officer(self, name: str, bureau: Organ) -> int:
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=self.squad, title="执法人员", roles=["enforcer"], from_on=date(2020, 1, 1))
        Certificate.objects.create(person=one, organ=bureau, number=f"证{one.pk}", from_on=date(2021, 7, 1), to_on=date(2026, 9, 26))
        return one.pk

    def do(self, step: str, by: int, on: date, hour: int = 10, *, matter: int = 0, opens: str = "", lead: int = 0, with_: tuple[int, ...] = (), **data: Any) -> Done:
        at = datetime(on.year, on.month, on.day, hour, tzinfo=CHINA)
        opening = Opening(opens, lead=lead or self.b.squad) if opens else None
        return perform(Order(step, by, matter=matter or None, opening=opening, data=data, with_=with_, at=at, recorded=at))

    def find(self, on: date, *, here: bool = True, **data: Any) -> int:
        filled = {"happened_on": on, "violation": "stall", "place": "前进中路1号", "facts_found": "现场拍照", "party_kind": "individual", "party_name": "王小摊", "uscc": FIRM, "id_number": OPERATOR}
        by, second, lead = (self.b.a, self.b.b, 0) if here else (self.c, self.d, self.squad.pk)
        return self.do("find", by, on, 9, opens="leniency.spot", lead=lead, with_=(second,), **{**filled, **data}).matter

    def act(self, step: str, matter: int, on: date, hour: int = 10, **data: Any) -> Done:
        return self.do(step, self.b.a, on, hour, matter=matter, with_=(self.b.b,), **data)

    def judged(self, on: date, **data: Any) -> int:
        matter = self.find(on, **data)
        self.act("judge", matter, on, corrected="order", harm="none")
        return matter

    def promised(self, on: date, by: date, **data: Any) -> int:
        matter = self.judged(on, **data)
        self.act("promise", matter, on, 11, order="收摊", correct_by=by, promise="不再占道", signed=True)
        return matter

    def spared(self, on: date, **data: Any) -> int:
        matter = self.promised(on, on, **data)
        self.act("check", matter, on, 12, put_right=True, checked_how="已收摊")
        self.act("spare", matter, on, 13, decided_on=on, education="讲明占道的危害")
        return matter


@pytest.fixture
def street(bureau) -> Street:
    one = Street(bureau)
    publish(bureau, date(2023, 1, 4))
    return one


def refused(work: Any) -> str:
    before = Event.objects.count()
    with pytest.raises(Refused) as caught:
        work()
    assert Event.objects.count() == before
    return str(caught.value) + "".join(caught.value.refusal.fields.values())


def test_a_first_violation_that_is_put_right_ends_without_penalty_and_with_education(street):
    matter = street.spared(date(2023, 5, 8))
    facts = Leniency.objects.get(pk=matter)
    assert (facts.first, facts.result, facts.ground, facts.spared, facts.line) == (True, "no_penalty", "first", True, "stall")
    assert Matter.objects.get(pk=matter).status == "rest"
    kept = json.loads(facts.receipt)
    assert restore(by_digest("leniency", kept["digest"]).compiled, kept).then["result"] == "no_penalty"
    assert list(replay([matter])) == []


def test_the_same_stall_under_a_new_licence_but_with_the_same_operator_is_found_by_another_squad(street):
    street.spared(date(2023, 5, 8))
    again = street.find(date(2023, 11, 6), here=False, uscc=NEW_FIRM, party_name="王大摊")
    facts = Leniency.objects.get(pk=again)
    assert facts.first is False
    assert "占道设摊" in facts.earlier
    street.do("judge", street.c, date(2023, 11, 6), matter=again, with_=(street.d,), corrected="spot", harm="none")
    assert Leniency.objects.get(pk=again).result == "full"


def test_the_window_and_the_kind_of_violation_stand_in_the_row(street):
    street.spared(date(2023, 5, 8))
    assert Leniency.objects.get(pk=street.find(date(2024, 5, 8))).first is False
    assert Leniency.objects.get(pk=street.find(date(2024, 5, 9))).first is True


def test_what_another_squad_is_still_asking_is_told_and_does_not_decide(street):
    street.find(date(2023, 5, 8), here=False)
    mine = Leniency.objects.get(pk=street.find(date(2023, 5, 8)))
    assert mine.first is True
    assert "正在核验" in mine.hints


def test_a_promise_without_a_signature_is_none_and_whoever_handled_it_does_not_sample_it(street):
    on = date(2023, 5, 8)
    matter = street.judged(on)
    assert "没有签字" in refused(lambda: street.act("promise", matter, on, 11, order="收摊", correct_by=on, promise="不再占道", signed=False))
    done = street.spared(on, uscc=NEW_FIRM, id_number="")
    assert "写明情况" in refused(lambda: street.do("sample", street.b.chief, on, 15, matter=done, sampled="wrong"))
    street.do("sample", street.b.chief, on, 15, matter=done, sampled="real")
    assert Leniency.objects.get(pk=done).sampled == "real"


def test_place_and_signboard_are_told_and_never_decide(street):
    street.spared(date(2023, 5, 8), signboard="王记烧饼")
    near = Leniency.objects.get(pk=street.find(date(2023, 6, 1), uscc=NEW_FIRM, id_number="", party_name="李四", signboard="王记烧饼"))
    assert near.first is True
    assert "同一地点或者店招" in near.hints


def test_a_penalty_on_file_counts_and_one_struck_down_or_of_another_kind_does_not(street):
    lead = street.b.squad
    clue = {"found_on": date(2023, 3, 1), "source": "patrol", "cause": "占道设摊", "place": "某路", "basis": "条例", "party_kind": "individual", "party_name": "王", "uscc": FIRM}
    penalty = street.do("clue", street.b.a, date(2023, 3, 1), opens="penalty.ordinary", lead=lead, **clue).matter
    kind, ask = Kind("stall", frozenset({"占道设摊"})), lambda: look_back(Party(FIRM), kind, None, date(2023, 5, 8)).first
    assert ask() is True  # nothing has been decided yet
    Penalty.objects.filter(pk=penalty).update(outcome="penalised")
    assert ask() is False
    assert look_back(Party(FIRM), Kind("ads", frozenset({"小广告"})), None, date(2023, 5, 8)).hints
    Penalty.objects.filter(pk=penalty).update(overturned_how="annulled")
    assert ask() is True


def test_without_a_number_nobody_is_a_first_offender_until_it_is_known(street):
    on = date(2023, 5, 8)
    matter = street.find(on, uscc="", id_number="")
    assert Leniency.objects.get(pk=matter).first is None
    assert "补充当事人身份" in refused(lambda: street.act("judge", matter, on, corrected="spot", harm="none"))
    street.act("identify", matter, on, 11, party_name="王小摊", id_number=OPERATOR)
    street.act("judge", matter, on, 12, corrected="spot", harm="none")
    assert Leniency.objects.get(pk=matter).result == "no_penalty"


def test_what_the_list_still_asks_is_named_and_nothing_is_taken_from_the_caller(street):
    on = date(2023, 5, 8)
    matter = street.find(on, first=False)
    assert Leniency.objects.get(pk=matter).first is True
    assert "危害后果" in refused(lambda: street.act("judge", matter, on, corrected="spot", result="no_penalty"))
    street.act("judge", matter, on, corrected="refuse", harm="none", result="no_penalty")
    assert Leniency.objects.get(pk=matter).result == "full"
    assert "责令改正" in refused(lambda: street.act("promise", matter, on, 11, order="x", correct_by=on, promise="y", signed=True))


def test_not_put_right_by_the_date_it_becomes_a_case_by_the_same_act(street):
    matter = street.promised(date(2023, 5, 8), date(2023, 5, 11))
    assert Clock.objects.get(matter=matter, step="check", ended=0).due_on == date(2023, 5, 11)
    street.do("check", street.b.a, date(2023, 5, 11), 15, matter=matter, with_=(street.b.b,), put_right="否", checked_how="仍在摆摊")
    facts = Leniency.objects.get(pk=matter)
    case = Penalty.objects.get(pk=facts.case_id)
    assert (facts.refer_why, facts.spared, Matter.objects.get(pk=matter).status) == ("责令改正期限届满没有改正", None, "rest")
    assert (case.cause, case.uscc, case.id_number, case.source_number) == ("占道设摊", FIRM, OPERATOR, Matter.objects.get(pk=matter).number)
    assert Clock.objects.filter(matter=case.pk, step="verify", ended=0).exists()
    assert list(replay([matter, case.pk])) == []


def test_a_case_that_the_list_spares_is_referred_only_when_it_is_not_put_right(street):
    on = date(2023, 5, 8)
    mine = street.judged(on)
    assert "转立案件" in refused(lambda: street.act("refer", mine, on, 11, refer_why="不想免"))
    other = street.find(on, party_name="李四", uscc=NEW_FIRM, id_number="")
    street.act("judge", other, on, corrected="refuse", harm="none")
    street.act("refer", other, on, 11, refer_why="拒不改正")
    assert Leniency.objects.get(pk=other).case_id


def test_the_time_to_put_right_lies_within_the_days_of_the_list(street):
    on = date(2023, 5, 8)
    matter = street.judged(on)
    said = refused(lambda: street.act("promise", matter, on, 11, order="x", correct_by=date(2023, 5, 19), promise="y", signed=True))
    assert "2023-05-18" in said


def test_a_later_list_applies_to_an_earlier_act_only_where_it_is_better_and_the_reason_is_kept(bureau):
    street = Street(bureau)
    publish(bureau, date(2023, 1, 4), content(row("light", first=[True], corrected=["spot", "order"], harm=["none"])))
    publish(bureau, date(2024, 3, 1))
    found, on = date(2023, 12, 28), date(2024, 3, 5)
    matter = street.do(
        "find", bureau.a, on, 9, opens="leniency.spot", with_=(bureau.b,), happened_on=found, violation="stall", place="某路", facts_found="照片", party_kind="individual", party_name="王", uscc=FIRM,
    ).matter  # fmt: skip
    street.act("judge", matter, on, corrected="order", harm="none")
    better = Leniency.objects.get(pk=matter)
    assert (better.result, "2024年清单" in better.list_used, "更为有利" in better.list_why) == ("no_penalty", True, True)
    street.act("judge", matter, on, 11, corrected="refuse", harm="none")
    same = Leniency.objects.get(pk=matter)
    assert (same.result, "2023年清单" in same.list_used, "没有对当事人更为有利" in same.list_why) == ("full", True, True)


def test_nothing_of_it_goes_to_credit(street):
    matter = street.spared(date(2023, 5, 8))
    assert decisions(FIRM, date(2023, 1, 1), date(2023, 12, 31)) == []
    given = {"given_on": date(2023, 5, 9), "enterprise": "王", "uscc": FIRM, "decision_number": "1", "decided_on": date(2023, 5, 8), "penalty": matter}
    assert "没有作出行政处罚决定" in refused(lambda: street.do("give", street.b.credit, date(2023, 5, 9), opens="credit.notice", **given))
    assert not reads(CREDIT_CLERK, LENIENT)


def test_a_violation_may_be_named_in_words_and_an_unknown_one_is_refused(street):
    assert Leniency.objects.get(pk=street.find(date(2023, 5, 8), violation="占道设摊")).violation == "stall"
    assert "清单没有" in refused(lambda: street.find(date(2023, 5, 8), violation="<b>别的</b>"))


def test_the_look_back_asks_a_fixed_number_of_indexed_questions(street):
    for day in range(8, 12):
        street.find(date(2023, 5, day))
    with CaptureQueriesContext(connection) as asked:
        look_back(Party(FIRM, OPERATOR), Kind("stall", frozenset()), date(2022, 5, 8), date(2023, 6, 8), place="前进中路1号", signboard="王记")
    assert len(asked) <= 6


def test_the_shipped_list_and_the_sample_items_are_proved_together():
    one = listed(ROOT / "law/lists/leniency.yaml", ROOT / "demo/leniency.yaml")
    assert prove(one).proved
    assert len(one.rows) == 108
    assert all(row.note for row in one.rows)


@pytest.fixture
def phone(street) -> Client:
    """The officer's browser."""
    Account.objects.create_user("a", person_id=street.b.a)
    client = Client()
    client.force_login(Account.objects.get(username="a"))
    return client


def test_conditions_are_asked_one_at_a_time_and_the_last_page_performs_the_step(street, phone):
    on = date(2023, 5, 8)
    matter = street.find(on)
    here = reverse("leniency_judge", args=[matter])
    with at(datetime(2023, 5, 8, 11, tzinfo=CHINA)):
        assert phone.get(reverse("step", args=[matter, "judge"])).headers["Location"] == here
        first = phone.get(here).content.decode()
        assert first.count("<h2 id=\"question\">") == 1
        assert "初次违法：2022-05-08 以来没有查到同类违法" in first
        answers = {"corrected": "spot", "harm": "none"}
        html = phone.get(here, answers).content.decode()
        assert "不予处罚" in html
        assert "question" not in html
        refused_ = phone.post(here, {**answers, "y_key": "k1"})
        assert refused_.status_code == 422  # nobody acts alone
        done = phone.post(here, {**answers, "y_with1": str(street.b.b), "y_key": "k2"})
    assert done.headers["Location"] == reverse("matter", args=[matter])
    assert Leniency.objects.get(pk=matter).result == "no_penalty"


@pytest.mark.parametrize("answer", ["<script>alert(1)</script>", "9" * 400, "none,none", ""])
def test_a_careless_answer_is_asked_again_and_changes_nothing(street, phone, answer):
    matter = street.find(date(2023, 5, 8))
    before = Event.objects.count()
    with at(datetime(2023, 5, 8, 11, tzinfo=CHINA)):
        page = phone.get(reverse("leniency_judge", args=[matter]), {"harm": answer, "area": answer, "corrected": answer, "nobody": answer})
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert Event.objects.count() == before


def test_the_opening_form_offers_the_items_of_the_list_in_force(street, phone):
    with at(datetime(2023, 5, 8, 11, tzinfo=CHINA)):
        html = phone.get(reverse("open", args=["leniency.spot"])).content.decode()
    assert '<option value="stall"' in html
    assert "城市管理：占道设摊" in html


def test_the_papers_bear_order_promise_and_education_and_say_that_nothing_goes_to_credit(street):
    matter = street.spared(date(2023, 5, 8))
    said = {kind: "".join(str(block) for block in draft_view(matter, kind).blocks) for kind in ("promise", "check", "no_penalty")}
    assert all(words in said["promise"] for words in ("收摊", "不再占道", "2023年5月8日"))
    assert "已经改正" in said["check"]
    assert all(words in said["no_penalty"] for words in ("讲明占道的危害", "不作为失信信息", "2023年清单", "行政复议"))
