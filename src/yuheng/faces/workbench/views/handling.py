"""打印 and 送达 of a paper: each recorded by a form of its own; the 送达回证 of a service to be signed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, post_of, viewer_of
from yuheng.faces.workbench.views.acts import form_page, handled, keyed
from yuheng.kernel.access.dossier import Dossier, Kept, dossier
from yuheng.kernel.access.looks import record
from yuheng.kernel.engine import handling, sealing
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.paper_view import Changed
from yuheng.kernel.now import now
from yuheng.kernel.records.models import Handling


def printing(request: HttpRequest, matter: int, paper: int) -> HttpResponse:
    """Records how many copies were printed; the paper is sealed by it, and its PDF is what is printed."""
    found, kept = _paper(request, matter, paper)
    copies = request.POST.get("copies", "1").strip()
    error = ""
    if request.method == "POST":
        try:
            if not copies.isascii() or not copies.isdigit():
                raise Changed("份数请写作整数。")
            handling.printed(paper, min(int(copies[:6] or 0), 999_999), by=viewer_of(request).person or 0, post=post_of(request), **keyed(request))
            messages.success(request, f"已登记打印《{kept.name}》{copies} 份。\n打开 PDF\t{reverse('paper', args=[matter, paper])}?as=pdf")
            return HttpResponseRedirect(reverse("paper", args=[matter, paper]))
        except (Refused, Changed) as wrong:
            error = _words(wrong)
    field = ui.FormField(name="copies", label="打印份数", value=copies, required=True, inputmode="numeric", unit="份", error=error, help="送达、存档、归卷各需几份，一并计算。")
    group = ui.Group("打印", [field], "打印前先定稿：文件按摘要固定，打印、送达、签收的是同一份文件。")
    page = form_page(found, "登记打印", reverse("paper_print", args=[matter, paper]), [group], [], f"《{kept.name}》{kept.number}")
    return page.response(request, frame(request, "work", found.procedure.id), status=422 if error else 200)


def serving(request: HttpRequest, matter: int, paper: int) -> HttpResponse:
    """Records that the paper was served: way, time, receiver and place."""
    found, kept = _paper(request, matter, paper)
    step = handling.serving_step(found.procedure.steps, kept.kind)
    if step is not None:
        messages.info(request, f"《{kept.name}》的送达由环节“{step.name}”登记。")
        return HttpResponseRedirect(reverse("step", args=[matter, step.id]))
    way, receiver, at = (request.POST.get(name, "") for name in ("way", "receiver", "at"))
    errors: list[ui.FormError] = []
    if request.method == "POST":
        try:
            when = datetime.fromisoformat(at)
            handling.served(paper, way, receiver, at=when, by=viewer_of(request).person or 0, post=post_of(request), **keyed(request))
            messages.success(request, f"已登记送达《{kept.name}》。送达回证可以打印签收。")
            return HttpResponseRedirect(reverse("paper", args=[matter, paper]))
        except (Refused, Changed) as wrong:
            errors = [ui.FormError(_words(wrong))]
        except ValueError:
            errors = [ui.FormError("送达时间请写作 2024-01-02 09:30。")]
    fields = [
        ui.FormField(name="way", label="送达方式", kind="radio", options=[ui.Option(k, v, k == (way or "direct")) for k, v in handling.WAYS.items()], required=True, wide=True),
        ui.FormField(name="at", label="送达时间", kind="datetime", value=at or f"{now():%Y-%m-%d %H:%M}", required=True),
        ui.FormField(name="receiver", label="受送达人、送达地点", kind="textarea", value=receiver, required=True, wide=True, maxlength=500,
                     help="代收的写明代收人及其关系；留置的写明见证人或者拍照、录像；邮寄的写明邮单号。"),
    ]  # fmt: skip
    group = ui.Group("送达", fields, "期限自送达起算的文书，由程序中的送达环节登记。")
    page = form_page(found, "登记送达", reverse("paper_serve", args=[matter, paper]), [group], errors, f"《{kept.name}》{kept.number}")
    return page.response(request, frame(request, "work", found.procedure.id), status=422 if errors else 200)


def receipt(request: HttpRequest, matter: int, paper: int, seq: int) -> HttpResponse:
    """The 送达回证 of one service as PDF; the look is recorded before the answer."""
    from yuheng.kernel.engine.service_receipt import receipt_of

    seen = viewer_of(request)
    found = dossier(seen, matter)
    one = Handling.objects.filter(matter=matter, paper=paper, seq=seq, act="serve").select_related("paper", "matter").first()
    if one is None or all(kept.id != paper for kept in found.papers):
        raise PermissionDenied("没有这一送达记录。")
    record(seen, f"打开《{one.paper.name}》的送达回证", matter=matter, address=request.META.get("REMOTE_ADDR", ""))
    response = HttpResponse(sealing.pdf_of(receipt_of(one)), content_type=sealing.PDF)
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote('送达回证 ' + one.paper.number)}.pdf"
    return response


def _paper(request: HttpRequest, matter: int, paper: int) -> tuple[Dossier, Kept]:
    """A made paper of a matter that the viewer handles."""
    _seen, found = handled(request, matter)
    kept = next((one for one in found.papers if one.id == paper and one.made), None)
    if kept is None:
        raise PermissionDenied("没有这一文书，或者它不是平台制作的文书。")
    return found, kept


def _words(wrong: Any) -> str:
    return str(wrong.refusal) if isinstance(wrong, Refused) else str(wrong)
