"""授权和送达: who acts for the party, where papers reach it, and that they did."""

from __future__ import annotations

from yuheng.kernel.documents import Block, Context, Fields, Items, Label, Note, Paragraph, Sign, SignLines, Value
from yuheng.kernel.documents.receipt import REFUSED, SIGNATURES
from yuheng.systems.enforcement.penalty.documents.common import (
    WAYS,
    form_heads,
    head,
    is_person,
    kind,
    number_label,
    officers,
    phone,
)
from yuheng.systems.enforcement.penalty.documents.common import (
    address as place,
)


def mandate(c: Context) -> list[Block]:
    label, number = number_label(c)
    return [
        *form_heads(c, "授权委托书"),
        Paragraph(f"委托人：{c['party_name']}　{label}：{number}", indent=False),
        Paragraph(f"法定代表人（负责人）：{'—' if is_person(c) else head(c)}　联系电话：{phone(c)}", indent=False),
        Paragraph("受委托人：______　身份证件号码：________________", indent=False),
        Paragraph("工作单位：____________________　联系电话：__________", indent=False),
        Paragraph(f"委托人因{c['cause']}一案，委托上述受委托人代为办理下列事项："),
        Items(["□接受调查询问，提供证据材料；", "□陈述、申辩；", "□申请、参加听证；", "□代为签收法律文书；", "□缴纳罚款；", "□其他：____________________。"], "（1）"),
        Paragraph("委托期限：自____年__月__日至____年__月__日。"),
        SignLines([Sign("委托人（盖章）"), Sign("受委托人")]),
        Note("附：委托人、受委托人身份证件复印件。"),
    ]  # fmt: skip


def address(c: Context) -> list[Block]:
    return [
        *form_heads(c, "送达地址（电子送达）确认书"),
        Fields(
            [
                [Label("案由"), Value(c["cause"], 3)],
                [Label("当事人"), Value(c["party_name"]), Label("联系电话"), Value(phone(c))],
                [Label("告知事项"), Value(
                    "一、请如实提供确切的送达地址；地址变更的，应当及时书面告知。\n二、提供的地址不准确、不及时告知变更，或者拒绝签收，"
                    "致使文书未能实际接收的，依法承担相应后果。\n三、同意电子送达的，本机关可以采用传真、电子邮件等方式送达行政处罚决定书等文书，"
                    "以文书到达下列特定系统的日期为送达日期。", 3, lines=7)],
                [Label("送达地址"), Value(place(c), 3, lines=2)],
                [Label("收件人"), Value(""), Label("邮政编码"), Value("")],
                [Label("是否同意电子送达"), Value(_agreed(c), 3)],
                [Label("电子送达方式"), Value(f"{c.text('electronic_address', 14)}\n□电子邮箱：____________\n□传真号码：____________\n□其他：____________", 3, lines=4)],
                [Label("代收人"), Value(""), Label("代收人电话"), Value("")],
                [Label("当事人确认"), Value("本人（单位）已阅读并了解上述告知事项，所填内容真实、准确。", 3, lines=4, foot="签名（盖章）：______　　____年__月__日")],
                [Label("执法人员"), Value(officers(c), 3, lines=2, foot="签名：______　______　　____年__月__日")],
            ],
            (16, 26, 14, 26),
        ),
    ]  # fmt: skip


def _agreed(c: Context) -> str:
    return {True: "☑同意　　□不同意", False: "□同意　　☑不同意"}.get(c.raw("electronic"), "□同意　　□不同意")


def receipt(c: Context) -> list[Block]:
    served = [paper for paper in c.rows("papers") if paper.raw("kind") in SERVED]
    listed = "\n".join(f"《{one['name']}》{one.raw('number') or ''}" for one in served)
    return [
        *form_heads(c, "送达回证"),
        Fields(
            [
                [Label("案由"), Value(c["cause"], 3)],
                [Label("受送达人"), Value(c["row.name"] if c.has("row.name") else c["party_name"], 3)],
                [Label("送达文书名称及文号"), Value(listed, 3, lines=4)],
                [Label("送达地点"), Value(place(c), 3)],
                [Label("送达方式"), Value(c.choice("row.way", WAYS), 3, lines=2)],
                [Label("送达时间"), Value(c.moment("at")), Label("送达人"), Value(officers(c))],
                *SIGNATURES,
            ],
            (18, 25, 13, 26),
        ),
        REFUSED,
    ]  # fmt: skip


SERVED = ("decision", "no_penalty")
"""What the receipt of a decision lists."""

KINDS = (
    kind("ordinary", "mandate", "授权委托书", mandate, needs=("party_name",), signed_by=("委托人", "受委托人"), cites=("64",)),
    kind("ordinary", "address", "送达地址（电子送达）确认书", address, needs=("party_name",), signed_by=("当事人", "执法人员"), cites=("61.2",)),
    kind("ordinary", "receipt", "送达回证", receipt, needs=("party_name", "row.way"), signed_by=("受送达人", "送达人"), cites=("61",)),
)  # fmt: skip
