"""The list of certificates as a sheet."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "certificates.standing", "行政执法证件名册", "certificates.standing",
        (
            Head("持证人", "holder"), Head("证号", "number"), Head("所属执法机关", "unit"), Head("执法类别", "kinds", True), Head("执法区域", "area"), Head("发证机关", "issuer"),
            Head("有效期起", "valid_from"), Head("有效期止", "valid_to"), Head("暂扣日期", "suspended_on"), Head("恢复日期", "restored_on"), Head("注销日期", "ended_on"),
        ),
        also=("certificates.issued", "certificates.ended"), sender="司法所",
    ),
)  # fmt: skip
