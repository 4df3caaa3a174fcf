"""申请和受理: the application, the register sheet, the refusal to accept with its other ways."""

from __future__ import annotations

from yuheng.kernel.documents import (
    Addressee,
    Block,
    Context,
    Fields,
    Label,
    Note,
    Paragraph,
    Seal,
    Sign,
    SignLines,
    Value,
)
from yuheng.systems.disputes.mediation.documents.common import (
    GRID,
    HAND,
    KIND_NAMES,
    REFERRALS,
    ROUTES,
    SOURCES,
    STARTS,
    article,
    committee,
    heads,
    kind,
    made_by,
    names,
    party_rows,
    party_signs,
    sort,
    wide,
)

RIGHTS = (
    "可以选择或者接受人民调解员；接受调解、拒绝调解或者要求终止调解；要求公开进行或者不公开进行；自主表达意愿、自愿达成协议。"
)
DUTIES = "如实陈述纠纷事实；遵守调解现场秩序，尊重人民调解员；尊重对方当事人行使权利。"


def application(c: Context) -> list[Block]:
    return [
        *heads(c, "人民调解申请书"),
        Fields(
            [
                *party_rows(c),
                wide("纠纷类型", sort(c)),
                wide("纠纷简要情况", c["summary"] if c.has("summary") else "", 8),
                wide("申请事项", "", 4),
                wide("申请说明", f"本人自愿申请{committee(c)}调解。人民调解不收取任何费用（{article('4')}）；调解不妨碍当事人依法通过仲裁、行政、司法等途径维护权利。", 3),
                wide("申请人", "", 2, "申请人（签名、盖章或者按指印）：______　　____年__月__日"),
                wide("对方当事人意见", "□同意调解　□不同意调解", 2, "签名：______　　____年__月__日"),
            ],
            GRID,
        ),
        Note("调解委员会主动调解、当事人口头申请的，由调解员记录，不要求当事人另写申请书。"),
    ]  # fmt: skip


def register_sheet(c: Context) -> list[Block]:
    source = SOURCES.get(str(c.raw("source")), "")
    return [
        *heads(c, "人民调解受理登记表"),
        Fields(
            [
                [Label("登记日期"), Value(c.day("received_on"), 2), Label("来源渠道"), Value(source, 2)],
                [Label("来源编号"), Value(c["source_number"], 2), Label("移送方式"), Value(REFERRALS.get(str(c.raw("referral")), ""), 2)],
                [Label("纠纷类型"), Value(KIND_NAMES.get(str(c.raw("kind")), ""), 2), Label("涉及人数"), Value(f"{c['persons']}人" if c.has("persons") else "", 2)],
                *party_rows(c),
                wide("发生地点", c["address"]),
                wide("纠纷概况", c["summary"], 6),
                wide("案件来源", c.choice("start_mode", STARTS)),
                wide("调解组织", c["committee"]),
                wide("登记人", "", 2, made_by(c)),
                wide("受理意见", "□予以受理　□不予受理，已告知其他途径", 2, HAND),
            ],
            GRID,
        ),
    ]  # fmt: skip


def declined(c: Context) -> list[Block]:
    way = ROUTES.get(str(c.raw("routed_to")), "")
    told = f"你（单位）可以依法通过{way}途径" if way else "你（单位）可以依法通过仲裁、行政、司法等途径"
    return [
        *heads(c, "不予受理告知书"),
        Addressee(names(c)),
        Paragraph(f"{c.day('received_on')}登记的{sort(c)}，经审查，不属于人民调解的受理范围或者不宜由本委员会调解，理由是：{c['decline_reason']}。"),
        Paragraph(f"本委员会决定不予受理。{told}维护自己的权利。"),
        Seal(committee(c), c.date("day")),
        SignLines([Sign("被告知人")]),
    ]  # fmt: skip


def rights(c: Context) -> list[Block]:
    """Rights and duties, which stand at the head of the record and on a sheet of their own."""
    return [
        *heads(c, "当事人权利义务告知书"),
        Addressee(names(c)),
        Paragraph(f"依照{article('23')}，你在人民调解活动中{RIGHTS}"),
        Paragraph(f"依照{article('24')}，你应当{DUTIES}"),
        Paragraph(f"人民调解不收取任何费用。经当事人同意，可以邀请亲属、邻里、同事以及有专门知识、特定经验的人或者有关社会组织的人参与（{article('20')}）。"),
        Paragraph("以上内容我已知悉。"),
        SignLines(party_signs(c)),
        Seal(committee(c), c.date("day")),
    ]  # fmt: skip


KINDS = (
    kind("acceptance", "人民调解申请书", application, needs=("summary", "disputants"), signed_by=("申请人",), cites=("17",)),
    kind("register", "人民调解受理登记表", register_sheet, needs=("received_on", "source", "summary", "disputants"), signed_by=("登记人",), cites=("27",)),
    kind("declined", "不予受理告知书", declined, needs=("decline_reason",), signed_by=("被告知人",), served=True, cites=("26",)),
    kind("rights", "当事人权利义务告知书", rights, signed_by=("当事人",), cites=("23", "24")),
)  # fmt: skip
