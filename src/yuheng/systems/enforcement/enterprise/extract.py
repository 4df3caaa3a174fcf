"""The file as a paper 企业档案摘录: who drew it, when, why and under which number stands on every page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yuheng.kernel.documents import (
    FORM,
    Block,
    Composed,
    Fields,
    Heading,
    Label,
    Note,
    OrganHead,
    Paragraph,
    Table,
    Title,
    Value,
)
from yuheng.kernel.identity.masking import masked
from yuheng.kernel.now import CHINA
from yuheng.systems.enforcement.enterprise import words
from yuheng.systems.enforcement.enterprise.file import EnterpriseFile
from yuheng.systems.enforcement.enterprise.reading import Entry
from yuheng.systems.entries import HEADINGS

MOST = 400
"""Entries of an extract; a longer file is drawn by heading and year."""


def extract(file: EnterpriseFile, entries: Sequence[Entry], *, organ: str, number: str, reader: str, reason: str, at: datetime, units: dict[int, str], narrowed: str = "", demonstration: bool = False) -> Composed:
    """The paper. `narrowed` says in words what was left out; `number` is that of the look, under which the audit finds it."""
    party, drawn = file.subject.party, at.astimezone(CHINA)
    blocks: list[Block] = [
        OrganHead(organ), Title("企业档案摘录", narrowed),
        Fields([
            [Label("名称"), Value(party.name, span=3)],
            [Label("统一社会信用代码"), Value(party.uscc or party.old_number), Label("类型"), Value(party.get_kind_display())],
            [Label("法定代表人（负责人、经营者）"), Value(masked("name", party.head)), Label("住所"), Value(party.address)],
            [Label("调阅人"), Value(reader), Label("调阅时间"), Value(f"{drawn:%Y-%m-%d %H:%M}")],
            [Label("调阅编号"), Value(number, span=3)],
            [Label("调阅事由"), Value(reason, span=3)],
        ], widths=(24, 30, 16, 30)),
    ]  # fmt: skip
    if names := file.subject.names[1:]:
        blocks += [Heading(1, "曾用名称"), *(Paragraph(f"{one.name}（{one.from_on} 至 {one.to_on or '—'}）") for one in names)]
    blocks += [Heading(1, f"未了事项（{len(file.problems)} 件）"), *_table(file.problems, units)]
    for key, heading in HEADINGS.items():
        found = [entry for entry in entries if entry.source.heading == key]
        if found:
            blocks += [Heading(1, f"{heading}（{len(found)} 件）"), *_table(found, units)]
    if not entries:
        blocks.append(Paragraph("没有您可以查看的记录。"))
    blocks.append(Note("本摘录由系统按调阅人的查看范围生成，限于所写事由使用，不作为证明；个人信息已作处理。"))
    running = f"调阅编号 {number}　调阅人 {reader}　{drawn:%Y-%m-%d %H:%M}　事由：{_short(reason)}"
    return Composed("企业档案摘录", tuple(blocks), FORM, number, demonstration, running)


def _short(reason: str) -> str:
    """What two lines at the head of a page hold; the whole stands in the first table."""
    return reason if len(reason) <= 60 else f"{reason[:60]}…"


def _table(entries: Sequence[Entry], units: dict[int, str]) -> list[Block]:
    if not entries:
        return [Paragraph("没有。")]
    rows = [[str(e.day), words.title(e), words.result(e), words.number(e), units.get(e.lead, "")] for e in entries]
    return [Table(["日期", "事项", "结果", "编号", "单位"], rows, widths=(16, 26, 30, 17, 11), align=("center", "left", "left", "left", "left"))]
