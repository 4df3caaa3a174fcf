"""What the office records of each inspection."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import Agreement, needed
from yuheng.kernel.records.columns import choice, code, day, matter, text, whole, yes_no
from yuheng.kernel.records.facts import Facts
from yuheng.systems.checks import valid_uscc


class Inspection(Facts):
    inspected_on = day("检查日期", index=True)
    target = text("检查对象", personal="name")
    uscc = code("统一社会信用代码", max_length=18, blank=True, index=True, check=valid_uscc)
    place = text("检查地点", personal="address", blank=True)
    way = choice("检查方式", [("random", "双随机"), ("daily", "日常检查"), ("special", "专项检查"), ("triggered", "触发式检查")], index=True)
    plan = code("检查计划（任务）编号", blank=True)
    ground = text("触发事由", blank=True, help="投诉举报、转办交办、数据监测等")
    officers = whole("执法人员", unit="人", least=2)
    enterprise = yes_no("涉企检查", index=True)
    coded = yes_no("已扫码入企", blank=True)
    result = choice("结果", [("fine", "未发现问题"), ("corrected", "责令改正"), ("filed", "立案"), ("handed", "移送")], index=True)
    problems = whole("发现问题", unit="个", blank=True)
    case = matter("转立案件", blank=True)

    agreements = (
        needed("plan", "way", lambda way: way in ("random", "special"), "双随机、专项检查须填写计划（任务）编号。"),
        needed("ground", "way", lambda way: way == "triggered", "触发式检查须写明事由。"),
        Agreement(("result", "problems"), lambda result, n: (n == 0) == (result == "fine"), "发现问题数与检查结果不一致。"),
    )

    class Meta:
        verbose_name = "行政检查"
