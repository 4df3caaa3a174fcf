"""A bureau that may inspect: a published item with its standard, a plan of the year, two squads with officers, people without power."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from yuheng.kernel.engine import office
from yuheng.kernel.engine.orders import Done, Opening, Order
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.now import CHINA
from yuheng.kernel.records.models import Certificate, Organ, Person, Post
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask

FIRM = "91320583MA1KGX100E"
TASK, PLAN, STANDARD = "enforcement.inspection_task", "enforcement.inspection_plan", "enforcement.inspection_standard"
POINTS = [{"number": 1, "content": "危险废物识别标志是否规范", "basis": "固体废物污染环境防治法第七十七条"}, {"number": 2, "content": "台账是否完整", "basis": "固体废物污染环境防治法第七十八条"}]


class Inspecting:
    """Acts at ten o'clock unless told otherwise; `a` and `b` are the officers of the squad, `c` and `d` those of another."""

    def __init__(self, bureau: SimpleNamespace) -> None:
        self.b = bureau
        self.organ = Organ.objects.get(code="e")
        self.other = Organ.objects.create(code="s9", name="九中队", kind="squad", parent=self.organ, prefix="昆高执")
        self.c, self.d = (self._person(name, self.other, "enforcer", "squad_head") for name in ("丙九", "丁九"))
        self.grid = self._person("网格员", Organ.objects.get(code="zone"), "grid_worker", card=False)
        office.changed()
        self.item("JC-01", "危险废物检查", "ecology")
        self.standard("JC-01")

    def _person(self, name: str, organ: Organ, *roles: str, card: bool = True) -> int:
        one = Person.objects.create(name=name)
        Post.objects.create(person=one, organ=organ, title="工作人员", roles=list(roles), from_on=date(2020, 1, 1))
        if card:
            Certificate.objects.create(person=one, organ=self.organ, number=f"证{one.pk}", from_on=date(2021, 7, 1), to_on=date(2030, 6, 30))
        return one.pk

    def do(self, step: str, by: int, on: date, hour: int = 10, *, matter: int = 0, opens: str = "", lead: int = 0, with_: tuple[int, ...] = (), data: dict[str, Any] | None = None, **more: Any) -> Done:
        at = datetime(on.year, on.month, on.day, hour, tzinfo=CHINA)
        opening = Opening(opens, lead=lead or self.b.squad, **more) if opens else None
        return perform(Order(step, by, matter=matter or None, opening=opening, data=data or {}, with_=with_, at=at, recorded=at))

    def item(self, code: str, name: str, field: str, since: date = date(2022, 1, 1)) -> int:
        data = {
            "code": code, "name": name, "kind": "inspection", "field": field, "basis": "固体废物污染环境防治法第二十六条", "holder": self.organ.pk, "way": "own", "given_by": "权责清单",
            "published_on": date(2021, 12, 1), "from_on": since,
        }  # fmt: skip
        return self.do("give", self.b.justice_clerk, since, opens="enforcement.item", lead=self.b.zone, data=data).matter

    def standard(self, code: str, on: date = date(2022, 1, 10), **more: Any) -> int:
        data = {"item_code": code, "name": "检查标准", "source": "省生态环境厅检查标准", "from_on": on, "points": POINTS, **more}
        matter = self.do("draft", self.b.reviewer, on, 8, opens=STANDARD, lead=self.organ.pk, data=data).matter
        self.do("publish", self.b.deputy, on, 9, matter=matter, data={"published_on": on, "place": "门户网站"})
        return matter

    def plan(self, year: int = 2023, firms: int = 2, *, publish: bool = True, sort: str = "annual", way: str = "random", **more: Any) -> int:
        on = date(year, 1, 9)
        data = {
            "sort": sort, "name": f"{year}年度检查计划", "year": year, "purpose": "抽查产废单位",
            "lines": [{"item_code": "JC-01", "scope": "产废单位", "way": way, "firms": firms, "times": 1, "from_month": 3, "to_month": 11}], **more,
        }  # fmt: skip
        matter = self.do("draft", self.b.reviewer, on, 8, opens=PLAN, lead=self.organ.pk, data=data).matter
        if publish:
            self.do("approve", self.b.deputy, on, 9, matter=matter, data={"approved_on": on, "approved_by": "昆山市人民政府〔2023〕1号"})
            self.do("publish", self.b.reviewer, on, 10, matter=matter, data={"published_on": on, "place": "门户网站"})
        return matter

    def propose(self, on: date, *, here: bool = True, by: int = 0, visit: date | None = None, days: int = 3, **data: Any) -> int:
        people, lead = ((self.b.a, self.b.b), 0) if here else ((self.c, self.d), self.other.pk)
        visit = visit or on
        filled = {
            "target": "昆山某某科技有限公司", "uscc": FIRM, "place": "前进中路1号", "item_code": "JC-01", "way": "daily", "planned_on": visit, "window_to": visit + timedelta(days=days),
            "team": [{"person": one} for one in people], **data,
        }  # fmt: skip
        return self.do("propose", by or people[0], on, 8, opens=TASK, lead=lead, data=filled).matter

    def approved(self, on: date, **data: Any) -> int:
        matter = self.propose(on, **data)
        self.do("approve", self.b.deputy, on, 9, matter=matter)
        return matter

    def enter(self, matter: int, on: date, hour: int = 10, *, here: bool = True, **data: Any) -> Done:
        by, second = (self.b.a, self.b.b) if here else (self.c, self.d)
        return self.do("enter", by, on, hour, matter=matter, with_=(second,), data={"scanned": f"https://example.cn/?tyshxydm={InspectionTask.objects.get(pk=matter).uscc}", "received_by": "王经理", **data})

    def act(self, step: str, matter: int, on: date, hour: int, *, here: bool = True, **data: Any) -> Done:
        by, second = (self.b.a, self.b.b) if here else (self.c, self.d)
        return self.do(step, by, on, hour, matter=matter, with_=(second,), data=data)

    def inspected(self, on: date, found: str = "ok", result: str = "fine", *, here: bool = True, **data: Any) -> int:
        """A visit up to its record."""
        matter = self.approved(on, here=here, **data)
        self.enter(matter, on, here=here)
        self.finish(matter, on, found, result, here=here)
        return matter

    def finish(self, matter: int, on: date, found: str = "ok", result: str = "fine", *, here: bool = True) -> None:
        points = [{"number": 1, "found": found, "note": "标志缺失" if found == "bad" else ""}, {"number": 2, "found": "na"}]
        self.act("check", matter, on, 11, here=here, points=points)
        left = datetime(on.year, on.month, on.day, 11, 30, tzinfo=CHINA)
        self.act("record", matter, on, 12, here=here, left_at=left, found_words="现场检查情况属实。", result=result, signed="signed")

    def told(self, on: date, **data: Any) -> int:
        matter = self.inspected(on, **data)
        here = data.get("here", True)
        self.act("tell", matter, on, 13, here=here, told_on=on, told_how="spot")
        return matter
