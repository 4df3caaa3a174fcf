"""One paper: beside the page, alone, as PDF or docx; an uploaded file as it came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, is_demonstration, viewer_of
from yuheng.faces.workbench.names import names_behind
from yuheng.faces.workbench.paper_life import Stage, lives
from yuheng.faces.workbench.timeline import PAPER_STATES
from yuheng.faces.workbench.views.acts import may_handle
from yuheng.kernel.access.dossier import Dossier, Kept, dossier
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.documents import Context
from yuheng.kernel.documents.store import MissingFile, fetch
from yuheng.kernel.documents.uploads import BadUpload, check
from yuheng.kernel.engine import sealing
from yuheng.kernel.engine.filling import composed, context_of
from yuheng.kernel.engine.handling import serving_step
from yuheng.kernel.engine.load import Head
from yuheng.kernel.engine.paper_view import Changed
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.shape import BadValue, Field
from yuheng.kernel.procedure.state import Snapshot

INLINE = ("application/pdf", "image/", "text/plain", "audio/", "video/")


def paper(request: HttpRequest, matter: int, paper: int) -> HttpResponse:
    """The paper of a matter that the viewer may see; `?as=pdf` and `?as=docx` are recorded as looks."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    kept = next((one for one in found.papers if one.id == paper), None)
    if kept is None:
        raise PermissionDenied("没有这一文书。")
    if kept.file:
        return _uploaded(request, kept, found)
    form = request.GET.get("as", "")
    try:
        if form in ("pdf", "docx"):
            return _file(request, seen, kept, form, matter)
        body = SafeString(sealing.html(kept.id))
    except (Changed, MissingFile) as wrong:
        raise PermissionDenied(str(wrong)) from None
    if request.headers.get("HX-Request"):
        return HttpResponse(body)
    links = [ui.Link("PDF", "?as=pdf"), ui.Link("docx", "?as=docx")]
    links += [ui.Link(f"{scan.name}（{scan.day}）", reverse("paper", args=[matter, scan.pk])) for scan in sealing.scans(kept.id)]
    life = lives(found)[kept.id]
    return _page(request, found, kept, body, links, _acts(found, kept, life, seen), _life(found, kept, life, seen))


def _acts(found: Dossier, kept: Kept, life: list[Stage], seen: Viewer) -> list[ui.Act]:
    """What becomes of a paper next: printed, served, its signed copy brought back."""
    if kept.state in ("void", "superseded") or not may_handle(seen, found):
        return []
    args = [found.head.id, kept.id]
    acts = [ui.Act("登记打印", reverse("paper_print", args=args), primary=not any(one.act == "打印" for one in life))]
    if serving_step(found.procedure.steps, kept.kind) is None:
        acts.append(ui.Act("登记送达", reverse("paper_serve", args=args)))
    return [*acts, ui.Act("上传签收件", reverse("signed", args=args))]


def _life(found: Dossier, kept: Kept, life: list[Stage], seen: Viewer) -> ui.Table:
    columns = [ui.ListColumn("day", "日期", "date"), ui.ListColumn("act", "经过"), ui.ListColumn("by", "经办人"), ui.ListColumn("note", "说明"), ui.ListColumn("more", "附件")]
    own = {event.seq for event in found.events if event.kind == "serve"}
    rows = []
    for one in life:
        href = reverse("service_receipt", args=[found.head.id, kept.id, one.seq]) if one.seq in own else ""
        cells = [ui.Cell(str(one.day), kind="date"), ui.Cell(one.act), ui.Cell(seen.staff.people.get(one.person, "系统")), ui.Cell(one.note), ui.Cell("送达回证" if href else "", href)]
        rows.append(ui.Row(str(one.seq), cells))
    return ui.Table(columns, rows)


def _page(
    request: HttpRequest, found: Dossier, kept: Kept, body: SafeString, downloads: list[ui.Link], acts: list[ui.Act] | None = None, life: ui.Table | None = None
) -> HttpResponse:
    head = found.head
    # The page has a title of its own; the paper's stands one level below it.
    body = SafeString(body.replace("<h1", "<h2").replace("</h1>", "</h2>"))
    page = ui.PaperPage(
        title=kept.name,
        crumbs=[ui.Link(found.procedure.name, reverse("list", args=[found.procedure.id]))],
        number=kept.number,
        matter=ui.Link(f"{head.number} {head.title}".strip(), reverse("matter", args=[head.id])),
        body=body,
        downloads=downloads,
        note=PAPER_STATES.get(kept.state, kept.state),
        acts=acts or [],
        life=life,
    )
    return page.response(request, frame(request, "work", found.procedure.id))


def _context(
    procedure: Procedure, head: Head, seen: Viewer, facts: Mapping[str, Any], rows: Mapping[str, Mapping[int, Mapping[str, Any]]],
    number: str, day: date, signers: list[str], parties: list[dict[str, str]], names: Mapping[tuple[str, int], str],
) -> Context:  # fmt: skip
    staff = seen.staff
    return context_of(
        procedure, facts, rows, staff=staff, number=number, case_number=head.number, title=head.title,
        organ=staff.names.get(head.power_id or head.lead_id, ""), lead=staff.names.get(head.lead_id, ""), day=day,
        parties=parties, signers=signers, names=names, demonstration=is_demonstration(),
    )  # fmt: skip


def preview_of(step: Step, head: Head, state: Snapshot, seen: Viewer, data: Mapping[str, Any], href: str) -> ui.Preview | None:
    """The first paper that the step makes, as it would be with what is typed so far; values that are not yet right stay blank."""
    if not step.produces:
        return None
    procedure, kind = state.procedure, step.produces[0]
    facts, rows = {**state.facts}, {name: {**items} for name, items in state.rows.items()}
    for name, value in data.items():
        if name in procedure.shape.fields:
            facts[name] = _tried(procedure.shape.fields[name], value)
        elif name in procedure.shape.rows and isinstance(value, list):
            shape = procedure.shape.rows[name]
            first = max(rows.get(name, {}), default=0) + 1
            typed = {first + n: {f: _tried(shape.fields[f], v) for f, v in item.items() if f in shape.fields} for n, item in enumerate(value)}
            rows[name] = {**rows.get(name, {}), **typed}
    names = names_behind((procedure.shape.fields[n], v) for n, v in facts.items() if n in procedure.shape.fields and isinstance(v, int))
    context = _context(procedure, head, seen, facts, rows, "", seen.day, [seen.name], [], names)
    from yuheng.kernel.documents.preview import render_html

    body = SafeString(render_html(composed(procedure, kind, step.id, context)).replace("<h1", "<h2").replace("</h1>", "</h2>"))
    return ui.Preview(procedure.papers.get(kind, kind), body, href)


def _tried(field: Field, value: Any) -> Any:
    if value in (None, "", []):
        return None
    try:
        return field.clean(value)
    except BadValue:
        return None


def _file(request: HttpRequest, seen: Viewer, kept: Kept, form: str, matter: int) -> HttpResponse:
    """The paper as a file that leaves the platform, sealed by its digest: the look is recorded before the answer."""
    record(seen, f"下载《{kept.name}》{kept.number}", matter=matter, address=request.META.get("REMOTE_ADDR", ""))
    if form == "pdf":
        content, media = sealing.open_pdf(kept.id, seen.person or 0), sealing.PDF
    else:
        content, media = sealing.open_docx(kept.id, seen.person or 0), sealing.DOCX
    response = HttpResponse(content, content_type=media)
    way = "inline" if form == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(f'{kept.name} {kept.number}'.strip())}.{form}"
    return response


def _uploaded(request: HttpRequest, kept: Kept, found: Dossier) -> HttpResponse:
    """An uploaded file: docx as a plain view with a download, pictures and PDF as they are, in a sandbox."""
    try:
        data = fetch(settings.HOME / "files", kept.file)
        kind = check(data)
    except (MissingFile, BadUpload) as wrong:
        raise PermissionDenied(str(wrong)) from None
    if kind.kind == "docx" and request.GET.get("as") != "file":
        from yuheng.kernel.documents.preview import preview_docx

        body = SafeString(preview_docx(data))
        if request.headers.get("HX-Request"):
            return HttpResponse(format_html('<div class="y-sheet">{}</div>', body))
        return _page(request, found, kept, body, [ui.Link("下载", "?as=file")])
    response = HttpResponse(data, content_type=kind.media)
    way = "inline" if kind.media.startswith(INLINE) else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(kept.name)}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
    return response
