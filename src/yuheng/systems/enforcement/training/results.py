"""What the steps of examinations fill in by themselves: the drawn paper, the score of a sealed answer sheet, the totals of a round."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError
from django.db.models import Count, Q

from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.engine.office import Office, office
from yuheng.kernel.ledger.canonical import canonical, sm3
from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.systems.enforcement.training import bank, rounds
from yuheng.systems.enforcement.training.exam_facts import Question
from yuheng.systems.enforcement.training.exam_procedure import CLERKS, RESULT, ROUND
from yuheng.systems.enforcement.training.facts import ExamResult
from yuheng.systems.enforcement.training.rounds import Round
from yuheng.systems.enforcement.training.sittings import Sitting

_CLERKS = {role.id for role in CLERKS}


def register_all() -> None:
    """Declares the completions; called once, when the procedures are known."""
    final = "答卷已经封存，不能撤回；登记有误的，请办理更正。"
    for step, fill in (("plan", plan), ("enrol", enrol), ("assemble", assemble), ("collect", collect), ("cancel", cancel)):
        register(ROUND, step, fill)
    register(RESULT, "record", record, final=final)
    register(RESULT, "outdo", outdo, final=final)


def _no(field: str, message: str, remedy: str = "") -> Refusal:
    return Refusal("data", message, remedy=remedy, fields={field: message})


def plan(act: Act, state: Snapshot) -> Completed | Refusal:
    """Two rounds never bear one name: results are told apart by it."""
    name = " ".join(str(act.data.get("name") or "").split())
    if name and (rounds.by_name(name) or ExamResult.objects.filter(round=name).exists()):
        return _no("name", f"已有名为“{name}”的考核。", "请另写一个场次名称。")
    of = str(act.data.get("resit_of") or "")
    if of.isdecimal():
        first = rounds.by_matter(int(of))
        if first is None or first.makeup:
            return _no("resit_of", "请选择一场线上考核的原场次；再次补考的，也选原场次。")
        if not first.collected:
            return _no("resit_of", f"“{first.name}”还没有收卷，收卷以后才知道谁应当补考。")
    return Completed(act.data)


def _begun(state: Snapshot) -> bool:
    return Sitting.objects.filter(exam=state.matter).exists()


def _opening_day(state: Snapshot) -> date:
    opens = state.facts["opens_at"]
    return (datetime.fromisoformat(opens) if isinstance(opens, str) else opens).astimezone(CHINA).date()


def enrol(act: Act, state: Snapshot) -> Completed | Refusal:
    """Each person once, who may hand in a sheet; to a resit only who has not passed; nobody who has begun is taken out."""
    before = {number: row for number, row in state.rows.get("candidates", {}).items() if not row.get("voided")}
    known = {row["candidate"] for row in before.values()}
    fresh: list[Any] = []
    gone = [before[item["row"]]["candidate"] for item in act.data.get("candidates") or () if item.get("voided") and item.get("row") in before]
    if gone and Sitting.objects.filter(exam=state.matter, person__in=gone).exists():
        return _no("candidates", "已经开考的人员不能从名单中删除。")
    for item in act.data.get("candidates") or ():
        who = str(item.get("candidate") or "")
        if item.get("row") is None and who.isdecimal():
            if int(who) in known:
                continue
            known.add(int(who))
        fresh.append(item)
    if not fresh:
        return _no("candidates", "所选人员都已在名单中。")
    barred = _barred(state, [int(str(item["candidate"])) for item in fresh if item.get("row") is None and str(item.get("candidate") or "").isdecimal()])
    return barred or Completed({**act.data, "candidates": fresh})


def _barred(state: Snapshot, people: list[int]) -> Refusal | None:
    """Why some of these may not be enrolled."""
    staff = office()
    without = [person for person in people if not rounds.may_sit(staff, person, _opening_day(state))]
    if without:
        return _no("candidates", f"{_names(staff, without)}没有“参考人员”的岗位角色，不能交卷。", "请先由安全管理员在其岗位上添加。")
    if not state.facts.get("resit_of"):
        return None
    first = rounds.by_matter(int(state.facts["resit_of"]))
    listed = rounds.enrolled(first.matter) if first else {}
    due = rounds.not_passed(first.name, listed) if first else {}
    others = [person for person in people if person not in due]
    return _no("candidates", f"{_names(staff, others)}不在原场次缺考、不合格的人员之中，不参加补考。") if others else None


def _names(staff: Office, people: list[int]) -> str:
    return "、".join(staff.people.get(person, "") for person in people[:5]) + ("等" if len(people) > 5 else "")


def assemble(act: Act, state: Snapshot) -> Completed | Refusal:
    """The paper is drawn here and nowhere else; a caller gives at most the seed. What counts is the law of the day of the examination."""
    if _begun(state):
        return _no("seed", "已有人员开考，试卷不能再改动。")
    seed = str(act.data.get("seed") or "").strip() or secrets.token_hex(8)
    stored = Question.objects.filter(retired_on__isnull=True).exclude(matter__status="void").order_by("pk").values()
    rules = [bank.Rule(row["topic"], row["sort"], row["count"], row["points"]) for _n, row in sorted(state.rows.get("rules", {}).items()) if not row.get("voided")]
    try:
        paper = bank.draw([dict(one) for one in stored], rules, seed, max(act.day, _opening_day(state)))
    except bank.Short as short:
        return _no("seed", str(short), "请补充题库，或者修改组卷规则后另行安排。")
    text = canonical({"paper": paper}).decode()
    return Completed({"seed": seed, "paper": json.dumps(paper, ensure_ascii=False), "digest": sm3(text.encode()).hex(), "questions": len(paper)})


def cancel(act: Act, state: Snapshot) -> Completed | Refusal:
    if _begun(state):
        return _no("cancelled_why", "已有人员开考，不能取消；截止以后办理“收卷”。")
    return Completed(act.data)


def collect(act: Act, state: Snapshot) -> Completed | Refusal:
    """Totals from the results; only when nothing can still arrive and everybody's result is recorded."""
    one = rounds.by_matter(state.matter or 0)
    if one is None:
        return _no("sat", "没有这一场考核。")
    if act.recorded < one.over:
        return _no("sat", f"{one.over.astimezone(CHINA):%Y-%m-%d %H:%M} 以前仍可能有答案补传，不能收卷。", "请在这一时间以后办理。")
    if Sitting.objects.filter(exam=one.matter, result=None).exists():
        return _no("sat", "还有没有交卷的答卷。", "请在考核页面办理“收卷”，由平台按已保存的作答交卷。")
    kept = ExamResult.objects.filter(round=one.name).exclude(matter__status="void")
    sat = kept.exclude(absent=True).aggregate(n=Count("candidate", distinct=True))["n"]
    passed = kept.filter(passed=True).aggregate(n=Count("candidate", distinct=True))["n"]
    given = {name: value for name, value in act.data.items() if name not in ("should_sit", "sat", "passed")}
    return Completed({**given, "should_sit": len(rounds.enrolled(one.matter)), "sat": sat, "passed": passed})


def record(act: Act, state: Snapshot) -> Completed | Refusal:
    """A result: of an answer sheet of an online round, whose score nobody types, or a paper examination told by the office."""
    data = dict(act.data)
    one = rounds.by_name(" ".join(str(data.get("round") or "").split()))
    clerk = bool(act.by.roles & _CLERKS)
    if one is None:
        if not clerk:
            return _no("round", "成绩由答卷产生，不能自行登记。", "请在“考核”页面参加考核。")
        if data.get("answers") or data.get("superseded"):
            return _no("answers", "答卷由平台封存，不能填写。")
        return Completed(data)
    who = data.get("candidate")
    person = int(str(who)) if str(who or "").isdecimal() else 0
    if str(data.get("absent") or "").lower() in ("true", "1", "是", "on"):
        return _absent(one, person, data, clerk)
    return _sealed(act, one, person, data.get("attempt"), clerk)


def _absent(one: Round, person: int, data: dict[str, Any], clerk: bool) -> Completed | Refusal:
    if not clerk:
        return _no("absent", "缺考由组织考核的人员在收卷时登记。")
    units = rounds.enrolled(one.matter)
    if person not in units:
        return _no("candidate", "不在本场应考人员名单中。")
    if Sitting.objects.filter(exam=one.matter, person=person).exists():
        return _no("absent", "本人有答卷，不是缺考。")
    if ExamResult.objects.filter(round=one.name, candidate=person).exclude(matter__status="void").exists():
        return _no("candidate", "本场成绩已经登记。")
    unit = units[person] or data.get("unit") or one.lead
    return Completed({
        "round": one.name, "taken_on": one.opens_at.astimezone(CHINA).date(), "candidate": person, "unit": unit, "absent": True, "pass_mark": one.pass_mark, "passed": False,
        **({"makeup": one.makeup, "superseded": True} if one.makeup else {}),  # the result of the round itself stands
    })  # fmt: skip


def _sealed(act: Act, one: Round, person: int, attempt: Any, clerk: bool) -> Completed | Refusal:
    """The act seals the sheet: score and answers are what the server holds at this moment, under the sheet's lock."""
    sheets = Sitting.objects.select_for_update().filter(exam=one.matter, person=person)
    number = str(attempt or "")
    sheet = sheets.filter(attempt=int(number)).first() if number.isdecimal() else None
    if sheet is None:
        return _no("candidate", "没有这份答卷；线上考核的成绩由答卷产生，不能填写。")
    if sheet.result_id is not None:
        return Refusal("done", "这份答卷已经交卷。", remedy="成绩见“考核”页面。")
    own = act.by.person == person
    if not own and not (clerk and act.recorded >= one.over):
        return _no("candidate", "答卷由本人交卷；截止以后由组织考核的人员收卷。")
    answers = {number: given[0] for number, given in sorted(sheet.answers.items(), key=lambda pair: int(pair[0]))}
    points = bank.score(one.paper(), answers)
    best = ExamResult.objects.filter(rounds.family(one.root), candidate=person, superseded=None, absent=None).exclude(matter__status="void").order_by("-score").first()
    sealed = {"sitting": sheet.pk, "paper": one.digest, "answers": answers}
    data = {
        "round": one.name, "taken_on": sheet.started_at.astimezone(CHINA).date(), "candidate": person,
        "unit": rounds.unit_of(one.matter, person) or act.by.organ or one.lead, "score": points, "pass_mark": one.pass_mark,
        "passed": points >= one.pass_mark, "attempt": sheet.attempt, "answers": json.dumps(sealed, ensure_ascii=False),
        **({"makeup": one.makeup} if one.makeup else {}), **({"superseded": True} if best is not None and (best.score or 0) >= points else {}),
    }  # fmt: skip
    return Completed(data, _seals(sheet.pk, act))


def _seals(sheet: int, act: Act) -> Callable[[int], None]:
    def then(matter: int) -> None:
        if not Sitting.objects.filter(pk=sheet, result=None).update(result=matter, handed_in_at=act.recorded):
            raise IntegrityError("the sheet was handed in by another process")  # looked at again, and then refused

    return then


def outdo(act: Act, state: Snapshot) -> Completed | Refusal:
    """An earlier result gives way to a better one of the same person, of that round or a resit of it, never otherwise."""
    mine = state.facts
    better = Q(score__isnull=False) if mine.get("absent") else Q(score__gt=mine.get("score") or 0)
    others = ExamResult.objects.filter(rounds.family(mine.get("makeup") or mine.get("round") or ""), better, candidate=mine.get("candidate"), superseded=None)
    if not others.exclude(pk=state.matter).exclude(matter__status="void").exists():
        return _no("superseded", "没有同一场更好的成绩。")
    return Completed({"superseded": True})
