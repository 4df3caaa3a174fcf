"""The papers of the desk: which route by which article, told to whoever came; the order of supervision."""

from __future__ import annotations

from yuheng.kernel.documents import (
    FORM,
    OFFICIAL,
    Addressee,
    Block,
    Context,
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
from yuheng.systems.disputes.desk.choices import SORTS, WAYS


def referral(c: Context) -> list[Block]:
    way = WAYS.get(str(c.raw("route")))
    tellers = "、".join(row["name"] for row in c.rows("people") if row.raw("part") == "teller") or "________"
    to = c["referred_to"] if c.has("referred_to") else way.by if way else ""
    told: list[Block] = [
        OrganHead(c["organ"]), Title("分类处理告知单"), Number(f"编号：{c['case_number']}", align="right"), Addressee(tellers),
        Paragraph(f"您于{c.day('received_on')}反映的事项，依照{c['basis']}，应当通过{way.name if way else ''}途径处理。理由：{c['reason']}"),
    ]  # fmt: skip
    if to:
        told.append(Paragraph(f"请向{to}提出；我们已经移送的，由其依法办理并答复您。"))
    told += [
        Paragraph(f"告知、答复内容：{c['answer']}"),
        Paragraph("请注意法律规定的申请期限、起诉期限和诉讼时效。对分类有异议的，可以向本中心提出。"),
        Seal(c["organ"], c.date("day")), SignLines([Sign("被告知人")]),
    ]  # fmt: skip
    return told


def order(c: Context) -> list[Block]:
    word = dict(SORTS).get(str(c.raw("sort")), "催办")
    return [
        OrganHead(c["organ"]), Title(f"{word}单"), Addressee(c["unit"] if c.has("unit") else c["lead"]),
        Paragraph(f"你单位承办的事项（{c['file'] if c.has('file') else ''}），请按以下要求办理，于{c.day('answer_by')}以前反馈：{c['demand']}"),
        Paragraph("本单不改变该事项的法定期限。"),
        Seal(c["organ"], c.date("day")), SignLines([Sign("签收人")]),
    ]  # fmt: skip


register(PaperKind("desk.intake.referral", "分类处理告知单", referral, page=FORM))
register(PaperKind("desk.urging.order", "督办单", order, page=OFFICIAL))
