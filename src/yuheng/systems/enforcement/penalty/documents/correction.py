"""责令改正和复查."""

from __future__ import annotations

from yuheng.kernel.documents import Block, Context, Fields, Items, Label, Note, Paragraph, Seal, Sign, SignLines, Value
from yuheng.systems.enforcement.penalty.documents.common import (
    article,
    contact,
    form_heads,
    heads,
    kind,
    officer_signs,
    officers,
    party_lines,
    remedies,
)


def correct(c: Context) -> list[Block]:
    when = f"于{c.day('correct_by')}前改正" if c.has("correct_by") else "□立即改正　□于____年__月__日前改正"
    return [
        *heads(c, "责令改正通知书"),
        *party_lines(c),
        Paragraph(f"经查，你（单位）在{c['place']}涉嫌{c['cause']}，与{c.text('basis', 12)}的规定不符。"),
        Paragraph(f"依据{article('28.1')}的规定，现责令你（单位）{when}，改正内容和要求如下："),
        Paragraph(c["order"] if c.has("order") else "\n".join(["____________________________________"] * 3)),
        Paragraph("改正期限届满后，本机关将进行复查。逾期不改正的，依法处理；改正情况将作为裁量的依据。"),
        Paragraph(f"你（单位）对本通知书有陈述和申辩的权利。{contact(c)}"),
        *remedies(c, penalty=False),
        Seal(c["organ"], c.date("day")),
        SignLines([Sign("当事人"), *officer_signs(c)]),
        Note("本通知书一式二份，一份交当事人，一份归档。"),
    ]


def recheck(c: Context) -> list[Block]:
    done = c.raw("corrected")
    marks = ("□", "□") if done is None else ("☑", "□") if done else ("□", "☑")
    result = f"{marks[0]}已按要求改正　□部分改正　{marks[1]}未改正"
    served = c.text("made.correct.number", 10)
    return [
        *form_heads(c, "复查记录"),
        Fields(
            [
                [Label("当事人"), Value(c["party_name"], 3)],
                [Label("复查地点"), Value(c["place"], 3)],
                [Label("责令改正通知书"), Value(served), Label("改正期限"), Value(c.day("correct_by"))],
                [Label("责令改正的内容"), Value(c["order"], 3, lines=4)],
                [Label("复查时间"), Value(c.moment("at")), Label("复查人员"), Value(officers(c))],
                [Label("复查结果"), Value(result, 3)],
                [Label("现场情况"), Value("", 3, lines=8)],
                [Label("处理意见"), Value("", 3, lines=4, foot="签名：______　　____年__月__日")],
            ],
            (16, 26, 14, 26),
        ),
        Items(["□附照片__张　□附录音录像__段"], ""),
        SignLines([Sign("当事人（现场负责人）"), *officer_signs(c, role="复查人员")]),
    ]


KINDS = (
    kind("ordinary", "correct", "责令改正通知书", correct, number="correct", needs=("party_name", "order", "correct_by"), served=True, signed_by=("当事人",), cites=("28.1",)),
    kind("ordinary", "recheck", "复查记录", recheck, needs=("corrected",), signed_by=("当事人", "复查人员"), cites=("28.1",)),
)  # fmt: skip
