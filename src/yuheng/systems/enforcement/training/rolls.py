"""Sheets of training and examinations."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "training.courses", "法制培训台账", "training.courses",
        (
            Head("培训日期", "held_on"), Head("组织层级", "level"), Head("培训内容", "topic", True), Head("授课人", "teacher"), Head("地点（平台）", "place"), Head("应到人数", "should_attend"),
            Head("参加人数", "people"), Head("学时", "hours"),
        ),
        also=("training.own", "training.city", "training.province"), sender="综合执法局",
    ),
    Roll(
        "certificates.reviewed", "执法证年审台账", "certificates.reviewed",
        (Head("年审考试日期", "reviewed_on"), Head("持证人员", "holder"), Head("执法证号", "number"), Head("所在单位", "unit"), Head("成绩", "score"), Head("年审结果", "result"), Head("有效期至", "valid_to")),
        also=("certificates.annual_review",), sender="综合执法局",
    ),
)  # fmt: skip
