"""卷宗: cover, contents, statement on the file, end sheet."""

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
from yuheng.systems.disputes.mediation.documents.common import (
    OUTCOMES,
    committee,
    heads,
    kind,
    made_by,
    mediator,
    names,
    sort,
    sum_text,
)

OWN = ("cover", "contents", "note", "back")


def cover(c: Context) -> list[Block]:
    return [
        Space(1),
        OrganHead(committee(c)),
        Title("人民调解卷宗"),
        Space(2),
        Fields(
            [
                [Label("卷宗编号"), Value(c["case_number"])],
                [Label("纠纷类型"), Value(sort(c) if c.has("kind") else "")],
                [Label("当事人"), Value(names(c, "a"))],
                [Label(""), Value(names(c, "b"))],
                [Label("调解结果"), Value(OUTCOMES.get(str(c.raw("outcome")), ""))],
                [Label("协议编号"), Value(c["made.agreement.number"] if c.has("made.agreement") else "")],
                [Label("人民调解员"), Value(mediator(c))],
                [Label("登记日期"), Value(c.day("received_on"))],
                [Label("结案日期"), Value(c.day("acts.close.day"))],
                [Label("立卷日期"), Value(c.day("day"))],
                [Label("立卷人"), Value("、".join(c.raw("signers") or ()))],
                [Label("保管期限"), Value("")],
                [Label("卷内页数"), Value("")],
                [Label("备注"), Value("")],
            ],
            (24, 60),
            border=False,
        ),
    ]


def contents(c: Context) -> list[Block]:
    listed = [one for one in c.rows("papers") if one.raw("kind") not in OWN]
    rows = [[str(n), one["name"], one.raw("number") or "", day_text(one.date("day")), ""] for n, one in enumerate(listed, 1)]
    return [
        Title("卷内目录"),
        Paragraph(f"卷宗编号：{c['case_number']}", indent=False),
        Table(("序号", "文书名称", "编号", "日期", "页号"), rows, (8, 34, 26, 22, 10),
              ("center", "left", "left", "center", "center"), blank_rows=max(2, 12 - len(rows))),
    ]  # fmt: skip


def note(c: Context) -> list[Block]:
    found = c.rows("papers")
    told = f"本卷收入文书{len(found)}件。" if found else "本卷收入文书__件。"
    ended = OUTCOMES.get(str(c.raw("outcome")), "____")
    return [
        *heads(c, "卷宗情况说明"),
        Paragraph(f"{c.day('received_on')}登记的{names(c, 'a')}与{names(c, 'b')}{sort(c)}，由{committee(c)}承办，于{c.day('acts.close.day')}以“{ended}”结案。"),
        Paragraph(f"涉及金额：{sum_text(c) or '____________'}。"),
        Paragraph(told),
        Paragraph("缺少、补正和需要说明的情况："),
        Paragraph("\n".join(["_" * 68] * 5)),
        Paragraph(f"立卷人{made_by(c)}", align="right"),
        Paragraph("检查人签名：______　　____年__月__日", align="right"),
    ]  # fmt: skip


def back(c: Context) -> list[Block]:
    return [
        Title("封底"),
        Fields(
            [
                [Label("卷宗编号"), Value(c["case_number"])],
                [Label("本卷页数"), Value("本卷共__页，其中文字__页、照片__页；另附音像资料__件。", lines=3)],
                [Label("查阅、补充记载"), Value("", lines=14)],
                [Label("立卷人"), Value("", foot=made_by(c), lines=3)],
                [Label("检查人"), Value("", foot="签名：______　　____年__月__日", lines=3)],
            ],
            (20, 70),
        ),
    ]


KINDS = (
    kind("cover", "卷宗封面", cover, needs=("kind", "disputants"), cites=("27",), page=COVER),
    kind("contents", "卷内目录", contents, needs=("papers",), cites=("27",)),
    kind("note", "卷宗情况说明", note, needs=("outcome",), signed_by=("立卷人", "检查人"), cites=("27",)),
    kind("back", "封底", back, signed_by=("立卷人", "检查人"), cites=("27",)),
)  # fmt: skip
