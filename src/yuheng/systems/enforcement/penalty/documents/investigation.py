"""调查取证: summons, inspection, inquiry, and what is taken as evidence."""

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
    QuestionAnswer,
    Seal,
    Sign,
    SignLines,
    Table,
    Value,
)
from yuheng.systems.enforcement.penalty.documents.common import (
    article,
    articles,
    contact,
    form_heads,
    kind,
    number_label,
    officer_signs,
    officers,
    phone,
)

RIGHTS = f"你有权申请回避，有权进行陈述和申辩；也有如实回答询问、协助调查或者检查的义务（{article('55')}）。"
TIME = "时间：____年__月__日__时__分至__时__分"


def summons(c: Context) -> list[Block]:
    return [
        *form_heads(c, "调查询问通知书"),
        Addressee(c.text("party_name", 12)),
        Paragraph(
            f"因涉嫌{c['cause']}一案需要调查核实，依据{articles('54.1', '55')}的规定，请你（单位）于____年__月__日__时__分"
            f"到____________________接受调查询问。"
        ),
        Paragraph("请携带下列材料："),
        Items(
            [
                "身份证件；单位应当提供营业执照复印件、法定代表人（负责人）身份证明；",
                "委托他人接受询问的，提供授权委托书和受委托人身份证件；",
                "与本案有关的许可、合同、票据、记录等资料：____________________。",
            ],
            "（1）",
        ),
        Paragraph(RIGHTS),
        Paragraph(contact(c)),
        Seal(c["organ"], c.date("day")),
        SignLines([Sign("被通知人")]),
    ]  # fmt: skip


def inspection(c: Context) -> list[Block]:
    label, number = number_label(c)
    return [
        *form_heads(c, "现场检查（勘验）笔录"),
        Paragraph(TIME, indent=False),
        Paragraph(f"地点：{c['place']}", indent=False),
        Paragraph(f"被检查人（单位）：{c['party_name']}　{label}：{number}", indent=False),
        Paragraph("现场负责人：______　身份证件号码：________________　职务：______　联系电话：__________", indent=False),
        Paragraph("见证人：______　身份证件号码：________________　联系电话：__________", indent=False),
        Paragraph(f"检查（勘验）人员：{officers(c)}　记录人：______", indent=False),
        Paragraph("告知事项：我们是执法人员，现向你出示执法证件，请过目确认。" + RIGHTS, indent=False),
        Paragraph("当事人确认：□已看清执法证件、听清告知事项　□申请回避　□不申请回避", indent=False),
        Paragraph("现场情况：", indent=False),
        Paragraph(c["finding"] if c.has("finding") else "\n".join(["____________________________________"] * 6)),
        Paragraph("□制作现场图__张　□拍摄照片__张　□录音录像__段（执法记录仪编号：______）", indent=False),
        Paragraph("以上笔录经本人核对，与现场情况一致。", indent=False),
        SignLines([Sign("当事人（现场负责人）"), Sign("见证人"), *officer_signs(c), Sign("记录人")]),
        Note("当事人不在场、拒绝签名的，由执法人员注明情况：____________________"),
    ]  # fmt: skip


QUESTIONS = (
    ("请说明你的姓名、单位、职务和与本案的关系。", ""),
    ("请说明事情发生的时间、地点和经过。", ""),
    ("是否取得有关许可或者批准？", ""),
    ("违法行为造成什么后果，是否已经改正？", ""),
    ("是否有违法所得，此前是否因同类行为受过处理？", ""),
    ("你还有什么要补充或者说明的？", ""),
)


def inquiry(c: Context) -> list[Block]:
    label, number = number_label(c)
    return [
        *form_heads(c, "询问笔录"),
        Paragraph(f"案由：涉嫌{c['cause']}", indent=False),
        Paragraph(TIME + "　第__次询问", indent=False),
        Paragraph("地点：____________________", indent=False),
        Paragraph("被询问人：______　性别：__　年龄：__　身份证件号码：________________", indent=False),
        Paragraph("工作单位和职务：____________　与本案关系：______　联系电话：__________", indent=False),
        Paragraph(f"当事人：{c['party_name']}", indent=False),
        Paragraph(f"{label}：{number}", indent=False),
        Paragraph(f"询问人：{officers(c)}　记录人：______", indent=False),
        QuestionAnswer(f"我们是{c['organ']}的执法人员，这是我们的执法证件，请你过目。你是否看清楚？", ""),
        QuestionAnswer(f"现依法向你询问，请如实回答。{RIGHTS}你是否听清楚，是否申请回避？", ""),
        *(QuestionAnswer(question, answer) for question, answer in QUESTIONS),
        *([Paragraph("调查情况记载：", indent=False), Paragraph(c["finding"])] if c.has("finding") else []),
        Paragraph("（以上笔录应当交被询问人核对；有差错、遗漏的，允许更正、补充，并在改动处签名或者按指印。）"),
        Paragraph("被询问人写明“以上笔录我已看过，与我说的一致”：____________________"),
        SignLines([Sign("被询问人"), *officer_signs(c, role="询问人"), Sign("记录人")]),
    ]  # fmt: skip


def extract(c: Context) -> list[Block]:
    return [
        *form_heads(c, "证据提取单"),
        Fields(
            [
                [Label("案由"), Value(f"涉嫌{c['cause']}", 3)],
                [Label("当事人"), Value(c["party_name"]), Label("联系电话"), Value(phone(c))],
                [Label("证据名称"), Value("", 3)],
                [Label("提取时间"), Value("____年__月__日__时__分"), Label("提取地点"), Value(c["place"])],
                [Label("证据来源"), Value("□原件　□复印件　□照片　□截图　□视听资料　□电子数据", 3)],
                [Label("证明内容"), Value("", 3, lines=3)],
                [Label("证据粘贴（记载）处"), Value("", 3, lines=14)],
                [Label("提供人确认"), Value("以上证据由本人（单位）提供，与原件（原物）核对无误。", 3, lines=3, foot="签名（盖章）：______　　____年__月__日")],
                [Label("提取人"), Value(officers(c), 3, lines=2, foot="签名：______　______　　____年__月__日")],
            ],
            (14, 24, 14, 24),
        ),
    ]  # fmt: skip


def sampling(c: Context) -> list[Block]:
    found = [one for one in c.rows("things") if one.raw("held") == "sample"]
    samples = [[str(n), one["name"], one.raw("model") or "", "", "", "", one["quantity"], ""] for n, one in enumerate(found, 1)]
    return [
        *form_heads(c, "抽样取证凭证"),
        Paragraph(
            f"因调查涉嫌{c['cause']}一案，依据{article('56')}的规定，对{c.text('party_name', 10)}的下列物品抽样取证。"
        ),
        Paragraph(f"抽样时间：____年__月__日__时__分　抽样地点：{c['place']}", indent=False),
        Table(
            ["序号", "物品名称", "规格型号", "批号（编号）", "生产单位", "抽样基数", "抽样数量", "单价（元）"],
            samples,
            (6, 18, 14, 14, 18, 11, 11, 12),
            blank_rows=max(0, 6 - len(samples)),
        ),
        Paragraph("抽样方法：____________________　封样情况：____________________", indent=False),
        Paragraph("备份样品保存地点和条件：____________________", indent=False),
        SignLines([Sign("当事人（在场人）"), *officer_signs(c)]),
        Seal(c["organ"], c.date("day")),
        Note("本凭证一式二份，一份交当事人，一份归档。"),
    ]


KINDS = (
    kind("ordinary", "summons", "调查询问通知书", summons, needs=("party_name", "cause"), served=True, signed_by=("被通知人",), cites=("54.1", "55")),
    kind("ordinary", "inspection", "现场检查（勘验）笔录", inspection, needs=("place",), signed_by=("当事人", "见证人", "执法人员", "记录人"), cites=("55",)),
    kind("ordinary", "inquiry", "询问笔录", inquiry, needs=("cause",), signed_by=("被询问人", "询问人", "记录人"), cites=("55",)),
    kind("ordinary", "extract", "证据提取单", extract, needs=("cause",), signed_by=("提供人", "提取人"), cites=("46",)),
    kind("ordinary", "sampling", "抽样取证凭证", sampling, needs=("party_name",), served=True, signed_by=("当事人", "执法人员"), cites=("56",)),
)  # fmt: skip
