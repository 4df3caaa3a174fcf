"""What can be seen in a declaration without running it: names, facts, articles, who judges whose work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from yuheng.kernel.procedure.check.result import Problem
from yuheng.kernel.procedure.declare import AnyOf, Due, Procedure, Role, Stale, Step
from yuheng.kernel.procedure.rights import alternatives

NEVER_BY_LAPSE = {"grants": "准予", "penalises": "处罚", "reviews": "审核", "approves": "批准"}
"""What no expired term may bring about."""

JUDGING = ("reviews", "approves")
"""Effects of a step that judges another's work."""

Check = Callable[[Procedure], Iterator[Problem]]


def declared(procedure: Procedure) -> list[Problem]:
    """What is wrong with the declaration itself."""
    return [problem for check in CHECKS for problem in check(procedure)]


def sound_names(procedure: Procedure) -> bool:
    """Whether the markings can be explored at all: every relation names a step, and one step opens."""
    return not any(problem.code in ("unknown_name", "twice", "opens", "unknown_row") for problem in declared(procedure))


def _names(procedure: Procedure) -> Iterator[Problem]:
    seen: set[str] = set()
    clocks = {due.name for step in procedure.steps for due in _dues(step)}
    for step in procedure.steps:
        if step.id in seen:
            yield Problem("twice", f"环节“{step.name}”（{step.id}）重复声明。")
        seen.add(step.id)
        for relation, names in _relations(step):
            for name in names:
                if name not in procedure.by_id:
                    yield Problem(
                        "unknown_name", f"“{step.name}”的{relation}提到不存在的环节“{name}”。", cites=step.cites
                    )
        for name in (*step.suspends, *step.resumes, *(rule.clock for rule in step.extends)):
            if name not in clocks:
                yield Problem(
                    "unknown_name", f"“{step.name}”中止、恢复或者延长的期限“{name}”不存在。", cites=step.cites
                )
    for rule in procedure.never:
        for key in ("step", "needs", "on", "since", "notice"):
            meant = getattr(rule, key, None)
            if meant is not None and meant not in procedure.by_id:
                yield Problem("unknown_name", f"禁止性规则提到不存在的环节“{meant}”。", cites=rule.cites)
    for lapse in procedure.lapses:
        if lapse.clock not in clocks:
            yield Problem("unknown_name", f"期满后果所依的期限“{lapse.clock}”不存在。", cites=lapse.cites)
        if lapse.then not in procedure.by_id:
            yield Problem("unknown_name", f"期满后果提到不存在的环节“{lapse.then}”。", cites=lapse.cites)


def _relations(step: Step) -> Iterator[tuple[str, Iterable[str]]]:
    yield "前置环节", (n for a in step.after for n in (a.steps if isinstance(a, AnyOf) else (a,)))
    yield "等待期间", (name for wait in step.wait for name in (wait.step, wait.unless) if name)
    yield "截止期限", (step.until.step,) if step.until else ()
    yield "阻却环节", step.blocked_by
    yield "后续义务", (due.step for due in _dues(step))
    yield "使失效环节", step.voids
    yield "排除环节", step.excludes
    yield "恢复适用环节", step.includes
    yield "结案可留环节", step.leaves
    yield "分离环节", step.separate_from


def _dues(step: Step) -> tuple[Due, ...]:
    return (*step.obliges, *(step.until.late if step.until else ()))


def _ends(procedure: Procedure) -> Iterator[Problem]:
    opening = [step for step in procedure.steps if step.opens]
    if len(opening) != 1:
        names = "、".join(f"“{step.name}”" for step in opening) or "没有"
        yield Problem("opens", f"应当恰有一个起始环节，现为：{names}。")
    if not procedure.is_register and not any(step.closes for step in procedure.steps):
        yield Problem("closes", "没有结案环节。")
    for step in procedure.steps:
        for name in step.leaves:
            left = procedure.by_id.get(name)
            # What the closing itself excludes is no longer owed.
            if left is not None and not left.after_close and name not in step.excludes:
                message = f"“{step.name}”允许留下“{left.name}”，但该环节结案后不能办理，等于带着未尽义务结案。"
                yield Problem("closing_owed", message, cites=step.cites)
        if step.closes or step.after_close:
            for due in step.obliges:
                left = procedure.by_id.get(due.step)
                if left is not None and not left.after_close:
                    message = f"“{step.name}”在结案时产生义务“{left.name}”，但该环节结案后不能办理。"
                    yield Problem("closing_owed", message, cites=step.cites)


def _facts(procedure: Procedure) -> Iterator[Problem]:
    shape = procedure.shape
    written = {name for step in procedure.steps for name in step.fills}
    for step in procedure.steps:
        for name in step.fills:
            if name not in shape:
                yield Problem("unknown_field", f"“{step.name}”填写的“{name}”不在案情要素中。", cites=step.cites)
        for name in step.needs:
            if name not in step.writes:
                yield Problem("unknown_field", f"“{step.name}”必填的“{name}”不在其填写的要素中。", cites=step.cites)
        if step.for_each is not None and step.for_each not in shape.rows:
            yield Problem(
                "unknown_row", f"“{step.name}”逐项办理的“{step.for_each}”不是案情中的分项。", cites=step.cites
            )
        elif step.for_each is not None and step.for_each not in written:
            yield Problem(
                "never_written", f"“{step.name}”逐项办理的“{step.for_each}”没有任何环节登记。", cites=step.cites
            )
        for due in _dues(step):
            for name in filter(None, (due.on, due.starts, due.within_by[0] if due.within_by else None)):
                kind, dot, column = name.partition(".")
                known = kind in shape.rows and column in shape.rows[kind].fields if dot else name in shape.fields
                if not known:
                    yield Problem(
                        "unknown_field", f"“{step.name}”的期限所依的“{name}”不在案情要素中。", cites=step.cites
                    )
                elif kind not in written:
                    yield Problem(
                        "never_written", f"“{step.name}”的期限所依的“{name}”没有任何环节填写。", cites=step.cites
                    )
    for condition in procedure.conditions.values():
        for name in condition.sees:
            if name not in shape:
                message = f"条件“{condition.name}”所依的“{name}”不在案情要素中。"
                yield Problem("unknown_field", message, cites=condition.cites)
            elif name not in written:
                message = f"条件“{condition.name}”所依的“{name}”没有任何环节填写，该条件永远不能明确。"
                yield Problem("never_written", message, cites=condition.cites)


def _articles(procedure: Procedure) -> Iterator[Problem]:
    for step in procedure.steps:
        if step.statutory and not step.cites:
            yield Problem("no_article", f"法定环节“{step.name}”没有注明法律依据。")
        if step.outside and not step.cites:
            yield Problem("no_article", f"“{step.name}”取决于{step.outside}，须注明使其行动的条文。")
        if step.none_ok and step.for_each is None:
            yield Problem("unknown_row", f"“{step.name}”不是逐项办理的环节，不能声明“无此项亦可”。")
        for due in step.obliges:
            if due.restarts and not due.cites:
                yield Problem("no_article", f"“{step.name}”使期限重新起算，须注明条文。", cites=step.cites)
    for rule in procedure.never:
        if isinstance(rule, Stale):
            on = procedure.by_id.get(rule.on)
            if on is not None and on.for_each:
                message = f"“{on.name}”逐项办理，尚不能证明每一项都不陈旧；请改用“使失效”关系。"
                yield Problem("not_proved", message, cites=rule.cites)


def _lapses(procedure: Procedure) -> Iterator[Problem]:
    for lapse in procedure.lapses:
        then = procedure.by_id.get(lapse.then)
        if not lapse.cites:
            yield Problem("no_article", f"期满后果“{then.name if then else lapse.then}”没有注明法律依据。")
        if then is None:
            continue
        what = "结案" if then.closes else NEVER_BY_LAPSE.get(then.effect, "")
        if what:
            message = f"期限届满不得当然发生“{then.name}”：不得因逾期而{what}。"
            yield Problem("lapse", message, cites=lapse.cites)


def _own_work(procedure: Procedure) -> Iterator[Problem]:
    """Who reviews or approves may not have done what is judged: by name, or because the roles have nothing in common."""
    for step in procedure.steps:
        if step.effect not in JUDGING:
            continue
        judged = [
            procedure.by_id[name]
            for a in step.after
            for name in (a.steps if isinstance(a, AnyOf) else (a,))
            if name in procedure.by_id
        ]
        work = [other for other in judged if not other.citizen and not other.outside and not other.opens]
        own = [o for o in work if o.id not in step.separate_from and (not o.by or roles(step) & roles(o))]
        if own:
            names = "、".join(f"“{other.name}”" for other in own)
            message = f"“{step.name}”由办理{names}的同类人员办理而未要求分离，可能自己审自己。"
            yield Problem("self_review", message, cites=step.cites)
        elif not work and not step.separate_from:
            message = f"“{step.name}”没有声明与哪些环节的人员分离，可能自己审自己。"
            yield Problem("self_review", message, cites=step.cites)


def roles(step: Step) -> frozenset[Role]:
    """The roles that may take a seat of a step."""
    return frozenset(role for seat in step.by for role in alternatives(seat))


CHECKS: tuple[Check, ...] = (_names, _ends, _facts, _articles, _lapses, _own_work)
