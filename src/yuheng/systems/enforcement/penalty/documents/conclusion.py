"""调查终结、法制审核、集体讨论、决定审批: what stands inside the organ between inquiry and decision."""

from __future__ import annotations

from yuheng.kernel.documents import (
    OFFICIAL,
    Block,
    Context,
    Fields,
    Heading,
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
from yuheng.systems.enforcement.meetings.choices import PARTS, STANDS
from yuheng.systems.enforcement.penalty.choices import DROPPED, GROUNDS, POINTS, REVIEWED, SOURCES
from yuheng.systems.enforcement.penalty.documents.common import (
    GRID,
    article,
    basis,
    evidence,
    form_heads,
    kind,
    measures,
    names,
    officer_signs,
    opinion,
    party_lines,
    party_rows,
    sheet,
    signed,
    wide,
    words,
)


def conclusion(c: Context) -> list[Block]:
    proposed = "；".join(measures(c, "proposed_kinds", "proposed_fine"))
    return [
        *form_heads(c, "调查终结报告"),
        Heading(1, "当事人基本情况"),
        *party_lines(c),
        Heading(1, "案件来源和调查经过"),
        Paragraph(
            f"{c.day('found_on')}，本机关通过{words(c, 'source', SOURCES)}发现当事人涉嫌{c['cause']}的线索，经核查后于{c.day('filed_on')}立案，"
            f"由执法人员{names(c)}进行调查。"
        ),
        Paragraph(c.text("finding", 20)),
        Heading(1, "认定的违法事实"),
        Paragraph(c.text("facts_found", 20)),
        Heading(1, "证据"),
        Items(evidence(c), "（1）"),
        Heading(1, "案件性质和法律依据"),
        Paragraph(f"当事人的上述行为构成{c['cause']}，应当依照{basis(c)}处理。"),
        Heading(1, "裁量因素和等级"),
        Paragraph(c.text("discretion", 20)),
        Heading(1, "处理建议"),
        Paragraph(f"建议给予当事人以下行政处罚：{proposed}。"),
        Paragraph(f"情节复杂或者重大违法行为：{c.text('complex', 3)}。"),
        SignLines(officer_signs(c, role="调查人员")),
        Fields([[Label("承办机构负责人意见"), Value("", lines=3, foot="签名：______　　____年__月__日")]], (20, 80)),
    ]


def _checked(c: Context) -> str:
    """Each point of the review with its answer; boxes to tick where none was given."""
    good, bad = set(c.raw("review_ok") or ()), set(c.raw("review_bad") or ())
    return "\n".join(f"{'☑ 没有问题' if code in good else '☒ 存在问题' if code in bad else '□ 没有问题　□ 存在问题'}　{name}" for code, name in POINTS)


def review(c: Context) -> list[Block]:
    proposed = "；".join(measures(c, "proposed_kinds", "proposed_fine"))
    return [
        *form_heads(c, "法制审核意见书"),
        Fields(
            [
                wide("案由", c["cause"]),
                [Label("当事人"), Value(c["party_name"], 2), Label("承办机构"), Value(c["lead"], 2)],
                [Label("调查人员"), Value(names(c, "acts.conclude.officers"), 2), Label("调查终结日期"), Value(c.day("acts.conclude.day"), 2)],
                wide("拟作处罚", proposed, 2),
                wide("审核内容", _checked(c), 9),
                wide("裁量", c.text("discretion", 12) + (f"　偏离裁量基准的理由：{c['deviation']}" if c.has("deviation") else ""), 2),
                opinion("审核意见", f"{words(c, 'review_result', REVIEWED)}。{c.text('review_opinion', 12)}" if c.has("review_result") else c["review_opinion"], signed(c), 6),
                opinion("审核机构负责人", "", "签名：______　　____年__月__日", 3),
            ],
            GRID,
        ),
        Note(f"依据{article('58')}，应当进行法制审核的决定，未经审核或者审核未通过的，不得作出。"),
    ]  # fmt: skip


def discussion(c: Context) -> list[Block]:
    meeting = c.rows("linked.discussed_at.opinions")
    of_case = [one for one in meeting if one.raw("case") == c.raw("matter")]
    parts = {one["person"]: one.choice("part", dict(PARTS)) for one in c.rows("linked.discussed_at.attendees")}
    present = [[str(n), one["person"], parts.get(one["person"], ""), one.choice("stand", dict(STANDS)), one.raw("opinion") or ""] for n, one in enumerate(of_case, 1)]
    number = c["linked.discussed_at.number"] if c.has("linked.discussed_at.number") else c.text("meeting", 8)

    def those(part: str) -> str:
        return "、".join(name for name, word in parts.items() if word == dict(PARTS)[part]) or "______"

    return [
        *form_heads(c, "重大行政处罚案件集体讨论记录"),
        Paragraph(f"会议编号：{number}　讨论日期：{c.day('meeting_on')}　地点：{c.text('linked.discussed_at.place', 8)}", indent=False),
        Paragraph(f"主持人：{those('chair')}　记录人：{those('recorder')}　列席人员：{those('observer')}", indent=False),
        Paragraph(f"案由：{c['cause']}　当事人：{c['party_name']}", indent=False),
        Heading(1, "承办人汇报案情和处理建议"),
        Paragraph(c.text("facts_found", 20)),
        Paragraph(f"拟作处罚：{'；'.join(measures(c, 'proposed_kinds', 'proposed_fine'))}。裁量：{c.text('discretion', 12)}。"),
        Heading(1, "陈述申辩、听证和法制审核情况"),
        Paragraph(f"陈述、申辩：{c.text('defence', 14)}　复核意见：{c.text('re_examination', 14)}"),
        Paragraph(f"听证：{c.text('hearing_report', 14)}　法制审核意见：{c.text('review_opinion', 14)}"),
        Heading(1, "讨论意见"),
        Table(("序号", "姓名", "分工", "意见", "具体意见"), present, (7, 14, 13, 16, 50), ("center", "center", "center", "center", "left"),
              blank_rows=max(0, 5 - len(present))),
        Heading(1, "结论"),
        Paragraph(c.text("discussion", 20)),
        SignLines([Sign("主持人"), Sign("参加人员"), Sign("参加人员"), Sign("记录人")]),
        Note("本记录是集体讨论会议记录中关于本案的部分，如实记载每名参加人员的意见。"),
    ]  # fmt: skip


PLACES = ("承办机构负责人意见", "法制机构意见", "分管负责人意见", "行政机关负责人审批意见")


def approval(c: Context) -> list[Block]:
    """What the organ decides on; a case that is not to be punished goes on the same sheet."""
    spared = c.raw("outcome") == "none"
    decided = f"不予行政处罚（{words(c, 'ground', GROUNDS)}）" if spared else "；".join(measures(c, "decided_kinds", "decided_fine"))
    told = f"告知书于{c.day('notified_on')}送达。陈述申辩：{c.text('defence', 8)}　复核：{c.text('re_examination', 8)}　听证：{c.text('hearing_report', 8)}"
    return [
        *form_heads(c, "行政处罚决定审批表"),
        Fields(
            [
                [Label("案由"), Value(c["cause"], 2), Label("调查人员"), Value(names(c, "acts.conclude.officers"), 2)],
                *party_rows(c),
                wide("违法事实和证据", c["facts_found"], 2),
                wide("处罚依据", basis(c)),
                wide("裁量", c["discretion"]),
                wide("告知和听证情况", told, 2),
                wide("审核和讨论", f"法制审核：{c.text('review_opinion', 8)}　集体讨论：{c.text('discussion', 8)}"),
                *sheet(c, PLACES, f"建议作出以下决定：{decided}。", f"同意。{decided}。", 1),
            ],
            GRID,
        ),
    ]  # fmt: skip


def dropping(c: Context) -> list[Block]:
    return [
        *form_heads(c, "销案审批表"),
        Fields(
            [
                wide("案由", c["cause"]),
                *party_rows(c),
                [Label("立案日期"), Value(c.day("filed_on"), 2), Label("发现日期"), Value(c.day("found_on"), 2)],
                wide("查明的情况", c["facts_found"] if c.has("facts_found") else c["finding"], 4),
                wide("销案的情形", words(c, "drop_ground", DROPPED)),
                wide("销案的理由和依据", c["drop_reason"], 4),
                *sheet(c, PLACES, "建议销案。", "同意销案。"),
            ],
            GRID,
        ),
        Note("销案不是不予行政处罚决定。"),
    ]


def re_examination(c: Context) -> list[Block]:
    return [
        *form_heads(c, "陈述申辩复核意见书"),
        *party_lines(c),
        Paragraph(f"本机关于{c.day('notified_on')}向当事人送达《行政处罚事先（听证）告知书》（{c.text('made.notice.number', 10)}），当事人于"
                  f"{c.day('acts.defend.day')}提出陈述、申辩。依据{article('45')}的规定，现复核如下："),
        Heading(1, "陈述、申辩的内容"),
        Paragraph(c.text("defence", 20)),
        Heading(1, "复核情况和意见"),
        Paragraph(c.text("re_examination", 20)),
        Paragraph("不因当事人陈述、申辩而给予更重的处罚。"),
        SignLines([Sign("复核人", "、".join(c.raw("signers") or []), day=c.date("day") or "")]),
        Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


KINDS = (
    kind("ordinary", "conclusion", "调查终结报告", conclusion, needs=("facts_found", "proposed_kinds"), signed_by=("调查人员", "承办机构负责人"), cites=("57.1",)),
    kind("ordinary", "review", "法制审核意见书", review, needs=("review_opinion",), signed_by=("审核人", "审核机构负责人"), cites=("58",)),
    kind("ordinary", "re_examination", "陈述申辩复核意见书", re_examination, needs=("re_examination",), signed_by=("复核人",), cites=("45",), page=OFFICIAL),
    kind("ordinary", "discussion", "集体讨论记录", discussion, needs=("discussion",), signed_by=("主持人", "参加人员", "记录人"), cites=("57.2",)),
    kind("ordinary", "approval", "行政处罚决定审批表", approval, needs=("cause",), signed_by=("承办人", "承办机构负责人", "行政机关负责人"), cites=("57.1",)),
    kind("ordinary", "dropping", "销案审批表", dropping, needs=("drop_reason",), signed_by=("承办人", "承办机构负责人", "行政机关负责人"), cites=("36", "57.1")),
)  # fmt: skip
