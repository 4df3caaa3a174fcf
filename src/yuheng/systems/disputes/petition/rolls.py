"""Sheets of petitions and joint conferences."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "petitions.batches", "信访事项登记台账", "petitions.batches",
        (
            Head("登记日期", "received_on"), Head("信访编号", "number"), Head("信访形式", "form"), Head("信访人", "petitioner"), Head("人数", "persons"), Head("初次", "first"),
            Head("分类", "kind"), Head("内容类别", "content"), Head("问题属地", "place"), Head("责任单位", "unit", True), Head("受理告知日期", "accepted_on"),
            Head("答复日期", "answered_on"), Head("满意", "satisfied"),
        ),
        also=("petitions.persons",), sender="信访办",
    ),
    Roll(
        "petitions.joint_meetings", "信访联席会议台账", "petitions.joint_meetings",
        (Head("召开日期", "held_on"), Head("议题", "topic", True), Head("主持人", "chair"), Head("参加单位", "units", True), Head("议定事项", "tasks.content", True), Head("纪要编号", "number")),
        sender="信访联席办",
    ),
)  # fmt: skip
