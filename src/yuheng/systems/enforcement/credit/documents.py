"""The papers of credit repair: notice, reminder, application, supplement, acceptance, refusal, decision, certificate."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yuheng.kernel.documents import (
    OFFICIAL,
    Addressee,
    Block,
    Context,
    Items,
    Number,
    OrganHead,
    PaperKind,
    Paragraph,
    Seal,
    Sign,
    SignLines,
    Title,
    register,
)
from yuheng.systems.enforcement.credit.choices import CLASSES, MATERIALS, RECEIVERS, RULES, SHEETS

SOURCE = {
    "2019": "发改办财金〔2019〕527号通知", "2023": "《失信行为纠正后的信用信息修复管理办法（试行）》第十四条", "2025": "国办发〔2025〕22号第二部分",
    "2026": "《信用修复管理办法》第七条、第十二条",
}  # fmt: skip
"""Where each rule gives the period of publication."""


def kind(family: str, key: str, name: str, build: Callable[[Context], Sequence[Block]], number: str = "", needs: Sequence[str] = (), served: bool = True) -> PaperKind:
    return PaperKind(f"credit.{family}.{key}", name, build, number or None, tuple(needs), (), served, (), OFFICIAL)


def _heads(c: Context, title: str, numbered: bool = True) -> list[Block]:
    return [OrganHead(c["organ"]), Title(title), *([Number(c["number"])] if numbered else [])]


def _party(c: Context) -> Block:
    return Addressee(f"{c.text('enterprise', 12)}（统一社会信用代码：{c.text('uscc', 12)}）")


def _class(c: Context) -> str:
    return f"属{dict(CLASSES).get(str(c.raw('seriousness')), '')}失信信息" if c.has("seriousness") else "不分失信类别"


def notice(c: Context) -> list[Block]:
    rule = str(c.raw("rule") or "")
    opening = f"本机关于{c.day('decided_on')}对你单位作出行政处罚决定（{c.text('decision_number', 10)}）。按照处罚决定之日施行的规则（{SOURCE.get(rule, dict(RULES).get(rule, '____'))}），该信息{_class(c)}。"
    return [OrganHead(c["organ"]), Title("信用修复告知书"), Number(c["case_number"]), _party(c), Paragraph(opening), *_terms(c), Seal(c["organ"], c.date("day")), SignLines([Sign("签收人")])]


def _terms(c: Context) -> list[Block]:
    period = c.raw("period")
    if period == "none":
        return [Paragraph("该信息依规定不予公示，你单位不需要申请信用修复。")]
    ends = f"公示期自处罚决定之日起计算，最长至{c.day('ends_on')}，期满自行停止公示。"
    if period == "grave":
        return [Paragraph(f"{ends}该信息属特定严重失信，公示期内不予修复。")]
    return [
        Paragraph(ends),
        Paragraph(f"你单位自{c.day('earliest_on')}起可以申请信用修复，提前停止公示。申请应当同时符合下列条件："),
        Items(["最短公示期已经届满；", "违法行为已经纠正，处罚决定确定的义务（含罚款）已经全部履行；", "公开作出信用承诺。"], "（1）"),
        Paragraph("申请途径：登录“信用中国”网站，或者到本机关窗口办理。需要提交：履行行政处罚的证明、信用承诺书。办理不收取任何费用。"),
        Paragraph("信用修复只停止信用网站的公示，不影响处罚决定的效力，也不撤回依法作出的执法公示。"),
    ]


def reminder(c: Context) -> list[Block]:
    return [
        *_heads(c, "信用修复提醒函", False), _party(c),
        Paragraph(f"你单位的行政处罚（{c.text('decision_number', 10)}）最短公示期将于{c.day('earliest_on')}届满，当日起可以申请信用修复。请先缴清罚款、纠正违法行为，并准备履行证明和信用承诺书。办理不收费。"),
        Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def receipt(c: Context) -> list[Block]:
    return [
        *_heads(c, "送达回证", False),
        Paragraph(f"受送达人：{c.text('enterprise', 12)}"),
        Paragraph(f"送达文书：行政处罚决定书（{c.text('decision_number', 10)}）、信用修复告知书（{c['case_number']}）"),
        Paragraph(f"签收人：{c.text('signed_by', 6)}　签收日期：{c.day('receipt_on')}"),
        SignLines([Sign("送达人")]),
    ]


def application(c: Context) -> list[Block]:
    given = [dict(MATERIALS).get(code, code) for code in c.raw("materials") or ()]
    return [
        *_heads(c, "信用修复申请书", False),
        Paragraph(f"申请人：{c.text('enterprise', 12)}　统一社会信用代码：{c.text('uscc', 12)}"),
        Paragraph(f"处罚决定书文号：{c.text('decision_number', 12)}　申请日期：{c.day('applied_on')}"),
        Paragraph("我单位已经纠正违法行为、履行处罚决定确定的义务，申请停止公示该行政处罚信息。"),
        Paragraph("提交的材料：" + ("、".join(given) if given else "________") + "。"),
        Paragraph("承诺：所提交的材料真实、合法、有效；今后依法经营、诚实守信；如违背承诺，愿意承担相应责任，并同意公开本承诺。"),
        SignLines([Sign("申请人（盖章）"), Sign("法定代表人（负责人）")]),
    ]


def _letter(title: str, body: Callable[[Context], list[str]]) -> Callable[[Context], list[Block]]:
    def build(c: Context) -> list[Block]:
        return [*_heads(c, title), _party(c), *(Paragraph(text) for text in body(c)), Seal(c["organ"], c.date("day")), SignLines([Sign("签收人")])]

    return build


def _asked(c: Context) -> str:
    return f"你单位于{c.day('applied_on')}就行政处罚（{c.text('decision_number', 10)}）提出的信用修复申请，"


def _supplement(c: Context) -> list[str]:
    return [f"{_asked(c)}经核验尚缺下列条件和材料：{c.text('lacking', 20)}", f"请于{c.day('supplement_by')}前补正。补正以后继续办理，无须重新申请。"]


def _accepted(c: Context) -> list[str]:
    return [f"{_asked(c)}材料齐全，决定受理。本机关将于{c.day('due.decide')}前作出决定，并将结果送交有关信用网站。"]


def _rejected(c: Context) -> list[str]:
    return [f"{_asked(c)}不具备受理条件：{c.text('lacking', 16)}决定不予受理。理由：{c.text('refused_why', 16)}。", "具备条件以后可以重新申请；对本决定有异议的，可以向本机关或者“信用中国”网站提出。"]


def _decision(c: Context) -> list[str]:
    if c.raw("result") == "repaired":
        names = "、".join(row["other"] if row.has("other") else dict(RECEIVERS).get(str(row.raw("name")), "") for row in c.rows("told"))
        return [f"{_asked(c)}经审核，符合信用修复条件，决定准予修复。", f"本机关即日将本决定送交{names}，停止公示该行政处罚信息。", "本决定只停止信用公示，不影响行政处罚决定的效力和执法公示。"]
    return [f"{_asked(c)}经审核，不符合信用修复条件，决定不予修复。理由：{c.text('refused_why', 16)}。", "对本决定有异议的，可以向本机关或者“信用中国”网站提出。"]


def certificate(c: Context) -> list[Block]:
    name = dict(SHEETS).get(str(c.raw("sheet") or ""), "无违法违规证明")
    sector = f"（{c['sector']}）" if c.has("sector") else ""
    lines = [line for line in str(c.raw("records") or "").splitlines() if line]
    span = f"经查询本机关{sector}行政处罚记录，{c.text('enterprise', 12)}（统一社会信用代码：{c.text('uscc', 12)}）自{c.day('from_on')}至{c.day('to_on')}"
    said: list[Block] = [Paragraph(f"{span}没有因违法违规受到本机关行政处罚的记录。")]
    if lines:
        said = [Paragraph(f"{span}有下列行政处罚记录："), Items([f"{line}；" for line in lines], "（1）")]
    return [
        OrganHead(c["organ"]), Title(name), Number(c["case_number"]), *said,
        Paragraph(f"用途：{c['purpose']}。" if c.has("purpose") else "本文书仅反映出具之日的记录。"),
        Paragraph(f"核验码：{grouped(str(c.raw('verification') or ''))}。在本机关网站“证明核验”页面输入核验码，可以查验真伪和是否已经撤销。"),
        Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def grouped(code: str) -> str:
    """A verification code as it is printed: ABCD-EFGH-JKMN-PQRS."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4)) or "________"


def refused(c: Context) -> list[Block]:
    return [
        *_heads(c, "不予出具告知书", False), _party(c),
        Paragraph(f"你单位于{c.day('asked_on')}申请出具无违法违规证明（专项信用报告），经核查不能出具，理由：{c.text('refused_why', 16)}。"),
        Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


register(
    kind("notice", "notice", "信用修复告知书", notice, needs=("enterprise", "decision_number")),
    kind("notice", "receipt", "送达回证", receipt, served=False),
    kind("notice", "reminder", "信用修复提醒函", reminder),
    kind("repair", "application", "信用修复申请书", application, served=False),
    kind("repair", "supplement", "补正告知书", _letter("补正告知书", _supplement), "repair_supplement", ("lacking",)),
    kind("repair", "accepted", "受理通知书", _letter("受理通知书", _accepted), "repair_accepted"),
    kind("repair", "rejected", "不予受理通知书", _letter("不予受理通知书", _rejected), "repair_rejected", ("refused_why",)),
    kind("repair", "decision", "信用修复决定书", _letter("信用修复决定书", _decision), "repair_decision", ("result",)),
    kind("certificate", "certificate", "无违法违规证明", certificate),
    kind("certificate", "refused", "不予出具告知书", refused),
)
