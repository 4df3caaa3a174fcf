"""Credit repair on real penalties: what the file says is taken over, what is owed stops, certificates say what the records say."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.systems.scenarios.runner import Play, read
from yuheng.kernel.engine.orders import Done, Opening, Order, Refused
from yuheng.kernel.engine.paper_view import draft_view
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.identity.uscc import made
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Account, Clock, Event, Matter, StepState
from yuheng.systems.enforcement.credit.facts import NoViolation, Receiver, Repair, RepairNotice
from yuheng.systems.enforcement.credit.filling import decisions
from yuheng.systems.enforcement.penalty import ordinary
from yuheng.systems.enforcement.penalty.facts import Penalty

FIRM = made("91", "320583", 77)
OTHER = made("91", "320583", 78)


class Desk:
    """A bureau whose credit clerk works through the year 2023."""

    def __init__(self, bureau: Any) -> None:
        self.b = bureau

    def do(self, step: str, by: int, on: date, hour: int = 10, *, matter: int = 0, opens: str = "", row: int = 0, with_: tuple[int, ...] = (), **data: Any) -> Done:
        at = datetime(on.year, on.month, on.day, hour, tzinfo=CHINA)
        opening = Opening(opens, lead=self.b.squad) if opens else None
        return perform(Order(step, by, matter=matter or None, opening=opening, data=data, row=row, with_=with_, at=at, recorded=at))

    def penalty(self, uscc: str = FIRM) -> int:
        """A fine of 2,000 元 given on the spot, not yet paid."""
        day, two = date(2023, 6, 1), (self.b.b,)
        book = {"series": "当场№", "first": 1, "count": 5, "issued_on": date(2023, 5, 30), "holder": self.b.a}
        self.do("issue", self.b.chief, date(2023, 5, 30), opens="penalty.spot_book", **book)
        opened = self.do(
            "discover", self.b.a, day, 9, opens="penalty.summary", with_=two, happened_on=day, cause="占道经营", place="前进中路1号", basis="条例第十四条",
            facts_found="现场检查", party_kind="organisation", party_name="昆山甲有限公司", uscc=uscc, proposed_kind="fine", proposed_fine=200_000,
        ).matter  # fmt: skip
        self.do("inform", self.b.a, day, 10, matter=opened, with_=two, informed=True, defence="无异议")
        self.do("decide", self.b.a, day, 11, matter=opened, with_=two, book_number="当场№000001", decided_on=day, fine=200_000, outcome="penalised")
        return opened

    def notice(self, **data: Any) -> int:
        filled = {"given_on": date(2023, 6, 2), "enterprise": "甲", "uscc": OTHER, "decision_number": "一号", "decided_on": date(2023, 6, 1), **data}
        return self.do("give", self.b.credit, date(2023, 6, 2), opens="credit.notice", **filled).matter

    def apply(self, notice: int, on: date) -> int:
        data = {"applied_on": on, "notice": notice, "enterprise": "甲", "uscc": OTHER, "decision_number": "一号", "materials": ["performed", "promise"]}
        return self.do("apply", self.b.credit, on, opens="credit.repair", **data).matter

    def check(self, repair: int, on: date, **data: Any) -> Done:
        return self.do("check", self.b.credit, on, matter=repair, **{"fine": 0, "paid": 0, "performed": True, "corrected": True, "promise": True, **data})


@pytest.fixture
def desk(bureau) -> Desk:
    return Desk(bureau)


def refused(work: Any) -> str:
    before = Event.objects.count()
    with pytest.raises(Refused) as caught:
        work()
    assert Event.objects.count() == before
    return str(caught.value) + "".join(caught.value.refusal.fields.values())


def test_the_notice_takes_the_decision_from_its_file_and_a_spot_fine_is_not_shown(desk):
    notice = desk.notice(penalty=desk.penalty())
    facts = RepairNotice.objects.get(pk=notice)
    assert (facts.enterprise, facts.uscc, facts.decision_number, facts.fine, facts.period) == ("昆山甲有限公司", FIRM, "当场№000001", 200_000, "none")
    assert "已经发过" in refused(lambda: desk.notice(penalty=facts.penalty_id))
    assert "无须修复" in refused(lambda: desk.apply(notice, date(2023, 9, 4)))


def test_classes_and_dates_cannot_be_typed(desk):
    for name, value in (("rule", "2026"), ("earliest_on", date(2023, 6, 2)), ("ends_on", date(2023, 7, 1)), ("seriousness", "slight")):
        assert "不填写" in refused(lambda name=name, value=value: desk.notice(**{name: value}))


def test_an_application_stops_with_the_sum_that_its_file_says_is_due_whatever_was_typed(desk):
    penalty = desk.penalty()
    data = {"applied_on": date(2023, 9, 4), "enterprise": "甲", "uscc": FIRM, "decision_number": "当场№000001", "penalty": penalty, "materials": ["performed", "promise"]}
    repair = desk.do("apply", desk.b.credit, date(2023, 9, 4), opens="credit.repair", **data).matter
    desk.check(repair, date(2023, 9, 5), fine=200_000, paid=200_000)
    facts = Repair.objects.get(pk=repair)
    assert (facts.paid, facts.owing, facts.ready) == (0, 200_000, False)
    assert "2,000.00 元未缴清" in refused(lambda: desk.do("accept", desk.b.credit, date(2023, 9, 6), matter=repair))
    desk.do("record", desk.b.chief, date(2023, 9, 6), 9, matter=penalty)
    desk.do("pay", desk.b.a, date(2023, 9, 6), 11, matter=penalty, paid_on=date(2023, 9, 6), on_spot=False)
    desk.check(repair, date(2023, 9, 7))
    desk.do("accept", desk.b.credit, date(2023, 9, 7), 11, matter=repair)
    assert list(replay([repair])) == []


@pytest.fixture
def decided(desk) -> tuple[int, int]:
    notice = desk.notice(kinds=["fine"], fine=300_000)
    repair = desk.apply(notice, date(2023, 9, 4))
    desk.check(repair, date(2023, 9, 5), fine=300_000, paid=300_000)
    desk.do("accept", desk.b.credit, date(2023, 9, 6), matter=repair)
    desk.do("review", desk.b.reviewer, date(2023, 9, 7), matter=repair, opinion="属实")
    told = [{"name": "credit_china", "state": "stopped", "answered_on": date(2023, 9, 8)}, {"name": "city", "state": "waiting"}]
    desk.do("decide", desk.b.deputy, date(2023, 9, 8), matter=repair, repaired_on=date(2023, 9, 8), result="repaired", told=told)
    return notice, repair


def test_no_receiver_has_answered_before_it_was_told_and_an_answer_changes_its_own_row_only(desk, decided):
    _notice, repair = decided
    assert {row.state for row in Receiver.objects.filter(matter=repair)} == {"waiting"}
    for row in (1, 2):
        desk.do("transmit", desk.b.credit, date(2023, 9, 11), matter=repair, row=row)
    both = [{"row": 1, "state": "stopped"}, {"row": 2, "state": "stopped", "message": "已撤下"}]
    desk.do("acknowledge", desk.b.credit, date(2023, 9, 12), matter=repair, row=2, told=both)
    found = {row.row: (row.state, row.answered_on, row.message) for row in Receiver.objects.filter(matter=repair)}
    assert found == {1: ("waiting", None, None), 2: ("stopped", date(2023, 9, 12), "已撤下")}
    late = Clock.objects.get(matter=repair, step="acknowledge", ended=0)
    assert (late.row, late.due_on) == (1, date(2023, 9, 18))  # five working days: 12, 13, 14, 15, 18


def test_repair_ends_the_credit_channel_and_leaves_the_penalty_alone(desk, decided):
    notice, repair = decided
    other = desk.notice(decision_number="二号")
    for_other = lambda: desk.do("stop", desk.b.credit, date(2023, 9, 12), matter=other, ended_how="repaired", stopped_on=date(2023, 9, 12), repair=repair)  # noqa: E731
    assert "另一处罚决定" in refused(for_other)
    assert "最长公示期尚未届满" in refused(lambda: desk.do("stop", desk.b.credit, date(2023, 9, 12), matter=notice, ended_how="term", stopped_on=date(2023, 9, 12)))
    before = set(Event.objects.exclude(matter=notice).values_list("pk", flat=True))
    desk.do("stop", desk.b.credit, date(2023, 9, 12), matter=notice, ended_how="repaired", stopped_on=date(2023, 9, 12), repair=repair)
    assert set(Event.objects.exclude(matter=notice).values_list("pk", flat=True)) == before
    assert not Clock.objects.filter(matter=notice, step__in=("remind", "stop"), ended=0, asleep=False).exists()


@pytest.fixture
def shown(desk, bureau) -> tuple[int, int]:
    """A fine of 10,000 元 decided on 2023-10-12, published on both channels and paid, and its notice."""
    file = Path(ordinary.__file__).parent / "scenarios" / "ordinary.yaml"
    acts = next(one for one in read(file) if one["名称"].startswith("信用修复只终止信用公示"))["经过"]
    told = next(position for position, act in enumerate(acts) if act.get("办") == "执法公示") + 1
    case = Play({"程序": "行政处罚普通程序", "经过": acts[:told]}, bureau, bureau.squad)
    for act in case.scenario["经过"]:
        case._act(act)
    penalty = case.matter
    notice = desk.do("give", bureau.credit, date(2023, 10, 18), opens="credit.notice", given_on=date(2023, 10, 18), enterprise="甲", uscc=FIRM, decision_number="一号",
                     decided_on=date(2023, 10, 12), penalty=penalty).matter  # fmt: skip
    desk.do("credit", bureau.credit, date(2023, 10, 18), 11, matter=penalty, credit_receipt="XY1", credit_until=date(2030, 1, 1))
    desk.do("pay", bureau.cashier, date(2023, 10, 19), 11, matter=penalty, paid=1_000_000, paid_on=date(2023, 10, 19))
    return penalty, notice


def channels(penalty: int) -> set[str]:
    return set(StepState.objects.filter(matter=penalty, done=True, step__in=("publish", "credit", "withdraw", "credit_end")).values_list("step", flat=True))


def test_closing_a_repair_ends_the_credit_channel_of_the_file_and_never_the_publicity_of_enforcement(desk, shown):
    penalty, notice = shown
    assert Penalty.objects.get(pk=penalty).credit_until == RepairNotice.objects.get(pk=notice).ends_on == date(2026, 10, 12)
    said = refused(lambda: desk.do("credit_end", desk.b.credit, date(2023, 11, 1), matter=penalty, credit_end_ground="repaired"))
    assert "信用修复告知" in said
    on = date(2024, 1, 12)
    repair = desk.do("apply", desk.b.credit, on, opens="credit.repair", applied_on=on, enterprise="甲", uscc=FIRM, decision_number="一号", penalty=penalty,
                     materials=["performed", "promise"]).matter  # fmt: skip
    assert Repair.objects.get(pk=repair).notice_id == notice  # found by the penalty
    assert "正在办理" in refused(lambda: desk.apply(notice, on))
    desk.check(repair, on)
    desk.do("accept", desk.b.credit, on, 11, matter=repair)
    desk.do("review", desk.b.reviewer, on, 12, matter=repair, opinion="属实")
    desk.do("decide", desk.b.deputy, on, 13, matter=repair, repaired_on=on, result="repaired", told=[{"name": "credit_china", "state": "waiting"}])
    desk.do("transmit", desk.b.credit, on, 14, matter=repair, row=1)
    desk.do("acknowledge", desk.b.credit, date(2024, 1, 15), 10, matter=repair, row=1)
    assert channels(penalty) == {"publish", "credit"}
    desk.do("close", desk.b.credit, date(2024, 1, 16), 10, matter=repair)
    facts = RepairNotice.objects.get(pk=notice)
    assert (facts.ended_how, facts.stopped_on, facts.repair_id) == ("repaired", date(2024, 1, 15), repair)
    assert channels(penalty) == {"publish", "credit", "credit_end"}
    assert Penalty.objects.get(pk=penalty).credit_end_ground == "repaired"
    assert list(replay([repair, notice, penalty])) == []


def test_an_overturned_decision_ends_the_channel_by_the_notice_and_only_once_the_file_tells_of_it(desk, shown):
    penalty, notice = shown
    on = date(2023, 11, 1)
    stop = lambda: desk.do("stop", desk.b.credit, on, 12, matter=notice, ended_how="withdrawn", stopped_on=on, stopped_why="复议撤销")  # noqa: E731
    assert "没有登记" in refused(stop)
    desk.do("overturned", desk.b.reviewer, on, 11, matter=penalty, overturned_how="annulled", overturned_on=on, overturned_by="市政府")
    stop()
    assert channels(penalty) == {"publish", "credit", "credit_end"}


def test_a_decision_struck_down_stands_on_no_certificate(desk, shown):
    penalty, _notice = shown
    year = (date(2023, 1, 1), date(2023, 12, 31))
    Penalty.objects.filter(pk=penalty).update(uscc=FIRM)
    assert len(decisions(FIRM, *year)) == 1
    desk.do("overturned", desk.b.reviewer, date(2023, 11, 1), 11, matter=penalty, overturned_how="annulled", overturned_on=date(2023, 11, 1), overturned_by="市政府")
    assert decisions(FIRM, *year) == []


def test_where_the_file_cannot_end_its_channel_nothing_is_stopped(desk, shown):
    penalty, notice = shown
    due = date(2026, 10, 12)
    assert "信用管理人员" in refused(lambda: desk.do("stop", desk.b.link, due, matter=notice, ended_how="term", stopped_on=due))
    assert RepairNotice.objects.get(pk=notice).stopped_on is None
    desk.do("stop", desk.b.credit, due, 11, matter=notice, ended_how="term", stopped_on=due)
    assert Penalty.objects.get(pk=penalty).credit_end_ground == "expired"


def test_a_penalty_that_lasts_is_shown_at_least_as_long(desk):
    notice = desk.notice(kinds=["suspend_licence"], lasts_until=date(2024, 6, 1))
    assert RepairNotice.objects.get(pk=notice).earliest_on == date(2024, 6, 1)


def certificate(desk: Desk, sheet: str = "certificate", uscc: str = OTHER) -> int:
    on = date(2023, 9, 20)
    data = {"sheet": sheet, "asked_on": on, "enterprise": "昆山甲有限公司", "uscc": uscc, "from_on": date(2021, 1, 1), "to_on": on}
    return desk.do("apply", desk.b.credit, on, opens="credit.certificate", **data).matter


def issued(desk: Desk, matter: int, **data: Any) -> NoViolation:
    desk.do("issue", desk.b.credit, date(2023, 9, 21), matter=matter, issued_on=date(2023, 9, 21), **data)
    return NoViolation.objects.get(pk=matter)


def test_a_certificate_says_what_the_records_say_and_not_what_was_typed(desk):
    desk.penalty()
    asked = certificate(desk, uscc=FIRM)
    assert "不能出具无违法违规证明" in refused(lambda: issued(desk, asked, clean="none", found=0))
    report = issued(desk, certificate(desk, "report", FIRM))
    assert (report.clean, report.found) == ("some", 1)
    assert "2,000.00 元" in report.records
    assert issued(desk, certificate(desk)).clean == "none"


def test_a_certificate_is_verified_by_its_code_alone_and_a_revoked_one_says_so(desk):
    one = issued(desk, certificate(desk))
    code = one.verification
    client = Client()
    typed = client.get(reverse("certificate_check") + f"?code={code[:4]}-{code[4:8].lower()} {code[8:]}")
    assert typed.headers["Location"] == reverse("certificate_checked", args=[code])
    page = client.get(reverse("certificate_checked", args=[code]))
    html = page.content.decode()
    assert page.status_code == 200
    assert all(words in html for words in ("核验通过", OTHER, "没有行政处罚记录", Matter.objects.get(pk=one.pk).number))
    desk.do("revoke", desk.b.reviewer, date(2023, 9, 25), matter=one.pk, revoked_on=date(2023, 9, 25), revoked_why="查询范围有误")
    gone = client.get(reverse("certificate_checked", args=[code])).content.decode()
    assert "证明已撤销" in gone
    assert "核验通过" not in gone


def test_the_printed_sheet_bears_the_code_to_scan_and_is_for_those_who_may_read_the_matter(desk):
    one = issued(desk, certificate(desk))
    here = reverse("certificate_sheet", args=[one.pk])
    for person, status in ((desk.b.credit, 200), (desk.b.mediator, 403)):
        Account.objects.create_user(f"u{person}", person_id=person)
        client = Client()
        client.force_login(Account.objects.get(username=f"u{person}"))
        page = client.get(here)
        assert page.status_code == status
        assert (one.verification[:4] in page.content.decode()) == (status == 200)
        assert (b"data:image/svg" in page.content) == (status == 200)


@pytest.mark.parametrize("code", ["2345678923456789", "1", "甲" * 16, "<script>alert(1)<script>", "A" * 900, str(10**15)])
def test_every_wrong_code_is_answered_alike_and_says_nothing(desk, code):
    one = issued(desk, certificate(desk))
    for page in (Client().get(reverse("certificate_checked", args=[code])), Client().get(reverse("certificate_check"), {"code": code}, follow=True)):
        html = page.content.decode()
        assert page.status_code == 200
        assert "没有查到这一核验码" in html
        assert "<script>alert" not in html
        assert one.enterprise not in html


def test_the_papers_bear_dates_sums_and_code(desk, decided):
    notice, repair = decided
    said = {kind: "".join(str(block) for block in draft_view(matter, kind).blocks) for matter, kind in (
        (notice, "notice"), (repair, "decision"), (certificate(desk), "certificate"),
    )}  # fmt: skip
    assert all(words in said["notice"] for words in ("2023年9月1日", "2026年6月1日", "不收取任何费用"))
    assert "信用苏州" in said["decision"]
    assert "核验码" in said["certificate"]
