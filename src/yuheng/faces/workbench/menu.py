"""The rail: what everybody opens every day, then the chapters of the report with their desks, then tools and administration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse

from yuheng.faces.workbench.components import Chapter, Link
from yuheng.faces.workbench.guard import admins, auditors, file_readers, reporters, security_admins
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure
from yuheng.systems.catalogue import CHAPTERS

Shown = Callable[[Viewer], bool]
Entry = tuple[str, str, Shown]
"""What it is called, its route, who has something there."""


def everybody(_seen: Viewer) -> bool:
    return True


def reading(seen: Viewer) -> bool:
    return bool(seen.reads)


def posted(seen: Viewer) -> bool:
    return bool(seen.posts)


def reads(procedure: str) -> Shown:
    return lambda seen: procedure in seen.reads


def acts_as(*roles: str) -> Shown:
    return lambda seen: seen.is_any(*roles)


REVIEWERS = acts_as("legal_reviewer", "bureau_leader", "organ_head")

DAILY: tuple[Entry, ...] = (
    ("待办", "home", everybody), ("审批", "approvals", reading), ("全部事项", "work", reading), ("当事人", "parties", reading), ("企业档案", "enterprises", file_readers),
    ("指标", "figures", reading), ("考核", "exams", posted),
)  # fmt: skip

DESKS: dict[str, tuple[Entry, ...]] = {
    "enforcement": (
        ("涉企检查", "inspections", reads("enforcement.inspection_task")), ("法制审核", "review_queue", REVIEWERS),
        ("听证日历", "hearing_calendar", acts_as("hearing_officer", "legal_reviewer", "bureau_leader", "organ_head", "squad_head")), ("执法公示", "disclosure_desk", REVIEWERS),
        ("双公示报送", "deliveries", reads("credit.publicity")), ("权力事项", "items", posted), ("执法证件", "officers", reads("enforcement.certificate")),
        ("裁量表", "decision_tables", reading),
    ),
    "oversight": (("执法监督", "clue_desk", reads("oversight.clue")), ("资金监督", "money_board", reads("money.doubt")), ("作风建设", "style_board", reads("style.problem"))),
    "disputes": (("一个窗口", "desk", reads("desk.intake")), ("复议应诉", "contest_board", reads("litigation.lawsuit"))),
    "assessment": (("统计年报", "statements", reading), ("台账报表", "rolls", reading), ("校对报告", "proof", reporters)),
}  # fmt: skip
"""The pages of a chapter beside its procedures: desks over several of them."""

TOOLS: tuple[Entry, ...] = (
    ("导入", "imports", reading), ("晨会单", "morning", reading), ("周报", "weekly", reading), ("通知发送", "outbox", everybody), ("期限计算器", "calculator", reading),
    ("法律条文", "laws", everybody), ("公示平台", "open_home", everybody),
)  # fmt: skip
KEEPING: tuple[Entry, ...] = (
    ("机构人员", "organs", everybody), ("账号", "accounts", security_admins), ("变更记录", "changes", admins), ("谁看过", "audit", auditors),
)  # fmt: skip

ICONS = dict(zip(CHAPTERS, ("sitemap", "building-community", "book", "gavel", "shield-check", "scale", "report-analytics"), strict=True))


def daily(request: HttpRequest, seen: Viewer) -> list[Link]:
    return _links(request, seen, DAILY)


def chapters(request: HttpRequest, seen: Viewer, waiting: dict[str, int], current: str) -> list[Chapter]:
    """The chapters in which the person has something, each with its desks first; what belongs to no chapter, tools and keeping last."""
    found = []
    for number, (key, name) in enumerate(CHAPTERS.items(), start=1):
        desks = _counted(_links(request, seen, DESKS.get(key, ())), seen, waiting)
        if any(desk.current for desk in desks):
            current = ""  # the desk over a procedure is where the person is
        found.append(Chapter(key, name, ICONS[key], [*desks, *_procedures(seen, number, waiting, current, {desk.text for desk in desks})]))
    found.append(Chapter("other", "其他", "files", _procedures(seen, 0, waiting, current, set())))
    found.append(Chapter("tools", "工具", "settings", _links(request, seen, TOOLS)))
    found.append(Chapter("keeping", "管理", "users", _links(request, seen, KEEPING)))
    return [chapter for chapter in found if chapter.systems]


def listed_procedures(seen: Viewer) -> list[Procedure]:
    """The newest version of every procedure that the viewer's roles read, in the order of chapters."""
    newest = {procedure.id: procedure for procedure in registry.all_procedures() if procedure.id in seen.reads}
    return sorted(newest.values(), key=lambda p: (p.chapter, p.is_register))


def _procedures(seen: Viewer, chapter: int, waiting: dict[str, int], current: str, desks: set[str]) -> list[Link]:
    """The lists of a chapter's procedures; a desk of the same name stands for its own."""
    return [
        Link(p.name, reverse("list", args=[p.id]), count=waiting.get(p.id), current=p.id == current)
        for p in listed_procedures(seen)
        if p.chapter == chapter and p.name not in desks
    ]


def _counted(desks: list[Link], seen: Viewer, waiting: dict[str, int]) -> list[Link]:
    """With what waits in the procedure for which a desk stands."""
    by_name = {p.name: waiting.get(p.id) for p in listed_procedures(seen)}
    return [replace(desk, count=by_name.get(desk.text)) for desk in desks]


def _links(request: HttpRequest, seen: Viewer, entries: Sequence[Entry]) -> list[Link]:
    return [Link(text, reverse(name), current=request.path == reverse(name)) for text, name, there in entries if there(seen)]
