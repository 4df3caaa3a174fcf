"""Excel import: a sheet is looked through row by row, then its good rows are recorded, then the whole may be taken back.

Ten thousand rows take longer than a browser waits for, so recording and taking back go in pieces of a few seconds: each request does a
piece and answers with the page, which asks for the next; without JavaScript by a press. What was done stays done whenever that ends.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.exchange import adopting, receipts
from yuheng.faces.exchange import batches as work
from yuheng.faces.exchange.forms import Form, adoption_form, records_form
from yuheng.faces.exchange.judging import LIMITS, Examined, declared, examine
from yuheng.faces.exchange.sheets import exported, problems_of, template_of
from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, organ_of, post_of, viewer_of
from yuheng.faces.workbench.guard import known_procedure
from yuheng.faces.workbench.menu import listed_procedures
from yuheng.faces.workbench.views.importing import batch_page, line_of
from yuheng.faces.workbench.views.lists import sheet_response
from yuheng.kernel.access import imports
from yuheng.kernel.access.grants import Viewer
from yuheng.kernel.access.looks import record
from yuheng.kernel.access.seats import may_open
from yuheng.kernel.documents.store import store
from yuheng.kernel.documents.uploads import BadUpload, check
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.procedure.declare import Procedure
from yuheng.kernel.procedure.state import Paper
from yuheng.kernel.records.models import ImportBatch
from yuheng.kernel.sheets.columns import BadSheet
from yuheng.systems.catalogue import CHAPTERS

KINDS = {"records": "新登记", "adopt": "存量案件", "receipts": "缴款回单"}
SHOWN = 50
SCANS = 200
"""Scans with one sheet of old cases."""


def home(request: HttpRequest) -> HttpResponse:
    """Where the person may import, and the batches that they may see."""
    seen = viewer_of(request)
    names = list(CHAPTERS.values())
    places: dict[str, list[ui.Link]] = {}
    for procedure in listed_procedures(seen):
        if may_open(seen, procedure) or procedure.id in {p.id for p in receipts.payable(seen)}:
            chapter = names[procedure.chapter - 1] if procedure.chapter else "其他"
            kind = "records" if may_open(seen, procedure) else "receipts"
            places.setdefault(chapter, []).append(ui.Link(procedure.name, _address(procedure.id, kind)))
    lines = [line_of(one, seen) for one in imports.batches(seen).select_related("account")[:SHOWN]]
    page = ui.ImportPage(title="导入", lead="按台账下载模板，填好后上传核对。", places=list(places.items()), batches=lines, batches_title="导入过的批次")
    return page.response(request, frame(request, "work"))


def import_sheet(request: HttpRequest, procedure: str) -> HttpResponse:
    """GET shows where to put the file; POST looks through it and leads to the result."""
    seen = viewer_of(request)
    known, form = _form(request, seen, procedure)
    if request.method == "POST":
        return _sent(request, seen, known, form)
    return _upload_page(request, seen, known, form)


def _form(request: HttpRequest, seen: Viewer, procedure: str) -> tuple[Procedure, Form]:
    """The sheet that the address asks for, if the person may send it."""
    kind = request.GET.get("kind", "records")
    try:
        if kind == "receipts":
            known = receipts.allowed(seen, procedure)
            return known, receipts.form_of(procedure)
        known = declared(seen, procedure)
    except Refused as refused:
        raise PermissionDenied(str(refused.refusal)) from None
    return known, adoption_form(known) if kind == "adopt" and not known.is_register else records_form(known)


def _sent(request: HttpRequest, seen: Viewer, known: Procedure, form: Form) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        return _upload_page(request, seen, known, form, "请选择要导入的文件。")
    if (file.size or 0) > LIMITS.octets:
        return _upload_page(request, seen, known, form, f"文件有 {(file.size or 0) / 1024 / 1024:.1f} MB，最多 {LIMITS.octets // 1024 // 1024} MB，请分成几个文件。")
    try:
        examined = _examined(request, seen, known, form, file.name or "表", file.read())
    except (BadSheet, BadUpload) as wrong:
        return _upload_page(request, seen, known, form, str(wrong))
    kept = work.keep(seen, examined, post=post_of(request))
    return HttpResponseRedirect(reverse("import_batch", args=[kept.pk]))


def _examined(request: HttpRequest, seen: Viewer, known: Procedure, form: Form, name: str, data: bytes) -> Examined:
    post = post_of(request)
    if form.kind == "receipts":
        return receipts.examine(seen, known, name, data, post=post)
    if form.kind == "adopt":
        return adopting.examine(seen, known, name, data, _scans(request), post=post)
    return examine(seen, known, name, data, post=post)


def _scans(request: HttpRequest) -> list[Paper]:
    """The scans that came with the sheet, kept by their digest. Raises BadUpload."""
    found = []
    for file in request.FILES.getlist("scans")[:SCANS]:
        data = file.read()
        upload = check(data)
        found.append(Paper("attachment", (file.name or "扫描件")[:200], store(settings.HOME / "files", data), upload.size, upload.media))
    return found


def _upload_page(request: HttpRequest, seen: Viewer, known: Procedure, form: Form, error: str = "") -> HttpResponse:
    here = _address(known.id, form.kind)
    upload = [
        ui.FormField(
            name="file", label="Excel 或者 CSV 文件", kind="file", required=True, accept=".xlsx,.xls,.csv", wide=True, error=error,
            help=f"最大 {LIMITS.octets // 1024 // 1024} MB、{LIMITS.rows:,} 行。",
        )
    ]  # fmt: skip
    if form.kind == "adopt":
        upload.append(ui.FormField(name="scans", label="原案卷扫描件", kind="file", multiple=True, wide=True, help="可以一次选多个，文件名以原案号开头。"))
    notes = [*form.notes, "表头与模板一致即可，列的次序可以不同，多余的列不读取。", "同一张表再次上传，已有的行自动跳过，不会重复。"]
    mine = imports.batches(seen).filter(procedure=known.id).select_related("account")[:10]
    page = ui.ImportPage(
        title=f"导入 · {form.title}", crumbs=[ui.Link(known.name, reverse("list", args=[known.id]))], upload=upload, action=here,
        template_href=reverse("import_template", args=[known.id]) + f"?kind={form.kind}", notes=notes, kinds=_kinds(seen, known, form.kind),
        errors=[ui.FormError(error, "id_file")] if error else [], batches=[line_of(one, seen) for one in mine], batches_href=reverse("imports"),
    )  # fmt: skip
    return page.response(request, frame(request, "work", known.id), status=422 if error else 200)


def _kinds(seen: Viewer, known: Procedure, current: str) -> list[ui.Link]:
    """The sheets that this procedure takes from this person; none where there is but one."""
    kinds = ["records"] if may_open(seen, known) else []
    kinds += ["adopt"] if kinds and not known.is_register else []
    kinds += ["receipts"] if known.id in {p.id for p in receipts.payable(seen)} else []
    return [ui.Link(KINDS[kind], _address(known.id, kind), current=kind == current) for kind in kinds] if len(kinds) > 1 else []


def _address(procedure: str, kind: str = "records") -> str:
    address = reverse("import", args=[procedure])
    return address if kind == "records" else f"{address}?kind={kind}"


def template(request: HttpRequest, procedure: str) -> HttpResponse:
    """The empty sheet."""
    _known, form = _form(request, viewer_of(request), procedure)
    return sheet_response(template_of(form), f"{form.title}模板")


def batch(request: HttpRequest, batch: int) -> HttpResponse:
    """GET shows what became of each row; POST accepts, throws away or takes back."""
    seen = viewer_of(request)
    one = imports.batch(seen, batch)
    acts: dict[str, Callable[[], None]] = {
        "accept": lambda: _accept(request, seen, one), "discard": lambda: _discard(request, seen, one), "undo": lambda: _undo(request, seen, one),
    }  # fmt: skip
    act = acts.get(request.POST.get("y_act", ""))
    if request.method == "POST" and act is not None:
        try:
            act()
        except Refused as refused:
            return batch_page(request, seen, imports.batch(seen, batch), str(refused.refusal))
        return HttpResponseRedirect(reverse("import_batch", args=[batch]))
    return batch_page(request, seen, one, "请选择要办理的事项。" if request.method == "POST" else "")


def _own(seen: Viewer, one: ImportBatch) -> None:
    if not imports.is_author(seen, one):
        raise PermissionDenied("本批次由其他人员上传，只有本人可以导入或者放弃。")


def _accept(request: HttpRequest, seen: Viewer, one: ImportBatch) -> None:
    _own(seen, one)
    before = one.state
    progress = work.accept(seen, one.pk)
    if progress.finished and before in ("checked", "accepting"):
        one.refresh_from_db()
        messages.success(request, f"已导入 {one.accepted:,} 件。" + (f"退回 {one.refused:,} 行，可以下载改正后再次上传。" if one.refused else ""))


def _discard(request: HttpRequest, seen: Viewer, one: ImportBatch) -> None:
    _own(seen, one)
    work.discard(seen, one.pk)
    messages.success(request, "已放弃，没有写入任何记录。")


def _undo(request: HttpRequest, seen: Viewer, one: ImportBatch) -> None:
    if seen.person is None:
        raise PermissionDenied("只有工作人员可以撤销。")
    progress = work.take_back(seen, one.pk, request.POST.get("reason", "") or one.reason)
    if progress.finished:
        messages.success(request, "已撤销。不能撤销的行列在下面，写明了原因。")


def problems(request: HttpRequest, batch: int) -> HttpResponse:
    """The refused rows with their reasons, for who sent them: they stand there in full."""
    seen = viewer_of(request)
    one = imports.batch(seen, batch)
    _own(seen, one)
    try:
        form = work.form_of(one, seen)
    except Refused as refused:
        raise PermissionDenied(str(refused.refusal)) from None
    record(seen, f"下载导入“{one.file_name}”退回的行", address=request.META.get("REMOTE_ADDR", ""))
    return sheet_response(problems_of(one, form), f"{form.title}（退回）")


def export_all(request: HttpRequest, procedure: str) -> HttpResponse:
    """A register as a sheet with all its columns, in those of the import sheet."""
    seen = viewer_of(request)
    known: Any = known_procedure(seen, procedure)
    year = request.GET.get("year", "")
    record(seen, f"导出“{known.name}”全部栏目", address=request.META.get("REMOTE_ADDR", ""))
    out = io.BytesIO()
    exported(seen, known, out, year=int(year) if year.isdecimal() and len(year) == 4 and year > "1999" else None, organ=organ_of(request))
    return sheet_response(out.getvalue(), known.name)
