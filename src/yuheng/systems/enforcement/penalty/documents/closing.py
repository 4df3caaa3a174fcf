"""结案和归档: the sheet that closes the case, and cover, contents and end sheet of its file."""

from __future__ import annotations

from yuheng.kernel.documents import (
    COVER,
    Block,
    Context,
    Fields,
    Label,
    OrganHead,
    Paragraph,
    Space,
    Table,
    Title,
    Value,
    day_text,
)
from yuheng.systems.enforcement.penalty.choices import OUTCOMES
from yuheng.systems.enforcement.penalty.documents.common import (
    CLOSED,
    GRID,
    KIND_NAMES,
    form_heads,
    kind,
    measures,
    names,
    party_rows,
    sheet,
    wide,
    words,
)


def closing(c: Context) -> list[Block]:
    result = "；".join(measures(c, "decided_kinds", "decided_fine")) if c.has("decided_kinds") else words(c, "outcome", OUTCOMES)
    paid = f"已缴罚款{c.money('paid')}，已缴加处罚款{c.money('surcharge')}。" if c.has("paid") else ""
    return [
        *form_heads(c, "结案审批表"),
        Fields(
            [
                wide("案由", c["cause"]),
                *party_rows(c),
                [Label("立案日期"), Value(c.day("filed_on"), 2), Label("决定日期"), Value(c.day("decided_on"), 2)],
                [Label("决定书文号"), Value(_number(c), 2), Label("承办人"), Value(names(c, "acts.conclude.officers"), 2)],
                wide("处理结果", result, 2),
                wide("执行情况", paid, 3),
                wide("结案理由", CLOSED.get(str(c.raw("closed_ground")), "") or c.choice("closed_ground", CLOSED), 2),
                *sheet(c, ("承办机构负责人意见", "行政机关负责人审批意见"), "建议结案。", "同意结案。"),
            ],
            GRID,
        ),
    ]  # fmt: skip


def _number(c: Context) -> str:
    return c["made.decision.number"] if c.has("made.decision.number") else c["made.no_penalty.number"]


def cover(c: Context) -> list[Block]:
    found = c.raw("decided_kinds") or ()
    result = "、".join(KIND_NAMES.get(code, code) for code in found) or words(c, "outcome", OUTCOMES)
    return [
        Space(1),
        OrganHead(c["organ"]),
        Title("行政处罚案卷"),
        Space(2),
        Fields(
            [
                [Label("案卷号"), Value(c["volume"])],
                [Label("案号"), Value(c["case_number"])],
                [Label("案由"), Value(c["cause"])],
                [Label("当事人"), Value(c["party_name"])],
                [Label("处理结果"), Value(result)],
                [Label("决定书文号"), Value(_number(c))],
                [Label("承办机构"), Value(c["lead"])],
                [Label("承办人"), Value(names(c, "acts.conclude.officers"))],
                [Label("立案日期"), Value(c.day("filed_on"))],
                [Label("结案日期"), Value(c.day("acts.close.day"))],
                [Label("归档日期"), Value(c.day("day"))],
                [Label("保管期限"), Value("")],
                [Label("卷内页数"), Value("")],
            ],
            (24, 60),
            border=False,
        ),
    ]  # fmt: skip


def contents(c: Context) -> list[Block]:
    own = ("cover", "contents", "back")
    listed = [one for one in c.rows("papers") if one.raw("kind") not in own]
    rows = [
        [str(n), one.raw("number") or "", c["organ"] if one.raw("made") else "", one["name"], day_text(one.date("day")), ""]
        for n, one in enumerate(listed, 1)
    ]
    return [
        Title("卷内目录"),
        Paragraph(f"案号：{c['case_number']}　　案卷号：{c['volume']}", indent=False),
        Table(("序号", "文号", "责任者", "题名", "日期", "页号"), rows, (7, 23, 20, 24, 18, 8),
              ("center", "left", "left", "left", "center", "center"), blank_rows=max(2, 12 - len(rows))),
    ]  # fmt: skip


def back(c: Context) -> list[Block]:
    return [
        Title("卷内备考表"),
        Fields(
            [
                [Label("案号"), Value(c["case_number"])],
                [Label("案卷号"), Value(c["volume"])],
                [Label("本卷情况说明"), Value("本卷共__件__页。\n音像资料：____________________\n缺损、修改、补充、移出、销毁情况：____________________", lines=14)],
                [Label("立卷人"), Value("、".join(c.raw("signers") or []), foot=f"签名：______　　{c.day('day')}", lines=3)],
                [Label("检查人"), Value("", foot="签名：______　　____年__月__日", lines=3)],
            ],
            (20, 70),
        ),
    ]  # fmt: skip


KINDS = (
    kind("ordinary", "closing", "结案审批表", closing, needs=("closed_ground",), signed_by=("承办人", "承办机构负责人", "行政机关负责人"), cites=("60",)),
    kind("ordinary", "cover", "案卷封面", cover, needs=("volume",), cites=("47",), page=COVER),
    kind("ordinary", "contents", "卷内目录", contents, needs=("papers",), cites=("47",)),
    kind("ordinary", "back", "备考表", back, signed_by=("立卷人", "检查人"), cites=("47",)),
)  # fmt: skip
