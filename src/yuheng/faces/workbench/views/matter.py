"""A matter: what it is, what may be done now and why not, clocks, what happened, how it can be proved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.contested import contest_marks
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.guard import file_readers, may_erase
from yuheng.faces.workbench.names import names_behind
from yuheng.faces.workbench.paper_life import lives, state_of
from yuheng.faces.workbench.parties import party_cards
from yuheng.faces.workbench.timeline import paper, timeline
from yuheng.kernel.access.dossier import Dossier, RunClock, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.seats import Choice, next_steps
from yuheng.kernel.ledger.verify_chains import Row, check_chains
from yuheng.kernel.now import now
from yuheng.kernel.procedure.marking import compiled
from yuheng.kernel.procedure.rights import role_words
from yuheng.kernel.procedure.shape import Field
from yuheng.report.completing import PROCEDURE as REPORT
from yuheng.systems.disputes.mediation.alike import PROCEDURE as DISPUTE
from yuheng.systems.enforcement.credit.procedure import CERTIFICATE
from yuheng.systems.enforcement.items.held import given_back
from yuheng.systems.enforcement.training.exam_procedure import ROUND as EXAM_ROUND
from yuheng.systems.entries import source_of
from yuheng.systems.oversight.case_review.rules import REVIEW


def matter(request: HttpRequest, matter: int) -> HttpResponse:
    """The page of one matter."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    head, procedure = found.head, found.procedure
    choices = next_steps(seen, found.state, found.law, post_of(request))
    allowed = [choice for choice in choices if choice.allowed]
    names = names_behind(_references(found))
    life = lives(found)
    contested, tied = contest_marks(found, seen)
    page = ui.MatterPage(
        title=head.title,
        crumbs=[ui.Link(procedure.name, reverse("list", args=[procedure.id]))],
        number=head.number or "未编号",
        procedure=procedure.name,
        party="；".join(party.name for party in found.parties if not party.hidden),
        status=status_sentence(found, seen),
        days=_days(found),
        light=_light(found, seen),
        stages=stages(found),
        marks=[*([ui.Mark("defect")] if head.irregular else [ui.Mark("adopted", "未经系统校验")] if head.adopted else []), *_given_back(found, seen), *contested],
        facts=matter_facts(found, seen, names),
        timeline=timeline(found, seen, names),
        allowed=_allowed(found, allowed, seen),
        refused=[_refused(choice) for choice in choices if _worth_telling(choice)],
        rest="" if allowed else rest_words(found, choices),
        clocks=clocks(found, seen),
        parties=party_cards(found),
        linked=[
            ui.Linked(t.relation, t.number, t.title, reverse("matter", args=[t.id]), showing.light(t.due, t.warn, seen.day))
            for t in found.linked
        ] + tied,
        papers=[paper(kept, head.id, "" if kept.state == "void" else state_of(life.get(kept.id, []))) for kept in found.papers],
        proof=proof(found),
        views=[*views(found, "matter", may_erase(seen, found.head.lead_id)), *_enterprise(found, seen)],
    )
    return page.response(request, frame(request, "work", procedure.id))


def _given_back(found: Dossier, seen: Viewer) -> list[ui.Mark]:
    """A case whose item was given back says so: filed before, it goes on."""
    facts, head = found.state.facts, found.head
    code = facts.get("item_code")
    if not code or head.status != "open" or head.power_id is None:
        return []
    gone = given_back(head.power_id, code, seen.day)
    if gone is None:
        return []
    begun = facts.get("filed_on") if "filed_on" in facts else head.opened_on
    fate = "此前立案，继续办理" if begun is not None and begun < gone else "不能再立案"
    return [ui.Mark("given_back", f"所依据的事项已于 {gone} 收回；{fate}")]


def views(found: Dossier, current: str, erasable: bool = False) -> list[ui.Link]:
    """The pages of one matter; `erasable`: the viewer may have personal data erased."""
    links = [("事项", "matter"), ("程序图", "matter_map"), ("更正", "correct"), ("移交、回避", "handover"), ("协办", "assist"), ("总账核验", "proof"), ("谁看过", "looks")]
    if erasable or current == "erase":
        links.append(("依法删除", "erase"))
    if found.procedure.id == REPORT:
        links.insert(0, ("正文", "report"))
    if found.procedure.id == CERTIFICATE.id and found.state.facts.get("verification"):
        links.insert(1, ("打印证明", "certificate_sheet"))
    if found.procedure.id == DISPUTE:
        links.insert(1, ("疑似重复", "alike"))
    if found.procedure.id == "desk.intake":
        links.insert(1, ("窗口办理", "desk_item"))
    if found.procedure.id == REVIEW:
        links.insert(1, ("评查情况", "review"))
    if found.procedure.id == EXAM_ROUND:
        links[1:1] = [("试卷", "exam_paper"), ("考核情况", "exam_results")]
    if found.procedure.id.startswith("penalty.") and "recordings" in found.procedure.shape.rows:
        links[1:1] = [("音像记录", "filmed"), ("执法公示", "publication")]
    if found.procedure.id == "enforcement.inspection_task":
        links.insert(1, ("任务码", "inspection_sheet"))
    if found.procedure.id == "enforcement.certificate":
        links.insert(1, ("核验码", "officer_qr"))
    return [ui.Link(text, reverse(name, args=[found.head.id]), current=name == current) for text, name in links]


def _enterprise(found: Dossier, seen: Viewer) -> list[ui.Link]:
    """The way to the file of the enterprise that the matter concerns."""
    source = source_of(found.procedure.id)
    named = source and (any(found.state.facts.get(name) for name in source.codes) or any(p.part in source.parts and not p.hidden and p.kind != "person" for p in found.parties))
    return [ui.Link("企业档案", reverse("matter_enterprise", args=[found.head.id]))] if named and file_readers(seen) else []


def _references(found: Dossier) -> Iterable[tuple[Field, Any]]:
    shape = found.procedure.shape
    for name, field in shape.fields.items():
        yield field, found.state.facts.get(name)
    for kind, rows in found.state.rows.items():
        for row in rows.values():
            for name, field in shape.rows[kind].fields.items():
                yield field, row.get(name)


def status_sentence(found: Dossier, seen: Viewer) -> str:
    """The one sentence on top: 已立案，应于 2023-12-20 前作出决定（《行政处罚法》第六十条，90 日）."""
    head, procedure = found.head, found.procedure
    done = [step for step, _day in _done(found)]
    last = f"已{procedure.names[done[-1]]}" if done and done[-1] in procedure.names else ""
    pressing = [run.clock for run in found.clocks if run.clock.open and not run.asleep]
    dated = sorted((clock for clock in pressing if clock.due), key=lambda clock: (clock.due, clock.seq))
    if dated:
        clock = dated[0]
        rule = showing.parameter(clock.parameter, clock.start, found.law.scope)
        law = f"（{rule.citation.zh}，{_length(rule.value, rule.unit)}）" if rule else ""
        guess = "（暂定）" if clock.provisional else ""
        late = "，现已逾期" if clock.due and clock.due < seen.day else ""
        return f"{last}，应于 {clock.due}{guess} 前“{procedure.names[clock.step]}”{law}{late}。"
    if any(clock.suspended for clock in pressing):
        return f"{last}，期限停止计算。"
    if head.status == "rest":
        return f"{last}，已于 {head.closed_on} 办结。"
    waiting = "、".join(dict.fromkeys(f"“{procedure.names[clock.step]}”" for clock in pressing))
    return f"{last}，待办{waiting}。" if waiting else f"{last}。"


_UNITS = {"day": "日", "working_day": "个工作日", "month": "个月", "year": "年", "hour": "小时"}


def _length(value: Any, unit: str) -> str:
    return f"{value} {_UNITS.get(unit, unit)}"


def _days(found: Dossier) -> str:
    if found.head.opened_on is None:
        return ""
    end = found.head.closed_on or now().date()
    return f"{'历时' if found.head.closed_on else '已办'} {(end - found.head.opened_on).days} 日"


def _light(found: Dossier, seen: Viewer) -> ui.Light:
    open_ = [run.clock for run in found.clocks if run.clock.open and not run.asleep]
    dated = sorted((clock for clock in open_ if clock.due), key=lambda clock: (clock.due, clock.seq))
    if dated:
        return showing.clock_light(dated[0], seen.day, found.law)
    if any(clock.suspended for clock in open_):
        return ui.Light("paused", "暂停计算")
    return ui.Light("none", showing.STATUS.get(found.head.status, ""))


def _done(found: Dossier) -> list[tuple[str, date]]:
    """The steps done and not taken back, with their days; those that an adopted case had behind it first."""
    told: list[tuple[str, date]] = []
    for event in found.events:
        if event.kind == "adopt":
            told += [(act["step"], date.fromisoformat(act["at"][:10])) for act in event.body["details"]["acts"]]
        elif event.step and not event.undone and event.kind in ("open", "perform", "lapse", "record_defect"):
            told.append((event.step, event.moved or event.at.date()))
    return told


def stages(found: Dossier) -> list[ui.Stage]:
    """The stages this matter really passes, with the day each was entered."""
    procedure, state = found.procedure, found.state
    entered: dict[str, Any] = {}
    for name, day in _done(found):
        step = procedure.by_id.get(name)
        if step is not None and step.stage:
            entered.setdefault(step.stage, day)
    order = list(procedure.stages) or list(entered)
    now_at = order.index(state.stage) if state.stage in order else -1
    possible = _stages_ahead(found)
    owed = {procedure.by_id[run.clock.step].stage for run in found.clocks if run.clock.open and not run.asleep}
    told = []
    for place, name in enumerate(order):
        if name == state.stage and state.closed is None:
            told.append(ui.Stage(name, "current", entered.get(name)))
        elif name in entered:
            told.append(ui.Stage(name, "done", entered[name]))
        elif name not in owed and (place < now_at or state.closed is not None or name not in possible):
            told.append(ui.Stage(name, "skipped"))
        else:
            told.append(ui.Stage(name, "ahead"))
    return told


def _stages_ahead(found: Dossier) -> set[str]:
    """Stages of steps that may still exist for this matter."""
    c = compiled(found.procedure, found.state.row_numbers())
    maybe = c.existence(found.state.values).maybe
    return {slot.step.stage for slot in c.slots if slot.bit & maybe and found.state.step((slot.step.id, slot.row)).on}


def matter_facts(found: Dossier, seen: Viewer, names: dict[tuple[str, int], str]) -> list[ui.Fact]:
    """What the matter is: unit, handler, level, and every fact known."""
    head, staff = found.head, seen.staff
    told = [
        ui.Fact("承办单位", staff.names.get(head.lead_id, "")),
        ui.Fact("承办人", staff.people.get(head.handler_id or 0, "")),
        ui.Fact("密级", showing.LEVELS[head.level]),
    ]
    if head.area_id:
        told.append(ui.Fact("属地", staff.names.get(head.area_id, "")))
    told += [ui.Fact(f"参加人员（{part}）", staff.people.get(person, "")) for person, part in found.members]
    shape = found.procedure.shape
    told += showing.facts(shape, found.state.facts, staff, names)
    for kind, rows in found.state.rows.items():
        live = [(number, row) for number, row in sorted(rows.items()) if not row.get("voided")]
        for number, row in live[:20]:
            parts = [showing.words(f, row.get(name), staff, names) for name, f in shape.rows[kind].fields.items()]
            told.append(ui.Fact(f"{shape.rows[kind].label} {number}", "，".join(part for part in parts if part)))
        if len(live) > 20:
            told.append(ui.Fact(shape.rows[kind].label, f"共 {len(live)} 项，其余从略"))
    return [one for one in told if one.value]


def _allowed(found: Dossier, allowed: list[Choice], seen: Viewer) -> list[ui.NextAct]:
    """Steps that may be done, those owed first by date; the first one owed is the page's primary button."""
    far = (1, "9999-99-99")
    ordered = sorted(allowed, key=lambda c: (0, str(c.clock.due or "9999")) if c.clock else far)
    told = []
    for place, choice in enumerate(ordered):
        step, clock = choice.step, choice.clock
        label = step.name + _row_words(found, choice)
        query = f"?row={choice.row}" if choice.row else ""
        told.append(
            ui.NextAct(
                label,
                reverse("step", args=[found.head.id, step.id]) + query,
                why="" if clock else step.help,
                due=showing.due(clock, seen.day, found.law) if clock and clock.due else None,
                cite=showing.cite(step.cites[0]) if step.cites else None,
                primary=place == 0 and clock is not None,
            )
        )
    return told


def _row_words(found: Dossier, choice: Choice) -> str:
    if not choice.row or not choice.step.for_each:
        return ""
    shape = found.procedure.shape.rows[choice.step.for_each]
    row = found.state.rows.get(choice.step.for_each, {}).get(choice.row, {})
    first = next((field.words(row.get(name)) for name, field in shape.fields.items() if row.get(name) and not field.personal), "")
    return f"（{shape.label} {choice.row}{' ' + first[:20] if first else ''}）"


def _worth_telling(choice: Choice) -> bool:
    """Refusals that help: not of steps done for good or shut by others."""
    return choice.refusal is not None and choice.refusal.code not in ("done", "excluded", "when", "closed")


def _refused(choice: Choice) -> ui.Refused:
    refusal = choice.refusal
    assert refusal is not None
    article = showing.cite(refusal.cites[0]) if refusal.cites else None
    return ui.Refused(choice.step.name, refusal.message, article, refusal.remedy)


def rest_words(found: Dossier, choices: list[Choice]) -> str:
    """What is being waited for when the viewer may do nothing."""
    if found.head.status == "rest":
        return "本件已经办结，没有待办环节。"
    waiting = [c for c in choices if c.clock is not None]
    if waiting:
        step = waiting[0].step
        return f"等待{role_words(step) or '有关人员'}办理“{step.name}”。"
    return "您现在没有可以办理的环节。"


def clocks(found: Dossier, seen: Viewer) -> list[ui.Clock]:
    """Clocks running and past, with their derivations. A clock without a period is an obligation only."""
    return [
        clock_part(found, run, seen)
        for run in sorted(found.clocks, key=lambda run: (not run.clock.open, str(run.clock.due)))
        if (run.clock.due or run.clock.suspended) and not run.asleep
    ]


def clock_part(found: Dossier, run: RunClock, seen: Viewer) -> ui.Clock:
    clock = run.clock
    name = found.procedure.names.get(clock.name) or found.procedure.names.get(clock.step, clock.name)
    href = reverse("derivation", args=[found.head.id, clock.seq, clock.no])
    end = run.ended_on or seen.day
    used = f"已用 {(end - clock.start).days} 日"
    if clock.ended:
        used = f"{run.ended_on} {'按期办理' if clock.met else '逾期办理'}，用 {(end - clock.start).days} 日"
    due = showing.due(clock, seen.day, found.law, href)
    if clock.ended:
        due = ui.Due(due.on, ui.Light("fine" if clock.met else "overdue", "按期" if clock.met else "逾期"), due.cite, due.derivation)
    spans = [ui.Span(a, b, "停止计算") for a, b in clock.spans]
    return ui.Clock(name, clock.start, due, seen.day, used, spans, run.ended_on if clock.ended else None)


def proof(found: Dossier) -> ui.LedgerProof:
    """Where the matter's records stand in the ledger: its chain is checked here and now."""
    rows = [Row(e.id, found.head.id, e.seq, e.hash, e.raw, e.leaf) for e in found.events]
    checked = check_chains(rows)
    last = found.events[-1] if found.events else None
    broken = bool(checked.findings) or last is None or last.hash != found.head.head or last.seq != found.head.seq
    under = last is not None and last.leaf is not None and last.leaf < found.checkpoint
    if broken:
        words = checked.findings[0].message if checked.findings else "记录与事项不符：尾部记录缺失或者被改动"
        state = "broken"
    elif under:
        state, words = "intact", f"全部 {len(rows)} 条记录前后相接，已列入 {found.checkpoint} 条的检查点"
    else:
        state, words = "pending", f"全部 {len(rows)} 条记录前后相接，待列入下一检查点"
    receipt = reverse("receipt", args=[found.head.id, last.seq]) if state == "intact" and last else ""
    address = reverse("proof", args=[found.head.id])
    return ui.LedgerProof(state, words, len(rows), found.head.head, str(found.checkpoint or ""), address, receipt)  # type: ignore[arg-type]
