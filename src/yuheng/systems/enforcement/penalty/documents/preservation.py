"""先行登记保存和查封扣押: what is kept so that evidence or goods are not lost."""

from __future__ import annotations

from yuheng.kernel.documents import (
    Addressee,
    Block,
    Context,
    Fields,
    Items,
    Label,
    Note,
    Paragraph,
    Seal,
    Sign,
    SignLines,
    Table,
    Value,
)
from yuheng.systems.enforcement.penalty.choices import DISPOSALS
from yuheng.systems.enforcement.penalty.documents.common import (
    COERCION,
    GRID,
    article,
    articles,
    contact,
    form_heads,
    kind,
    officer_signs,
    officers,
    party_lines,
    party_rows,
    period,
    remedies,
    sheet,
    wide,
)

THINGS = ("序号", "物品名称", "规格型号", "数量", "价值", "存放地点", "封条号")
THING_WIDTHS = (7, 24, 18, 12, 12, 15, 12)


def things(c: Context, held: str, least: int) -> Table:
    """The things of one list, with lines to write on."""
    found = [one for one in c.rows("things") if one.raw("held") == held]
    rows = [
        [str(n), one["name"], one.raw("model") or "", one["quantity"], one.money("worth") if one.has("worth") else "", one.raw("place") or "", one.raw("seal") or ""]
        for n, one in enumerate(found, 1)
    ]
    return Table(THINGS, rows, THING_WIDTHS, blank_rows=max(0, least - len(rows)))


def preserve_approval(c: Context) -> list[Block]:
    return [
        *form_heads(c, "先行登记保存审批表"),
        Fields(
            [
                wide("案由", f"涉嫌{c['cause']}案"),
                *party_rows(c),
                wide("拟保存的证据", "详见先行登记保存清单。", 2),
                wide("理由和依据", f"证据可能灭失或者以后难以取得。依据{article('56')}的规定，拟先行登记保存，并在{period(c, 'penalty.preserve')}内作出处理决定。", 4),
                [Label("保存方式"), Value("□就地保存　□异地保存", 2), Label("保存地点"), Value("", 2)],
                *sheet(c, ("承办机构负责人意见", "行政机关负责人审批意见"), "建议先行登记保存。", "同意先行登记保存。"),
            ],
            GRID,
        ),
        Note("情况紧急、当场先行登记保存的，应当及时报告并补办批准手续。"),
    ]  # fmt: skip


def preserve(c: Context) -> list[Block]:
    return [
        *form_heads(c, "先行登记保存通知书"),
        Addressee(c.text("party_name", 12)),
        Paragraph(
            f"本机关在调查你（单位）涉嫌{c['cause']}一案中，因有关证据可能灭失或者以后难以取得，依据{article('56')}的规定，"
            f"决定对《先行登记保存清单》所列证据先行登记保存。"
        ),
        Paragraph("保存方式：□就地保存　□异地保存　保存地点：____________________"),
        Paragraph(f"保存期限：自{c.day('day')}至{c.day('due.preserve_decide')}（{period(c, 'penalty.preserve')}内作出处理决定）。"),
        Paragraph("在此期间，你（单位）或者有关人员不得销毁、转移所保存的证据。"),
        Paragraph(f"你（单位）有权陈述和申辩。{contact(c)}"),
        Seal(c["organ"], c.date("day")),
        SignLines([Sign("当事人"), *officer_signs(c)]),
        Note("附：先行登记保存清单。本通知书一式二份，一份交当事人，一份归档。"),
    ]  # fmt: skip


def preserve_list(c: Context) -> list[Block]:
    return [
        *form_heads(c, "先行登记保存清单"),
        Paragraph(f"当事人：{c['party_name']}　　保存日期：{c.day('day')}", indent=False),
        things(c, "preserved", 10),
        Paragraph("以上物品经当事人清点核对无误。封存方式：____________________", indent=False),
        SignLines([Sign("当事人（在场人）"), Sign("见证人"), *officer_signs(c)]),
        Note("本清单一式二份，一份交当事人，一份归档。"),
    ]


def preserve_decision(c: Context) -> list[Block]:
    return [
        *form_heads(c, "先行登记保存物品处理决定书"),
        Addressee(c.text("party_name", 12)),
        Paragraph(
            f"本机关于{c.day('acts.preserve.day')}对你（单位）涉嫌{c['cause']}一案的有关证据先行登记保存。依据{article('56')}的规定，"
            f"现对《先行登记保存清单》所列物品作出以下处理："
        ),
        Items([f"{'☑' if c.raw('disposal') == code else '□'}{text}；" for code, text in DISPOSALS], "（一）"),
        Paragraph(contact(c)),
        Seal(c["organ"], c.date("day")),
        SignLines([Sign("当事人")]),
        Note("附：处理物品清单。本决定书一式二份，一份交当事人，一份归档。"),
    ]  # fmt: skip


def seizure(c: Context) -> list[Block]:
    return [
        *form_heads(c, "查封（扣押）决定书"),
        *party_lines(c),
        Paragraph(
            f"经查，你（单位）涉嫌{c['cause']}，有关情况见现场检查笔录。为制止违法行为、防止证据损毁，依据____________________和"
            f"{articles('22', '24', act=COERCION)}的规定，本机关决定对下列场所、设施、财物予以□查封　□扣押："
        ),
        things(c, "seized", 4),
        Paragraph(
            f"查封（扣押）期限：自{c.day('day')}至{c.day('due.release')}（不超过{period(c, 'coercion.seize.term')}；情况复杂的，经行政机关负责人"
            f"批准可以延长，并书面告知）。对物品需要检测、检验、检疫或者技术鉴定的，其期间不计算在内，另行书面告知。"
        ),
        Paragraph("存放地点：____________________。在此期间不得使用、销毁、转移、隐匿。因查封、扣押发生的保管费用由本机关承担。"),
        Paragraph(f"你（单位）享有陈述权、申辩权。执法人员：{officers(c)}。"),
        *remedies(c, penalty=False),
        Seal(c["organ"], c.date("day")),
        SignLines([Sign("当事人（见证人）"), *officer_signs(c)]),
        Note("附：查封（扣押）清单一式二份，由当事人和行政机关分别保存。"),
    ]  # fmt: skip


KINDS = (
    kind("ordinary", "preserve_approval", "先行登记保存审批表", preserve_approval, needs=("cause",), signed_by=("承办人", "承办机构负责人", "行政机关负责人"), cites=("56",)),
    kind("ordinary", "preserve", "先行登记保存通知书", preserve, needs=("party_name",), served=True, signed_by=("当事人", "执法人员"), cites=("56",)),
    kind("ordinary", "preserve_list", "先行登记保存清单", preserve_list, needs=("party_name",), served=True, signed_by=("当事人", "见证人", "执法人员"), cites=("56",)),
    kind("ordinary", "preserve_decision", "先行登记保存物品处理决定书", preserve_decision, needs=("party_name",), served=True, signed_by=("当事人",), cites=("56",)),
    kind(
        "ordinary", "seizure", "查封（扣押）决定书", seizure, needs=("party_name",), served=True, signed_by=("当事人", "执法人员"),
        cites=(f"{COERCION}#18", f"{COERCION}#24", f"{COERCION}#25"),
    ),
)  # fmt: skip
