"""What the file of a power item and of an organ of enforcement holds."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import in_order, needed
from yuheng.kernel.records.columns import choice, code, day, long_text, organ, text
from yuheng.kernel.records.facts import Facts
from yuheng.systems.enforcement.items.choices import FIELDS, KINDS, SUBJECTS, WAYS


class PowerItem(Facts):
    """One item of one organ, from the day on which it may be exercised to the day on which it was given back."""

    code = code("权力事项编码", index=True, group="事项")
    name = text("事项名称", group="事项")
    kind = choice("职权类型", KINDS, index=True, group="事项")
    field = choice("执法领域", FIELDS, index=True, group="事项")
    basis = text("设定依据", max_length=500, group="事项")
    holder = organ("行使机关", group="来源")
    way = choice("来源", WAYS, index=True, group="来源", help="赋权下放须由省、自治区、直辖市决定并公布")
    from_organ = text("原行使机关", blank=True, group="来源")
    given_by = text("公布（赋权）文件", group="来源")
    version = text("清单版本", blank=True, group="来源")
    published_on = day("公布日期", group="来源", help="没有公布的，不能行使")
    from_on = day("行使起始日期", future=True, index=True, group="来源")
    ready_on = day("承接日期", blank=True)
    ready = long_text("承接准备情况", blank=True, help="人员、经费、培训、文书样式")
    evaluated_on = day("评估日期", blank=True, index=True)
    evaluation = long_text("评估情况", blank=True)
    back_on = day("收回日期", future=True, blank=True, index=True, help="自这一日起不再以本机关名义新立案；已经立案的继续办理")
    back_by = text("收回文件", blank=True)
    back_to = text("收回后的行使机关", blank=True)

    agreements = (
        in_order("published_on", "from_on", "行使起始日期不能早于公布日期（《行政处罚法》第二十四条第一款）。"),
        in_order("from_on", "back_on", "收回日期不能早于行使起始日期。"),
        needed("from_organ", "way", lambda way: way in ("given", "delegated"), "赋权、委托的事项，请填写原行使机关。"),
    )

    class Meta:
        verbose_name = "权力事项"


class Subject(Facts):
    """An organ confirmed as one that may enforce, and published as such."""

    unit = organ("执法主体")
    sort = choice("主体类型", SUBJECTS, index=True)
    basis = text("主体资格依据", max_length=500)
    duties = long_text("职责、权限", blank=True)
    confirmed_on = day("确认日期", index=True)
    published_on = day("公示日期", blank=True)
    ended_on = day("终止日期", blank=True, index=True)
    ended_why = text("终止原因", blank=True)

    agreements = (
        in_order("confirmed_on", "published_on", "公示日期不能早于确认日期。"),
        in_order("confirmed_on", "ended_on", "终止日期不能早于确认日期。"),
    )

    class Meta:
        verbose_name = "行政执法主体"
