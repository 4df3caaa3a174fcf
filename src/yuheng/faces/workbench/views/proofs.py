"""How a matter's records can be proved: each with its hash and place, a receipt to take home, and a public page that checks one."""

from __future__ import annotations

import segno
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import bare, frame, viewer_of
from yuheng.faces.workbench.views.home import KINDS
from yuheng.faces.workbench.views.matter import proof as proof_part
from yuheng.faces.workbench.views.matter import views
from yuheng.kernel.access.dossier import Recorded, dossier
from yuheng.kernel.engine.proving import NoProof, prove
from yuheng.kernel.ledger.checkpoint import BadCheckpoint
from yuheng.kernel.ledger.keys import public_keys
from yuheng.kernel.ledger.receipt import BadReceipt, issue, meaning, read_code
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Checkpoint


def proof(request: HttpRequest, matter: int) -> HttpResponse:
    """The chain of one matter, checked here and now, record by record."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    rows = [
        ui.Row(str(one.id), [
            ui.Cell(str(one.seq), kind="number"), ui.Cell(f"{one.recorded:%Y-%m-%d %H:%M:%S}", kind="date"),
            ui.Cell(found.procedure.names.get(one.step, KINDS.get(one.kind, one.kind))), ui.Cell(seen.staff.people.get(one.person or 0, "")),
            ui.Cell(one.hash[:16] + "…", title=one.hash, kind="code"), ui.Cell("" if one.leaf is None else f"{one.leaf + 1:,}", kind="number"),
            ui.Cell("回执", reverse("receipt", args=[matter, one.seq])) if one.leaf is not None and one.leaf < found.checkpoint else ui.Cell("待列入检查点"),
        ])
        for one in found.events
    ]  # fmt: skip
    columns = [
        ui.ListColumn("seq", "序号", "number"), ui.ListColumn("at", "记录时间", "date"), ui.ListColumn("act", "办理"), ui.ListColumn("who", "人员"),
        ui.ListColumn("hash", "摘要", "code"), ui.ListColumn("leaf", "总账第几条", "number"), ui.ListColumn("receipt", "证明"),
    ]  # fmt: skip
    page = ui.ListPage(
        title="总账核验", lead=f"{found.head.number} {found.head.title}：{proof_part(found).words}".strip(), table=ui.Table(columns, rows, "过程记录"),
        count=f"共 {len(rows)} 条", views=views(found, "proof"),
    )  # fmt: skip
    return page.response(request, frame(request, "work", found.procedure.id))


def receipt(request: HttpRequest, matter: int, seq: int) -> HttpResponse:
    """A receipt with a QR code: proves that one record was in the ledger at a signed checkpoint, and no more."""
    found = dossier(viewer_of(request), matter)
    one = next((event for event in found.events if event.seq == seq), None)
    if one is None or one.leaf is None or one.leaf >= found.checkpoint:
        raise PermissionDenied("这条记录还没有列入检查点，稍后再出具回执。")
    head = found.head
    page = ui.PaperPage(
        title="记录回执", number=f"{head.number} 第 {seq} 条", matter=ui.Link(f"{head.number} {head.title}".strip(), reverse("matter", args=[matter])),
        body=_sheet(request, one, found.procedure.names.get(one.step, KINDS.get(one.kind, one.kind)), head.number),
        note="可以打印交当事人；任何人都能凭回执码核验。",
    )  # fmt: skip
    return page.response(request, frame(request, "work", found.procedure.id))


def _sheet(request: HttpRequest, one: Recorded, act: str, number: str) -> SafeString:
    made = prove(settings.HOME, one.id, with_body=False)
    code = issue(made, short=True).code()
    address = request.build_absolute_uri(f"{reverse('verify')}?code={code}")
    drawing = mark_safe(segno.make(code, error="m").svg_inline(scale=4, border=2, svgclass="y-qr", lineclass=None))  # a QR code of letters and digits
    return format_html(
        '<article class="y-sheet"><h1>记录回执</h1><dl class="y-facts"><div><dt>事项</dt><dd>{}</dd></div><div><dt>办理</dt><dd>{}</dd></div>'
        '<div><dt>办理时间</dt><dd>{}</dd></div><div><dt>记录摘要</dt><dd class="y-code y-hash">{}</dd></div></dl><p>{}</p><p>{}</p>'
        '<p class="y-code y-break">{}</p><p>核验地址：<a class="y-code y-break" href="{}">{}</a></p></article>',
        number, act, f"{one.at.astimezone(CHINA):%Y-%m-%d %H:%M}", one.hash, drawing, meaning(one.id, made.checkpoint.time), code, address, address,
    )  # fmt: skip


def verify(request: HttpRequest) -> HttpResponse:
    """Public: whether a receipt's code holds against the signed checkpoints. Tells nothing of the matter."""
    code, errors, said = request.GET.get("code", "").strip()[:4000], [], ""
    if code:
        try:
            said = _verified(code)
        except (BadReceipt, BadCheckpoint, NoProof) as wrong:
            errors = [ui.FormError(str(wrong))]
    page = ui.VerifyPage(
        title="回执核验", action=reverse("verify"), errors=errors, said=said,
        fields=[ui.FormField(name="code", label="回执码", kind="textarea", value=code, required=True, wide=True, placeholder="YH1:", help="扫描回执上的二维码，或者照抄以 YH1: 开头的回执码。")],
    )  # fmt: skip
    return page.response(request, bare(request))


def _verified(code: str) -> str:
    given = read_code(code)
    kept = Checkpoint.objects.filter(size=given.size).first()
    if kept is None:
        raise BadReceipt("没有与回执对应的检查点：回执不是本平台出具的，或者总账被截断。")
    made = prove(settings.HOME, given.event, with_body=False)
    if made.hash != given.hash or made.leaf != given.leaf:
        raise BadReceipt("回执与总账中的记录不一致。")
    if made.checkpoint.size != given.size:
        raise BadReceipt("回执的检查点不是最早列入这条记录的检查点，请换新的回执。")
    return given.verify(made.checkpoint, public_keys(settings.HOME / "ledger"), made.path)
