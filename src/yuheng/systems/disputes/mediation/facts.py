"""What the file of a dispute holds."""

from __future__ import annotations

from yuheng.kernel.records.columns import (
    choice,
    code,
    day,
    long_text,
    matter,
    money,
    organ,
    several,
    text,
    whole,
    yes_no,
)
from yuheng.kernel.records.columns import secret as sealed
from yuheng.kernel.records.facts import Facts, Row

SOURCES = (
    ("visit", "来访"),
    ("grid", "网格"),
    ("12345", "12345热线"),
    ("police", "公安"),
    ("court", "法院"),
    ("scan", "扫码"),
)

KINDS = (
    ("neighbour", "邻里"), ("estate", "物业服务"), ("consumer", "消费"), ("labour", "劳动报酬"), ("family", "婚姻家庭"), ("traffic", "道路交通事故"),
    ("injury", "人身损害赔偿"), ("lease", "房屋租赁"), ("contract", "合同借贷"), ("decoration", "装修房屋买卖"), ("workinjury", "工伤雇佣受害"),
    ("prepaid", "预付卡退费"), ("business", "生产经营"), ("homestead", "房屋宅基地"), ("demolition", "征地拆迁安置"), ("online", "电商快递"),
    ("fumes", "油烟噪声相邻"), ("school", "校园"), ("medical", "医疗"), ("other", "其他"),
)  # fmt: skip

UNCONFIRMABLE = (
    ("identity", "涉及身份关系确认"), ("status", "适用特别程序、公示催告程序、破产程序审理的"), ("title", "涉及物权、知识产权确权"), ("other", "不属于人民法院受理民事案件范围"),
)  # fmt: skip


class Dispute(Facts):
    received_on = day("登记日期", index=True, group="登记")
    source = choice("来源渠道", SOURCES, index=True, group="登记")
    source_number = code("来源编号", blank=True, group="登记", help="12345工单号、警情编号、法院委派案号等")
    kind = choice("纠纷类型", KINDS, index=True, group="登记")
    summary = long_text("纠纷概况", group="登记")
    address = text("发生地点", personal="address", blank=True, group="登记")
    persons = whole("涉及人数", unit="人", least=1, blank=True, group="登记")
    minor = yes_no("有未成年当事人", blank=True, group="登记")
    urgent = choice("紧急程度", [("normal", "一般"), ("urgent", "紧急")], blank=True, group="登记")
    risk = choice("风险等级", [("low", "低"), ("middle", "中"), ("high", "高")], blank=True, group="登记")
    same_as = matter("与之重复的事项", blank=True)
    committee = organ("承办调解组织", blank=True)
    return_ground = text("退回理由", max_length=500, blank=True)
    start_mode = choice(
        "启动方式", [("applied", "当事人申请"), ("own", "主动调解"), ("referred", "有关机关移送")], blank=True
    )
    referral = choice(
        "移送方式",
        [("none", "无"), ("informed", "受理前告知当事人申请"), ("delegated", "委派"), ("entrusted", "委托"), ("transferred", "移交")],
        blank=True,
        help="人民法院、公安机关已经受理的，须经其委派、委托或者移交；受理前告知当事人申请的，选“受理前告知”",
    )
    decline_reason = text("不予受理理由", max_length=500, blank=True)
    session = long_text("调解经过", blank=True)
    finding = long_text("调查情况", blank=True)
    agreed_on = day("协议日期", index=True, blank=True, help="书面协议：各方签名、调解员签名和盖章中最后一项完成之日；口头协议：达成之日")
    agreement = long_text("协议内容", blank=True, help="纠纷事实、争议事项、责任；协议内容、履行方式和期限")
    oral = yes_no("口头协议", index=True, blank=True)
    amount = money("涉及金额", index=True, blank=True, help="没有金额的不填，不填零")
    perform_by = day("履行期限", future=True, blank=True)
    cautions = several("司法确认提示", UNCONFIRMABLE, blank=True, help="有下列情形的，人民法院不予受理司法确认申请")
    performed = choice("履行情况", [("full", "已履行"), ("part", "部分履行"), ("not", "未履行")], blank=True)
    visit_note = long_text("回访情况", blank=True)
    content_with = choice("满意程度", [("yes", "满意"), ("fair", "基本满意"), ("no", "不满意")], blank=True)
    failure = text("调解不成的原因", max_length=500, blank=True)
    routed_to = choice(
        "引导途径",
        [
            ("lawsuit", "诉讼"),
            ("arbitration", "仲裁"),
            ("ruling", "行政裁决"),
            ("petition", "信访"),
            ("legal_aid", "法律援助"),
        ],
        blank=True,
    )
    court = text("受理司法确认的法院", blank=True)
    ruling = choice(
        "裁定结果", [("confirmed", "裁定有效"), ("rejected", "驳回申请"), ("withdrawn", "撤回申请")], blank=True
    )
    outcome = choice(
        "结案方式",
        [("agreed", "达成协议"), ("failed", "调解不成"), ("declined", "不予受理"), ("merged", "并案")],
        index=True,
        blank=True,
    )
    reported = text("回告内容", max_length=500, blank=True)

    class Meta:
        verbose_name = "矛盾纠纷"


class Disputant(Row):
    rows_of, kind = Dispute, "disputants"
    side = choice("一方", [("a", "甲方"), ("b", "乙方"), ("third", "其他")])
    name = text("姓名（名称）", personal="name")
    id_number = sealed("证件号码", blank=True)
    phone = text("电话", personal="phone", blank=True)
    born_on = day("出生日期", blank=True)

    class Meta(Row.Meta):
        verbose_name = "当事人"


class Instalment(Row):
    rows_of, kind = Dispute, "instalments"
    due_on = day("应付日期", future=True)
    sum = money("金额")

    class Meta(Row.Meta):
        verbose_name = "分期"


class Distinct(Row):
    """A dispute that was proposed as the same one, and that a person found to be another."""

    rows_of, kind = Dispute, "distinct"
    other = matter("不是同一纠纷的事项")

    class Meta(Row.Meta):
        verbose_name = "已判定不重复"
