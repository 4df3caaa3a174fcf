"""The papers of lenient enforcement: order and promise, check, decision not to punish with the education given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yuheng.kernel.documents import (
    FORM,
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
    Title,
    register,
)
from yuheng.systems.enforcement.leniency.choices import GROUNDS
from yuheng.systems.enforcement.penalty.documents.common import article, officer_signs, party_lines, remedies

PLACES = {"slight": "33.1", "first": "33.1", "no_fault": "33.2"}
"""The paragraph behind each ground; any other ground is that of the list's own basis."""


def kind(key: str, name: str, build: Callable[[Context], Sequence[Block]], number: str = "", needs: Sequence[str] = (), served: bool = True) -> PaperKind:
    return PaperKind(f"leniency.spot.{key}", name, build, number or None, tuple(needs), (), served, (), FORM)


def _heads(c: Context, title: str, number: str = "case_number") -> list[Block]:
    return [OrganHead(c["organ"]), Title(title), Number(c[number])]


def _found(c: Context) -> Paragraph:
    return Paragraph(f"{c.day('happened_on')}，执法人员在{c.text('place', 10)}发现当事人有“{c.text('item', 10)}”的行为。事实和证据：{c.text('facts_found', 20)}")


def promise(c: Context) -> list[Block]:
    return [
        *_heads(c, "责令改正、告知承诺书"), *party_lines(c), _found(c),
        Paragraph(f"该行为列入{c.text('list_used', 10)}，依据：{c.text('basis', 10)}。"),
        Paragraph(f"依据{article('28.1')}的规定，责令你（单位）于{c.day('correct_by')}前改正：{c.text('order', 20)}"),
        Paragraph("按期改正并经核查的，依法不予处罚；到期没有改正的，依法立案处理。"),
        Paragraph(f"当事人承诺：{c.text('promise', 24)}"),
        SignLines([Sign("当事人（承诺人）"), *officer_signs(c)]), Seal(c["organ"], c.date("day")),
        Note("本书不是行政处罚决定书，不作为失信信息。"),
    ]  # fmt: skip


def check(c: Context) -> list[Block]:
    state = "□已经改正　□没有改正" if c.raw("put_right") is None else "已经改正" if c.raw("put_right") else "没有改正"
    return [
        *_heads(c, "改正核查记录"), *party_lines(c), Paragraph(f"责令改正的内容：{c.text('order', 20)}　期限：{c.day('correct_by')}"), Paragraph(f"核查结果：{state}。"),
        Paragraph(f"核查情况：{c.text('checked_how', 24)}"), SignLines([*officer_signs(c), Sign("当事人")]),
    ]  # fmt: skip


def no_penalty(c: Context) -> list[Block]:
    ground = str(c.raw("ground") or "")
    basis = article(PLACES[ground]) if ground in PLACES else c.text("basis", 10)
    why = f"（{c['list_why']}）" if c.has("list_why") else ""
    return [
        *_heads(c, "不予行政处罚决定书", "number"), *party_lines(c), _found(c),
        Paragraph(f"经核查，当事人已经改正。该行为列入{c.text('list_used', 10)}{why}，符合清单所列条件，属于{dict(GROUNDS).get(ground, '清单所列')}的情形。"),
        Paragraph(f"依据{basis}的规定，决定不予行政处罚。"),
        Paragraph(f"本机关依据{article('33.3')}的规定，对当事人进行了教育：{c.text('education', 20)}"),
        Paragraph("本决定不作为失信信息，不向信用平台报送，不公示。"),
        *remedies(c, penalty=False),
        SignLines([*officer_signs(c), Sign("当事人")]), Seal(c["organ"], c.date("decided_on") or c.date("day")),
    ]  # fmt: skip


register(
    kind("promise", "责令改正、告知承诺书", promise, needs=("order", "correct_by")),
    kind("check", "改正核查记录", check, served=False),
    kind("no_penalty", "不予行政处罚决定书", no_penalty, "spared", ("education",)),
)
