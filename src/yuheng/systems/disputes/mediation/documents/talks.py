"""调查和调解: the record of inquiry, the record of the session, the end without agreement."""

from __future__ import annotations

from yuheng.kernel.documents import Addressee, Block, Context, Paragraph, Seal, Sign, SignLines
from yuheng.systems.disputes.mediation.documents.common import (
    ROUTES,
    article,
    committee,
    heads,
    kind,
    mediator,
    names,
    party_signs,
    sort,
)
from yuheng.systems.disputes.mediation.documents.opening import DUTIES, RIGHTS

RULED = "\n".join(["_" * 68] * 8)


def inquiry(c: Context) -> list[Block]:
    return [
        *heads(c, "人民调解调查记录"),
        Paragraph(f"时间：{c.moment('at')}　地点：____________________", indent=False),
        Paragraph(f"事由：{names(c, 'a')}与{names(c, 'b')}{sort(c)}", indent=False),
        Paragraph("被调查人：______　性别：__　年龄：__　电话：__________　与纠纷的关系：__________", indent=False),
        Paragraph(f"调查人：{'、'.join(c.raw('signers') or ()) or '______'}　记录人：______", indent=False),
        Paragraph("调查情况：", indent=False),
        Paragraph(c["finding"] if c.has("finding") else RULED),
        Paragraph("以上记录经本人核对，与陈述一致。", indent=False),
        SignLines([Sign("被调查人"), Sign("调查人"), Sign("记录人")]),
    ]


def session(c: Context) -> list[Block]:
    return [
        *heads(c, "人民调解记录"),
        Paragraph(f"时间：{c.moment('at')}　地点：____________________　第__次调解", indent=False),
        Paragraph(f"当事人：甲方{names(c, 'a')}　乙方{names(c, 'b')}", indent=False),
        Paragraph("经当事人同意参加人：____________________　□公开　□不公开", indent=False),
        Paragraph(f"人民调解员：{mediator(c)}　记录人：______", indent=False),
        Paragraph(f"权利义务告知：依照{article('23')}，当事人{RIGHTS}依照{article('24')}，当事人应当{DUTIES}", indent=False),
        Paragraph("当事人确认：□已听清　□要求更换调解员　□不要求更换", indent=False),
        Paragraph("调解经过：", indent=False),
        Paragraph(c["session"] if c.has("session") else RULED),
        Paragraph("调解结果：□达成书面协议　□达成口头协议　□另行调解　□调解不成，终止调解", indent=False),
        Paragraph("以上记录已阅（已向当事人宣读），与调解情况一致。", indent=False),
        SignLines([*party_signs(c), Sign("人民调解员"), Sign("记录人")]),
    ]


def failed(c: Context) -> list[Block]:
    way = ROUTES.get(str(c.raw("routed_to")), "")
    advised = f"建议先通过{way}途径解决。" if way else ""
    return [
        *heads(c, "终止调解告知书"),
        Addressee(names(c)),
        Paragraph(f"你们之间的{sort(c)}，经{committee(c)}调解未能达成协议，原因是：{c['failure']}。"),
        Paragraph(f"依照{article('26')}，现终止调解。你们可以依法通过仲裁、行政、司法等途径维护自己的权利。{advised}"),
        Paragraph("请注意诉讼时效、仲裁时效等期限。"),
        Seal(committee(c), c.date("day")),
        SignLines([Sign("被告知人"), Sign("被告知人")]),
    ]


KINDS = (
    kind("inquiry", "人民调解调查记录", inquiry, needs=("finding",), signed_by=("被调查人", "调查人", "记录人"), cites=("27",)),
    kind("session", "人民调解记录", session, needs=("session",), signed_by=("当事人", "人民调解员", "记录人"), cites=("22", "27")),
    kind("failed", "终止调解告知书", failed, needs=("failure",), signed_by=("被告知人",), served=True, cites=("26",)),
)  # fmt: skip
