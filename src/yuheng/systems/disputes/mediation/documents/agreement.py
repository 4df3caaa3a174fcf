"""协议和以后: the written agreement, the one page of an oral one, return visit, joint application for confirmation."""

from __future__ import annotations

from yuheng.kernel.documents import (
    Addressee,
    Attachments,
    Block,
    Context,
    Fields,
    Heading,
    Items,
    Label,
    Note,
    Number,
    OrganHead,
    Paragraph,
    Seal,
    Sign,
    SignLines,
    Table,
    Title,
    Value,
)
from yuheng.kernel.law import law
from yuheng.kernel.law.numerals import chinese
from yuheng.kernel.now import today
from yuheng.systems.disputes.mediation.documents.common import (
    CONTENT,
    GRID,
    KIND_NAMES,
    PERFORMED,
    SOURCES,
    article,
    committee,
    heads,
    kind,
    made_by,
    mediator,
    names,
    party_rows,
    party_signs,
    party_text,
    sort,
    sum_text,
    wide,
)


def agreement(c: Context) -> list[Block]:
    return [
        OrganHead(committee(c)),
        Title("人民调解协议书"),
        Number(f"编号：{c['number']}", align="right"),
        *(Paragraph(line) for line in party_text(c)),
        Heading(1, "纠纷的主要事实、争议事项"),
        Paragraph(c["summary"] if c.has("summary") else "_" * 68),
        Heading(1, "协议内容、履行方式和期限"),
        Paragraph("经调解，双方自愿达成如下协议："),
        Paragraph(c["agreement"] if c.has("agreement") else "_" * 68),
        *([Paragraph(f"涉及金额：{sum_text(c)}。")] if c.has("amount") else []),
        *_instalments(c),
        Paragraph(f"履行期限：{c.day('perform_by')}前。"),
        Heading(1, "其他"),
        Paragraph(f"本协议具有法律约束力，当事人应当按照约定履行（{article('31.1')}）。自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效（{article('29.2')}）。"),
        Paragraph(_confirming(c)),
        Paragraph("本协议一式__份，当事人各持一份，人民调解委员会留存一份。"),
        Note("当事人可以签名、盖章或者按指印。"),
        SignLines([*party_signs(c), Sign("人民调解员", "" if mediator(c) == "______" else mediator(c))]),
        Seal(committee(c), c.date("agreed_on")),
    ]  # fmt: skip


def _confirming(c: Context) -> str:
    """How the agreement may be confirmed by a court, or that this one will not be."""
    if c.raw("cautions"):
        return "本协议含有人民法院不予受理司法确认的事项，调解员已向当事人说明。"
    days = chinese(int(law("mediation.confirm.apply", on=c.date("day") or today()).value))
    return f"双方认为有必要的，可以自协议生效之日起{days}日内共同向有管辖权的人民法院申请司法确认（{article('33.1')}）。"


def _instalments(c: Context) -> list[Block]:
    found = c.rows("instalments")
    if not found:
        return []
    rows = [[str(place), one.day("due_on"), one.money("sum")] for place, one in enumerate(found, 1)]
    return [Table(["期次", "应付日期", "金额"], rows, (10, 40, 40))]


def oral(c: Context) -> list[Block]:
    """All that an oral matter needs, on one page: registration, mediation, what was agreed, performance."""
    return [
        *heads(c, "人民调解口头协议登记表", "（简易登记）"),
        Fields(
            [
                [Label("登记日期"), Value(c.day("received_on"), 2), Label("来源渠道"), Value(SOURCES.get(str(c.raw("source")), ""), 2)],
                [Label("纠纷类型"), Value(KIND_NAMES.get(str(c.raw("kind")), ""), 2), Label("来源编号"), Value(c["source_number"], 2)],
                *party_rows(c),
                wide("发生地点", c["address"]),
                wide("纠纷事实、争议事项", c["summary"], 3),
                wide("协议内容、履行方式和期限", c["agreement"], 4),
                [Label("涉及金额"), Value(sum_text(c), 2), Label("达成日期"), Value(c.day("agreed_on"), 2)],
                [Label("履行期限"), Value(c.day("perform_by"), 2), Label("履行情况"), Value(c.choice("performed", PERFORMED), 2)],
                wide("当事人意见", "当事人认为无需制作书面协议。", 2, "当事人（可以签名）：______　______"),
                wide("人民调解员", "", 2, made_by(c)),
            ],
            GRID,
        ),
        Note(f"口头调解协议自各方当事人达成协议之日起生效（{article('30')}）。"),
    ]  # fmt: skip


def visit(c: Context) -> list[Block]:
    return [
        *heads(c, "人民调解回访记录"),
        Fields(
            [
                wide("纠纷", f"{names(c, 'a')}与{names(c, 'b')}{sort(c)}"),
                [Label("协议编号"), Value(c["made.agreement.number"], 2), Label("协议日期"), Value(c.day("agreed_on"), 2)],
                [Label("回访日期"), Value(c.day("day"), 2), Label("回访方式"), Value("□上门　□电话　□其他", 2)],
                wide("被回访人", ""),
                wide("履行情况", c.choice("performed", PERFORMED)),
                wide("回访情况", c["visit_note"], 9),
                wide("满意程度", c.choice("content_with", CONTENT)),
                wide("后续措施", "□无须处理　□督促履行　□再次调解　□引导申请司法确认、诉讼", 3),
                wide("被回访人签名", "", 2, "签名：______　　____年__月__日"),
                wide("回访人", "", 2, made_by(c)),
            ],
            GRID,
        ),
    ]  # fmt: skip


PROMISES = (
    "申请人自愿达成调解协议，没有恶意串通、规避法律的行为；",
    "协议内容没有损害国家利益、社会公共利益或者他人合法权益；",
    "提供的材料真实，对协议内容和司法确认的后果已经清楚。",
)


def confirmation(c: Context) -> list[Block]:
    return [
        Title("司法确认申请书"),
        *(Paragraph(line.replace("甲方", "申请人").replace("乙方", "申请人").replace("其他：", "申请人：")) for line in party_text(c)),
        Paragraph("请求事项："),
        Paragraph(f"确认{_agreement(c)}有效。"),
        Paragraph("事实和理由："),
        Paragraph(f"申请人之间的{sort(c)}，经{committee(c)}主持调解，于{c.day('agreed_on')}自愿达成调解协议，协议自{c.day('agreed_on')}起生效。现依照{article('33.1')}，共同申请人民法院对调解协议予以确认。"),
        Paragraph("申请人承诺："),
        Items(PROMISES, "（1）"),
        Attachments(["人民调解协议书", "人民调解委员会主持调解的证明", "申请人的身份证明、资格证明", "与协议有关的财产权利证明等材料", "送达地址、电话等联系方式"]),
        Paragraph("此致"),
        Paragraph(c.text("court", 10), indent=False),
        SignLines([Sign("申请人"), Sign("申请人")]),
        Note("由双方当事人本人或者依法委托的代理人共同提出；身份关系、确权等人民法院不予受理的事项，不适用司法确认。"),
    ]  # fmt: skip


def certificate(c: Context) -> list[Block]:
    return [
        *heads(c, "主持调解证明"),
        Addressee(c.text("court", 10)),
        Paragraph(f"{names(c, 'a')}与{names(c, 'b')}{sort(c)}，由本委员会人民调解员{mediator(c)}主持调解，双方于{c.day('agreed_on')}自愿达成{_agreement(c)}。"),
        Paragraph("特此证明。"),
        Seal(committee(c), c.date("day")),
    ]  # fmt: skip


def _agreement(c: Context) -> str:
    return f"人民调解协议书（编号：{c['made.agreement.number']}）"


KINDS = (
    kind("agreement", "人民调解协议书", agreement, number="agreement", needs=("summary", "agreement", "agreed_on"),
         signed_by=("当事人", "人民调解员"), served=True, cites=("28", "29")),
    kind("oral", "人民调解口头协议登记表", oral, needs=("summary", "agreement", "agreed_on"), signed_by=("人民调解员",), cites=("28", "30")),
    kind("visit", "人民调解回访记录", visit, needs=("visit_note",), signed_by=("回访人", "被回访人"), cites=("31.2",)),
    kind("confirmation", "司法确认申请书", confirmation, needs=("court", "agreed_on"), signed_by=("申请人",), cites=("33.1",)),
    kind("certificate", "主持调解证明", certificate, needs=("court", "agreed_on"), cites=("33.1",)),
)  # fmt: skip
