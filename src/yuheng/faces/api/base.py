"""The API itself: who calls, and how every error reads. Operations stand in `reading`, `books`, `acting`."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yuheng.faces.api.auth import Token
from yuheng.faces.api.schemas import Problem
from yuheng.kernel.access import grants
from yuheng.kernel.engine.orders import Refused

DESCRIPTION = """事项、环节、指标、报告和总账，与页面同一套程序、权限和记录。

- 认证：`Authorization: Bearer 令牌`，令牌由管理员用 `yuheng users token` 签发给系统账号；系统账号以其对应人员的岗位办理和查看。
- 办理时可以给出 `Idempotency-Key`：同一账号以同一编号和同样内容再次请求，得到第一次的结果；内容不同的为 409。
- 金额以分为单位；日期为 YYYY-MM-DD，时间须带时区；个人信息一律遮盖。
- 错误为 application/problem+json：`detail` 说明缘由，`cites` 为所依据的条文，`remedy` 为应当如何，`errors` 为各字段的错误。没有办理的，什么也没有改变。
"""

api = NinjaAPI(title="玉衡 API", version="1", description=DESCRIPTION, auth=Token(), docs_url=None, urls_namespace="api")

REFUSED = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


def viewer_of(request: HttpRequest) -> grants.Viewer:
    return grants.viewer(request.auth)  # type: ignore[attr-defined]


def problem(request: HttpRequest, status: int, title: str, detail: str, code: str, **more: Any) -> HttpResponse:
    body = Problem(title=title, status=status, detail=detail, code=code, **more).model_dump()
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json; charset=utf-8"
    )


class NotPossible(Exception):
    """The account cannot do this at all; the message is Chinese."""


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    refusal = error.refusal
    status = {"key": 409, "matter": 404}.get(refusal.code, 422)
    return problem(
        request,
        status,
        "没有办理",
        refusal.message,
        refusal.code,
        remedy=refusal.remedy,
        cites=list(refusal.cites),
        errors=dict(refusal.fields),
    )


@api.exception_handler(NotPossible)
def _not_possible(request: HttpRequest, error: NotPossible) -> HttpResponse:
    return problem(request, 403, "不能办理", str(error), "account", remedy="请由系统管理员核对账号。")


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = {".".join(str(part) for part in item["loc"][1:]) or "body": _words(item) for item in error.errors}
    return problem(request, 422, "内容有误", "送来的内容不符合格式，没有办理。", "format", errors=errors)


def _words(item: dict[str, Any]) -> str:
    kinds = {
        "missing": "缺少这一项。", "extra_forbidden": "没有这一项。", "string_too_long": "文字过长。", "enum": "没有这个选项。",
        "int_parsing": "应当为整数。", "int_type": "应当为整数。", "bool_parsing": "应当为 true 或者 false。", "json_invalid": "不是 JSON。",
        "literal_error": "没有这个选项。", "date_from_datetime_parsing": "应当为日期，如 2023-09-27。", "date_parsing": "应当为日期，如 2023-09-27。",
        "datetime_from_date_parsing": "应当为时间，如 2023-09-27T10:00:00+08:00。", "greater_than_equal": "小于允许的最小值。",
        "less_than_equal": "大于允许的最大值。", "too_long": "项数过多。", "list_type": "应当为列表。", "string_type": "应当为文字。",
    }  # fmt: skip
    return kinds.get(str(item.get("type")), "格式不正确。")


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = problem(request, 401, "未认证", "没有有效的访问令牌。", "auth", remedy="请由系统管理员签发令牌。")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(request, 404, "没有找到", str(error) or "没有这一事项，或者您没有查看的权限。", "matter")


@api.exception_handler(Http404)
def _absent(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404, "没有找到", "这个地址没有内容。", "absent")


@api.exception_handler(HttpError)
def _bad(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, error.status_code, "内容有误", "送来的内容不符合格式，没有办理。", "format")


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    logging.getLogger("yuheng.api").error("接口出错", exc_info=error, extra={"request": request})
    trace = getattr(request, "trace", "")
    return problem(request, 500, "系统出错", f"系统出错，没有办理。编号 {trace}。", "broken", remedy="请把编号告诉系统管理员。")


def unknown_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What is under /api/ and no operation."""
    return problem(request, 404, "没有找到", "接口没有这个地址。", "absent", remedy="全部地址见 /api/openapi.json。")
