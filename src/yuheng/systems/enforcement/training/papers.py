"""The certificate of who passed an examination, and the roll of a training."""

from __future__ import annotations

from yuheng.kernel.documents import (
    FORM,
    OFFICIAL,
    Block,
    Context,
    Note,
    Number,
    OrganHead,
    PaperKind,
    Paragraph,
    Seal,
    Sign,
    SignLines,
    Table,
    Title,
    register,
)

PRESENT = {"present": "到课", "leave": "请假", "absent": "缺勤"}


def certificate(c: Context) -> list[Block]:
    """合格证书: for one person and one round."""
    resit = "（补考）" if c.has("makeup") else ""
    return [
        OrganHead(c["organ"]),
        Title("法制考核合格证书"),
        Number(c["number"]),
        Paragraph(f"{c['candidate']}同志（{c['unit']}）："),
        Paragraph(f"参加“{c['makeup'] if c.has('makeup') else c['round']}”法制考核{resit}，考核日期{c.day('taken_on')}，成绩{c['score']}分（合格线{c['pass_mark']}分），考核合格。"),
        Paragraph("特发此证。"),
        Seal(c["organ"], c.date("day")),
        Note("本证书证明法制考核合格，不是行政执法证件，不能据以执法。"),
    ]


def roster(c: Context) -> list[Block]:
    """签到册: who signed up, who came, who was away and why."""
    rows = c.rows("attendees")
    present = sum(1 for row in rows if row.raw("present") == "present")
    return [
        OrganHead(c["organ"]),
        Title("法制培训签到册"),
        Paragraph(f"培训内容：{c['topic']}　　授课人：{c['teacher']}　　学时：{c['hours']}"),
        Paragraph(f"举办日期：{c.day('held_on')}　　地点：{c['place']}　　应到{len(rows)}人，实到{present}人。"),
        Table(
            ["序号", "姓名", "所在单位", "出勤", "请假、缺勤原因"],
            [[str(n), row["attendee"], row.text("unit", 0), PRESENT.get(str(row.raw("present")), ""), row.text("reason", 0)] for n, row in enumerate(rows, start=1)],
            widths=(6, 14, 24, 8, 24),
        ),
        SignLines([Sign("签到人", day=c.date("day"))]),
    ]


register(
    PaperKind("training.exam.certificate", "法制考核合格证书", certificate, number_kind="exam_certificate", needs=("candidate", "score"), page=OFFICIAL),
    PaperKind("training.plan.roster", "法制培训签到册", roster, needs=("topic",), page=FORM),
)
