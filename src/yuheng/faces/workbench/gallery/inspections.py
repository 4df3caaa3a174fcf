"""Sample pages of inspections: the public check of a task, its sheet, the check list, the rating and its invitations."""

from __future__ import annotations

from ..components import (
    ChecklistPage,
    FormError,
    FormField,
    Group,
    InspectionSheetPage,
    InspectionTaskPage,
    Link,
    Option,
    Page,
    PointAsked,
    RatingLetter,
    RatingLettersPage,
    RatingPage,
    TaskPart,
)

IMAGE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/%3E"
HERE = Link("昆高执检〔2023〕0019号", "#")
PART = TaskPart("三中队（环保）", "昆高执检〔2023〕0019号", "危险废物规范化管理检查", [("欧阳某", "10320583000010", True), ("闫某", "10320583000011", False)], ["识别标志设置规范", "台账完整"])
FACTS = [("检查对象", "昆山益鑫建设工程有限公司"), ("检查时间", "2024-01-02 至 2024-01-05")]
CODE = FormField(name="code", label="任务码", required=True)
STARS = FormField(name="stars", label="总体评价", kind="radio", required=True, options=[Option("5", "5 星"), Option("1", "1 星")])
WITH = Group("办理人员和时间", [FormField(name="y_with1", label="共同办理人员", kind="select", options=[Option("", ""), Option("1", "闫某（三中队）")], required=True)])

PAGES: dict[str, Page] = {
    "inspection-public": InspectionTaskPage(title="检查任务核验", action="#", field=CODE, state="valid", said="该任务经过批准，在检查时间内。", facts=FACTS, parts=[PART], rights=["不出示执法证件的，您有权拒绝（《行政处罚法》第五十五条第一款）。"], staff=Link("检查人员登录办理", "#")),
    "inspection-public-none": InspectionTaskPage(title="检查任务核验", action="#", field=CODE, errors=[FormError("没有查到这一任务码。")]),
    "inspection-sheet": InspectionSheetPage(title="检查任务单", matter=HERE, facts=FACTS, parts=[PART], code="FJSF-78E5-B2F5", address="https://example.cn/inspection/", image=IMAGE, warning="该任务还没有批准，现在不能检查。", acts=[Link("亮证入企", "#")]),
    "checklist": ChecklistPage(
        title="填写检查单", matter=HERE, target="昆山益鑫建设工程有限公司", item="危险废物规范化管理检查", action="#", act="填写检查单", groups=[WITH], hidden={"y_key": "k"},
        points=[PointAsked(1, "识别标志设置规范", "固体废物污染环境防治法第七十七条", "现场查看", "bad", "缺少标志", "ab" * 32), PointAsked(2, "台账完整", "第七十八条", error="请选择。")],
    ),
    "checklist-stopped": ChecklistPage(title="填写检查单", matter=HERE, target="某厂", item="危险废物检查", action="#", act="填写检查单", points=[], stopped="尚未办理“亮证入企”。"),
    "rating-public": RatingPage(title="涉企检查评价", action="#", stars=STARS, questions=[FormField(name="card", label="是否主动出示证件", kind="radio", options=[Option("yes", "是"), Option("no", "否")])], errors=[FormError("评价码不对。")]),
    "rating-public-done": RatingPage(title="涉企检查评价", action="#", stars=STARS, questions=[], done="评价已经计入，谢谢。"),
    "rating-letters": RatingLettersPage(title="评价邀请", letters=[RatingLetter("某厂", "娄苑路1号", "危险废物检查", "ABCD-EFGH-JKMN-PQRS", "2023-07-31", IMAGE)], address="https://example.cn/rating/", back=Link("检查评价", "#")),
}  # fmt: skip
