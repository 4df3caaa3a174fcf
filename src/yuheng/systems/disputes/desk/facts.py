"""What came to the desk, and what is urged."""

from __future__ import annotations

from yuheng.kernel.records.columns import choice, code, day, long_text, matter, organ, text, whole, yes_no
from yuheng.kernel.records.columns import secret as sealed
from yuheng.kernel.records.facts import Facts, Row
from yuheng.systems.disputes.desk.choices import CHANNELS, ROUTES, SORTS
from yuheng.systems.disputes.mediation.facts import KINDS


class Intake(Facts):
    """One thing told by one channel. What is the same matter told again is joined to it by a person, and counts once."""

    received_on = day("收到日期", index=True, group="来件")
    channel = choice("来源渠道", CHANNELS, index=True, group="来件")
    source_number = code("来源编号", blank=True, group="来件", help="12345工单号、警情编号、来信编号等")
    kind = choice("事项类型", KINDS, index=True, group="来件")
    told = long_text("反映内容", group="来件")
    address = text("发生地点", personal="address", blank=True, group="来件")
    persons = whole("涉及人数", unit="人", least=1, blank=True, group="来件")
    minor = yes_no("有未成年当事人", blank=True, group="来件")
    urgent = choice("紧急程度", [("normal", "一般"), ("urgent", "紧急")], blank=True, group="来件")
    risk = choice("风险等级", [("low", "低"), ("middle", "中"), ("high", "高")], blank=True, group="来件")
    about = organ("被反映的单位", blank=True, group="来件", help="反映行政机关及其工作人员的填写；不得转给被反映的单位办理")
    route = choice("处理途径", ROUTES, index=True, blank=True)
    reason = long_text("分类理由", max_length=2000, blank=True)
    basis = text("分类依据", blank=True)
    unit = organ("承接单位", blank=True)
    back_why = text("退回、改变途径的理由", max_length=500, blank=True)
    follow = matter("后续事项", blank=True, help="承接单位按本程序登记的事项")
    referred_to = text("引导、移送的单位", blank=True)
    answer = long_text("告知、答复内容", max_length=2000, blank=True)
    same_as = matter("并入的事项", blank=True)
    join_why = text("认定为同一件事的理由", max_length=500, blank=True)
    part_why = text("撤销合并的理由", max_length=500, blank=True)
    result = text("办理结果", max_length=500, blank=True)
    reported = text("回告内容", max_length=500, blank=True)

    class Meta:
        verbose_name = "来件"


class Teller(Row):
    """Whoever told it, and whoever it is about."""

    rows_of, kind = Intake, "people"
    part = choice("身份", [("teller", "反映人"), ("other", "对方"), ("third", "其他")])
    name = text("姓名（名称）", personal="name")
    id_number = sealed("证件号码", blank=True)
    phone = text("电话", personal="phone", blank=True)

    class Meta(Row.Meta):
        verbose_name = "有关人员"


class Apart(Row):
    """Something that was proposed as the same matter, and that a person found to be another."""

    rows_of, kind = Intake, "apart"
    other = matter("不是同一件事的事项")

    class Meta(Row.Meta):
        verbose_name = "已判定不是同一件事"


class Urging(Facts):
    """Somebody is urged, or a unit supervised, over one matter of the queue; it is answered by a day, and judged."""

    sort = choice("方式", SORTS, index=True)
    file = matter("所催事项")
    unit = organ("承办单位", fixed=True, blank=True)
    issued_on = day("发出日期", fixed=True, index=True, blank=True)
    demand = long_text("要求", max_length=2000)
    answer_by = day("反馈期限", future=True)
    answer = long_text("反馈情况", max_length=2000, blank=True)
    back_why = text("退回理由", max_length=500, blank=True)
    judged = text("核实情况", max_length=500, blank=True)

    class Meta:
        verbose_name = "催办督办"
