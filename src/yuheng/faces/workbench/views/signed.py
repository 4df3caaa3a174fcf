"""The scan of a signed copy 签收件 comes back to the paper that was printed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import frame, viewer_of
from yuheng.kernel.access.dossier import dossier
from yuheng.kernel.documents.store import store
from yuheng.kernel.documents.uploads import BadUpload, check
from yuheng.kernel.engine.orders import Refused
from yuheng.kernel.engine.paper_view import Changed
from yuheng.kernel.engine.sealing import bring_back
from yuheng.kernel.records.models import Blob


def signed(request: HttpRequest, matter: int, paper: int) -> HttpResponse:
    """A form for one file; its POST keeps the scan by its digest beside the paper that it signs."""
    seen = viewer_of(request)
    found = dossier(seen, matter)
    kept = next((one for one in found.papers if one.id == paper and one.made), None)
    if kept is None or seen.person is None:
        raise PermissionDenied("没有这一文书，或者它不是平台制作的文书。")
    error = ""
    if request.method == "POST":
        file = request.FILES.get("y_paper.signed")
        data = file.read() if file is not None else b""
        try:
            kind = check(data)
            digest = store(settings.HOME / "files", data)
            Blob.objects.bulk_create([Blob(digest=digest, size=len(data), media=kind.media)], ignore_conflicts=True)
            bring_back(paper, digest, seen.person)
            messages.success(request, f"《{kept.name}》的签收件已与打印件对应保存。")
            return HttpResponseRedirect(reverse("paper", args=[matter, paper]))
        except Refused as refused:
            error = str(refused.refusal)
        except (BadUpload, Changed) as wrong:
            error = str(wrong)
    scan = ui.FormField(name="y_paper.signed", label="签收件（扫描件、照片、PDF）", kind="file", required=True, error=error)
    page = ui.FormPage(
        title=f"上传《{kept.name}》签收件",
        crumbs=[ui.Link(found.procedure.name, reverse("list", args=[found.procedure.id])), ui.Link(found.head.number or "事项", reverse("matter", args=[matter]))],
        act="保存签收件",
        action=reverse("signed", args=[matter, paper]),
        cancel_href=reverse("paper", args=[matter, paper]),
        groups=[ui.Group("签收件", [scan], "打印件先按摘要定稿，签收件与它一一对应。")],
        matter=ui.Link(found.head.number or "本件", reverse("matter", args=[matter])),
        matter_line=found.head.title,
    )
    return page.response(request, frame(request, "work", found.procedure.id), status=422 if error else 200)
