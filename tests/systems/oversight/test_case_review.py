"""Reviews of files: samples that anybody draws again, blind sheets, recusal, a third reviewer, problems that only a verifier closes."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from yuheng.kernel import now as clock
from yuheng.kernel.access import grants, matters
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.paper_view import paper_view
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Period, value
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Account, Event, Matter, Organ, Paper, Person, Post, Scope
from yuheng.systems import catalogue
from yuheng.systems.oversight.case_review import sampling, sheets
from yuheng.systems.oversight.case_review.facts import ReviewSheet, Sampled
from yuheng.systems.oversight.case_review.sampling import CannotDraw, Framed
from yuheng.systems.oversight.case_review.scoring import Scale, Scored, outcome
from yuheng.systems.oversight.supervision.facts import ReviewedFile, ReviewProblem, ReviewRound

DAY = datetime(2023, 9, 20, 10, tzinfo=CHINA)
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def at(days: float = 0):
    return clock.at(DAY + timedelta(days=days))


@pytest.fixture
def zone(db) -> SimpleNamespace:
    """Two squads of a bureau, the justice office, reviewers from each, and twelve closed files."""
    catalogue.load()
    top = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高", holds_power=True)
    justice = Organ.objects.create(code="justice", name="司法所", kind="department", parent=top)
    bureau = Organ.objects.create(code="e", name="综合执法局", kind="bureau", parent=top, holds_power=True, prefix="昆高执")
    squads = [Organ.objects.create(code=f"squad-{n}", name=f"{n}中队", kind="squad", parent=bureau) for n in (1, 2)]

    def person(name: str, organ: Organ, *roles: str) -> int:
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=organ, title="人员", roles=list(roles), from_on=date(2020, 1, 1))
        return one.pk

    found = SimpleNamespace(
        justice=justice.pk, squad=squads[0].pk, other=squads[1].pk, office=person("监督", justice, "supervisor"), boss=person("所长", justice, "justice_head"),
        both=person("辛", justice, "supervisor", "case_reviewer"), a=person("甲", justice, "case_reviewer"), b=person("乙", justice, "case_reviewer"), c=person("丙", justice, "case_reviewer"), own=person("丁", squads[0], "case_reviewer", "squad_head"),
        head=person("戊", squads[0], "squad_head"), two=person("己", squads[1], "squad_head"),
    )  # fmt: skip
    office.changed()
    ended = DAY - timedelta(days=30)
    found.files = [
        Matter.objects.create(procedure="penalty.summary", number=f"昆高执当罚〔2023〕{n:05d}号", title="某案", lead_id=(found.squad, found.other)[n % 3 == 0], status="rest", closed_at=ended).pk
        for n in range(1, 13)
    ]  # fmt: skip
    for file in found.files:
        Scope.objects.create(token=f"o{top.pk}", matter_id=file, procedure="penalty.summary", sort_day=ended.date(), status="rest", level=1)
    return found


def planned(zone, **changes) -> int:
    data = {
        "name": "2023年第三季度案卷评查", "method": "random", "from_on": date(2023, 7, 1), "to_on": date(2023, 9, 15), "cases": "all", "size": 4, "reviewers": 2, "tolerance": 5,
        "supervised": True, "panel": [{"reviewer": person} for person in (zone.a, zone.b, zone.c)], **changes,
    }  # fmt: skip
    return perform(Order("plan", zone.office, opening=Opening("oversight.review", lead=zone.justice), data=data)).matter


def drawn(zone, **changes) -> ReviewRound:
    with at():
        review = planned(zone, **changes)
        perform(Order("draw", zone.office, matter=review, data={"seed": "x"}))
    return ReviewRound.objects.get(pk=review)


def assigned(zone, **changes) -> ReviewRound:
    review = drawn(zone, **changes)
    with at():
        assert sheets.assign(review, by=zone.office)[1] == []
        perform(Order("assign", zone.office, matter=review.pk))
    return review


def scored(sheet: ReviewSheet, *points: int, fatal: tuple[str, ...] = ()) -> None:
    rows = [{"item": "paper", "points": n, "page": f"卷内第{n}页", "content": "页码缺漏", "fault": "paper"} for n in points]
    data = {"deductions": rows, "opinion": "详见扣分", **({"fatal": list(fatal), "fatal_page": "卷内第3页"} if fatal else {})}
    with at(1):
        perform(Order("score", sheet.reviewer_id, matter=sheet.pk, data=data))


def sealed(zone, review: ReviewRound, *points: int) -> None:
    """Every sheet with these deductions, results formed."""
    for sheet in ReviewSheet.objects.filter(round=review.pk):
        scored(sheet, *points)
    with at(2):
        assert sheets.seal(review, by=zone.office)[1] == []


def test_a_stranger_draws_the_same_files_from_what_is_kept(zone):
    review = drawn(zone, method="stratified", size=5)
    again = sampling.draw(sampling.frame_of(review.frame_kept), "stratified", 5, review.seed)
    assert [one.matter for one in again] == list(Sampled.objects.filter(matter=review.pk).order_by("row").values_list("file", flat=True))
    assert sampling.frame_digest(review.frame_kept) == review.frame_digest
    assert (review.frame, review.sample) == (12, 5)
    assert {one.unit for one in again} == {zone.squad, zone.other}
    with at(), pytest.raises(Refused):
        perform(Order("draw", zone.office, matter=review.pk, data={"seed": "better"}))


@pytest.mark.parametrize("seed", range(40))
def test_shares_of_units_make_the_size_and_no_unit_gives_more_than_it_has(seed):
    chance = random.Random(seed)
    frame = [Framed(n, str(n), chance.choice((1, 1, 1, 2, 3, 4)), "p") for n in range(chance.randint(8, 60))]
    units = {one.unit for one in frame}
    size = chance.randint(len(units), len(frame))
    shares = sampling.shares(frame, size)
    assert sum(shares.values()) == size
    assert all(1 <= count <= sum(1 for one in frame if one.unit == unit) for unit, count in shares.items())
    found = sampling.draw(frame, "stratified", size, "s")
    assert len({one.matter for one in found}) == size
    assert found == sampling.draw(list(reversed(frame)), "stratified", size, "s")


def test_a_sample_that_the_frame_does_not_hold_is_refused():
    frame = [Framed(n, "", n % 3, "p") for n in range(6)]
    for method, size, words in (("random", 7, "只有 6 份"), ("random", None, "填写抽取份数"), ("stratified", 2, "不少于 3 份")):
        with pytest.raises(CannotDraw, match=words):
            sampling.draw(frame, method, size, "s")
    assert len(sampling.draw(frame, "full", None, "s")) == 6


def test_points_fall_by_part_and_two_minds_too_far_apart_need_a_third():
    scale = Scale(20, 80, 90, 60)
    assert scale.points([{"item": "paper", "points": 30}, {"item": "fact", "points": 5}]) == 75
    assert [scale.grade(score, fatal) for score, fatal in ((95, False), (95, True), (89, False), (59, False))] == ["good", "unfit", "fit", "unfit"]
    first, near, far, third = Scored("first", 90, False), Scored("second", 85, False), Scored("second", 84, False), Scored("third", 80, False)
    assert outcome([first], 1, 5).score == 90
    assert outcome([first], 2, 5).due == "second"
    assert outcome([first, near], 2, 5).score == 88
    assert outcome([first, far], 2, 5).due == "third"
    assert outcome([first, far, third], 2, 5).score == 80
    assert outcome([first, Scored("second", 90, True)], 2, 5).due == "third", "one saw a fatal point, the other did not"


def test_nobody_gets_a_file_of_the_own_unit_or_one_they_had_a_hand_in(zone):
    review = drawn(zone, method="full", panel=[{"reviewer": p} for p in (zone.a, zone.b, zone.own)])
    mine = Matter.objects.filter(lead=zone.squad).first()
    data = {"round": review.pk, "file": mine.pk, "reviewer": zone.own, "turn": "first"}
    opening = Opening("case_review.sheet", lead=zone.justice)
    with at():
        with pytest.raises(Refused, match="应当回避：本单位（1中队）的案卷"):
            perform(Order("assign", zone.office, opening=opening, data=data))
        Event.objects.create(matter=mine, seq=1, kind="perform", procedure=mine.procedure, step="x", day=DAY.date(), at=DAY, recorded_at=DAY, participants=[{"person": zone.a}], hash="", body=b"")
        with pytest.raises(Refused, match="本人办理过"):
            perform(Order("assign", zone.office, opening=opening, data={**data, "reviewer": zone.a}))
        with pytest.raises(Refused, match="组织评查的人员分派"):
            perform(Order("assign", zone.b, opening=opening, data={**data, "reviewer": zone.b}))
        with pytest.raises(sheets.Nobody):
            sheets.assign(review, by=zone.office)
    assert not ReviewSheet.objects.exists()


def test_whoever_reviews_does_not_organise_the_same_review(zone):
    panel = [{"reviewer": person} for person in (zone.a, zone.b, zone.both)]
    with at():
        review = planned(zone, panel=panel)
        with pytest.raises(Refused, match="不能组织同一次评查"):
            perform(Order("draw", zone.both, matter=review))
        perform(Order("draw", zone.office, matter=review))
        data = {"round": review, "file": Sampled.objects.first().file_id, "reviewer": zone.a, "turn": "first"}
        with pytest.raises(Refused, match="不能组织同一次评查"):
            perform(Order("assign", zone.both, opening=Opening("case_review.sheet", lead=zone.justice), data=data))


def test_sheets_are_given_out_evenly_and_again_only_what_is_missing(zone):
    review = assigned(zone)
    given = list(ReviewSheet.objects.filter(round=review.pk).values_list("file", "reviewer"))
    assert len(set(given)) == 8
    load = [sum(1 for _file, person in given if person == one) for one in (zone.a, zone.b, zone.c)]
    assert max(load) - min(load) <= 1
    with at():
        assert sheets.assign(review, by=zone.office) == (0, [])


def test_a_withdrawn_sheet_goes_to_somebody_else(zone):
    review = assigned(zone, size=1)
    sheet = ReviewSheet.objects.filter(round=review.pk, turn="first").get()
    with at(1):
        perform(Order("withdraw", zone.office, matter=sheet.pk, data={"withdrawn_why": "病假"}))
        assert sheets.assign(review, by=zone.office) == (1, [])
        with pytest.raises(Refused):
            perform(Order("score", sheet.reviewer_id, matter=sheet.pk, data={}))
    standing = ReviewSheet.objects.filter(round=review.pk, withdrawn_why__isnull=True)
    assert len(set(standing.values_list("reviewer", flat=True))) == 2
    assert sheet.reviewer_id not in standing.values_list("reviewer", flat=True)


def test_a_reviewer_reads_only_the_own_sheets_and_the_squad_none(zone):
    review = assigned(zone, panel=[{"reviewer": person} for person in (zone.a, zone.b, zone.both)])
    with at():
        def sees(person: int) -> set[int]:
            account, _made = Account.objects.get_or_create(username=f"u{person}", person_id=person)
            return set(matters.visible(grants.viewer(account), ["case_review.sheet", "oversight.review"]).values_list("pk", flat=True))

        mine = set(ReviewSheet.objects.filter(reviewer=zone.a).values_list("pk", flat=True))
        assert sees(zone.a) == {*mine, review.pk}
        assert sees(zone.head) == set()
        assert sees(zone.office) >= set(ReviewSheet.objects.values_list("pk", flat=True))
        assert sees(zone.both) == {*ReviewSheet.objects.filter(reviewer=zone.both).values_list("pk", flat=True), review.pk}, "of the office, and reviewing here"
        sheet = ReviewSheet.objects.filter(reviewer=zone.a).first()
        with pytest.raises(Refused, match="由本人评分"):
            perform(Order("score", zone.b, matter=sheet.pk, data={}))


def test_every_deduction_names_its_page_and_the_score_is_typed_by_nobody(zone):
    sheet = ReviewSheet.objects.filter(round=assigned(zone).pk).first()
    row = {"item": "paper", "points": 3, "page": "  ", "content": "页码缺漏", "fault": "paper"}
    with at(1):
        for bad, field in (({"deductions": [row]}, "deductions.1.page"), ({"fatal": ["law"]}, "fatal_page")):
            with pytest.raises(Refused) as refused:
                perform(Order("score", sheet.reviewer_id, matter=sheet.pk, data=bad))
            assert field in refused.value.refusal.fields
        perform(Order("score", sheet.reviewer_id, matter=sheet.pk, data={"deductions": [{**row, "page": "卷内第 5 页"}], "score": 100, "grade": "good"}))
    sheet.refresh_from_db()
    assert (sheet.score, sheet.grade) == (97, "good")


def test_two_sheets_too_far_apart_are_decided_by_a_third_reviewer(zone):
    review = assigned(zone, size=1)
    first, second = ReviewSheet.objects.filter(round=review.pk).order_by("turn")
    scored(first, 2)
    scored(second, 9)
    with at(2):
        assert sheets.seal(review, by=zone.office) == (0, [])
        assert sheets.assign(review, by=zone.office) == (1, [])
    third = ReviewSheet.objects.get(turn="third")
    assert third.reviewer_id not in {first.reviewer_id, second.reviewer_id}
    scored(third, 4, fatal=("procedure",))
    with at(3):
        assert sheets.seal(review, by=zone.office) == (1, [])
    result = ReviewedFile.objects.get()
    assert (result.score, result.fatal, result.grade, result.reviewer_id) == (96, True, "unfit", None)
    assert sorted(ReviewProblem.objects.values_list("content", flat=True)) == ["致命项：违反法定程序", "页码缺漏"]


def test_a_review_is_published_when_every_file_has_its_result_and_no_result_is_typed(zone):
    review = assigned(zone)
    opening = Opening("oversight.reviewed_file", lead=zone.squad)
    file = Sampled.objects.filter(matter=review.pk).first().file_id
    with at(2):
        with pytest.raises(Refused, match="没有评查结果"):
            perform(Order("publish", zone.office, matter=review.pk, data={}))
        typed = {"round": review.pk, "file": file, "file_number": "1", "unit": zone.squad, "score": 100, "supervised": True, "reviewed_on": DAY.date(), "quarter": 3}
        with pytest.raises(Refused, match="由评分表产生"):
            perform(Order("record", zone.office, opening=opening, data=typed))
    sealed(zone, review, 2)
    with at(3):
        done = perform(Order("publish", zone.office, matter=review.pk, data={"notice": "填写送达回证要完整。"}))
        text = str(paper_view(Paper.objects.get(matter=review.pk, kind="bulletin").pk).blocks)
    assert "98.0" in text
    assert Matter.objects.get(pk=done.matter).stage == "已通报"
    known = all_indicators()
    told = {name: value(known[name], YEAR).value for name in ("case_review.rounds", "case_review.files", "supervision.files_sampled", "case_review.problems")}
    assert told == {"case_review.rounds": 1, "case_review.files": 4, "supervision.files_sampled": 4, "case_review.problems": 4}
    assert known["case_review.files"].same_set == known["supervision.files_sampled"].same_set != "", "one set under two captions"
    assert list(replay(list(Matter.objects.exclude(pk__in=zone.files).values_list("pk", flat=True)))) == []


def test_a_problem_answered_with_nothing_is_sent_back_and_the_rate_waits_for_the_verifier(zone):
    review = assigned(zone, size=2)
    sealed(zone, review, 2)
    results = list(ReviewedFile.objects.order_by("pk"))
    rate = all_indicators()["case_review.corrected"]

    def act(step: str, by: int, file: ReviewedFile, days: float, **said) -> None:
        with at(days):
            perform(Order(step, by, matter=file.pk, row=1, data={"problems": [{"row": 1, **said}]} if said else {}))

    for file in results:
        unit = zone.head if file.unit_id == zone.squad else zone.two
        act("give", zone.office, file, 3, duty=unit)
        with pytest.raises(Refused, match="写明整改情况"):
            act("correct", unit, file, 4)
        act("correct", unit, file, 4, fix="已补正，见附页。")
    assert (value(rate, YEAR).numerator, value(rate, YEAR).denominator) == (0, 2), "what the unit says of itself does not count"
    act("verify", zone.office, results[0], 5)
    with pytest.raises(Refused, match="退回的理由"):
        act("send_back", zone.office, results[1], 5)
    act("send_back", zone.office, results[1], 5, returned_why="所附为空白页。")
    assert (value(rate, YEAR).numerator, value(rate, YEAR).denominator) == (1, 2)
    with pytest.raises(Refused):
        act("verify", zone.office, results[1], 6)
    unit = zone.head if results[1].unit_id == zone.squad else zone.two
    act("correct", unit, results[1], 6, fix="已重新制作，见第 5 页。")
    act("verify", zone.boss, results[1], 7)
    assert value(rate, YEAR).numerator == 2
    act("send_back", zone.boss, results[1], 8, returned_why="抽查时又有缺页。")
    assert value(rate, YEAR).numerator == 1
    kept = ReviewProblem.objects.get(matter=results[1].pk)
    assert (kept.corrected_on, kept.verified_by_id, kept.content) == (None, None, "页码缺漏")


def test_an_objection_is_answered_by_somebody_who_did_not_review(zone):
    review = assigned(zone, size=1)
    sealed(zone, review, 2)
    result = ReviewedFile.objects.get()
    unit = zone.head if result.unit_id == zone.squad else zone.two
    with at(3):
        perform(Order("feed_back", zone.office, matter=result.pk))
        text = str(paper_view(Paper.objects.get(matter=result.pk, kind="opinion").pk).blocks)
        perform(Order("object", unit, matter=result.pk, data={"objection": "页码完整。"}))
        data = {"objection_result": "changed", "objection_answer": "核对原卷，页码完整。"}
        with pytest.raises(Refused, match="变更后的得分"):
            perform(Order("answer", zone.boss, matter=result.pk, data=data))
        perform(Order("answer", zone.boss, matter=result.pk, data={**data, "score": 100, "grade": "good"}))
    assert "卷内第2页" in text
    assert "甲" not in text, "reviewers are not named to the squad"
    result.refresh_from_db()
    assert result.score == 100
