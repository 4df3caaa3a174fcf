"""One search over matters, parties, people, figures and pages, narrowed to what the viewer may see."""

from __future__ import annotations

import time

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import showing
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.faces.workbench.menu import listed_procedures
from yuheng.faces.workbench.parties import called
from yuheng.faces.workbench.views.parties import shown_name
from yuheng.kernel.access.figures import readable
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.matters import visible
from yuheng.kernel.records.models import MatterParty, Paper, Party, Person
from yuheng.kernel.search import matching, terms

MOST = 12


def search(request: HttpRequest) -> HttpResponse:
    """Results in groups; two characters are enough, for people the initials of their pinyin, too."""
    seen = viewer_of(request)
    query = request.GET.get("q", "").strip()[:60]
    started = time.perf_counter()
    groups = [group for group in _groups(seen, query) if group.count] if terms(query) else []
    took = f"共 {sum(group.count for group in groups)} 条，用时 {(time.perf_counter() - started) * 1000:.0f} 毫秒" if query else ""
    empty = None
    if query and not groups:
        empty = ui.Empty("没有找到。可以换一个词，或者用编号、当事人、事项名称查询；两个字就够。")
    page = ui.SearchPage(title="查询", query=query, groups=groups, took=took, empty=empty)
    return page.response(request, frame(request, "search"))


def _groups(seen: Viewer, query: str) -> list[ui.HitGroup]:
    return [_matters(seen, query), _parties(seen, query), _papers(seen, query), _people(seen, query), _figures(seen, query), _pages(seen, query)]


def _around(text: str, query: str) -> tuple[str, str, str]:
    place = text.find(query)
    if place < 0:
        return "", "", ""
    return text[max(place - 12, 0) : place], query, text[place + len(query) : place + len(query) + 16]


def _matters(seen: Viewer, query: str) -> ui.HitGroup:
    names = {p.id: p.name for p in listed_procedures(seen)}
    found = list(visible(seen).filter(matching(query)).order_by("-opened_on", "-pk")[: MOST * 8 + 1])
    hits = []
    for m in found[:MOST]:
        before, inside, after = _around(m.title, query)
        light = showing.light(m.due_on, m.warn_on, seen.day, provisional=m.provisional)
        line = f"{names.get(m.procedure, '')} · {seen.staff.names.get(m.lead_id, '')} · {m.opened_on}"
        hits.append(ui.Hit(f"{m.number} {m.title}".strip(), reverse("matter", args=[m.pk]), line, "", before, inside, after, light))
    more = ui.Link(f"全部 {len(found)} 件" if len(found) <= MOST * 8 else "全部", f"{reverse('work')}?q={query}") if len(found) > MOST else None
    return ui.HitGroup("事项", len(found), hits, more)


def _parties(seen: Viewer, query: str) -> ui.HitGroup:
    mine = visible(seen).filter(pk=OuterRef("matter"))
    parts = MatterParty.objects.filter(Exists(mine), party=OuterRef("pk"), hidden=False)
    found = list(Party.objects.filter(called(query)).filter(Exists(parts))[:MOST])
    hits = [ui.Hit(shown_name(p), reverse("party", args=[p.pk]), f"{p.get_kind_display()} {p.uscc or ''}") for p in found]
    return ui.HitGroup("当事人", len(found), hits)


def _papers(seen: Viewer, query: str) -> ui.HitGroup:
    if len(query) < 3:
        return ui.HitGroup("文书", 0, [])
    found = list(Paper.objects.filter(number__contains=query, matter__in=visible(seen)).order_by("-day")[:MOST])
    hits = [ui.Hit(f"{p.name} {p.number}", reverse("paper", args=[p.matter_id, p.pk]), str(p.day), "文号") for p in found]
    return ui.HitGroup("文书", len(found), hits)


def _people(seen: Viewer, query: str) -> ui.HitGroup:
    by_initials = Q(initials__startswith=query.lower()) if query.isascii() and len(query) >= 2 else Q()
    found = list(Person.objects.filter(Q(name__contains=query) | by_initials if by_initials else Q(name__contains=query))[:MOST])
    hits = []
    for p in found:
        places = "、".join(dict.fromkeys(seen.staff.names[post.organ] for post in seen.staff.posts_on(p.pk, seen.day)))
        hits.append(ui.Hit(p.name, reverse("person", args=[p.pk]), places))
    return ui.HitGroup("人员", len(found), hits)


def _figures(seen: Viewer, query: str) -> ui.HitGroup:
    found = [one for one in readable(seen) if query in one.caption or query in one.definition]
    hits = [ui.Hit(one.caption, reverse("figure", args=[one.id]), one.definition) for one in found[:MOST]]
    return ui.HitGroup("指标", len(found), hits)


def _pages(seen: Viewer, query: str) -> ui.HitGroup:
    hits = [ui.Hit(p.name, reverse("list", args=[p.id]), "台账" if p.is_register else "程序") for p in listed_procedures(seen) if query in p.name]
    organs = [ui.Hit(name, reverse("organ", args=[organ]), "单位") for organ, name in seen.staff.names.items() if query in name]
    return ui.HitGroup("页面、单位", len(hits) + len(organs), (hits + organs)[:MOST])
