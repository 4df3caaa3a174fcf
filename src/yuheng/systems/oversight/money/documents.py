"""Papers of a doubt: 疑点核实函 to the unit, with the very records; 疑点整改通知 once it is found true."""

from __future__ import annotations

from yuheng.kernel.documents import (
    OFFICIAL,
    Addressee,
    Block,
    Context,
    Number,
    OrganHead,
    PaperKind,
    Paragraph,
    Seal,
    Table,
    Title,
    register,
)
from yuheng.systems.oversight.money.choices import COLOURS

_COLOURS = dict(COLOURS)


def _records(c: Context) -> Table:
    rows = [[str(n), row["what"]] for n, row in enumerate(c.rows("records"), start=1)]
    return Table(["序号", "所依据的记录"], rows, widths=(6, 54))


def inquiry(c: Context) -> list[Block]:
    """疑点核实函: the rule in words, what it found, and what to answer by when."""
    demand = [Paragraph(f"核实要求：{c['demand']}")] if c.has("demand") else []
    return [
        OrganHead(c["organ"]),
        Title("支付疑点核实函"),
        Number(c["number"]),
        Addressee(c["unit"]),
        Paragraph(f"对你单位的支付记录进行规则校验，发现{_COLOURS.get(str(c.raw('colour')), '')}疑点“{c['name']}”，请予核实。"),
        Paragraph(f"疑点内容：{c['content']}"),
        Paragraph(f"适用规则：{c['words']}依据：{c['basis']}。"),
        _records(c),
        *demand,
        Paragraph(f"请于{c.day('answer_by')}以前在平台回复核实情况，并附合同、发票、验收单、银行回单等证明材料。疑点不等于违规：情况正常的，说明理由即可；确有差错的，请同时写明整改打算。"),
        Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def rectify(c: Context) -> list[Block]:
    """疑点整改通知: what was found true, how much is to come back."""
    back = [Paragraph(f"应当追回资金{c.money('to_recover')}（大写{c.capital('to_recover')}）。")] if c.raw("to_recover") else []
    return [
        OrganHead(c["organ"]),
        Title("支付疑点整改通知"),
        Number(c["number"]),
        Addressee(c["unit"]),
        Paragraph(f"你单位的支付疑点“{c['name']}”经核实，认定属实。认定情况：{c['finding']}"),
        *back,
        Paragraph("请在规定期限内整改，在平台登记整改措施和追回金额；属于制度缺失的，请一并完善制度，并提供新旧条文对照。"),
        Seal(c["organ"], c.date("day")),
    ]


register(
    PaperKind("money.doubt.inquiry", "疑点核实函", inquiry, number_kind="money_inquiry", needs=("unit", "content"), page=OFFICIAL),
    PaperKind("money.doubt.rectify", "疑点整改通知", rectify, number_kind="money_rectify", needs=("unit", "finding"), page=OFFICIAL),
)
