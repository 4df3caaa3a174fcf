"""Whatever the text, proof-reading gives an answer that programs can read, with every place inside the text."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.report.proof import figures_of, load_wordings, proofread

from .sample import figure

FIGURES = figures_of(2023, [figure(name, 11, said[0].unit[0], previous=7) for name, said in load_wordings().items()])
PIECES = [
    "一、", "（二）", "三是", "2023年", "2022年", "2024年，将", "。", "，", "；", "、", "\n", "其中", "同比增长", "分别下降", "较上年", "和", "每季度", "近",
    "约", "超过", "余", "多", "以上", "12", "3.5", "0", "10,977", "百分之九十八", "九成五", "半数", "3/4", "0/0", "5:0", "十", "两", "数十", "万", "亿", "元", "件",
    "场", "人次", "批", "%", "个百分点", "倍", "年", "法治讲座", "调解纠纷", "案卷评查", "信访事项", "合格率", "“五进”", "《行政处罚法》", "全覆盖", "首次", "交办整改",
    "存在不足", "第一责任人", "当事人王小明", "13812345678", "（41/42）",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.lists(st.sampled_from(PIECES), max_size=20))
def test_any_text_gives_an_answer_with_places_inside_it(pieces: list[str], before: list[str]) -> None:
    text = "".join(pieces)
    proof = proofread(text, FIGURES, last_year="".join(before))
    json.dumps(proof.to_json(), ensure_ascii=False)
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    for one in proof.quantities:
        assert paragraphs[one.paragraph][one.start : one.end] == one.text
    for finding in proof.findings:
        if finding.paragraph is not None:
            assert 0 <= (finding.start or 0) <= (finding.end or 0) <= len(paragraphs[finding.paragraph])
