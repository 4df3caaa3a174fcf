"""事先告知和陈述申辩."""

from __future__ import annotations

from yuheng.kernel.documents import (
    OFFICIAL,
    Block,
    Context,
    Items,
    Note,
    Paragraph,
    QuestionAnswer,
    Seal,
    Sign,
    SignLines,
)
from yuheng.systems.enforcement.penalty.choices import HEARD
from yuheng.systems.enforcement.penalty.documents.common import (
    article,
    articles,
    basis,
    contact,
    evidence,
    form_heads,
    heads,
    kind,
    measures,
    number_label,
    officer_signs,
    officers,
    parameter,
    party_lines,
    period,
    phone,
)

SUM_OF_HEARING = {True: "penalty.hearing.threshold.person", False: "penalty.hearing.threshold.organisation"}


def heard(c: Context) -> bool:
    """Whether the proposed penalty opens a hearing: by its kind, or by its sum."""
    if HEARD & set(c.raw("notified_kinds") or ()):
        return True
    limit = int(parameter(c, SUM_OF_HEARING[c.raw("party_kind") == "person"]).value) * 100
    return int(c.raw("notified_fine") or 0) >= limit


def notice(c: Context) -> list[Block]:
    hearing = (
        f"依据{articles('63', '64')}的规定，你（单位）还有要求听证的权利。要求听证的，应当自收到本告知书之日起"
        f"{period(c, 'penalty.hearing.request')}内提出；逾期未提出的，视为放弃听证权利。"
    )
    return [
        *heads(c, "行政处罚事先（听证）告知书"),
        *party_lines(c),
        Paragraph(f"本机关对你（单位）{c['cause']}一案的调查已经终结。依据{articles('44', '62')}的规定，现将拟作出的行政处罚及有关事项告知如下："),
        Paragraph(f"经查明：{c.text('facts_found', 20)}"),
        Paragraph("以上事实有下列证据证明："),
        Items(evidence(c), "（1）"),
        Paragraph(f"上述行为应当依照{basis(c)}处罚。裁量情况：{c.text('discretion', 12)}。"),
        Paragraph("本机关拟对你（单位）作出以下行政处罚："),
        Items([f"{one}。" for one in measures(c, "notified_kinds", "notified_fine")], "（1）"),
        Paragraph(
            f"依据{article('45')}的规定，你（单位）有权进行陈述和申辩。请自收到本告知书之日起{period(c, 'penalty.hearing.request')}内向本机关提出；"
            f"逾期未提出的，视为放弃陈述、申辩权利。本机关不因陈述、申辩而给予更重的处罚。"
        ),
        *([Paragraph(hearing)] if heard(c) else []),
        Paragraph(contact(c)),
        Seal(c["organ"], c.date("day")),
        Note(f"当事人意见：□陈述申辩　□放弃陈述申辩{'　□要求听证　□放弃听证' if heard(c) else ''}　　签名：__________　____年__月__日"),
    ]  # fmt: skip


def statement(c: Context) -> list[Block]:
    label, number = number_label(c)
    return [
        *form_heads(c, "陈述申辩笔录"),
        Paragraph(f"案由：{c['cause']}", indent=False),
        Paragraph(f"时间：{c.moment('at')}　地点：____________________", indent=False),
        Paragraph(f"陈述申辩人：{c['party_name']}　{label}：{number}", indent=False),
        Paragraph(f"联系电话：{phone(c)}　受委托人：______　身份证件号码：________________", indent=False),
        Paragraph(f"听取人：{officers(c)}　记录人：______", indent=False),
        QuestionAnswer(
            f"本机关于{c.day('notified_on')}向你（单位）送达《行政处罚事先（听证）告知书》（{c.text('made.notice.number', 10)}），现听取你的"
            f"陈述和申辩，请说明事实、理由，并可以提交证据。", c["defence"] if c.has("defence") else "",
        ),
        QuestionAnswer("是否有证据提交？", ""),
        QuestionAnswer("还有什么要补充的？", ""),
        Paragraph("陈述申辩人写明“以上笔录我已看过，与我说的一致”：____________________"),
        SignLines([Sign("陈述申辩人"), *officer_signs(c, role="听取人"), Sign("记录人")]),
    ]  # fmt: skip


KINDS = (
    kind(
        "ordinary", "notice", "行政处罚事先（听证）告知书", notice, number="notice", needs=("party_name", "facts_found", "notified_kinds"), served=True,
        signed_by=("当事人",), cites=("44", "45", "62", "63", "64"), page=OFFICIAL,
    ),
    kind("ordinary", "statement", "陈述申辩笔录", statement, needs=("defence",), signed_by=("陈述申辩人", "听取人", "记录人"), cites=("45",)),
)  # fmt: skip
