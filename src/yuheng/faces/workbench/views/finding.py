"""Answers of remote selects: parties, people, organs, matters. Two characters and more; JSON lists of value and text."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, JsonResponse

from yuheng.faces.workbench.framing import viewer_of
from yuheng.faces.workbench.parties import called
from yuheng.kernel.access.matters import visible
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.records.models import Party, Person
from yuheng.kernel.search import matching

MOST = 20
LEAST = 2


def _asked(request: HttpRequest) -> str:
    text = request.GET.get("q", "").strip()
    return text if len(text) >= LEAST else ""


def _answer(rows: list[tuple[int, str]]) -> JsonResponse:
    return JsonResponse([{"value": str(value), "text": text} for value, text in rows], safe=False)


def party(request: HttpRequest) -> JsonResponse:
    """Parties by name or code, as they are registered; telephone masked, to tell apart who bears the same name."""
    text = _asked(request)
    if not text or viewer_of(request).person is None:
        return _answer([])
    found = Party.objects.filter(called(text), merged_into=None)[:MOST]
    return _answer([(p.pk, f"{p.name}（{p.uscc or masked('phone', p.phone) or p.get_kind_display()}）") for p in found])


def person(request: HttpRequest) -> JsonResponse:
    """Staff by name or by the initials of its pinyin, with their units."""
    text, staff = _asked(request), viewer_of(request).staff
    if not text:
        return _answer([])
    found = Person.objects.filter(Q(name__contains=text) | Q(initials__startswith=text.lower()), left_on=None)[:MOST]
    day = viewer_of(request).day
    rows = []
    for one in found:
        places = "、".join(dict.fromkeys(staff.names[post.organ] for post in staff.posts_on(one.pk, day)))
        rows.append((one.pk, f"{one.name}（{places}）" if places else one.name))
    return _answer(rows)


def organ(request: HttpRequest) -> JsonResponse:
    """Organs by name."""
    text, staff = _asked(request), viewer_of(request).staff
    return _answer([(organ, name) for organ, name in staff.names.items() if text and text in name][:MOST])


def matter(request: HttpRequest) -> JsonResponse:
    """Matters that the viewer may see, by their words."""
    text = _asked(request)
    if not text:
        return _answer([])
    found = visible(viewer_of(request)).filter(matching(text)).order_by("-opened_on")[:MOST]
    return _answer([(m.pk, f"{m.number} {m.title}".strip()) for m in found])
