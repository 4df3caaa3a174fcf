"""The procedure drawn: for the law itself, and for one matter with what is done, possible, owed and excluded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.components.maps import EdgeKind, NodeState
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.guard import known_procedure
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.seats import next_steps
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.decide import marking_of
from yuheng.kernel.procedure.declare import AnyOf, Procedure, Step
from yuheng.kernel.procedure.rights import role_words


def law_map(request: HttpRequest, procedure: str) -> HttpResponse:
    """The procedure as the law has it; `?version=` an earlier one."""
    known = known_procedure(viewer_of(request), procedure)
    versions = [p for p in registry.all_procedures() if p.id == procedure]
    wanted = request.GET.get("version", "")
    declared = next((p for p in versions if str(p.version) == wanted), known)
    page = ui.MapPage(
        title=f"{declared.name} · 程序图",
        crumbs=[ui.Link(declared.name, reverse("list", args=[declared.id]))],
        lead="；".join(cite.text for cite in showing.cites(declared.cites)) or "各环节之间的法定关系",
        nodes=[_node(step, "ahead") for step in declared.steps],
        edges=edges(declared),
        versions=[ui.Link(f"第 {p.version} 版（{p.in_force} 起）", f"?version={p.version}", current=p is declared) for p in versions] if len(versions) > 1 else [],
    )
    return page.response(request, frame(request, "work", declared.id))


def matter_map(request: HttpRequest, matter: int) -> HttpResponse:
    """The procedure with the states of one matter."""
    seen = viewer_of(request)
    head, state, law = core(seen, matter)
    procedure = state.procedure
    c, marking = marking_of(state, seen.day, law)
    existence = c.existence(state.values)
    owed = c.owed(marking, existence)
    possible = {choice.step.id for choice in next_steps(seen, state, law, post_of(request)) if choice.allowed}
    nodes = []
    for step in procedure.steps:
        mask = c.mask_of[step.id]
        days = [s.last_day for (name, _row), s in state.steps.items() if name == step.id and s.done and s.last_day]
        if mask & marking.done and not mask & ~marking.done & existence.maybe:
            kind = "done"
        elif step.id in possible:
            kind = "possible"
        elif not mask & marking.on or not mask & existence.maybe:
            kind = "excluded"
        elif not mask & existence.sure:
            kind = "unknown"
        else:
            kind = "ahead"
        href = reverse("step", args=[matter, step.id]) if step.id in possible else ""
        on = str(max(days)) if days else ""
        nodes.append(_node(step, kind, on, href, bool(mask & owed)))  # type: ignore[arg-type]
    page = ui.MapPage(
        title=f"{procedure.name} · 程序图",
        crumbs=[ui.Link(procedure.name, reverse("list", args=[procedure.id])), ui.Link(head.number or "事项", reverse("matter", args=[matter]))],
        lead=head.title,
        nodes=nodes,
        edges=edges(procedure),
        matter=ui.Link(head.number or head.title, reverse("matter", args=[matter])),
    )
    return page.response(request, frame(request, "work", procedure.id))


def _node(step: Step, state: NodeState, on: str = "", href: str = "", owed: bool = False) -> ui.Node:
    conditions = [f"适用：{step.when.words()}"] if step.when is not None else []
    cites = [cite.text for cite in showing.cites(step.cites)]
    return ui.Node(step.id, step.name, state, step.stage, role_words(step) or step.outside, conditions, cites, on, href, owed)


def edges(procedure: Procedure) -> list[ui.Edge]:
    """The relations between steps."""
    found: list[ui.Edge] = []
    for step in procedure.steps:
        for after in step.after:
            names = after.steps if isinstance(after, AnyOf) else (after,)
            note = "其中之一" if isinstance(after, AnyOf) else ""
            found += [ui.Edge(name, step.id, "after", note) for name in names]
        found += [ui.Edge(wait.step, step.id, "after", "期间届满后") for wait in step.wait]
        found += [ui.Edge(step.id, due.step, "obliges") for due in step.obliges]
        relations: list[tuple[EdgeKind, tuple[str, ...]]] = [("excludes", step.excludes), ("includes", step.includes), ("voids", step.voids)]
        for kind, others in relations:
            found += [ui.Edge(step.id, other, kind) for other in others]
    return found
