"""Statutes: the list, and the page of one with the article behind every citation. Public, and asks no database of its own."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.citing import href_of
from yuheng.faces.workbench.framing import open_frame
from yuheng.kernel.law import Citation, LawError, Parameter, texts
from yuheng.kernel.law.parameter import UNCHECKED
from yuheng.kernel.law.reading import citations_in
from yuheng.kernel.law.statutes import known, split
from yuheng.kernel.now import today
from yuheng.kernel.procedure.provisions import Held, Provision, held, statutes


def laws(request: HttpRequest) -> HttpResponse:
    """All statutes, narrowed by `?q=`; a whole citation leads to its article."""
    query = request.GET.get("q", "").strip()[:120]
    if query:
        place = _place(query)
        if place:
            return HttpResponseRedirect(place)
    imported = texts.entries()
    listed = [one for one in statutes() if not query or query.strip("《》") in f"{one.short} {one.full}"]
    framed = open_frame(request)
    page = ui.LawsPage(
        title="法律条文",
        rows=[
            (
                ui.Link(one.short, reverse("statute", args=[one.name])),
                one.version,
                one.validity(),
                "已导入" if one.name in imported else "未导入",
            )
            for one in listed
        ],
        query=query,
        count=f"共 {len(listed)} 部，已导入正文 {sum(one.name in imported for one in listed)} 部",
        signed_in=bool(framed.person),
    )
    return page.response(request, framed)


def _place(query: str) -> str:
    """The address of a citation typed into the search, with or without its book marks."""
    if "#" in query:
        try:
            return href_of(Citation.parse(query))
        except ValueError:
            return ""
    head, mark, rest = query.partition("第")
    text = query if query.startswith("《") or not mark else f"《{head.strip()}》第{rest}"
    found = next((one for one in citations_in(text) if one.article), None)
    short = split(found.statute)[0] if found else ""
    return f"{reverse('statute', args=[short])}#{found.anchor}" if found and short in known() else ""


def statute(request: HttpRequest, statute: str) -> HttpResponse:
    """One statute, in the version named, or in force on `?on=` (today)."""
    try:
        on = date.fromisoformat(request.GET["on"]) if request.GET.get("on") else today()
    except ValueError:
        on = today()
    try:
        found = held(statute, on)
    except LawError:
        versions = known().get(split(statute)[0])
        if not versions or "(" in statute:
            raise Http404(f"法律库中没有《{statute[:80]}》。") from None
        found = held(versions[-1].name, on)
    framed = open_frame(request)
    return _page(found, on, bool(framed.person)).response(request, framed)


def _page(found: Held, on: date, signed_in: bool) -> ui.LawPage:
    one = found.statute
    lead = f"{one.full + '　' if one.full and one.full != one.short else ''}{one.version} 文本　{one.validity()}"
    ceased = ""
    if one.ceased is not None and one.ceased <= on:
        ceased = f"这一文本自 {one.ceased} 起不再适用" + (f"，现行的是《{one.superseded_by}》。" if one.superseded_by else "。")
    elif one.in_force is not None and one.in_force > on:
        ceased = f"这一文本自 {one.in_force} 起施行，现在尚未施行。"
    parts, chapter = [], ""
    for provision in found.provisions:
        parts.append(_part(provision, one.name, provision.chapter if provision.chapter != chapter else "", signed_in))
        chapter = provision.chapter or chapter
    text = found.text
    # A paper without articles is shown whole; of a statute, what stands before its first article is the record of its adoption.
    preface = [line.removeprefix("# ") for line in text.lines] if text is not None and not text.articles else []
    return ui.LawPage(
        title=one.title,
        crumbs=[ui.Link("法律条文", reverse("laws"))],
        lead=lead,
        provisions=parts,
        versions=[ui.Link(f"{v.version}（{v.validity()}）", reverse("statute", args=[v.name])) for v in found.versions if v != one],
        preface=preface,
        imported=text is not None,
        ceased=ceased,
        signed_in=signed_in,
    )


def _part(provision: Provision, name: str, chapter: str, signed_in: bool) -> ui.ProvisionPart:
    uses = {
        use.procedure.id: (use.procedure.name, [u.what for u in provision.uses if u.procedure.id == use.procedure.id])
        for use in provision.uses
    }
    return ui.ProvisionPart(
        anchor=provision.anchor,
        zh=provision.zh,
        lines=provision.lines,
        chapter=chapter,
        rules=[_rule(parameter) for parameter in provision.parameters],
        uses=[
            ui.Link(f"{procedure}（{'、'.join(dict.fromkeys(names))}）", reverse("law_map", args=[id]) if signed_in else "")
            for id, (procedure, names) in uses.items()
        ],
    )


def _rule(parameter: Parameter) -> ui.RuleLine:
    notes = [f"自{parameter.starts.removeprefix('自')}起算" if parameter.starts else "", parameter.extends]
    until = f"至 {parameter.valid_to}" if parameter.valid_to else "起"
    return ui.RuleLine(
        parameter.name,
        parameter.words(),
        "；".join(note for note in notes if note),
        f"{parameter.valid_from} {until}",
        parameter.citation.zh,
        UNCHECKED.get(parameter.checked, ""),
    )
