"""Pages outside the frame: login, errors, and the public 期限计算器."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.safestring import SafeString

from .base import Link, Page
from .forms import FormError, FormField
from .lights import Due


@dataclass(frozen=True, kw_only=True)
class LoginPage(Page):
    """`notice` explains a lock-out or a session that ended; text typed before is given back after login."""

    template: ClassVar[str] = "workbench/login.html"
    fields: Sequence[FormField]
    action: str
    errors: Sequence[FormError] = ()
    notice: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    calculator_href: str = ""
    certificate_href: str = ""
    open_href: str = ""


@dataclass(frozen=True, kw_only=True)
class ErrorPage(Page):
    """What is wrong, which rule, what to do. `trace` is a number that helps whoever is called, nothing more."""

    template: ClassVar[str] = "workbench/error.html"
    code: int
    text: str
    rule: str = ""
    advice: Sequence[str] = ()
    links: Sequence[Link] = ()
    trace: str = ""


@dataclass(frozen=True, kw_only=True)
class CalculatorPage(Page):
    """期限计算器: a law, a length, a start and spans; the answer with its derivation."""

    template: ClassVar[str] = "workbench/calculator.html"
    fields: Sequence[FormField]
    action: str = ""
    errors: Sequence[FormError] = ()
    answer: Due | None = None
    answer_words: str = ""
    examples: Sequence[Link] = ()
    horizon: str = ""
    answer_head: str = "届满日"
    laws: Link | None = None


@dataclass(frozen=True, kw_only=True)
class VerifyPage(Page):
    """回执核验: a receipt's code, and what it proves."""

    template: ClassVar[str] = "workbench/verify.html"
    fields: Sequence[FormField]
    action: str = ""
    errors: Sequence[FormError] = ()
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class CertificateCheckPage(Page):
    """证明核验: the code typed or scanned; `said` and `lines` tell what was found, `stands` whether it still holds."""

    template: ClassVar[str] = "workbench/certificate_check.html"
    field: FormField
    action: str
    errors: Sequence[FormError] = ()
    stands: bool = False
    said: str = ""
    lines: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class CertificatePage(Page):
    """A certificate on A4 with the code to scan (`image` is a data address). In the frame."""

    template: ClassVar[str] = "workbench/certificate.html"
    matter: Link
    body: SafeString
    code: str
    address: str
    image: str
    revoked: str = ""


ERRORS: dict[int, tuple[str, str, tuple[str, ...]]] = {
    400: ("内容有误", "送来的内容不完整或不合格式，没有办理，记录没有改变。", ("返回上一页检查后再办。",)),
    403: ("无权办理", "您现在的岗位不能查看或办理这一项。", ("如需查看，请由本单位负责人授权。", "有几个岗位的，请先在右上角换到相应岗位。")),
    404: ("没有找到", "这个地址没有内容：可能已合并、移送，或者编号有误。", ("用文号、当事人或事项名称查询。",)),
    409: ("已有变动", "这件事刚有人办理过，您看到的不是最新情况，本次没有办理。", ("刷新后看过最新记录再办；填写的内容已存好。",)),
    500: ("没有办成", "系统内部出错，本次没有办理，记录没有改变。", ("稍后再试。", "仍不行，请联系管理员。")),
}


def error_page(code: int, text: str = "", rule: str = "", trace: str = "", home_href: str = "/") -> ErrorPage:
    """The page for a refused or failed request; needs no database, so that it can be shown when that is what failed."""
    title, usual, advice = ERRORS.get(code, ERRORS[500])
    return ErrorPage(
        title=title, code=code, text=text or usual, rule=rule, advice=advice, links=[Link("回到待办", home_href)], trace=trace
    )
