"""Inspections that go the long way in the demonstration year: standards, two plans and a campaign, a score of visits in every state, ratings.

Each takes the place of one row of the register, with its day and its way, so that the year counts what it always counted. Loaded visit by
visit, because each counts those before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.world import YEAR, World
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.now import CHINA
from yuheng.kernel.now import at as time_at
from yuheng.systems.enforcement.inspection import rating
from yuheng.systems.enforcement.inspection.task_facts import InspectionTask

FIRM = "91320583MA1KGX100E"
SQUADS = ("squad-3", "squad-5")
ITEMS = {"squad-3": ("320583-JC-0301", "危险废物规范化管理检查", "ecology"), "squad-5": ("320583-JC-0501", "工贸企业安全生产检查", "safety")}
POINTS = {
    "squad-3": (
        ("危险废物识别标志设置规范", "固体废物污染环境防治法第七十七条"), ("危险废物管理台账完整", "固体废物污染环境防治法第七十八条"), ("贮存场所防渗、防雨", "固体废物污染环境防治法第七十九条"),
        ("不同类别危险废物分类贮存", "固体废物污染环境防治法第八十一条"), ("转移联单齐全", "固体废物污染环境防治法第八十二条"), ("环境应急预案备案", "固体废物污染环境防治法第八十五条"),
    ),
    "squad-5": (
        ("主要负责人、安全管理人员培训合格", "安全生产法第二十七条"), ("从业人员教育培训有记录", "安全生产法第二十八条"), ("有限空间作业审批、警示标志", "安全生产法第三十五条"),
        ("安全设备经常性维护保养", "安全生产法第三十六条"), ("风险分级管控和隐患排查有台账", "安全生产法第四十一条"), ("疏散通道畅通", "安全生产法第四十二条"),
    ),
}  # fmt: skip
LONG = 18
"""Rows of the register that go the long way."""

STARS = {6: (5, 5, 4, 5, 3, 5), 10: (5, 2, 4)}
"""Ratings by month: one that is published, one with too few."""


@dataclass(frozen=True)
class Draw:
    """One inspection as the register would have had it."""

    squad: str
    by: int
    at: datetime
    data: dict[str, Any]

    @property
    def day(self) -> date:
        return self.at.date()


def chosen(draws: Sequence[Draw]) -> list[int]:
    """Positions of those that go the long way: of two squads, at firms; three of one week first, then two of one month, then by turns."""
    fit = [n for n, one in enumerate(draws) if one.squad in SQUADS and one.data["enterprise"] and one.data["result"] != "filed" and (one.data["way"] != "special" or one.squad == "squad-5") and one.data["problems"] < 4]
    fit.sort(key=lambda n: (draws[n].at, n))
    spring = [n for n in fit if 3 <= draws[n].day.month <= 6]
    plain = [n for n in spring if draws[n].data["way"] in ("daily", "random")]
    weeks: dict[int, list[int]] = {}
    for n in plain:
        weeks.setdefault(draws[n].day.isocalendar()[1], []).append(n)
    three = next((found for found in weeks.values() if len({draws[n].day for n in found}) == len(found) >= 3), plain)[:3]
    two = _pair(draws, [n for n in plain if n not in three])
    rest = [n for n in fit if n not in three and n not in two]
    return [*three, *two, *rest[:: max(1, len(rest) // (LONG - 5))][: LONG - 5]]


def _pair(draws: Sequence[Draw], fit: Sequence[int]) -> list[int]:
    """Two of one month and different squads."""
    for first in fit:
        second = next((n for n in fit if draws[n].squad != draws[first].squad and draws[n].day.month == draws[first].day.month and draws[n].day >= draws[first].day), None)
        if second is not None:
            return [first, second]
    return list(fit[:2])


class Visits:
    """One method a part; `taken` are the draws in the order of `chosen`: three of one week, two that go together, the others."""

    def __init__(self, zone: Zone, taken: Sequence[Draw]) -> None:
        self.zone, self.world, self.taken = zone, World("visits"), taken
        self.leader, self.head = zone.role("bureau_leader")[0], zone.role("organ_head")[0]
        self.justice = zone.role("justice_clerk", "justice-office")[0]

    # -- what an inspection rests on ------------------------------------------------------------------------------------------

    def items(self) -> Iterator[Order]:
        for code, name, field in ITEMS.values():
            data = {
                "code": code, "name": name, "kind": "inspection", "field": field, "basis": "按设定该项职权的法律、法规", "holder": self.zone.organs["enforcement"], "way": "own",
                "given_by": "昆山高新区行政检查事项清单（演示）", "version": "2022年版", "published_on": date(2021, 12, 1), "from_on": date(2022, 1, 1),
            }  # fmt: skip
            yield self._do("give", self.justice, f"item-{code}", date(YEAR, 1, 1), 10, data, opening=self._opening("enforcement.item", "justice-office"))

    def standards(self) -> Iterator[Order]:
        for squad, (code, name, _field) in ITEMS.items():
            points = [{"number": n, "content": words, "method": "查阅台账、现场查看", "basis": basis} for n, (words, basis) in enumerate(POINTS[squad], start=1)]
            data = {"item_code": code, "name": f"{name}标准", "scope": "重点监管企业", "source": "参照公开的检查标准编写（演示）", "from_on": date(YEAR, 1, 3), "points": points}
            ref = f"standard-{code}"
            yield self._do("draft", self.zone.role("squad_head", squad)[0], ref, date(YEAR, 1, 3), 9, data, opening=self._opening("enforcement.inspection_standard", squad))
            yield self._do("publish", self.leader, ref, date(YEAR, 1, 3), 10, {"published_on": date(YEAR, 1, 3), "place": "管委会门户网站"})

    def plans(self) -> Iterator[Order]:
        for squad, (code, name, _field) in ITEMS.items():
            lines = [self._line(code, "random", 24, 1), self._line(code, "daily", 90, 1)]
            yield from self._plan(f"plan-{squad}", squad, "annual", f"{YEAR}年度{name}计划", lines)
        code = ITEMS["squad-5"][0]
        yield from self._plan("plan-special", "squad-5", "special", f"{YEAR}年有限空间安全专项检查", [self._line(code, "special", 12, 1)])

    def _line(self, code: str, way: str, firms: int, times: int) -> dict[str, Any]:
        return {"item_code": code, "scope": "重点监管企业", "way": way, "firms": firms, "times": times, "from_month": 1, "to_month": 12}

    def _plan(self, ref: str, squad: str, sort: str, name: str, lines: list[dict[str, Any]]) -> Iterator[Order]:
        by, on = self.zone.role("squad_head", squad)[0], date(YEAR, 1, 4)
        data = {"sort": sort, "name": name, "year": YEAR, "purpose": "突出重点企业、重点环节，能合并的合并。", "lines": lines}
        yield self._do("draft", by, ref, on, 9, data, opening=self._opening("enforcement.inspection_plan", squad))
        paper = "昆山市人民政府办公室〔2023〕3号（演示）" if sort == "special" else ""
        yield self._do("approve", self.leader, ref, on, 11, {"approved_on": on, "approved_by": paper})
        yield self._do("publish", by, ref, on, 15, {"published_on": on, "place": "管委会门户网站，已报司法所"})

    def calls(self) -> Iterator[Order]:
        """Calls by community clerks at the firm that was inspected most: counted apart, and without any power."""
        for number, purpose in enumerate(("了解用工需求，宣传惠企政策", "送达安全生产提示", "回访诉求办理情况")):
            code = self.zone.communities[number]
            on = date(YEAR, 4 + 3 * number, 11)
            data = {"called_on": on, "target": "昆山鑫恒精密模具有限公司", "uscc": FIRM, "sort": ("service", "safety", "visit")[number], "purpose": purpose, "answered": "已登记，按职责转办。"}
            yield self._do("record", self.zone.role("community_clerk", code)[0], f"call-{number}", on, 14, data, opening=self._opening("services.call", code))

    # -- visits ---------------------------------------------------------------------------------------------------------------

    def visits(self, matters: dict[str, int]) -> Iterator[list[Order]]:
        """The orders of one visit after the other, in order of time."""
        joint = self.taken[3:5]
        yield from self._together(replace(joint[0]), replace(joint[1], at=joint[0].at), matters)
        three = sorted(self.taken[:3], key=lambda one: one.at)
        for number, one in enumerate(three):
            firm = {**one.data, "target": "昆山鑫恒精密模具有限公司", "uscc": FIRM, "place": "娄苑路188号"}
            yield list(self._visit(f"visit-week-{number}", replace(one, data=firm), matters, over=number == 2))
        for number, one in enumerate(self.taken[5:]):
            yield list(self._visit(f"visit-{number}", one, matters))
        yield from self._coming(matters)

    def _proposal(self, squad: str, way: str, data: dict[str, Any], on: date, to: date, matters: dict[str, int]) -> dict[str, Any]:
        exempt = {"exempt": "complaint", "exempt_why": f"12345热线工单{on:%Y%m%d}017"} if way == "triggered" else {}
        plan = {"special": matters["plan-special"], "triggered": None}.get(way, matters[f"plan-{squad}"])
        people = self.zone.role("enforcer", squad)[:2]
        return {
            "target": data["target"], "uscc": data["uscc"], "place": data["place"], "item_code": ITEMS[squad][0], "way": way, "plan": plan, "planned_on": on, "window_to": to,
            "team": [{"person": one} for one in people], **exempt,
        }  # fmt: skip

    def _visit(self, ref: str, one: Draw, matters: dict[str, int], *, over: bool = False, proposed: bool = True) -> Iterator[Order]:
        squad, on, (a, b) = one.squad, one.day, self.zone.role("enforcer", one.squad)[:2]
        if proposed:
            data = self._proposal(squad, one.data["way"], one.data, on, on, matters)
            yield self._do("propose", a, ref, on, 8, data, opening=self._opening("enforcement.inspection_task", squad))
            if over:
                yield self._do("approve_over", self.head, ref, on, 8, {"over_why": "前两次检查发现贮存场所渗漏线索，须当日核实，否则可能扩大污染。"}, minute=20)
            yield self._do("approve", self.leader, ref, on, 8, {}, minute=40)
        coded = {"scanned": one.data["uscc"]} if one.data["coded"] or self.world.random.random() < 0.7 else {"scanned": "", "uncoded_why": "厂区没有网络信号，当场出示证件和纸质任务单。"}
        yield self._do("enter", a, ref, on, 9, {**coded, "received_by": self.world.person()}, with_=(b,), minute=10)
        bad = set(self.world.random.sample(range(1, 7), one.data["problems"]))
        points = [{"number": n, "found": "bad" if n in bad else "ok", "note": "现场已指出，要求整改。" if n in bad else ""} for n in range(1, 7)]
        yield self._do("check", a, ref, on, 10, {"points": points}, with_=(b,))
        left = datetime(on.year, on.month, on.day, 10, 30, tzinfo=CHINA)
        words = "按检查单逐项检查，" + (f"发现 {len(bad)} 项问题，已当场说明。" if bad else "未发现问题。")
        yield self._do("record", a, ref, on, 10, {"left_at": left, "found_words": words, "result": "corrected" if bad else "fine", "signed": "signed"}, with_=(b,), minute=40)
        yield self._do("tell", a, ref, on, 10, {"told_on": on, "told_how": "spot"}, minute=45)
        if over:
            yield self._do("noted", self.justice, ref, on, 16, {"noted": "已知悉，理由成立，列入季度通报。"})
        yield from self._corrected(ref, on, a, b, bool(bad))

    def _corrected(self, ref: str, on: date, a: int, b: int, bad: bool) -> Iterator[Order]:
        if not bad:
            yield self._do("close", a, ref, on, 15, {})
            return
        by = on + timedelta(days=10)
        yield self._do("order", a, ref, on, 11, {"order": "按检查单所列问题逐项整改，并报送整改照片。", "correct_by": by}, with_=(b,))
        if on > date(YEAR, 12, 12):
            return  # still to be looked at again
        yield self._do("recheck", a, ref, by, 14, {"rechecked_on": by, "put_right": True, "recheck_words": "所列问题已经整改，拍照留存。"}, with_=(b,))
        yield self._do("close", a, ref, by, 16, {})

    def _together(self, ours: Draw, theirs: Draw, matters: dict[str, int]) -> Iterator[list[Order]]:
        """Two squads at one firm on one day: one leads, the other joins."""
        on, firm = ours.day, {name: ours.data[name] for name in ("target", "uscc", "place", "coded")}
        theirs = replace(theirs, data={**theirs.data, **firm})
        for ref, one in (("joint-lead", ours), ("joint-other", theirs)):
            a = self.zone.role("enforcer", one.squad)[0]
            data = self._proposal(one.squad, one.data["way"], one.data, on, on, matters)
            # The second is proposed before it is known that both will go together: counted by itself, it is one too many of the day.
            yield [self._do("propose", a, ref, on - timedelta(days=1), 8, data, opening=self._opening("enforcement.inspection_task", one.squad))]
        lead, other = (self.zone.role("squad_head", one.squad)[0] for one in (ours, theirs))
        yield [self._do("lead_joint", lead, "joint-lead", on - timedelta(days=1), 9, {"joint": True})]
        yield [self._do("join", other, "joint-other", on - timedelta(days=1), 10, {"joint_with": matters["joint-lead"]})]
        yield [self._do("approve", self.leader, ref, on - timedelta(days=1), 11, {}) for ref in ("joint-lead", "joint-other")]
        yield list(self._visit("joint-lead", ours, matters, proposed=False))
        yield list(self._visit("joint-other", theirs, matters, proposed=False))

    def _coming(self, matters: dict[str, int]) -> Iterator[list[Order]]:
        """What stands at the turn of the year: to be approved, approved, two that could be one visit, one dropped, one beyond the limits."""
        first, last = date(YEAR + 1, 1, 2), date(YEAR + 1, 1, 5)
        firms = [{"target": self.world.firm(), "uscc": made_uscc("91", self.zone.region, 770_000 + n), "place": self.world.address()} for n in range(3)]
        on = date(YEAR, 12, 28)
        for number, (squad, firm, approved) in enumerate((("squad-3", firms[0], True), ("squad-5", firms[0], False), ("squad-3", firms[1], False), ("squad-5", firms[2], False))):
            ref, a = f"coming-{number}", self.zone.role("enforcer", squad)[0]
            data = {**self._proposal(squad, "daily", firm, first, last, matters), "plan": None}
            orders = [self._do("propose", a, ref, on, 9, data, opening=self._opening("enforcement.inspection_task", squad), minute=number)]
            if approved:
                orders.append(self._do("approve", self.leader, ref, on, 14, {}))
            if number == 3:
                orders.append(self._do("cancel", a, ref, on, 16, {"dropped": "企业已经停产搬迁。"}))
            yield orders

    # -- ratings --------------------------------------------------------------------------------------------------------------

    def rate(self) -> None:
        """Invited and rated in two months."""
        for month, stars in STARS.items():
            with time_at(datetime(YEAR, month, 26, 9, tzinfo=CHINA)):
                told = InspectionTask.objects.filter(told_on__lte=date(YEAR, month, 25), joint_with=None).values_list("pk", flat=True)
                waiting = {one.pk for one in rating.to_invite()}
                letters = rating.invite([pk for pk in told if pk in waiting][: len(stars)])
                for letter, star in zip(letters, stars, strict=False):
                    rating.rate(letter.code, {rating.STARS: str(star), "card": "yes", "reason": "yes" if star > 2 else "no", "calm": "yes" if star > 3 else "no"})

    def published(self) -> Iterator[Order]:
        bureau = self.zone.organs["enforcement"]
        for month in STARS:
            opening = self._opening("enforcement.inspection_rating", "enforcement")
            yield self._do("record", self.justice, f"rating-{month}", date(YEAR, month + 1, 3), 9, {"month": date(YEAR, month, 1), "rated": bureau}, opening=opening)

    # -- in short -------------------------------------------------------------------------------------------------------------

    def _opening(self, procedure: str, organ: str) -> Opening:
        return Opening(procedure, lead=self.zone.organs[organ], region=self.zone.region)

    def _do(self, step: str, by: int, ref: str, on: date, hour: int, data: dict[str, Any], *, minute: int = 0, **more: Any) -> Order:
        at = datetime(on.year, on.month, on.day, hour, minute, tzinfo=CHINA)
        return Order(step, by, ref=ref, data=data, at=at, recorded=at + timedelta(minutes=2), **more)
