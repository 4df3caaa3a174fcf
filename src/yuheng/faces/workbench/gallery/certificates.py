"""Sample pages of certificates: the check by code, right, wrong and revoked, and the sheet that is printed."""

from __future__ import annotations

from django.utils.safestring import SafeString

from ..components import CertificateCheckPage, CertificatePage, FormError, FormField, Link, Page

LINES = [
    ("文书", "无违法违规证明"), ("编号", "昆高信证〔2023〕0012号"), ("企业名称", "昆山甲精密模具有限公司"), ("统一社会信用代码", "91320583MA0000779Y"),
    ("查询期间", "2020年1月1日 至 2023年9月20日"), ("查询结果", "没有行政处罚记录"), ("出具日期", "2023年9月21日"), ("出具机关", "综合行政执法局"),
]  # fmt: skip
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


def _check(typed: str, said: str = "", stands: bool = False, wrong: str = "") -> CertificateCheckPage:
    field = FormField(name="code", label="核验码", value=typed, required=True, placeholder="ABCD-EFGH-JKMN-PQRS", maxlength=40, autocomplete="off")
    return CertificateCheckPage(
        title="证明核验", field=field, action="#", errors=[FormError(wrong)] if wrong else [], stands=stands, said=said, lines=LINES if said else [],
    )  # fmt: skip


PAGES: dict[str, Page] = {
    "verify-certificate": _check("ABCD-EFGH-JKMN-PQRS", "该证明由本机关出具，内容如下，请与所持证明逐项核对。", True),
    "verify-certificate-revoked": _check("ABCD-EFGH-JKMN-PQRS", "该证明已于 2023年9月25日 撤销，不再有效。"),
    "verify-certificate-wrong": _check("ABCD-EFGH", wrong="没有查到这一核验码。请对照证明逐字输入。"),
    "certificate": CertificatePage(
        title="无违法违规证明", matter=Link("昆高信证〔2023〕0012号 昆山甲精密模具有限公司", "#"),
        body=SafeString("<article><p>经查询本机关行政处罚记录，昆山甲精密模具有限公司没有因违法违规受到本机关行政处罚的记录。</p></article>"), code="ABCD-EFGH-JKMN-PQRS",
        address="https://yuheng.example/certificate/ABCDEFGHJKMNPQRS/", image=PIXEL,
    ),
}  # fmt: skip
