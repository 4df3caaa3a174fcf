"""The papers of an inspection: approval, notice, check list, record, result, order to correct, re-check.

The national forms of 2025 (行政检查文书基本格式文本（试行）) are known by name only: what stands here is what their sources say they hold, in our own layout.
The five bans and the opinion are printed only on papers of a day on which they are in force.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yuheng.kernel.documents import (
    FORM,
    Addressee,
    Block,
    Context,
    Fields,
    Label,
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
    Value,
    register,
)
from yuheng.kernel.law import law
from yuheng.kernel.now import today
from yuheng.systems.enforcement.inspection.choices import EXEMPT, FOUND, RESULTS, SIGNED, TOLD, WAYS
from yuheng.systems.enforcement.inspection.rules import ACT, binding
from yuheng.systems.enforcement.penalty.documents.common import article, officer_signs

WORDS = dict(FOUND)


def kind(key: str, name: str, build: Callable[[Context], Sequence[Block]], number: str = "", needs: Sequence[str] = (), served: bool = False, cites: Sequence[str] = ()) -> PaperKind:
    return PaperKind(f"enforcement.inspection_task.{key}", name, build, number or None, tuple(needs), (), served, tuple(cites), FORM)


def _heads(c: Context, title: str, number: str = "case_number") -> list[Block]:
    return [OrganHead(c["organ"]), Title(title), Number(c[number])]


def _choice(c: Context, name: str, options: Sequence[tuple[str, str]]) -> str:
    return dict(options).get(str(c.raw(name) or ""), c.text(name, 4))


def _target(c: Context) -> list[list[Label | Value]]:
    return [
        [Label("检查对象"), Value(c.text("target", 10), 3)],
        [Label("统一社会信用代码"), Value(c.text("uscc", 10)), Label("检查地点"), Value(c.text("place", 8))],
        [Label("检查事项"), Value(f"{c.text('item', 8)}（{c.text('item_code', 4)}）", 3)],
    ]


def _team(c: Context) -> str:
    """The officers named in the task; those who act where none is stored yet."""
    rows = c.rows("team")
    return "、".join(f"{one['person']}（执法证号：{one.text('certificate', 6)}）" for one in rows) or "____（执法证号：________）、____（执法证号：________）"


def _days(c: Context) -> str:
    return f"{c.day('planned_on')} 至 {c.day('window_to')}"


def _bans(c: Context) -> list[Block]:
    """The five bans, which the notice bears since they are in force."""
    day = c.date("day") or today()
    if not binding(day):
        return []
    bans = law("inspection.five_bans", on=day).value
    return [Paragraph("五个严禁：" + "；".join(f"严禁{one}" for one in bans) + "。检查人员违反的，您有权向司法行政部门反映。")]


def approval(c: Context) -> list[Block]:
    grid = (16, 34, 16, 34)
    exempt = f"（{_choice(c, 'exempt', EXEMPT)}：{c.text('exempt_why', 6)}）" if c.has("exempt") else ""
    over: list[list[Label | Value]] = [[Label("超频次检查的理由"), Value(c["over_why"], 3, lines=2)]] if c.has("over_why") else []
    return [
        *_heads(c, "行政检查审批表"),
        Fields(
            [
                *_target(c),
                [Label("检查方式"), Value(_choice(c, "way", WAYS) + exempt, 3)],
                [Label("检查时间"), Value(_days(c), 3)],
                [Label("检查人员"), Value(_team(c), 3, lines=2)],
                [Label("频次核验"), Value(c.text("limit_words", 10), 3, lines=2)],
                *over,
                [Label("承办单位意见"), Value("拟按公布的检查事项和检查标准实施检查。", 3, lines=3, foot=_signed(c, "propose"))],
                [Label("负责人审批意见"), Value("同意。" if c.has("signers") else "", 3, lines=3, foot=_signed(c, ""))],
            ],
            grid,
        ),
    ]  # fmt: skip


def _signed(c: Context, step: str) -> str:
    if step:
        return f"签名：{c.text(f'acts.{step}.by', 6)}　　{c.day(f'acts.{step}.day')}"
    return f"签名：{'、'.join(c.raw('signers') or ()) or '______'}　　{c.day('day')}"


def notice(c: Context) -> list[Block]:
    return [
        *_heads(c, "行政检查通知书", "number"),
        Addressee(c.text("target", 10)),
        Paragraph(f"根据公布的行政检查事项“{c.text('item', 8)}”（{c.text('item_code', 4)}），本机关将于{_days(c)}期间，派员到{c.text('place', 8)}实施检查。"),
        Paragraph(f"检查人员：{_team(c)}。"),
        Paragraph("检查内容：按公布的检查标准所列检查单逐项检查，内容见任务码所示页面。"),
        Paragraph(f"任务码：{c.text('task_code', 8)}。扫任务单上的二维码，可以核验本次任务和检查人员的执法证件。"),
        Paragraph(f"检查人员应当主动出示执法证件；不出示的，您有权拒绝接受检查（{article('55.1')}）。"),
        *_bans(c), Seal(c["organ"], c.date("day")), Note("事先通知可能影响检查的，可以在入企时当场交付。"),
    ]  # fmt: skip


def checklist(c: Context) -> list[Block]:
    rows = [[str(one.raw("number") or ""), one["content"], one["basis"], WORDS.get(str(one.raw("found")), ""), str(one.raw("note") or "")] for one in c.rows("points")]
    return [
        *_heads(c, "行政检查单"), Paragraph(f"检查对象：{c.text('target', 10)}　检查日期：{c.day('entered_on')}", indent=False),
        Table(["序号", "检查内容", "依据", "检查情况", "说明"], rows, (7, 35, 26, 12, 20), blank_rows=0 if rows else 6), SignLines([*officer_signs(c), Sign("企业在场人员")]),
    ]  # fmt: skip


def record(c: Context) -> list[Block]:
    why = f"（{c['unsigned_why']}）" if c.has("unsigned_why") else ""
    return [
        *_heads(c, "现场检查笔录"), Fields(_target(c), (20, 30, 18, 32)),
        Paragraph(f"检查时间：{c.text('entered_at', 8)} 至 {c.text('left_at', 8)}", indent=False),
        Paragraph(f"检查人员：{_team(c)}　企业在场人员：{c.text('received_by', 4)}", indent=False),
        Paragraph(f"检查人员已经主动出示执法证件（{article('55.1')}），告知检查事项、依据和企业的权利。"),
        Paragraph(f"现场检查情况：{c.text('found_words', 24)}"), Paragraph(f"检查单 {len(c.rows('points'))} 项，不符合 {c.text('problems', 2)} 项。检查结果：{_choice(c, 'result', RESULTS)}。"),
        Paragraph(f"企业确认：{_choice(c, 'signed', SIGNED)}{why}。"),
        SignLines([Sign("企业在场人员"), *officer_signs(c)]), Note("笔录由企业在场人员核对；有差错、遗漏的，允许更正、补充。"),
    ]  # fmt: skip


def result(c: Context) -> list[Block]:
    bad = [f"第{one.raw('number')}项 {one['content']}：{one.text('note', 6)}" for one in c.rows("points") if one.raw("found") == "bad"]
    told = [Paragraph("发现的问题：")] + [Paragraph(line) for line in bad] if bad else [Paragraph("按检查单逐项检查，未发现问题。")]
    then = {"corrected": "对上述问题，本机关另行发出责令改正通知书。", "filed": "对上述问题，本机关依法立案调查。", "lenient": "对上述问题，本机关按免罚轻罚清单核验。", "handed": "对上述问题，本机关移送有权机关处理。"}
    return [
        *_heads(c, "行政检查结果告知书"), Addressee(c.text("target", 10)),
        Paragraph(f"本机关于{c.day('entered_on')}对你单位实施了“{c.text('item', 8)}”检查，现将结果告知如下。"), *told,
        *([Paragraph(then[str(c.raw("result"))])] if c.raw("result") in then else []),
        Paragraph(f"告知方式：{_choice(c, 'told_how', TOLD)}。对检查有意见的，可以向本机关或者司法所反映；司法所将另行请你单位对本次检查作出评价，评价不向检查机关提供。"),
        Seal(c["organ"], c.date("told_on") or c.date("day")),
    ]  # fmt: skip


def correct(c: Context) -> list[Block]:
    return [
        *_heads(c, "责令改正通知书", "number"), Addressee(c.text("target", 10)),
        Paragraph(f"本机关于{c.day('entered_on')}检查发现：{c.text('found_words', 16)}"),
        Paragraph(f"依据{article('28.1')}的规定，责令你单位于{c.day('correct_by')}前改正：{c.text('order', 20)}"),
        Paragraph("到期将复查；没有改正的，依法处理。责令改正不是行政处罚。"), SignLines([Sign("签收人"), *officer_signs(c)]), Seal(c["organ"], c.date("day")),
    ]  # fmt: skip


def recheck(c: Context) -> list[Block]:
    state = "□已经改正　□没有改正" if c.raw("put_right") is None else "已经改正" if c.raw("put_right") else "没有改正"
    return [
        *_heads(c, "整改复查记录"), Fields(_target(c), (20, 30, 18, 32)), Paragraph(f"责令改正的内容：{c.text('order', 20)}　期限：{c.day('correct_by')}"),
        Paragraph(f"{c.day('rechecked_on')}复查，结果：{state}。"), Paragraph(f"复查情况：{c.text('recheck_words', 24)}"), SignLines([*officer_signs(c), Sign("企业在场人员")]),
    ]  # fmt: skip


register(
    kind("approval", "行政检查审批表", approval, needs=("target", "item")),
    kind("notice", "行政检查通知书", notice, "inspect_notice", ("target", "item", "task_code"), served=True, cites=(f"{ACT}#55",)),
    kind("checklist", "行政检查单", checklist),
    kind("record", "现场检查笔录", record, needs=("found_words", "result"), cites=(f"{ACT}#55",)),
    kind("result", "行政检查结果告知书", result, needs=("result",), served=True),
    kind("correct", "责令改正通知书", correct, "inspect_correct", ("order", "correct_by"), served=True, cites=(f"{ACT}#28",)),
    kind("recheck", "整改复查记录", recheck),
)
