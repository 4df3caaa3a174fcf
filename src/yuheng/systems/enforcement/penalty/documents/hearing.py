"""听证."""

from __future__ import annotations

from yuheng.kernel.documents import (
    OFFICIAL,
    Addressee,
    Block,
    Context,
    Heading,
    Items,
    Paragraph,
    QuestionAnswer,
    Seal,
    Sign,
    SignLines,
)
from yuheng.systems.enforcement.penalty.documents.common import (
    article,
    contact,
    form_heads,
    kind,
    measures,
    names,
    party_lines,
)

PUBLIC = {True: "公开", False: "不公开", None: "□公开　□不公开　"}


def hearing_notice(c: Context) -> list[Block]:
    public = PUBLIC[c.raw("hearing_public")]
    return [
        *form_heads(c, "听证通知书"),
        Addressee(c.text("party_name", 12)),
        Paragraph(f"你（单位）于{c.day('acts.request_hearing.day')}就{c['cause']}一案提出听证要求。依据{article('64')}的规定，本机关定于{c.moment('hearing_on')}在{c.text('hearing_place', 20)}{public}举行听证，请准时参加。"),
        Paragraph(f"听证主持人：{c.text('hearing_host', 6)}　听证员：______　记录员：______"),
        Paragraph("有关事项告知如下："),
        Items(
            [
                "可以亲自参加听证，也可以委托一至二人代理；委托他人代理的，提交授权委托书和代理人身份证件；",
                "认为主持人与本案有直接利害关系的，有权申请回避；",
                "可以携带证据，通知证人出席作证；有权对调查人员提出的事实、证据和处罚建议进行申辩和质证；",
                "无正当理由拒不出席听证或者未经许可中途退出听证的，视为放弃听证权利，听证终止。",
            ],
            "（1）",
        ),
        Paragraph(contact(c)),
        Seal(c["organ"], c.date("day")),
        SignLines([Sign("当事人签收")]),
    ]  # fmt: skip


def hearing_record(c: Context) -> list[Block]:
    return [
        *form_heads(c, "听证笔录"),
        Paragraph(f"案由：{c['cause']}", indent=False),
        Paragraph(f"时间：{c.moment('hearing_on')}至__时__分　地点：{c.text('hearing_place', 20)}", indent=False),
        Paragraph(f"方式：{PUBLIC[c.raw('hearing_public')]}", indent=False),
        Paragraph(f"主持人：{names(c)}　听证员：______　记录员：______", indent=False),
        Paragraph(f"当事人：{c['party_name']}　法定代表人（负责人）：{c['party.head']}", indent=False),
        Paragraph("委托代理人：______　______　第三人：______　证人：______", indent=False),
        Paragraph(f"调查人员：{names(c, 'acts.conclude.officers')}", indent=False),
        QuestionAnswer("（主持人）核对到场人员，宣布听证纪律，告知权利义务。当事人是否申请回避？", ""),
        QuestionAnswer("（主持人）请调查人员提出违法事实、证据和处罚建议。", c.text("facts_found", 24)),
        QuestionAnswer("（主持人）请当事人申辩和质证。", c.text("defence", 24)),
        QuestionAnswer("（主持人）双方辩论和最后陈述。", ""),
        Paragraph("听证情况：", indent=False),
        Paragraph(c.text("hearing_record", 24)),
        Paragraph("听证结束，笔录交当事人或者代理人核对无误后签名或者盖章；拒绝签名或者盖章的，由主持人在笔录中注明。", indent=False),
        SignLines([Sign("当事人（代理人）"), Sign("调查人员"), Sign("证人"), Sign("听证主持人"), Sign("记录员")]),
    ]  # fmt: skip


def hearing_report(c: Context) -> list[Block]:
    return [
        *form_heads(c, "听证报告"),
        Heading(1, "听证基本情况"),
        *party_lines(c),
        Paragraph(
            f"案由：{c['cause']}。听证于{c.moment('hearing_on')}举行，主持人{names(c, 'acts.hearing.officers')}。"
        ),
        Heading(1, "调查人员提出的事实、证据和处罚建议"),
        Paragraph(c.text("facts_found", 24)),
        Paragraph(f"处罚建议：{'；'.join(measures(c, 'notified_kinds', 'notified_fine'))}。"),
        Heading(1, "当事人的申辩和质证意见"),
        Paragraph(c.text("defence", 24)),
        Heading(1, "听证情况"),
        Paragraph(c.text("hearing_record", 24)),
        Heading(1, "听证主持人意见"),
        Paragraph(c.text("hearing_report", 24)),
        Paragraph(f"听证结束后，应当根据听证笔录依法作出决定（{article('65')}）。"),
        SignLines([Sign("听证主持人", names(c), day=c.date("day") or ""), Sign("听证员"), Sign("记录员")]),
    ]


KINDS = (
    kind("ordinary", "hearing_notice", "听证通知书", hearing_notice, needs=("hearing_on",), served=True, signed_by=("当事人",), cites=("64",), page=OFFICIAL),
    kind("ordinary", "hearing_record", "听证笔录", hearing_record, needs=("hearing_record",), signed_by=("当事人", "调查人员", "听证主持人", "记录员"), cites=("64",)),
    kind("ordinary", "hearing_report", "听证报告", hearing_report, needs=("hearing_report",), signed_by=("听证主持人",), cites=("65",)),
)  # fmt: skip
