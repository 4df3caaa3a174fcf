"""证明核验: whoever holds a certificate checks it by its code; and the sheet that is printed with the code to scan."""

from __future__ import annotations

import segno
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import bare, frame, viewer_of
from yuheng.kernel.access.dossier import core
from yuheng.kernel.access.looks import record
from yuheng.kernel.documents import day_text
from yuheng.kernel.documents.preview import render_html
from yuheng.kernel.engine.paper_view import paper_view
from yuheng.kernel.records.models import Organ, Paper
from yuheng.systems.enforcement.credit.choices import SHEETS
from yuheng.systems.enforcement.credit.documents import grouped
from yuheng.systems.enforcement.credit.facts import NoViolation
from yuheng.systems.enforcement.credit.filling import ALPHABET, CODE
from yuheng.systems.enforcement.credit.procedure import CERTIFICATE

NOTHING = "没有查到这一核验码。请对照证明逐字输入；核验码由十六个数字和大写字母组成，没有 0、1、I、L、O、U。"


def check(request: HttpRequest) -> HttpResponse:
    """The form; a code that was typed leads to its address. A wrong code is answered alike, whatever is wrong with it."""
    typed = request.GET.get("code", "")
    if typed:
        code = _cleaned(typed)
        return HttpResponseRedirect(reverse("certificate_checked", args=[code])) if code else _answer(request, None, typed[:40], NOTHING)
    return _answer(request, None, "", "")


def checked(request: HttpRequest, code: str) -> HttpResponse:
    """What the records say of the certificate with this code: what is printed on it, and whether it still stands."""
    clean = _cleaned(code)
    found = NoViolation.objects.filter(verification=clean).exclude(matter__status="void").select_related("matter").first() if clean else None
    return _answer(request, found, code[:40], "" if found else NOTHING)


def _cleaned(typed: str) -> str:
    """The sixteen characters, however they were typed; empty where they cannot be a code."""
    code = "".join(c for c in typed.upper() if c.isalnum())
    return code if len(code) == CODE and set(code) <= set(ALPHABET) else ""


def _answer(request: HttpRequest, found: NoViolation | None, typed: str, wrong: str) -> HttpResponse:
    page = ui.CertificateCheckPage(
        title="证明核验",
        field=ui.FormField(name="code", label="核验码", value=typed, required=True, placeholder="ABCD-EFGH-JKMN-PQRS", maxlength=40, autocomplete="off"),
        action=reverse("certificate_check"),
        errors=[ui.FormError(wrong)] if wrong else [],
        stands=found is not None and found.revoked_on is None,
        said=_said(found) if found else "",
        lines=_lines(found) if found else [],
    )
    answer = page.response(request, bare(request))
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _said(found: NoViolation) -> str:
    if found.revoked_on is not None:
        return f"该证明已于 {day_text(found.revoked_on)} 撤销，不再有效。"
    return "该证明由本机关出具，内容如下，请与所持证明逐项核对。"


def _lines(found: NoViolation) -> list[tuple[str, str]]:
    organ = Organ.objects.filter(pk=found.matter.power_id or found.matter.lead_id).values_list("name", flat=True).first() or ""
    result = "没有行政处罚记录" if found.clean == "none" else f"有行政处罚记录 {found.found} 条（内容见所持报告）"
    span = f"{day_text(found.from_on)} 至 {day_text(found.to_on)}"
    return [
        ("文书", dict(SHEETS).get(found.sheet or "", "无违法违规证明")), ("编号", found.matter.number), ("企业名称", found.enterprise or ""), ("统一社会信用代码", found.uscc or ""),
        ("查询期间", span), ("查询结果", result), ("出具日期", day_text(found.issued_on)), ("出具机关", organ),
    ]  # fmt: skip


def sheet(request: HttpRequest, matter: int) -> HttpResponse:
    """The certificate on A4 with the code to scan, for the enterprise; printing it is recorded as a look."""
    seen = viewer_of(request)
    head = core(seen, matter)[0]
    found = NoViolation.objects.filter(pk=matter).first() if head.procedure == CERTIFICATE.id else None
    paper = Paper.objects.filter(matter_id=matter, kind="certificate").order_by("-pk").first()
    if found is None or not found.verification or paper is None:
        raise PermissionDenied("这一事项没有出具证明。")
    address = request.build_absolute_uri(reverse("certificate_checked", args=[found.verification]))
    record(seen, f"打印证明 {head.number}", address=request.META.get("REMOTE_ADDR", ""))
    page = ui.CertificatePage(
        title=dict(SHEETS).get(found.sheet or "", "无违法违规证明"),
        matter=ui.Link(f"{head.number} {head.title}".strip(), reverse("matter", args=[matter])),
        body=SafeString(render_html(paper_view(paper.pk)).replace("<h1", "<h2").replace("</h1>", "</h2>")),
        code=grouped(found.verification),
        address=address,
        image=segno.make(address, error="m").svg_data_uri(scale=4, border=2),
        revoked=_said(found) if found.revoked_on else "",
    )
    return page.response(request, frame(request, "work", CERTIFICATE.id))
