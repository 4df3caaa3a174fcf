"""What the steps of a review fill in by themselves, and what they refuse: the sample, the recusals, the score, the sealed result, the row of a problem."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.engine.office import office
from yuheng.kernel.law import law
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.systems.checks import quarter_of
from yuheng.systems.oversight.case_review import frames, sampling
from yuheng.systems.oversight.case_review.facts import Panel, ReviewSheet, Sampled
from yuheng.systems.oversight.case_review.recusal import Files
from yuheng.systems.oversight.case_review.scoring import Scale
from yuheng.systems.oversight.case_review.sheets import problems_of, states
from yuheng.systems.oversight.supervision.facts import ReviewedFile, ReviewProblem, ReviewRound
from yuheng.systems.roles import CASE_REVIEWER, JUSTICE_HEAD, SUPERVISOR

REVIEW, SHEET, RESULT = "oversight.review", "case_review.sheet", "oversight.reviewed_file"
_OFFICE = {SUPERVISOR.id, JUSTICE_HEAD.id}


APART = "评查人员不能组织同一次评查：组织的人看得到各人的评分。请由其他人员办理。"


def register_all() -> None:
    """Declares the completions; called once."""
    register(REVIEW, "plan", plan)
    register(REVIEW, "draw", draw, final="抽样以后不能重抽；抽样有误的，请终止本次评查，另行制定方案。")
    register(REVIEW, "assign", assigned)
    register(REVIEW, "publish", publish)
    register(SHEET, "assign", given_out)
    register(SHEET, "score", score, final="评分表交出以后不能撤回；有误的，由组织评查的人员办理更正。")
    register(RESULT, "record", result)
    register(RESULT, "feed_back", lambda act, state: Completed({**act.data, "fed_back_on": act.day}))
    register(RESULT, "answer", answer)
    for step, fill in (("give", _stay), ("correct", _corrected), ("verify", _verified), ("send_back", _sent_back)):
        register(RESULT, step, fill)


def _no(field: str, message: str, remedy: str = "") -> Refusal:
    return Refusal("data", message, remedy=remedy, fields={field: message} if field else {})


def _number(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def plan(act: Act, state: Snapshot) -> Completed | Refusal:
    """Everybody of the panel may score, each once, and there are enough for the sheets of a file."""
    staff, people = office(), [_number(row.get("reviewer")) for row in act.data.get("panel") or ()]
    if len(set(people)) != len(people):
        return _no("panel", "同一评查人员不能填写两次。")
    without = [staff.people.get(person, "") for person in people if person and not any(CASE_REVIEWER.id in post.roles for post in staff.posts_on(person, act.day))]
    if without:
        return _no("panel", f"{'、'.join(without)}没有“案卷评查人员”的岗位角色。", "请先由安全管理员在其岗位上添加。")
    heads = [staff.people.get(person, "") for person in people if person and any(JUSTICE_HEAD.id in post.roles for post in staff.posts_on(person, act.day))]
    if heads:
        return _no("panel", f"{'、'.join(heads)}看得到全部评分表，不作为评查人员。")
    each = _number(act.data.get("reviewers"))
    if people and len(people) < (3 if each == 2 else 1):
        return _no("panel", "每份案卷由两人评查的，评查人员不能少于三人：评分相差过大的，由第三人复核。")
    return Completed(act.data)


def draw(act: Act, state: Snapshot) -> Completed | Refusal:
    """The sample is drawn here and nowhere else; a caller gives at most the seed. Frame, digest and seed are kept."""
    facts = state.facts
    if _reviews(state.rows.get("panel", {}).values(), act):
        return _no("seed", APART)
    if not (facts.get("from_on") and facts.get("to_on") and any(not row.get("voided") for row in state.rows.get("panel", {}).values())):
        return _no("seed", "方案没有写明抽样范围的起止日期和评查人员。", "请另行制定方案，或者办理“登记线下评查”。")
    seed = str(act.data.get("seed") or "").strip() or secrets.token_hex(8)
    found = frames.frame(_day(facts["from_on"]), _day(facts["to_on"]), facts.get("cases") or "all")
    try:
        drawn = sampling.draw(found, facts["method"], facts.get("size"), seed)
    except sampling.CannotDraw as cannot:
        return _no("seed", str(cannot))
    text = sampling.frame_text(found)
    rows = [{"file": one.matter, "file_number": one.number, "unit": one.unit} for one in drawn]
    return Completed({"seed": seed, "frame_kept": text, "frame_digest": sampling.frame_digest(text), "frame": len(found), "sample": len(drawn), "sampled": rows})


def _reviews(panel: Iterable[Mapping[str, Any]], act: Act) -> bool:
    return any(row.get("reviewer") == act.by.person and not row.get("voided") for row in panel)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def assigned(act: Act, state: Snapshot) -> Completed | Refusal:
    """Every drawn file has its sheets."""
    review = ReviewRound.objects.filter(pk=state.matter).first()
    if review is None:
        return _no("", "请先办理“抽样”。")
    open_ = [one for one in states(review) if one.wanted or len(one.sheets) < (review.reviewers or 1)]
    return _no("", f"还有 {len(open_)} 份案卷没有分派。", "请在评查页面办理“分派”，由平台按种子分派。") if open_ else Completed(act.data)


def publish(act: Act, state: Snapshot) -> Completed | Refusal:
    """Not before every drawn file has its result; the day and its quarter are those of the act where nobody says."""
    review = ReviewRound.objects.filter(pk=state.matter).first() if state.facts.get("frame_digest") else None
    open_ = [one for one in states(review) if one.result is None] if review else []
    if open_:
        return _no("", f"还有 {len(open_)} 份案卷没有评查结果。", "请先完成评分、复核，在评查页面办理“形成评查结果”。")
    day = _day(act.data.get("held_on") or act.day)
    return Completed({**act.data, "held_on": day, "quarter": quarter_of(day), "by_unit": by_unit(state.matter or 0)})


def by_unit(review: int) -> list[dict[str, Any]]:
    """What the review says of each unit, in order of units."""
    found: dict[int, dict[str, Any]] = {}
    results = ReviewedFile.objects.filter(round=review, unit__isnull=False).exclude(matter__status="void")
    problems = Counter(ReviewProblem.objects.filter(matter__in=results.values("matter"), voided=False).values_list("matter", flat=True))
    for matter, unit, points, grade in results.order_by("unit", "pk").values_list("pk", "unit", "score", "grade"):
        one = found.setdefault(unit, {"unit": unit, "files": 0, "points": 0, "good": 0, "unfit": 0, "problems": 0})
        told = {"files": 1, "points": points or 0, "good": int(grade == "good"), "unfit": int(grade == "unfit"), "problems": problems[matter]}
        one.update({name: one[name] + value for name, value in told.items()})
    return list(found.values())


def given_out(act: Act, state: Snapshot) -> Completed | Refusal:
    """A sheet goes to somebody of the panel, for a drawn file, to nobody who sits in its unit or had a hand in it, to nobody twice."""
    review, file, person = _number(act.data.get("round")), _number(act.data.get("file")), _number(act.data.get("reviewer"))
    if not act.by.roles & _OFFICE:
        return _no("", "评分表由组织评查的人员分派。")
    if Panel.objects.filter(matter=review, reviewer=act.by.person, voided=False).exists():
        return _no("", APART)
    drawn = Sampled.objects.filter(matter=review, file=file, voided=False).values("file_number", "unit").first()
    if drawn is None:
        return _no("file", "这份案卷不在本次评查抽取的案卷之中。")
    if not Panel.objects.filter(matter=review, reviewer=person, voided=False).exists():
        return _no("reviewer", "不是本次评查方案中的评查人员。")
    why = Files.of([file]).barred(office(), person, file, act.day)
    if why:
        return _no("reviewer", f"{office().people.get(person, '')}应当回避：{why}。", "请分派给其他评查人员。")
    standing = ReviewSheet.objects.filter(round=review, file=file, withdrawn_why__isnull=True).exclude(matter__status="void")
    if standing.filter(reviewer=person).exists():
        return _no("reviewer", "这份案卷已经分派给同一人。")
    if standing.filter(turn=act.data.get("turn")).exists():
        return _no("turn", "这份案卷的这一评次已经分派。")
    return Completed({**act.data, "file_number": drawn["file_number"], "unit": drawn["unit"]})


def score(act: Act, state: Snapshot) -> Completed | Refusal:
    """Only the reviewer to whom the sheet was given; points and grade follow from the deductions."""
    reviewer, file = state.facts["reviewer"], state.facts["file"]
    if act.by.person != reviewer:
        return _no("", f"这份评分表分派给{office().people.get(reviewer, '')}，由本人评分。")
    if ReviewRound.objects.filter(pk=state.facts["round"], stopped_why__isnull=False).exists():
        return _no("", "这次评查已经终止，不再评分。", "请告知组织评查的人员撤回分派。")
    why = Files.of([file]).barred(office(), reviewer, file, act.day)
    if why:
        return _no("", f"您应当回避：{why}。", "请告知组织评查的人员撤回分派，另行分派。")
    standing = dict(state.rows.get("deductions", {}))
    for position, row in enumerate(act.data.get("deductions") or (), start=1):
        number = row.get("row") or -position
        standing[number] = {**standing.get(number, {}), **row}
    live = [row for row in standing.values() if not row.get("voided") and row.get("item")]
    try:
        scale = Scale.of(lambda name: law(name, act.day).value)
        points = scale.points([{"item": row["item"], "points": _number(row.get("points"))} for row in live])
    except KeyError:
        return _no("deductions", "没有这一评分项。")
    fatal = act.data.get("fatal") if "fatal" in act.data else state.facts.get("fatal")
    return Completed({**act.data, "score": points, "grade": scale.grade(points, bool(fatal)), "scored_on": act.day})


def result(act: Act, state: Snapshot) -> Completed | Refusal:
    """Of a review on the platform the result is what its sheets come to, typed by nobody; of any other, what the office records."""
    given = act.data.get("round")
    if given in (None, ""):
        return Completed(act.data)
    review = ReviewRound.objects.filter(pk=_number(given)).exclude(matter__status="void").first()
    if review is None:
        return _no("round", "没有这一次评查。")
    if not review.frame_digest:
        return Completed(act.data)
    file = _number(act.data.get("file"))
    one = next((one for one in states(review) if one.file == file), None)
    if one is None:
        return _no("file", "这份案卷不在本次评查抽取的案卷之中。")
    if not act.by.roles & _OFFICE:
        return _no("file", "评查结果由组织评查的人员按评分表形成。")
    if Panel.objects.filter(matter=review.pk, reviewer=act.by.person, voided=False).exists():
        return _no("file", APART)
    if one.result is not None:
        return _no("file", "这份案卷的评查结果已经形成。")
    if one.outcome.due or one.outcome.score is None:
        return _no("score", "这份案卷的评分还没有完成；评分由评分表产生，不能填写。")
    scale = Scale.of(lambda name: law(name, act.day).value)
    grade = scale.grade(one.outcome.score, one.outcome.fatal)
    return Completed({
        "round": review.pk, "reviewed_on": act.day, "quarter": quarter_of(act.day), "file": file, "file_number": one.number or str(file), "unit": one.unit,
        "score": one.outcome.score, "supervised": bool(review.supervised), "fatal": one.outcome.fatal, "grade": grade, "problems": problems_of(one.sheets, act.day),
    })  # fmt: skip


def answer(act: Act, state: Snapshot) -> Completed | Refusal:
    """Nobody who reviewed the file answers the objection; without a change score and grade stay."""
    reviewers = set(ReviewSheet.objects.filter(round=state.facts.get("round"), file=state.facts.get("file")).values_list("reviewer", flat=True)) if state.facts.get("round") else set()
    if act.by.person in {*reviewers, state.facts.get("reviewer")}:
        return _no("objection_answer", "评查过这份案卷的人员不能答复异议。", "请由其他人员答复。")
    if act.data.get("objection_result") == "changed":
        if act.data.get("score") in (None, "") or act.data.get("grade") in (None, ""):
            return _no("score", "变更评查结果的，请填写变更后的得分和等次。")
        return Completed(act.data)
    return Completed({name: value for name, value in act.data.items() if name not in ("score", "grade")})


def _row(act: Act, state: Snapshot, changes: Mapping[str, Any], *told: str) -> Completed | Refusal:
    """The one problem for which the step is done: what was said of it in `told`, and what the step itself sets; nothing else moves."""
    before = state.rows.get("problems", {}).get(act.row)
    if before is None:
        return _no("problems", "没有这一项问题。")
    items = [item for item in act.data.get("problems") or () if _number(item.get("row")) in (0, act.row)]
    said = {name: item[name] for item in items[:1] for name in told if item.get(name) not in (None, "")}
    return Completed({"problems": [{"row": act.row, **said, **changes}]})


def _stay(act: Act, state: Snapshot) -> Completed | Refusal:
    return _row(act, state, {"assigned_on": act.day}, "duty")


def _corrected(act: Act, state: Snapshot) -> Completed | Refusal:
    """整改: what was done is written; whether it is enough is said by somebody else."""
    found = _row(act, state, {}, "fix")
    if isinstance(found, Completed) and not found.data["problems"][0].get("fix"):
        return _no("problems", "请写明整改情况：改了什么、在卷内哪一页。")
    return found


def _verified(act: Act, state: Snapshot) -> Completed | Refusal:
    return _row(act, state, {"corrected_on": act.day, "verified_by": act.by.person})


def _sent_back(act: Act, state: Snapshot) -> Completed | Refusal:
    found = _row(act, state, {"corrected_on": None, "verified_by": None}, "returned_why")
    if isinstance(found, Completed) and not found.data["problems"][0].get("returned_why"):
        return _no("problems", "请写明退回的理由：整改情况为什么不能认可。")
    return found
