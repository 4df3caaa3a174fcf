"""The report editor: the text with its figures as chips, beside it what stands behind a figure, warnings, exports."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, is_demonstration
from yuheng.faces.workbench.views.matter import status_sentence
from yuheng.faces.workbench.views.reporting.pane import pane
from yuheng.faces.workbench.views.reporting.reading import Reading, Version, reading
from yuheng.kernel.access.looks import record
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.report.compose import Composed, compose
from yuheng.report.export import FORMS, exported
from yuheng.report.looking import Warning, one_set, proof_of, warnings_of
from yuheng.report.publish import changed_since, intact

NAMES = {"docx": "Word（公文格式）", "pdf": "PDF/A", "html": "网页", "txt": "纯文本"}


def report(request: HttpRequest, matter: int) -> HttpResponse:
    """The text, or, where a chip asks for it, only the pane of one figure. `?as=` gives a file, `?version=` an earlier draft."""
    found = reading(request, matter)
    form = request.GET.get("as", "")
    if form:
        return _file(found, form)
    chosen = request.GET.get("figure", "")
    if chosen and chosen not in all_indicators():
        raise PermissionDenied("没有这一指标。")
    if chosen and request.headers.get("HX-Request"):
        return HttpResponse(pane(request, found, chosen).html(request))
    version = _version(found, request.GET.get("version", ""))
    page = _published(request, found, chosen) if found.published is not None and version is None else _draft(request, found, chosen, version)
    return page.response(request, frame(request, "work", found.found.procedure.id))


def _version(found: Reading, asked: str) -> Version | None:
    return next((one for one in found.versions if asked.isdigit() and one.seq == int(asked)), None)


def _file(found: Reading, form: str) -> HttpResponse:
    if form not in FORMS:
        raise PermissionDenied("没有这种格式。可以导出 docx、pdf、html 和 txt。")
    source = found.published or found.composed
    record(found.seen, f"导出年度报告（{form}）", matter=found.matter)
    content = exported(source, form, demonstration=is_demonstration(), fonts=settings.HOME / "fonts")
    title = str(found.facts.get("title") or "年度报告")
    response = HttpResponse(content, content_type=FORMS[form])
    name = f"{title}{'' if found.published else '（送审稿）'}.{form}"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _draft(request: HttpRequest, found: Reading, chosen: str, version: Version | None) -> ui.ReportPage:
    composed = compose(version.text, found.year) if version else found.composed
    stands = {one.figure.indicator.id: one for one in found.confirmed}
    proof = proof_of(composed)
    told = [*one_set(composed), *warnings_of(proof)]
    marked = {w.indicator: w.text for w in told if w.indicator}
    for name, one in stands.items():
        if one.state == "changed":
            marked.setdefault(name, "确认后有变动")
    return ui.ReportPage(
        title=composed.title,
        crumbs=found.crumbs(),
        state=_state(found, version),
        outline=outline([paragraph.text if paragraph.level else "" for paragraph in composed.paragraphs]),
        passages=passages(found, composed, marked),
        pane=pane(request, found, chosen) if chosen else None,
        warnings=[*_confirming(found), *(_warning(found, w) for w in told)],
        acts=_acts(found),
        exports=_exports(),
        views=found.views("report"),
    )


def _state(found: Reading, version: Version | None) -> str:
    if version is not None:
        return f"第 {len(found.versions) - found.versions.index(version)} 稿 · {found.seen.staff.people.get(version.person or 0, '')} {version.at:%Y-%m-%d %H:%M} 统稿"
    stood = f"第 {len(found.versions)} 稿" if found.versions else "尚未统稿，以下为按模板生成的底稿"
    return f"{stood} · {status_sentence(found.found, found.seen)}"


def outline(headings: Sequence[str]) -> list[ui.Link]:
    return [ui.Link(text, f"#p{place}") for place, text in enumerate(headings) if text]


def passages(found: Reading, composed: Composed, marked: dict[str, str]) -> list[ui.Passage]:
    """The paragraphs with their figures as chips."""
    here = reverse("report", args=[found.matter])
    made = []
    for place, paragraph in enumerate(composed.paragraphs):
        runs = [
            ui.Run(run.text, name, f"{here}?figure={name}#pane", marked.get(name, ""))
            if (name := run.figure.indicator.id if run.figure else "")
            else ui.Run(run.text)
            for run in paragraph.runs
        ]
        made.append(ui.Passage(runs, paragraph.level, f"p{place}"))
    return made


def _warning(found: Reading, warning: Warning) -> tuple[str, str]:
    if warning.indicator:
        return warning.text, f"{reverse('report', args=[found.matter])}?figure={warning.indicator}#pane"
    return warning.text, f"#p{warning.paragraph}" if warning.paragraph is not None and warning.paragraph >= 0 else "#main"


def _confirming(found: Reading) -> list[tuple[str, str]]:
    """How many figures still want their unit's confirmation."""
    address = reverse("report_units", args=[found.matter])
    missing = sum(one.state == "missing" for one in found.confirmed)
    changed = sum(one.state == "changed" for one in found.confirmed)
    told = []
    if missing:
        told.append((f"{missing} 个数字尚未经责任单位确认，公开前须确认", address))
    if changed:
        told.append((f"{changed} 个数字确认后有变动，须重新确认", address))
    return told


def _acts(found: Reading) -> list[ui.Act]:
    """What the viewer may do with the report now; one primary."""
    made: list[ui.Act] = []
    for choice in found.choices:
        if not choice.allowed or choice.step.id in ("invite", "remind"):
            continue
        if choice.step.row_organ and not found.mine(found.rows("units").get(choice.row, {}).get("unit", 0)):
            continue
        if choice.step.id == "confirm":
            continue  # one page holds both acts of a unit
        href = reverse("step", args=[found.matter, choice.step.id]) + (f"?row={choice.row}" if choice.row else "")
        label = "报送材料、确认数字" if choice.step.id == "collect" else choice.step.name
        made.append(ui.Act(label, href, primary=choice.clock is not None and not any(a.primary for a in made)))
    return made


def _exports() -> list[ui.Link]:
    return [ui.Link(NAMES[form], f"?as={form}") for form in FORMS]


def _published(request: HttpRequest, found: Reading, chosen: str) -> ui.ReportPage:
    kept = found.published
    assert kept is not None
    changes = {one.frozen.indicator: one for one in changed_since(kept)}
    sealed = intact(kept, str(found.facts.get("digest") or ""))
    title = kept.text.split("\n", 1)[0]
    here = reverse("report", args=[found.matter])
    made = []
    for place, (level, runs) in enumerate(kept.runs):
        marks = [
            ui.Run(words, name, f"{here}?figure={name}#pane", changes[name].words if name in changes else "") if name else ui.Run(words)
            for words, name in runs
        ]
        made.append(ui.Passage(marks, level, f"p{place}"))
    told = [(f"“{_caption(name)}”{one.words}；公开的数字仍为{one.frozen.shown}", f"{here}?figure={name}#pane") for name, one in changes.items()]
    if not sealed:
        told.insert(0, ("公开文本与总账中的摘要不一致，请立即核查", reverse("matter", args=[found.matter])))
    reason = str(found.facts.get("unconfirmed_reason") or "")
    if reason:
        told.append((f"有数字未经责任单位确认即公开，理由：{reason}", reverse("report_units", args=[found.matter])))
    return ui.ReportPage(
        title=title,
        crumbs=found.crumbs(),
        state=f"{kept.published_at:%Y-%m-%d} 向社会公开（{found.facts.get('place') or ''}）· 摘要 {kept.digest[:16]}…{'，与总账一致' if sealed else ''}",
        outline=outline(["".join(words for words, _name in runs) if level else "" for level, runs in kept.runs]),
        passages=made,
        pane=pane(request, found, chosen) if chosen else None,
        warnings=told,
        exports=_exports(),
        frozen="已公开，数字冻结",
        views=found.views("report"),
    )


def _caption(name: str) -> str:
    known = all_indicators().get(name)
    return known.caption if known else name
