"""What the office records of each."""

from __future__ import annotations

from yuheng.kernel.procedure.agreement import in_order, needed
from yuheng.kernel.records.columns import choice, day, long_text, money, text, whole, yes_no
from yuheng.kernel.records.facts import Facts


class Lecture(Facts):
    held_on = day("举办日期", index=True)
    topic = text("主题")
    theme = choice(
        "类别",
        [
            ("fraud", "防范金融诈骗"),
            ("women", "维护妇女权益"),
            ("civil_code", "民法典"),
            ("labour", "劳动用工"),
            ("minors", "未成年人保护"),
            ("estate", "物业与业主自治"),
            ("other", "其他"),
        ],
    )
    place = text("地点")
    lecturer = text("主讲人", personal="name")
    audience = whole("听讲人数", unit="人", least=1)
    audience_kind = choice(
        "对象", [("resident", "居民"), ("student", "学生"), ("worker", "职工"), ("old", "老年人"), ("cadre", "干部"), ("mixed", "综合")], blank=True
    )
    cost = money("费用", blank=True)
    score = whole("满意度评分", unit="分", most=100, blank=True)

    class Meta:
        verbose_name = "法治讲座"


class Consultation(Facts):
    asked_on = day("咨询日期", index=True)
    channel = choice("方式", [("desk", "现场"), ("phone", "电话"), ("lecture", "讲座现场"), ("online", "网上")])
    topic = choice(
        "事项",
        [
            ("labour", "劳动"),
            ("family", "婚姻家庭"),
            ("estate", "物业"),
            ("consumer", "消费"),
            ("injury", "人身损害"),
            ("contract", "合同借贷"),
            ("house", "房屋"),
            ("other", "其他"),
        ],
    )
    asker = text("咨询人", personal="name", blank=True)
    answer = long_text("解答摘要", blank=True)
    phone = text("联系电话", personal="phone", blank=True, help="没有姓名和电话的为匿名咨询，不可回访")
    answered_on = day("解答日期", blank=True)
    passed_to = choice(
        "转办", [("none", "不转办"), ("mediation", "人民调解"), ("legal_aid", "法律援助"), ("petition", "信访"), ("department", "主管部门")], blank=True
    )
    satisfied = choice("满意程度", [("yes", "满意"), ("fair", "基本满意"), ("no", "不满意")], blank=True)
    urgent = yes_no("涉及人身安全的紧急情形", blank=True, help="未成年人、家庭暴力受害人正在受到侵害等，依法须立即报告")
    reported_to = text("已报告的单位", blank=True)

    agreements = (
        in_order("asked_on", "answered_on", "解答日期不能早于咨询日期。"),
        needed("reported_to", "urgent", lambda yes: yes, "紧急情形须立即报告（《未成年人保护法》第十一条、《反家庭暴力法》第十四条），请填写已报告的单位。"),
    )

    class Meta:
        verbose_name = "法律咨询"
