"""延期、分期、催告、申请强制执行、移送: what may follow or interrupt a decision."""

from __future__ import annotations

from yuheng.kernel.documents import (
    OFFICIAL,
    Addressee,
    Attachments,
    Block,
    Context,
    Fields,
    Items,
    Label,
    Paragraph,
    Seal,
    Sign,
    SignLines,
    Table,
    Value,
    day_text,
    money_text,
)
from yuheng.kernel.law.numerals import chinese
from yuheng.kernel.time.surcharge import surcharge
from yuheng.systems.enforcement.penalty.documents.common import (
    COERCION,
    GRID,
    article,
    articles,
    contact,
    day_of,
    evidence,
    form_heads,
    heads,
    kind,
    measures,
    number_label,
    parameter,
    party_lines,
    party_rows,
    period,
    phone,
    sheet,
    sum_text,
    wide,
)

TRANSFER = "行政执法机关移送涉嫌犯罪案件的规定(2020-08-07)"


def extension(c: Context) -> list[Block]:
    return [
        *form_heads(c, "延期审批表"),
        Fields(
            [
                wide("案由", c["cause"]),
                *party_rows(c),
                [Label("立案日期"), Value(c.day("filed_on"), 2), Label("延长的期限"), Value("□办案期限　□查封、扣押期限", 2)],
                wide("原定期限", "____年__月__日"),
                wide("延长后的期限", f"办案期限：{c.day('due.decide')}　查封、扣押期限：{c.day('due.release')}", 2),
                wide("延期的理由", c["reason"], 2),
                wide("依据", f"办案期限：{article('60')}；查封、扣押期限：{article('25.1', COERCION)}。", 2),
                *sheet(c, ("承办机构负责人意见", "分管负责人意见", "行政机关负责人审批意见"), "建议延期。", "同意延期。"),
            ],
            GRID,
        ),
    ]  # fmt: skip


def instalment(c: Context) -> list[Block]:
    rows = [[str(n), day_text(one.date("due_on")), f"{money_text(int(one.raw('sum') or 0))}"] for n, one in enumerate(c.rows("instalments"), 1)]
    total = sum(int(one.raw("sum") or 0) for one in c.rows("instalments"))
    return [
        *form_heads(c, "分期（延期）缴纳罚款审批表"),
        Fields(
            [
                wide("案由", c["cause"]),
                *party_rows(c),
                [Label("决定书文号"), Value(c["made.decision.number"], 2), Label("决定日期"), Value(c.day("decided_on"), 2)],
                wide("罚款数额", sum_text(c, "decided_fine")),
                wide("申请的理由", c["hardship"], 4),
            ],
            GRID,
        ),
        Paragraph("缴纳安排：", indent=False),
        Table(("期次", "应缴日期", "金额（元）"), rows, (20, 40, 40), ("center", "center", "right"), blank_rows=max(0, 3 - len(rows)),
              total=("合计", "", money_text(total) if rows else "")),
        Fields(
            [
                *sheet(c, ("承办机构负责人意见", "行政机关负责人审批意见"), "建议准予暂缓或者分期缴纳。", f"依据{article('66.2')}的规定，同意暂缓或者分期缴纳。"),
            ],
            GRID,
        ),
    ]  # fmt: skip


def _extra(c: Context) -> str:
    """The surcharge that has grown up to the paper's day, and how it grows on, never above the fine."""
    last, fine = c.date("due.pay"), int(c.raw("decided_fine") or 0)
    rate, cap = (int(parameter(c, key).value) for key in ("penalty.surcharge.rate", "penalty.surcharge.cap"))
    if last is None or not fine:
        return f"人民币{c.capital('surcharge')}（¥{c.money('surcharge').removesuffix('元')}）"
    grown = surcharge(fine, last, day_of(c), rate, cap)
    return f"自{day_text(last)}期满的次日起每日按罚款数额的百分之{chinese(rate)}加处，至{c.day('day')}为{money_text(grown)}元，总额不超过罚款数额"


def demand(c: Context) -> list[Block]:
    return [
        *heads(c, "催告书"),
        Addressee(c.text("party_name", 12)),
        Paragraph(
            f"本机关于{c.day('decided_on')}对你（单位）作出《行政处罚决定书》（{c.text('made.decision.number', 10)}），决定：{'；'.join(measures(c, 'decided_kinds', 'decided_fine'))}。"
            "该决定书已经依法送达，你（单位）至今未履行下列义务："
        ),
        Items([f"缴纳{sum_text(c, 'decided_fine')}；", f"缴纳加处罚款：{_extra(c)}。"], "（1）"),
        Paragraph(
            f"依据{article('54', COERCION)}的规定，现催告你（单位）自收到本催告书之日起{period(c, 'enforcement.court.demand')}内履行上述义务，缴款方式："
            f"{c.text('organ_facts.bank', 10)}（缴款码：{c.text('payment_code', 8)}）。逾期仍未履行的，本机关将依法申请人民法院强制执行。"
        ),
        Paragraph(f"你（单位）在收到本催告书后有权进行陈述和申辩。{contact(c)}"),
        Seal(c["organ"], c.date("day")),
        SignLines([Sign("当事人签收")]),
    ]  # fmt: skip


def enforcement(c: Context) -> list[Block]:
    label, number = number_label(c)
    court = c["court"] if c.has("court") else c.text("organ_facts.court", 10)
    return [
        *heads(c, "强制执行申请书"),
        Paragraph(f"申请人：{c['organ']}"),
        Paragraph(f"法定代表人（负责人）：______　地址：{c.text('organ_facts.address', 12)}"),
        Paragraph(f"委托代理人：______　职务：______　联系电话：{c.text('organ_facts.phone', 8)}"),
        Paragraph(f"被申请人：{c['party_name']}　{label}：{number}"),
        Paragraph(f"住所（住址）：{c.text('party.address', 12)}　联系电话：{phone(c)}"),
        Paragraph(f"申请人于{c.day('decided_on')}对被申请人{c['cause']}一案作出《行政处罚决定书》（{c.text('made.decision.number', 10)}），并依法送达。"
                  f"被申请人在法定期限内未申请行政复议或者提起行政诉讼，又不履行。申请人于{c.day('acts.demand.day')}送达《催告书》（{c.text('made.demand.number', 10)}），"
                  "催告期满后被申请人仍未履行。"),
        Paragraph(f"依据{articles('53', '54', act=COERCION)}和{article('72.1（四）')}的规定，特申请贵院强制执行下列内容："),
        Items([f"{sum_text(c, 'decided_fine')}；", f"加处罚款：{_extra(c)}。"], "（1）"),
        Paragraph("此致"),
        Paragraph(court, indent=False),
        Attachments(["行政处罚决定书及作出决定的事实、理由和依据", "当事人的意见及行政机关催告情况", "申请强制执行标的情况", "送达回证、组织机构证明和授权委托书"]),
        SignLines([Sign("行政机关负责人", day=None)]),
        Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def transfer(c: Context) -> list[Block]:
    return [
        *form_heads(c, "案件移送书"),
        Addressee(c.text("transferred_to", 12)),
        Paragraph(f"本机关在查处{c['cause']}一案中，发现当事人的行为涉嫌犯罪（不属于本机关管辖）。依据{article('27.1')}和《行政执法机关移送涉嫌犯罪案件的规定》第五条的规定，现将该案移送你机关。"),
        *party_lines(c),
        Paragraph(f"主要案情：{c.text('facts_found' if c.has('facts_found') else 'finding', 20)}"),
        Paragraph("已取得的证据："),
        Items(evidence(c), "（1）"),
        Paragraph("请在收到后依法决定是否立案，并将结果书面通知本机关；决定不予立案的，请说明理由并退回案卷材料。"),
        Paragraph(contact(c)),
        Attachments(["涉嫌犯罪案件情况的调查报告", "涉案物品清单", "有关检验报告或者鉴定意见", "其他有关材料"]),
        Seal(c["organ"], c.date("day")),
        SignLines([Sign("接收人")]),
    ]  # fmt: skip


KINDS = (
    kind("ordinary", "extension", "延期审批表", extension, needs=("reason",), signed_by=("承办人", "承办机构负责人", "行政机关负责人"), cites=("60", f"{COERCION}#25.1")),
    kind("ordinary", "instalment", "分期（延期）缴纳罚款审批表", instalment, needs=("decided_fine", "instalments"), signed_by=("承办人", "行政机关负责人"), cites=("66.2",)),
    kind("ordinary", "demand", "催告书", demand, number="demand", needs=("party_name", "decided_fine"), served=True, signed_by=("当事人",), cites=(f"{COERCION}#54",), page=OFFICIAL),
    kind("ordinary", "enforcement", "强制执行申请书", enforcement, number="court", needs=("party_name", "decided_fine"), signed_by=("行政机关负责人",),
         cites=(f"{COERCION}#53", f"{COERCION}#54", f"{COERCION}#55"), page=OFFICIAL),
    kind("ordinary", "transfer", "案件移送书", transfer, needs=("transferred_to",), served=True, signed_by=("接收人",), cites=("27.1", f"{TRANSFER}#5"), page=OFFICIAL),
)  # fmt: skip
