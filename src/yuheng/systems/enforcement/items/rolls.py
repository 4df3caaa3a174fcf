"""The list of items as a sheet."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "items.held", "权力事项清单", "items.held",
        (
            Head("编码", "code"), Head("事项名称", "name", True), Head("职权类型", "kind"), Head("执法领域", "field"), Head("设定依据", "basis", True), Head("行使机关", "holder"),
            Head("来源", "way"), Head("原行使机关", "from_organ"), Head("公布（赋权）文件", "given_by", True), Head("行使起始日期", "from_on"), Head("收回日期", "back_on"),
        ),
        also=("items.given_back",), sender="司法所",
    ),
)  # fmt: skip
