"""What the file of one version of a decision table holds."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import in_order
from yuheng.kernel.records.columns import choice, code, day, long_text, text, whole
from yuheng.kernel.records.facts import Facts
from yuheng.kernel.tables.schema import schema_of

PROOFS = [("proved", "已证明无缺口、无矛盾"), ("faulty", "有缺口、矛盾或者不适用的行")]


def declared(table: str) -> str:
    """The id of a table that a system declares. Raises BadTable."""
    return schema_of(table).id


class TableVersion(Facts):
    agreements = (in_order("in_force", "ceased", "停止施行日期不能早于施行日期。"),)
    table_id = code("裁量表", index=True, check=declared, group="文件")
    title = text("标题", group="文件")
    issuer = text("制定机关", group="文件")
    number = code("文号", blank=True, group="文件")
    in_force = day("施行日期", future=True, index=True, group="文件")
    ceased = day("停止施行日期", future=True, blank=True, index=True, group="文件", help="有效期届满或者被废止的最后一日")
    source = text("来源", max_length=500, blank=True, group="文件", help="公布的网址或者汇编；摘自公开资料的注明")
    content = long_text("内容", max_length=2_000_000, group="内容")
    lines = whole("行数", blank=True, unit="行")
    digest = code("内容摘要", blank=True, index=True)
    proof = choice("证明", PROOFS, blank=True, index=True)
    certificate = long_text("证明书", max_length=2_000_000, blank=True, quiet=True)
    opinion = text("复核意见", max_length=1000, blank=True)
    published_on = day("公布日期", blank=True, index=True)
    place = text("公布渠道", blank=True)
    dropped_why = text("不予公布的理由", max_length=500, blank=True)
    withdrawn_why = text("停止施行的理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "裁量基准、清单"
