"""The API's operations. Every read goes through `access`, every write through the engine."""

from __future__ import annotations

import json
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Header, NinjaAPI, Query
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yuheng.faces.api.auth import Token
from yuheng.faces.api.reports import ReportForm, ReportOut, described
from yuheng.faces.api.schemas import MAX_ID, FigureOut, MatterList, MatterOut, Problem, Status, act_schema
from yuheng.kernel.access import grants, matters
from yuheng.kernel.access.facts import shown_facts
from yuheng.kernel.engine.orders import Done, Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Period, value
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.records.models import Checkpoint, Clock, Event
from yuheng.report.export import FORMS, exported
from yuheng.report.finding import Found, report_of
from yuheng.systems import catalogue, roles

api = NinjaAPI(
    title="玉衡 API",
    version="1",
    description="事项、环节、指标、报告和总账。金额以分为单位；错误为 application/problem+json，内容为中文。",
    auth=Token(),
    docs_url=None,
    urls_namespace="api",
)

REFUSED = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


def _viewer(request: HttpRequest) -> grants.Viewer:
    return grants.viewer(request.auth)  # type: ignore[attr-defined]


def _problem(request: HttpRequest, status: int, title: str, detail: str, code: str, **more: Any) -> HttpResponse:
    body = Problem(title=title, status=status, detail=detail, code=code, **more).model_dump()
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json; charset=utf-8"
    )


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    refusal = error.refusal
    status = {"key": 409, "matter": 404}.get(refusal.code, 422)
    return _problem(
        request,
        status,
        "没有办理",
        refusal.message,
        refusal.code,
        remedy=refusal.remedy,
        cites=list(refusal.cites),
        errors=dict(refusal.fields),
    )


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = {".".join(str(part) for part in item["loc"][1:]) or "body": _words(item) for item in error.errors}
    return _problem(request, 422, "内容有误", "送来的内容不符合格式，没有办理。", "format", errors=errors)


def _words(item: dict[str, Any]) -> str:
    kinds = {
        "missing": "缺少这一项。", "extra_forbidden": "没有这一项。", "string_too_long": "文字过长。", "enum": "没有这个选项。",
        "int_parsing": "应当为整数。", "int_type": "应当为整数。", "bool_parsing": "应当为 true 或者 false。", "json_invalid": "不是 JSON。",
    }  # fmt: skip
    return kinds.get(str(item.get("type")), "格式不正确。")


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _problem(request, 401, "未认证", "没有有效的访问令牌。", "auth", remedy="请由系统管理员签发令牌。")


@api.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _problem(request, 404, "没有找到", str(error) or "没有这一事项，或者您没有查看的权限。", "matter")


@api.exception_handler(Http404)
def _absent(request: HttpRequest, error: Http404) -> HttpResponse:
    return _problem(request, 404, "没有找到", "这个地址没有内容。", "absent")


@api.exception_handler(HttpError)
def _bad(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _problem(request, error.status_code, "内容有误", "送来的内容不符合格式，没有办理。", "format")


@api.get("/matters", response={200: MatterList, **REFUSED}, summary="事项列表", tags=["事项"])
def list_matters(
    request: HttpRequest,
    procedure: str | None = None,
    status: Status | None = None,
    after: Annotated[str | None, Query(max_length=200)] = None,
    before: Annotated[str | None, Query(max_length=200)] = None,
    size: Annotated[int, Query(ge=1, le=100)] = 50,
) -> Any:
    """Matters that the account may see, newest first, by key."""
    page = matters.page(
        _viewer(request), [procedure] if procedure else None, size=size, after=after, before=before, status=status or ""
    )
    return {"items": [matters.described(matter) for matter in page.rows], "after": page.after, "before": page.before}


@api.get("/matters/{int:matter}", response={200: MatterOut, **REFUSED}, summary="一件事项", tags=["事项"])
def read_matter(request: HttpRequest, matter: int) -> Any:
    """A matter with facts (personal data masked), open clocks and events."""
    if matter > MAX_ID:
        raise PermissionDenied
    found = matters.get(_viewer(request), matter)
    procedure = registry.get(found.procedure, found.version)
    clocks = Clock.objects.filter(matter=found, ended=0, asleep=False).order_by("due_on", "seq", "no")
    events = (
        Event.objects.filter(matter=found)
        .order_by("seq")
        .values("id", "seq", "kind", "step", "row", "day", "hash", "late", "backlog")
    )
    return {
        **matters.described(found),
        "facts": shown_facts(found, procedure.shape),
        "clocks": [
            {
                "step": c.step,
                "name": procedure.names[c.step],
                "due": c.due_on,
                "provisional": c.provisional,
                "suspended": c.suspended,
            }
            for c in clocks
        ],
        "events": list(events),
    }


@api.get("/figures", response={200: list[FigureOut], **REFUSED}, summary="指标", tags=["指标"])
def figures(request: HttpRequest, year: Annotated[int, Query(ge=2000, le=2100)]) -> Any:
    """All figures of a year."""
    found = []
    for indicator in all_indicators().values():
        figure = value(indicator, Period.year(year))
        found.append(
            {
                "id": indicator.id, "chapter": indicator.chapter, "caption": indicator.caption, "value": figure.exact(), "unit": indicator.unit,
                "rows": figure.rows, "numerator": figure.numerator, "denominator": figure.denominator, "blanks": figure.blanks,
            }
        )  # fmt: skip
    return found


@api.get("/reports/{int:year}", response={200: ReportOut, **REFUSED}, summary="年度报告", tags=["年度报告"])
def report(request: HttpRequest, year: int) -> Any:
    """The report of a year that the account may see: text, figures as stated, and what changed after publication."""
    found = _report(request, year)
    return described(found)


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
    matters.get(_viewer(request), found.matter)
    return found


@api.get("/ledger/checkpoint", auth=None, response={200: dict, 404: Problem}, summary="最近的签名检查点", tags=["总账"])
def ledger_checkpoint(request: HttpRequest) -> Any:
    """The latest signed checkpoint, for witnesses; public."""
    kept = Checkpoint.objects.order_by("-size").first()
    if kept is None:
        raise Http404
    return {"size": kept.size, "root": kept.root, "text": kept.text}


@api.get("/ledger/events/{int:event}/proof", response={200: dict, **REFUSED}, summary="一条记录的证明", tags=["总账"])
def ledger_proof(request: HttpRequest, event: int) -> Any:
    """The proof of an event of a matter that the account may see."""
    from yuheng.kernel.engine.proving import NoProof, prove

    found = Event.objects.filter(pk=event).only("matter_id").first() if event <= MAX_ID else None
    if found is None:
        raise PermissionDenied
    matters.get(_viewer(request), found.matter_id)
    try:
        return prove(settings.HOME, event).to_json()
    except NoProof as error:
        raise PermissionDenied(str(error)) from None


def _done(done: Done) -> dict[str, Any]:
    return {
        "matter": done.matter, "event": done.event, "seq": done.seq, "step": done.step, "hash": done.hash, "number": done.number,
        "clocks": [{"step": c.step, "name": c.name, "due": c.due, "provisional": c.provisional, "suspended": c.suspended} for c in done.clocks],
        "papers": list(done.papers), "repeated": done.repeated, "late": done.late,
    }  # fmt: skip


def _order(request: HttpRequest, step: Step, body: Any, key: str | None, **place: Any) -> Order:
    account = request.auth  # type: ignore[attr-defined]
    if account.person_id is None:
        raise PermissionDenied("这个账号没有对应的人员，不能办理。")
    return Order(
        step.id, account.person_id, data=body.data.model_dump(exclude_unset=True) if body.data else {}, row=body.row, at=body.at,
        with_=tuple(body.with_), key=key or "", account=account.pk, reason=body.reason, **place,
    )  # fmt: skip


def _declare(procedure: Procedure, step: Step) -> None:
    """One typed operation for one step."""
    schema = act_schema(procedure, step)
    name = f"{procedure.id}.{step.id}".replace(".", "_")
    summary = f"{procedure.name}：{step.name}"
    responses = {200: dict, **REFUSED}
    key_header = Annotated[str | None, Header(alias="Idempotency-Key", max_length=80)]

    if step.opens:

        def open_matter(request: HttpRequest, body: Any, key: str | None = None) -> Any:
            opening = Opening(procedure.id, lead=body.lead, area=body.area, field=body.field)
            return _done(perform(_order(request, step, body, key, opening=opening)))

        # The type of the body is made here, so it cannot be written as an annotation.
        open_matter.__annotations__ |= {"request": HttpRequest, "body": schema, "key": key_header}
        api.post(
            f"/matters/{procedure.id}", response=responses, operation_id=name, summary=summary, tags=[procedure.name]
        )(open_matter)
        return

    def perform_step(request: HttpRequest, matter: int, body: Any, key: str | None = None) -> Any:
        if matter > MAX_ID:
            raise PermissionDenied
        found = matters.get(_viewer(request), matter)
        if found.procedure != procedure.id:
            raise Http404
        return _done(perform(_order(request, step, body, key, matter=found.pk)))

    perform_step.__annotations__ |= {"matter": int, "request": HttpRequest, "body": schema, "key": key_header}
    path = f"/matters/{procedure.id}/{{int:matter}}/{step.id}"
    api.post(path, response=responses, operation_id=name, summary=summary, tags=[procedure.name])(perform_step)


def declare_all() -> None:
    """Declares the operations of every registered procedure in its newest version."""
    newest: dict[str, Procedure] = {procedure.id: procedure for procedure in registry.all_procedures()}
    for procedure in newest.values():
        for step in procedure.steps:
            _declare(procedure, step)


catalogue.load()
grants.know_roles(roles.ALL)
declare_all()
