"""Sample pages of public money and style: the answer to a check before payment, two texts of a rule."""

from __future__ import annotations

from dataclasses import dataclass

from ..components import (
    Act,
    Cell,
    FormField,
    FoundLine,
    Group,
    Link,
    ListColumn,
    MoneyBoardPage,
    MoneyCheckPage,
    Option,
    Page,
    RedlinePage,
    Row,
    RuleStanding,
    Table,
)


@dataclass(frozen=True)
class Piece:
    """A stretch of a sample text."""

    kind: str
    text: str


FORM = Group("支付", [FormField(name="number", label="支付单号", value="ZF202300218", required=True), FormField(name="amount", label="支付金额", kind="money", unit="元", value="49900", required=True)])

DOUBTS = Table([ListColumn("colour", "级别"), ListColumn("name", "疑点"), ListColumn("amount", "金额（元）", "money")], [Row("1", [Cell("■ 红色"), Cell("同一发票重复支付", "#"), Cell("12,600.00", kind="money")], "#")])

PAGES: dict[str, Page] = {
    "money-board": MoneyBoardPage(
        title="资金支付监督", lead="规则从支付、合同、发票和预算记录中自动发现疑点。疑点不等于违规。", asking=[FormField(name="rule", label="规则", kind="select", options=[Option("", "全部", True)], prefix="ask_")],
        counts=[("红色未销号", "1", "overdue"), ("误报率", "25%", "none")], tables=[("未销号的疑点", DOUBTS, "")], links=[Link("疑点台账", "#")], act=Act("支付前校验", "#", primary=True),
        rules=[RuleStanding("▲ 黄色", "疑似拆分支付规避限额", "#", "同一单位5日内向同一收款人支付两笔以上，每笔不足50,000元、合计达到50,000元的，应当说明是否拆分。", "事前、事中、事后", "支付审核岗", "本区财务内部控制要求（部署单位自定）", 4, 3, 1, "25%")],
    ),
    "money-check": MoneyCheckPage(
        title="支付前校验", act="校验", action="#", cancel_href="#", groups=[FORM], lead="填写拟支付的内容，规则立即给出提示。", said="有红色提示：更正以前请不要支付。", level="overdue",
        found=[
            FoundLine("■ 红色", "同一发票重复支付", "发票 23322000000000000001 由两个单位重复支付。", "一张发票只能支付一次，不论由哪个单位支付。", "本区财务内部控制要求（部署单位自定）", "支付审核岗", [Link("本次：支付单 ZF202300218", ""), Link("另一单位的支付记录", "")]),
            FoundLine("▲ 黄色", "逾期付款", "合同 HT2023-301 应于 2023-08-17 以前付款。", "向中小企业付款，应当在约定或者法定的期限以内。", "《保障中小企业款项支付条例》第八条", "支付审核岗", [Link("合同 HT2023-301：视频会议系统", "#")]),
        ],
        unseen=["合同 HT2023-999 没有登记，合同规则没有核对。"], kept=Link("校验记录", "#"),
    ),
    "redline": RedlinePage(
        title="会议费管理办法：新旧条文对照", matter=Link("会议费管理办法", "#"), lead="会议多、报销周期长，没有年度计划。", facts=[("责任单位", "高新区党政办公室"), ("完善日期", "2023-05-18"), ("印发文号", "昆高管发〔2023〕27号")],
        old=[Piece("same", "会议费由经办部门"), Piece("gone", "自行"), Piece("same", "审批，会后"), Piece("gone", "一个月"), Piece("same", "内报销。")],
        new=[Piece("same", "会议费由经办部门"), Piece("new", "提出、分管领导"), Piece("same", "审批，会后"), Piece("new", "十五日"), Piece("same", "内报销。")],
        problems=[Link("2023-04-12 形式主义", "#")],
    ),
}  # fmt: skip
