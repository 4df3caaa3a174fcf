"""What the office records of each."""

from __future__ import annotations

import re

from yuheng.kernel.procedure.agreement import Agreement, needed
from yuheng.kernel.records.columns import day, long_text, organ, text, whole, yes_no
from yuheng.kernel.records.facts import Facts

EMPTY = frozenset(("无", "略", "没有", "暂无", "同上", "同前", "不详", "见附件", "详见附件", "附件", "见文件", "新增", "新建", "无原条文"))
"""What people write where a text is wanted and none is given."""


def _is_text(text: str) -> bool:
    plain = _plain(text)
    return len(plain) > 1 and plain not in EMPTY


def _plain(text: str) -> str:
    return re.sub(r"[\s，。、；：（）()]", "", text)


class RuleImproved(Facts):
    name = text("制度名称")
    improved_on = day("完善日期", index=True)
    unit = organ("责任单位")
    problem = text("针对的问题", max_length=500)
    old_text = long_text("原条文")
    new_text = long_text("新条文")
    paper = text("印发文号", blank=True)
    measure = long_text("整改措施", blank=True, help="只写措施，不写具体人员和线索")

    agreements = (
        Agreement(("old_text", "new_text"), lambda old, new: _plain(old) != _plain(new), "新条文与原条文相同，不计完善。"),
        Agreement(("old_text",), _is_text, "请录入原条文全文；没有新旧条文对照的，不计完善。新建制度的，写明此前如何处理。"),
        Agreement(("new_text",), _is_text, "请录入新条文全文；没有新旧条文对照的，不计完善。"),
    )

    class Meta:
        verbose_name = "完善制度"


class Pledge(Facts):
    year = whole("年度", least=2000, most=2100)
    listed_on = day("应签日期", index=True)
    village = organ("村（社区）")
    signed = yes_no("已签订", index=True)
    signed_on = day("签订日期", blank=True)
    signer = text("签订人", personal="name", blank=True)
    shown_at = text("公示地点", blank=True)
    why_not = text("未签原因", blank=True)

    agreements = (
        needed("signed_on", "signed", lambda yes: yes, "已签订的，请填写签订日期。"),
        Agreement(("signed", "signed_on"), lambda yes, on: yes, "未签订的，不填签订日期。"),
        Agreement(("year", "listed_on"), lambda year, on: on.year == year, "应签日期不在该年度内。"),
        needed("why_not", "signed", lambda yes: yes is False, "未签订的，请说明原因。"),
    )

    class Meta:
        verbose_name = "政务诚信承诺"
