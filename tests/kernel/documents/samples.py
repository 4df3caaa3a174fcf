"""One sample of each kind of paper, together holding every block: rendered by the tests and by tools/paper_gallery.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from yuheng.kernel.documents import (
    COVER,
    FORM,
    LEDGER,
    Addressee,
    Annex,
    Attachments,
    Composed,
    Context,
    Fields,
    Heading,
    Imprint,
    Items,
    Label,
    Note,
    Number,
    OrganHead,
    PageBreak,
    Paragraph,
    QuestionAnswer,
    RedHead,
    Seal,
    Sign,
    SignLines,
    Space,
    Table,
    Title,
    Value,
    bold,
    underlined,
)

ZONE = "昆山高新技术产业开发区管理委员会"
BUREAU = "昆山高新技术产业开发区综合行政执法局"
LONG = "经查，当事人在玉山镇萧林路88号沿街店铺门外擅自占用城市道路摆放桌椅、货架等物品经营，占用面积约6.5平方米，影响行人通行和市容。"

LETTER = Composed(
    "关于印发2023年法治政府建设工作要点的通知",
    [
        RedHead(ZONE, "昆高管〔2023〕12号"),
        Title("昆山高新技术产业开发区管理委员会关于印发\n2023年法治政府建设工作要点的通知"),
        Addressee("各部门、各单位，各社区（村）"),
        Paragraph("现将《2023年法治政府建设工作要点》印发给你们，请结合实际认真贯彻执行。"),
        Heading(1, "总体要求"),
        Paragraph(LONG * 3),
        Heading(1, "重点任务"),
        Heading(2, "落实行政执法三项制度"),
        Paragraph(["本年应当", bold("全面"), "落实执法公示、全过程记录、法制审核制度，", underlined("不得遗漏"), "。"]),
        Heading(3, "执法公示"),
        Heading(4, "事前公示"),
        Paragraph("执法主体、人员、职责、权限、依据、程序、救济渠道等信息应当主动公开。"),
        Heading(4, "事后公示"),
        Heading(2, "推行柔性执法"),
        Items(["编制免罚轻罚清单；", "开展说理式执法；", "建立信用修复告知制度。"], "（1）"),
        Heading(1, "工作要求"),
        Paragraph(LONG * 5),
        Attachments(["2023年法治政府建设任务分解表", "任务联系人名单"]),
        Seal(ZONE, date(2023, 3, 1)),
        Note("（此件公开发布）"),
        Annex("2023年法治政府建设任务分解表", 1),
        Table(
            ["序号", "任务", "牵头单位", "完成时限"],
            [
                ["1", "组织行政执法案卷评查", "司法所", "2023年11月底"],
                ["2", "开展“法治小区”创建", "社会事业局", "2023年12月底"],
            ],
            widths=[1, 5, 3, 3],
            align=["center", "left", "center", "center"],
        ),
        Imprint("市司法局，市委依法治市办", "昆山高新技术产业开发区党政办公室", date(2023, 3, 2)),
    ],
)

DECISION = Composed(
    "行政处罚决定书",
    [
        OrganHead(BUREAU),
        Title("行政处罚决定书"),
        Number("昆高执罚决〔2023〕0098号"),
        Paragraph("当事人：昆山市玉山镇老张面馆（经营者：张某）"),
        Paragraph("统一社会信用代码：92320583MA1KGX207N"),
        Paragraph("住所：昆山市玉山镇萧林路88号"),
        Paragraph(LONG),
        Paragraph(["以上事实有下列证据证明：一、现场检查笔录；二、询问笔录；三、现场照片5张。"]),
        Paragraph(LONG * 2),
        Paragraph(["决定对当事人处以罚款人民币", bold("叁仟元整"), "（¥3,000.00）。"]),
        Paragraph("当事人应当自收到本决定书之日起十五日内，持缴款码到指定银行或者通过电子支付系统缴纳罚款。"),
        Seal(BUREAU, date(2023, 9, 27)),
        Note("本文书一式三份：一份送达当事人，一份归档，一份备案。"),
    ],
    number="昆高执罚决〔2023〕0098号",
)

APPROVAL = Composed(
    "立案审批表",
    [
        OrganHead(BUREAU),
        Title("立案审批表"),
        Number("昆高执立〔2023〕0123号", align="right"),
        Fields(
            [
                [Label("案由"), Value("涉嫌擅自占用城市道路案", 3), Label("案件来源"), Value("日常巡查")],
                [
                    Label("当事人", down=2),
                    Label("名称（姓名）"),
                    Value("昆山市玉山镇老张面馆", 2),
                    Label("法定代表人（负责人）"),
                    Value("阿卜杜热合曼·买买提艾力"),
                ],
                [Label("证件号码"), Value("92320583MA1KGX207N", 2), Label("联系电话"), Value("________")],
                [Label("简要案情"), Value(LONG, 5, lines=6)],
                [
                    Label("立案依据"),
                    Value(
                        "《江苏省城市市容和环境卫生管理条例》《中华人民共和国行政处罚法》第五十四条第二款", 5, lines=3
                    ),
                ],
                [Label("承办人意见"), Value("建议立案查处。", 5, lines=4, foot="签名：张某、李某　　2023年9月12日")],
                [Label("承办机构负责人意见"), Value("________", 5, lines=4, foot="签名：____　　____年__月__日")],
                [Label("机关负责人审批意见"), Value("", 5, lines=4, foot="签名：____　　____年__月__日")],
                [Label("备注"), Value("", 5)],
            ],
            widths=[16, 14, 14, 14, 16, 20],
        ),
    ],
    FORM,
)

RECORD = Composed(
    "询问笔录",
    [
        Title("询问笔录"),
        Paragraph("时间：2023年9月13日9时30分至10时15分　　第__次询问", indent=False),
        Paragraph("地点：____________________", indent=False),
        Paragraph("被询问人：王小明　性别：男　身份证件号码：________________", indent=False),
        Space(1),
        QuestionAnswer(
            "我们是昆山高新区综合行政执法局的执法人员（出示执法证），现依法向你询问，你是否听清楚、看清楚？",
            "听清楚、看清楚了。",
        ),
        QuestionAnswer("你是否申请我们回避？", "不申请。"),
        QuestionAnswer(
            "请你说明当天的情况。",
            "当天中午客人多，店里坐不下，\n我就把两张桌子摆到了门口。\n后来你们来了，我就收进去了。",
        ),
        QuestionAnswer("你还有什么要补充的？", ""),
        *(QuestionAnswer(f"第{n}个问题：{LONG}", LONG) for n in range(1, 7)),
        Paragraph("以上笔录我已看过，与我说的一致。", indent=True),
        SignLines(
            [
                Sign("被询问人", day=date(2023, 9, 13)),
                Sign("执法人员", "张三", "32058300101"),
                Sign("执法人员", certificate=""),
                Sign("记录人", day=None),
            ]
        ),
    ],
    FORM,
)

EVIDENCE = Composed(
    "证据清单",
    [
        OrganHead(BUREAU),
        Title("证据保存清单", "（附现场照片）"),
        Table(
            ["序号", "名称", "数量", "取得时间", "说明"],
            [
                [str(n), f"证据第{n}号", "1份", "2023年9月13日", LONG if n % 7 == 0 else "复印件，与原件核对无误"]
                for n in range(1, 61)
            ],
            widths=[1, 3, 1, 3, 4],
            align=["center", "left", "center", "center", "left"],
            blank_rows=2,
            total=["合计", "", "60份", "", ""],
        ),
        SignLines([Sign("当事人"), Sign("执法人员", certificate="")]),
    ],
    FORM,
)

SHEET = Composed(
    "矛盾纠纷排查化解台账",
    [
        Title("矛盾纠纷排查化解台账", "填报单位：昆山高新区司法所　　2023年9月"),
        Table(
            [
                [
                    Label("序号", down=2),
                    Label("单位", down=2),
                    Label("受理数（件）", span=4),
                    Label("化解数（件）", span=3),
                    Label("涉及金额（万元）", down=2),
                    Label("备注", down=2),
                ],
                [
                    Label("来访"),
                    Label("网格"),
                    Label("12345"),
                    Label("法院委派"),
                    Label("调解成功"),
                    Label("调解不成"),
                    Label("正在调解"),
                ],
            ],
            [
                [str(n), f"第{n}社区人民调解委员会", "12", "30", "4", "1", "40", "2", "5", "128.50", ""]
                for n in range(1, 46)
            ],
            widths=[2, 8, 3, 3, 3, 3, 3, 3, 3, 4, 5],
            align=["center", "left", *["right"] * 8, "left"],  # type: ignore[list-item]
        ),
    ],
    LEDGER,
)

COVER_SHEET = Composed(
    "案卷封面",
    [
        Space(2),
        OrganHead(BUREAU),
        Title("行政处罚案卷"),
        Space(3),
        Fields(
            [
                [Label("案　　由："), Value("擅自占用城市道路", 3)],
                [Label("当 事 人："), Value("昆山市玉山镇老张面馆", 3)],
                [Label("处罚文号："), Value("昆高执罚决〔2023〕0098号", 3)],
                [Label("立案时间："), Value("2023年9月12日"), Label("结案时间："), Value("")],
                [Label("承 办 人："), Value(""), Label("保管期限："), Value("长期")],
                [Label("归档日期："), Value("____年__月__日"), Label("页　　数："), Value("____")],
            ],
            widths=[3, 5, 3, 4],
            border=False,
        ),
        PageBreak(),
        Title("备考表"),
        Paragraph("本卷情况说明：____________"),
    ],
    COVER,
)

EMPTY = Context({})
BLANK_FORM = Composed(
    "责令改正通知书",
    [
        OrganHead(BUREAU),
        Title("责令改正通知书"),
        Number(""),
        Addressee(EMPTY["party"]),
        Paragraph(f"经查，你（单位）{EMPTY.text('violation', 18)}的行为，违反了{EMPTY.text('law', 14)}的规定。"),
        Paragraph(
            f"现责令你（单位）于{EMPTY.day('until')}前改正，共计罚款{EMPTY.money('fine')}（大写{EMPTY.capital('fine')}）。"
        ),
        Paragraph(EMPTY.choice("how", {"now": "立即改正", "term": "限期改正"})),
        Seal("", None),
    ],
)
DEMONSTRATION = replace(DECISION, demonstration=True)

SAMPLES = {
    "letter": LETTER,
    "decision": DECISION,
    "approval": APPROVAL,
    "record": RECORD,
    "evidence": EVIDENCE,
    "sheet": SHEET,
    "cover": COVER_SHEET,
    "blank": BLANK_FORM,
    "demonstration": DEMONSTRATION,
}
