"""Figures, the published report, and the ledger as a witness or a party asks it."""

from __future__ import annotations

from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query

from yuheng.faces.api.base import REFUSED, api, viewer_of
from yuheng.faces.api.reports import ReportForm, ReportOut, described
from yuheng.faces.api.schemas import (
    MAX_ID,
    CheckpointOut,
    ConsistencyOut,
    FigureOut,
    FigureRows,
    KeyOut,
    Problem,
    ProofOut,
    ReceiptOut,
)
from yuheng.kernel.access import matters
from yuheng.kernel.access.figures import matters_behind, procedures_of, readable
from yuheng.kernel.engine.proving import NoProof, prove
from yuheng.kernel.engine.sequencer import StoredNodes, size
from yuheng.kernel.indicators.declare import Indicator, all_indicators
from yuheng.kernel.indicators.evaluate import Period, rows, value
from yuheng.kernel.ledger import keys
from yuheng.kernel.ledger.nodes import Reader
from yuheng.kernel.ledger.receipt import receipt_json
from yuheng.kernel.records.models import Checkpoint, Event
from yuheng.report.export import FORMS, exported
from yuheng.report.finding import Found, report_of

Year = Annotated[int, Query(ge=2000, le=2100)]
BEHIND = 100
"""Matters behind a figure that one answer lists."""


def _figure(indicator: Indicator, year: int) -> dict[str, Any]:
    figure = value(indicator, Period.year(year))
    return {
        "id": indicator.id, "chapter": indicator.chapter, "caption": indicator.caption, "value": figure.exact(), "unit": indicator.unit,
        "rows": figure.rows, "numerator": figure.numerator, "denominator": figure.denominator, "blanks": figure.blanks,
    }  # fmt: skip


@api.get("/figures", response={200: list[FigureOut], **REFUSED}, summary="指标", tags=["指标"])
def figures(request: HttpRequest, year: Year) -> Any:
    """The figures of a year over procedures that the account reads."""
    return [_figure(indicator, year) for indicator in readable(viewer_of(request))]


@api.get("/figures/{str:figure}", response={200: FigureRows, **REFUSED}, summary="一项指标和它的事项", tags=["指标"])
def figure(request: HttpRequest, figure: str, year: Year) -> Any:
    """One figure with its definition, and the matters behind it that the account may see, at most a hundred."""
    seen, indicator = viewer_of(request), all_indicators().get(figure)
    if indicator is None or not procedures_of(indicator) & seen.reads:
        raise PermissionDenied("没有这一指标，或者您没有查看的权限。")
    behind = matters_behind(seen, rows(indicator, Period.year(year), None, seen.staff))
    listed = behind.select_related("lead", "handler").order_by("-opened_on", "-pk")[:BEHIND]
    return {
        **_figure(indicator, year),
        "definition": indicator.definition,
        "visible": behind.count(),
        "matters": [matters.described(matter) for matter in listed],
    }


@api.get("/reports/{int:year}", response={200: ReportOut, **REFUSED}, summary="年度报告", tags=["年度报告"])
def report(request: HttpRequest, year: int) -> Any:
    """The report of a year that the account may see: text, figures as stated, and what changed after publication."""
    return described(_report(request, year))


@api.get("/reports/{int:year}/file", response={200: bytes, **REFUSED}, summary="年度报告的文件", tags=["年度报告"])
def report_file(request: HttpRequest, year: int, form: ReportForm = "docx") -> Any:
    """The report as docx, pdf, html or txt; a published one as it was sealed."""
    found = _report(request, year)
    content = exported(found.source, form, demonstration=(settings.HOME / "demonstration.json").exists(), fonts=settings.HOME / "fonts")
    return HttpResponse(content, content_type=FORMS[form])


def _report(request: HttpRequest, year: int) -> Found:
    found = report_of(year) if 2000 <= year <= 2100 else None
    if found is None or found.matter is None:
        raise PermissionDenied("没有这一年度的报告，或者您没有查看的权限。")
    matters.get(viewer_of(request), found.matter)
    return found


@api.get("/ledger/checkpoint", auth=None, response={200: CheckpointOut, 404: Problem}, summary="签名检查点", tags=["总账"])
def ledger_checkpoint(request: HttpRequest, size: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None) -> Any:
    """The latest signed checkpoint, or the one of a size, for witnesses; public."""
    kept = Checkpoint.objects.order_by("-size") if size is None else Checkpoint.objects.filter(size=size)
    found = kept.first()
    if found is None:
        raise Http404
    return {"size": found.size, "root": found.root, "text": found.text}


@api.get("/ledger/keys", auth=None, response={200: list[KeyOut]}, summary="总账的公钥", tags=["总账"])
def ledger_keys(request: HttpRequest) -> Any:
    """Every public key that ever signed; public. Compare the names with those that the organ announced."""
    directory = settings.HOME / "ledger"
    known = keys.public_keys(directory) if directory.exists() else {}
    return [{"key": name, "pem": keys.public_pem(public).decode()} for name, public in known.items()]


@api.get("/ledger/consistency", auth=None, response={200: ConsistencyOut, 404: Problem, 422: Problem}, summary="一致性证明", tags=["总账"])
def ledger_consistency(
    request: HttpRequest, first: Annotated[int, Query(ge=1, le=MAX_ID)], second: Annotated[int, Query(ge=1, le=MAX_ID)]
) -> Any:
    """That the tree of `first` leaves is the beginning of the tree of `second`: nothing was rewritten between two checkpoints. Public."""
    if not first <= second <= size():
        raise Http404
    path = Reader(StoredNodes(), second).consistency(first)
    return {"first": first, "second": second, "path": [node.hex() for node in path]}


@api.get("/ledger/events/{int:event}/proof", response={200: ProofOut, **REFUSED}, summary="一条记录的证明", tags=["总账"])
def ledger_proof(request: HttpRequest, event: int) -> Any:
    """The proof of an event of a matter that the account may see (docs/ledger.md)."""
    _visible(request, event)
    try:
        return prove(settings.HOME, event).to_json()
    except NoProof as error:
        raise PermissionDenied(str(error)) from None


@api.get("/ledger/events/{int:event}/receipt", response={200: ReceiptOut, **REFUSED}, summary="一条记录的回执", tags=["总账"])
def ledger_receipt(request: HttpRequest, event: int) -> Any:
    """The receipt of an event: a code that proves against the published checkpoint that it was recorded."""
    _visible(request, event)
    try:
        return receipt_json(prove(settings.HOME, event, with_body=False))
    except NoProof as error:
        raise PermissionDenied(str(error)) from None


def _visible(request: HttpRequest, event: int) -> None:
    found = Event.objects.filter(pk=event).only("matter_id").first() if event <= MAX_ID else None
    if found is None:
        raise PermissionDenied
    matters.get(viewer_of(request), found.matter_id)
