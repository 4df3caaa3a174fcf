"""Style of work: measures only, each unit its own problems, a rule improved shows both texts."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.access import grants
from yuheng.kernel.access.matters import visible
from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.now import at as time_at
from yuheng.kernel.procedure.shape import BadValue
from yuheng.kernel.records.models import Account, Event, Matter, Organ, Person, Post
from yuheng.kernel.records.models import Opening as Kept
from yuheng.systems import catalogue, roles
from yuheng.systems.oversight.integrity.facts import RuleImproved
from yuheng.systems.oversight.style.facts import StyleProblem
from yuheng.systems.oversight.style.privacy import measure_only
from yuheng.systems.oversight.style.redline import joined, redline

NOON = datetime(2023, 9, 20, 12, tzinfo=CHINA)
OLD = "会议费由经办部门自行审批，会后一个月内报销。"
NEW = "会议费由经办部门提出、财政部门审核、分管领导审批，会后十五日内报销。"


@pytest.fixture
def zone(db):
    catalogue.load()
    grants.know_roles(roles.ALL)
    root = Organ.objects.create(code="zone", name="高新区", kind="zone", prefix="昆高")
    units = {code: Organ.objects.create(code=code, name=name, kind="department", parent=root, prefix="昆高").pk for code, name in (("d", "纪工委"), ("x", "党政办公室"), ("y", "社会事业局"))}
    people = {}
    for name, organ, role in (("监督员", "d", "discipline_clerk"), ("联络甲", "x", "unit_clerk"), ("联络乙", "y", "unit_clerk"), ("慕容文静", "y", "unit_leader")):
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ_id=units[organ], title="工作人员", roles=[role], from_on=date(2020, 1, 1))
        people.setdefault(organ, one.pk)
    office.changed()
    return units, people


def act(zone, step, by, matter=0, lead="x", procedure="style.problem", **data):
    units, people = zone
    opening = None if matter else Opening(procedure, lead=units[lead])
    with time_at(NOON):
        return perform(Order(step, people[by], matter=matter or None, opening=opening, data=data)).matter


def problem(zone, lead="x", **more):
    return act(zone, "record", "d", lead=lead, category="hospitality", found_on=date(2023, 9, 4), needs_rule=True, **more)


@pytest.mark.parametrize(
    "pasted",
    [
        "群众举报党政办张建国收受礼金，拟约谈。",
        "李副局长长期公车私用，责令退款。",
        "要求王科长限期退回补贴。",
        "对欧阳主任批评教育。",
        "据反映赵某违规发放津贴，核查后整改。",
        "联系人电话 138 1234 5678，督促整改。",
        "责令退回卡号 6222 0000 1111 2222 333 的款项。",
    ],
)
def test_a_named_accusation_in_a_measure_is_refused_with_the_hint_and_kept_nowhere(zone, pasted):
    matter = problem(zone)
    kept = Event.objects.count()
    with pytest.raises(Refused, match="只写措施") as refused:
        act(zone, "plan", "x", matter, measure=pasted, correct_by=date(2023, 10, 8))
    assert "measure" in refused.value.refusal.fields
    assert StyleProblem.objects.get().measure is None
    assert Event.objects.count() == kept
    assert not Kept.objects.filter(value__contains=pasted[:6]).exists()


@pytest.mark.parametrize(
    "measure",
    [
        "修订公务接待管理办法，实行审批单、公函、菜单、发票四单合一，每季度抽查。",
        "办公室主任负责，财政部门按月核对公车里程，超出的由本人退回。",
        "开展专项自查，清理违规发放的津贴，由单位统一退回财政专户。",
        "分管局长每月主持一次例会，通报整改进度，并向党委书记报告。",
        "由经办同志填写台账，科室负责人复核，周五前归档。",
    ],
)
def test_a_plain_measure_is_taken(measure):
    assert measure_only(measure) == measure


def test_no_field_of_a_problem_asks_what_somebody_did_and_a_measure_is_short(zone):
    matter = problem(zone)
    texts = [field.name for field in StyleProblem._meta.fields if getattr(field, "yuheng", {}).get("kind") in ("text", "long_text")]
    assert texts == ["measure", "result", "back_why"]
    with pytest.raises(Refused, match="最多 300 个字"):
        act(zone, "plan", "x", matter, measure="规范流程，" * 80, correct_by=date(2023, 10, 8))


def test_a_name_of_our_own_staff_is_no_measure(zone):
    matter = problem(zone)
    with pytest.raises(Refused, match="工作人员姓名"):
        act(zone, "plan", "x", matter, measure="请慕容文静牵头修订办法，按月报告进度。", correct_by=date(2023, 10, 8))


def test_a_unit_sees_its_own_problems_only_and_acts_on_no_other(zone):
    _units, people = zone
    mine, other = problem(zone), problem(zone, lead="y")
    with time_at(NOON):
        seen = grants.viewer(Account.objects.create(username="x", person_id=people["x"]))
        watch = grants.viewer(Account.objects.create(username="d", person_id=people["d"]))
        assert set(visible(seen, ["style.problem"]).values_list("pk", flat=True)) == {mine}
        assert set(visible(watch, ["style.problem"]).values_list("pk", flat=True)) == {mine, other}
    with pytest.raises(Refused):
        act(zone, "plan", "x", other, measure="规范接待审批流程。", correct_by=date(2023, 10, 8))


def improved(zone, by="x", **more):
    data = {"name": "会议费管理办法", "improved_on": date(2023, 9, 18), "unit": zone[0]["x"], "problem": "审批不闭合", "old_text": OLD, "new_text": NEW, **more}
    return act(zone, "record", by, procedure="oversight.rule", **data)


@pytest.mark.parametrize("texts", [{"old_text": ""}, {"new_text": ""}, {"old_text": "略"}, {"new_text": "见附件。"}, {"new_text": OLD}, {"new_text": OLD.replace("，", " ， ")}])
def test_a_rule_without_its_old_and_its_new_text_does_not_count_as_improved(zone, texts):
    with pytest.raises(Refused):
        improved(zone, **texts)
    assert not RuleImproved.objects.exists()
    assert not Matter.objects.exists()


def test_a_problem_that_needs_a_rule_is_closed_only_with_one_of_its_own_unit(zone):
    matter = problem(zone)
    act(zone, "plan", "x", matter, measure="修订会议费办法，会前审批。", correct_by=date(2023, 10, 8))
    act(zone, "correct", "x", matter, result="已修订并执行。", corrected_on=date(2023, 9, 19))
    act(zone, "verify", "d", matter, verified_on=date(2023, 9, 20))
    with pytest.raises(Refused, match="完善制度"):
        act(zone, "evaluate", "d", matter, effect="good", evaluated_on=date(2023, 9, 20))
    foreign = improved(zone, by="x", name="接待办法", unit=zone[0]["y"])
    with pytest.raises(Refused, match="其他单位"):
        act(zone, "revise", "x", matter, rule=foreign)
    act(zone, "revise", "x", matter, rule=improved(zone))
    act(zone, "evaluate", "d", matter, effect="good", evaluated_on=date(2023, 9, 20))
    assert Matter.objects.get(pk=matter).stage == "已销号"


def test_the_redline_marks_what_went_and_what_came():
    left, right = redline(OLD, NEW)
    assert [piece.text for piece in left if piece.kind == "gone"] == ["自行", "一个月"]
    assert "".join(piece.text for piece in right if piece.kind == "new") == "提出、财政部门审核、分管领导十五日"


@settings(max_examples=80)
@given(st.text(alphabet="甲乙丙丁。；\n会议费", max_size=60), st.text(alphabet="甲乙丙丁。；\n会议费", max_size=60))
def test_both_sides_of_a_redline_are_the_texts_themselves(old, new):
    left, right = redline(old, new)
    assert (joined(left), joined(right)) == (old.strip(), new.strip())
    assert "".join(p.text for p in left if p.kind == "same") == "".join(p.text for p in right if p.kind == "same")


def test_the_hint_is_told_at_the_field():
    with pytest.raises(BadValue, match="不接收、不保存"):
        measure_only("实名举报孙会计挪用公款")
