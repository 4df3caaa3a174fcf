"""简易程序: what is handed over on the spot, and what the organ is told."""

from __future__ import annotations

from dataclasses import replace

from yuheng.kernel.documents import (
    Block,
    Context,
    Fields,
    Label,
    Note,
    Number,
    OrganHead,
    Paragraph,
    Seal,
    Sign,
    SignLines,
    Title,
    Value,
)
from yuheng.systems.enforcement.penalty.choices import GROUNDS, OUTCOMES
from yuheng.systems.enforcement.penalty.documents.common import (
    GRID,
    article,
    articles,
    kind,
    officer_signs,
    officers,
    opinion,
    parameter,
    party_lines,
    party_rows,
    period,
    remedies,
    signed,
    sum_text,
    wide,
    words,
)
from yuheng.systems.enforcement.penalty.documents.decision import GROUND_PLACES


def undated(signs: list[Sign]) -> list[Sign]:
    """The officers sign the decision on its own day, which stands under the seal."""
    return [replace(one, day=None) for one in signs]


def _heads(c: Context, title: str) -> list[Block]:
    number = c["book_number"] if c.has("book_number") else c["case_number"]
    return [OrganHead(c["organ"]), Title(title), Number(number)]


def _imposed(c: Context) -> str:
    return sum_text(c, "fine") if c.raw("fine") else {"warning": "警告"}.get(str(c.raw("proposed_kind")), "____________")


def spot_decision(c: Context) -> list[Block]:
    told = "已口头告知" if c.raw("informed") else "□已口头告知"
    return [
        *_heads(c, "当场行政处罚决定书"),
        *party_lines(c),
        Paragraph(f"{c.day('happened_on')}，当事人在{c['place']}实施{c['cause']}的行为。违法事实和证据：{c.text('facts_found', 20)}"),
        Paragraph(f"执法人员当场向当事人出示执法证件，{told}拟作出行政处罚的内容及事实、理由、依据和陈述、申辩的权利。当事人陈述、申辩："
                  f"{c['defence'] if c.has('defence') else '□无　□有：____________________'}"),
        Paragraph(f"上述行为应当依照{c.text('basis', 14)}处罚。依据{articles('51', '52')}的规定，当场作出以下行政处罚：{_imposed(c)}。"),
        *_payment(c),
        *remedies(c, "on_the_spot"),
        SignLines([*undated(officer_signs(c)), Sign("当事人（已当场收到本决定书）")]),
        Seal(c["organ"], c.date("decided_on") or c.date("day")),
        Note("当事人拒绝签收的，由执法人员注明：____________"),
    ]  # fmt: skip


def _payment(c: Context) -> list[Block]:
    if not c.raw("fine"):
        return []
    least = int(parameter(c, "penalty.collect_on_spot.small").value)
    return [Paragraph(
        f"罚款缴纳方式：□当场收缴（{least}元以下的罚款，或者不当场收缴事后难以执行的，{article('68')}）　□自收到本决定书之日起{period(c, 'penalty.pay')}内"
        f"到{c.text('organ_facts.bank', 10)}或者通过电子支付系统缴纳（{article('67')}）。"
    )]  # fmt: skip


def promise(c: Context) -> list[Block]:
    return [
        *_heads(c, "责令改正、教育和承诺书"),
        *party_lines(c),
        Paragraph(f"{c.day('happened_on')}，当事人在{c['place']}实施{c['cause']}的行为。事实：{c.text('facts_found', 20)}"),
        Paragraph(f"依据{article('28.1')}的规定，责令当事人□立即改正　□于____年__月__日前改正。执法人员依据{article('33.3')}的规定对当事人进行了教育，"
                  f"讲明行为的危害和有关规定（{c.text('basis', 10)}）。"),
        Paragraph("改正和承诺情况："),
        Paragraph(c.text("promise", 24)),
        Paragraph("当事人承诺：已知晓上述规定，立即改正，今后不再发生同类行为；如再次发生，愿意依法接受处理。"),
        SignLines([Sign("当事人（承诺人）"), *officer_signs(c)]),
        Seal(c["organ"], c.date("day")),
        Note("本书不是行政处罚决定书，也不是不予行政处罚决定书。"),
    ]  # fmt: skip


def no_penalty(c: Context) -> list[Block]:
    ground = str(c.raw("ground") or "")
    basis = articles("30", "31") if ground == "incapable" else article(GROUND_PLACES.get(ground, "33"))
    return [
        *_heads(c, "不予行政处罚决定书"),
        *party_lines(c),
        Paragraph(f"{c.day('happened_on')}，当事人在{c['place']}实施{c['cause']}的行为。事实和证据：{c.text('facts_found', 20)}"),
        Paragraph(f"本机关认为，本案属于{words(c, 'ground', GROUNDS)}的情形。依据{basis}的规定，决定不予行政处罚。"),
        Paragraph("执法人员已对当事人进行教育，当事人应当遵守有关规定。"),
        *remedies(c, penalty=False),
        SignLines([*officer_signs(c), Sign("当事人")]),
        Seal(c["organ"], c.date("decided_on") or c.date("day")),
    ]  # fmt: skip


def receipt(c: Context) -> list[Block]:
    spot = c.raw("on_spot")
    return [
        OrganHead(c["organ"]),
        Title("罚款缴纳登记联", "（附财政部门统一制发的专用票据）"),
        Number(f"案号：{c['case_number']}", align="right"),
        Fields(
            [
                [Label("当事人"), Value(c["party_name"], 3)],
                [Label("决定书编号"), Value(c["book_number"]), Label("决定日期"), Value(c.day("decided_on"))],
                [Label("罚款金额（大写）"), Value(c.capital("fine")), Label("小写"), Value(f"¥{c.money('fine')}")],
                [Label("缴款日期"), Value(c.day("paid_on")), Label("收缴方式"), Value("□当场收缴　□银行、电子支付" if spot is None else "当场收缴" if spot else "银行、电子支付")],
                [Label("专用票据号码"), Value(c["spot_receipt"] if c.has("spot_receipt") else "", 3)],
                [Label("收款人"), Value("", 3, lines=3, foot=signed(c))],
                [Label("票据粘贴处"), Value("", 3, lines=14)],
            ],
            (18, 28, 14, 28),
        ),
        Note("当场收缴罚款的，应当向当事人出具国务院财政部门或者省、自治区、直辖市人民政府财政部门统一制发的专用票据；不出具的，当事人有权拒绝缴纳。"),
    ]  # fmt: skip


def record(c: Context) -> list[Block]:
    result = words(c, "outcome", OUTCOMES) if c.has("outcome") else ""
    return [
        OrganHead(c["organ"]),
        Title("当场处罚备案表"),
        Number(f"案号：{c['case_number']}", align="right"),
        Fields(
            [
                wide("案由", c["cause"]),
                *party_rows(c),
                [Label("决定书编号"), Value(c["book_number"], 2), Label("决定日期"), Value(c.day("decided_on"), 2)],
                wide("违法行为发生地", c["place"]),
                wide("违法事实和证据", c["facts_found"], 5),
                wide("处罚依据", c["basis"], 2),
                wide("处理结果", f"{result}：{_imposed(c)}" if c.has("fine") else result, 2),
                wide("执法人员", officers(c, "acts.decide.officers") if c.has("acts.decide.officers") else officers(c, "acts.not_punish.officers"), 2),
                opinion("备案意见", f"已依据{article('52.3')}的规定备案。" if c.has("signers") else "", signed(c)),
            ],
            GRID,
        ),
    ]  # fmt: skip


KINDS = (
    kind("summary", "spot_decision", "当场行政处罚决定书", spot_decision, needs=("party_name", "facts_found", "decided_on"), served=True, signed_by=("执法人员", "当事人"), cites=("51", "52")),
    kind("summary", "promise", "责令改正、教育和承诺书", promise, needs=("party_name", "promise"), served=True, signed_by=("当事人", "执法人员"), cites=("28.1", "33.3")),
    kind("summary", "no_penalty", "不予行政处罚决定书", no_penalty, needs=("party_name", "ground"), served=True, signed_by=("执法人员", "当事人"), cites=("33",)),
    kind("summary", "receipt", "罚款收据", receipt, needs=("fine", "paid_on"), signed_by=("收款人",), cites=("67", "68", "70")),
    kind("summary", "record", "当场处罚备案表", record, needs=("decided_on",), signed_by=("备案人",), cites=("52.3",)),
)  # fmt: skip
