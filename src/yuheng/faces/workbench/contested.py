"""An act and the reconsiderations and lawsuits over it, each told on the page of the other."""

from __future__ import annotations

from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.kernel.access.dossier import Dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.systems.disputes.litigation.analysis import PROCEDURES
from yuheng.systems.disputes.litigation.choices import RESULTS, ROUTES
from yuheng.systems.disputes.litigation.facts import Contest
from yuheng.systems.disputes.litigation.pending import contests, told

NAMES, WAYS = dict(RESULTS), dict(ROUTES)


def contest_marks(found: Dossier, seen: Viewer) -> tuple[list[ui.Mark], list[ui.Linked]]:
    """What a penalty's page says of the cases over its decision: that one is pending, and what became of those that ended.

    Whoever reads the file reads this; the cases themselves open for who may see them.
    """
    if not found.procedure.id.startswith("penalty."):
        return [], _behind(found, seen) if found.procedure.id in PROCEDURES else []
    over = contests(found.head.id)
    if not over:
        return [], []
    mine = set(visible(seen, PROCEDURES).filter(pk__in=[one.pk for one in over]).values_list("pk", flat=True))
    marks = [ui.Mark("contested", f"{told(one)}，{_state(one)}") for one in over]
    links = [ui.Linked(WAYS.get(one.route or "", "复议应诉"), one.matter.number or one.docket or "", _state(one), reverse("matter", args=[one.pk])) for one in over if one.pk in mine]
    return marks, links


def _state(one: Contest) -> str:
    if one.ended_on is None:
        return "正在审理"
    return f"{one.ended_on} {NAMES.get(str(one.result), '')}"


def _behind(found: Dossier, seen: Viewer) -> list[ui.Linked]:
    """The file of the act and the case before this one, where the viewer may open them."""
    ties = {found.state.facts.get(name): word for name, word in (("act_file", "被诉行为案件"), ("before", "此前的案件"))}
    wanted = [pk for pk in ties if isinstance(pk, int)]
    if not wanted:
        return []
    return [ui.Linked(ties[one.pk], one.number, one.title, reverse("matter", args=[one.pk])) for one in visible(seen).filter(pk__in=wanted).order_by("pk")]
