"""Papers of a review: the record of the draw, the opinion on a file, the bulletin."""

from __future__ import annotations

from yuheng.kernel.documents import (
    FORM,
    OFFICIAL,
    Addressee,
    Block,
    Context,
    Heading,
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
from yuheng.systems.oversight.case_review.standard import FAULTS, GRADES, METHODS

_GRADES, _FAULTS, _METHODS = dict(GRADES), dict(FAULTS), dict(METHODS)


def sample(c: Context) -> list[Block]:
    """抽样记录: frame, method and seed with the files, so that anybody can draw again."""
    rows = [[str(n), row["file_number"], row["unit"]] for n, row in enumerate(c.rows("sampled"), start=1)]
    return [
        OrganHead(c["lead"]),
        Title("案卷抽样记录"),
        Paragraph(f"评查名称：{c['name']}　　抽样方式：{_METHODS.get(str(c.raw('method')), '')}　　抽样日期：{c.day('day')}"),
        Paragraph(f"抽样范围：{c.day('from_on')}至{c.day('to_on')}结案的案卷，共{c['frame']}份；抽取{c['sample']}份。"),
        Paragraph(f"种子：{c['seed']}　　范围摘要（SM3）：{c['frame_digest']}"),
        Paragraph("抽样方法：对“种子:事项标识”计算 SM3，摘要小的先抽；分层抽样按各单位案卷数分配份数（最大余额法，每个单位至少一份）后分别抽取。范围、种子均已保存，任何人可以据此重新抽出同一批案卷。"),
        Table(["序号", "案卷编号", "被评查单位"], rows, widths=(6, 30, 24)),
        SignLines([Sign("抽样人", "、".join(c.raw("signers") or []), day=c.date("day"))]),
    ]


def opinion(c: Context) -> list[Block]:
    """评查意见书: to the unit, with every problem and its place in the file, and what the unit may do."""
    problems = [[str(n), _FAULTS.get(str(row.raw("fault")), ""), row["content"], row.text("page", 0)] for n, row in enumerate(c.rows("problems"), start=1)]
    found = (
        [Paragraph("评查发现下列问题，请按交办要求整改，并书面说明整改情况："), Table(["序号", "类别", "问题", "证据页码"], problems, widths=(6, 12, 40, 16))]
        if problems
        else [Paragraph("评查没有发现需要整改的问题。")]
    )
    fatal = "该案卷有致命项，" if c.raw("fatal") else ""
    return [
        OrganHead(c["organ"]),
        Title("案卷评查意见书"),
        Number(c["number"]),
        Addressee(c["unit"]),
        Paragraph(f"对你单位办理的{c['file_number']}案卷进行了评查，评查日期{c.day('reviewed_on')}。{fatal}得分{c['score']}分，等次：{_GRADES.get(str(c.raw('grade')), '____')}。"),
        *found,
        Paragraph("对评查结果有异议的，可以自收到本意见书之日起在规定期限内书面提出，由没有评查过该案卷的人员答复。"),
        Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def bulletin(c: Context) -> list[Block]:
    """评查通报: results unit by unit."""
    rows, files, points, problems = [], 0, 0, 0
    for row in c.rows("by_unit"):
        many, sum_ = int(row.raw("files")), int(row.raw("points"))
        files, points, problems = files + many, points + sum_, problems + int(row.raw("problems"))
        rows.append([row["unit"], str(many), mean(sum_, many), row["good"], row["unfit"], row["problems"]])
    table: list[Block] = [Table(["单位", "评查份数", "平均得分", "优秀", "不合格", "问题"], rows, widths=(24, 10, 10, 8, 8, 8), total=["合计", str(files), mean(points, files), "", "", str(problems)])] if rows else []
    notice: list[Block] = [Heading(1, "有关情况"), Paragraph(c["notice"])] if c.has("notice") else []
    return [
        OrganHead(c["lead"]),
        Title("关于案卷评查情况的通报"),
        Paragraph(f"“{c['name']}”已经完成。采用{_METHODS.get(str(c.raw('method')), '')}方式，抽样范围内案卷{c.text('frame', 4)}份，评查{c.text('sample', 4)}份。"),
        *([Heading(1, "各单位评查结果")] if rows else []),
        *table,
        *notice,
        Note("同一批案卷同时作为行政执法监督抽查的，两处按一组计，不重复统计。" if c.raw("supervised") else "每一份案卷按一份计。"),
        Seal(c["lead"], c.date("day")),
    ]


def mean(points: int, files: int) -> str:
    """The mean to one place, without floating point."""
    tenths = (points * 20 + files) // (2 * files) if files else 0
    return f"{tenths // 10}.{tenths % 10}" if files else "—"


register(
    PaperKind("oversight.review.sample", "案卷抽样记录", sample, needs=("name",), page=FORM),
    PaperKind("oversight.reviewed_file.opinion", "案卷评查意见书", opinion, number_kind="review_opinion", needs=("unit",), page=OFFICIAL),
    PaperKind("oversight.review.bulletin", "案卷评查通报", bulletin, needs=("name",), page=OFFICIAL),
)
