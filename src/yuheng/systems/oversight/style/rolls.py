"""Sheets of style: problems with measure and rule; rules improved with both texts."""

from __future__ import annotations

from yuheng.kernel.indicators.roll import Head, Roll, register

register(
    Roll(
        "conduct.problems", "作风问题整改台账", "conduct.problems",
        (
            Head("发现日期", "found_on"), Head("责任单位", "unit"), Head("问题类别", "category"), Head("整改措施", "measure", True), Head("完成期限", "correct_by"), Head("整改结果", "result", True),
            Head("核实日期", "verified_on"), Head("完善的制度", "rule"), Head("效果评估", "effect"),
        ),
        sender="纪工委",
    ),
    Roll(
        "conduct.rules", "完善制度新旧条文对照表", "conduct.rules_improved",
        (
            Head("完善日期", "improved_on"), Head("责任单位", "unit"), Head("制度名称", "name"), Head("针对的问题", "problem", True), Head("原条文", "old_text", True), Head("新条文", "new_text", True),
            Head("印发文号", "paper"),
        ),
        sender="纪工委",
    ),
)  # fmt: skip
