"""The year's disputes: kinds, channels, sums and rhythm as an official believes them; most are oral and carry no sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from yuheng.faces.demonstration.disputants import Disputants, parts
from yuheng.faces.demonstration.mishaps import Interlude, corrected
from yuheng.faces.demonstration.world import YEAR, World, spread, sums_to
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.now import CHINA
from yuheng.kernel.time import current_calendar

MEDIATED = 10_977
WITH_SUM = 1_320
AMOUNT = 2051_8000_00  # 分
FAILED = 395
CONFIRMED = 74
LARGEST = 620_000_00

CHANNELS = {"police": 38, "grid": 27, "visit": 17, "12345": 10, "court": 5, "scan": 3}

# kind: share in percent, median sum in yuan where there is one
KINDS: dict[str, tuple[float, int]] = {
    "neighbour": (19.0, 1500), "estate": (13.5, 1200), "consumer": (11.0, 800), "labour": (10.5, 6500), "family": (9.0, 0), "traffic": (8.0, 3800),
    "injury": (7.5, 9000), "lease": (5.5, 2200), "contract": (4.0, 15000), "decoration": (2.5, 12000), "workinjury": (2.0, 48000),
    "prepaid": (2.0, 2600), "business": (1.2, 20000), "homestead": (1.0, 0), "demolition": (0.8, 0), "online": (0.7, 400), "fumes": (0.7, 0),
    "school": (0.6, 5000), "medical": (0.5, 60000),
}  # fmt: skip

MONTHS = (10, 6, 7, 7, 8, 9, 9, 9, 8, 7, 9, 11)

SUMMARIES = {
    "neighbour": ("楼上夜间噪声影响休息", "卫生间漏水损坏楼下吊顶", "电动车占道充电", "宠物扰民"), "estate": ("物业费拖欠与服务质量争议", "车位收费争议", "公共部位维修争议"),
    "consumer": ("商品质量与退货争议", "美容服务效果争议"), "labour": ("拖欠工资", "离职补偿争议"), "family": ("赡养费争议", "夫妻矛盾"),
    "traffic": ("车辆剐蹭赔偿争议", "非机动车碰撞人身损害"), "injury": ("肢体冲突致伤赔偿", "摔伤责任争议"), "lease": ("押金退还争议", "群租清退争议"),
}  # fmt: skip


class Disputes:
    """Orders for every dispute of the year, life by life."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.world = World("disputes")
        self.parties = Disputants(zone.region)
        self.clerks = zone.role("dispute_clerk", "disputes")
        self.committees = [f"{code}-m" for code in zone.communities]

    def orders(self) -> Iterator[Order | Interlude]:
        world = self.world
        kinds = [kind for kind, count in zip(KINDS, spread(MEDIATED, [v[0] for v in KINDS.values()]), strict=True) for _ in range(count)]
        world.random.shuffle(kinds)
        fails = set(world.random.sample(range(MEDIATED), FAILED))
        paid = [i for i, kind in enumerate(kinds) if KINDS[kind][1] and i not in fails]
        chosen = sorted(world.random.sample(paid, WITH_SUM))
        drawn = sums_to(world, AMOUNT, WITH_SUM, [KINDS[kinds[i]][1] * 100 for i in chosen], LARGEST)
        sums = dict(zip(chosen, drawn, strict=True))
        confirmed = set(world.random.sample(chosen, CONFIRMED))
        for number, kind in enumerate(kinds):
            yield from self.life(number, kind, sums.get(number), number in fails, number in confirmed)
        yield from self.declined()
        self.parties.write()

    def life(self, number: int, kind: str, amount: int | None, fails: bool, confirmed: bool) -> Iterator[Order | Interlude]:
        """One dispute from intake to archive."""
        world = self.world
        oral = not confirmed and not (amount and amount > 30_000_00) and world.random.random() < 0.85
        committee, area = self._where(kind)
        head, mediator = self.zone.role("committee_head", committee)[0], world.pick(self.zone.role("mediator", committee))
        at = self._begins()
        ref = f"dispute-{number}"
        source = world.pick(tuple(CHANNELS), tuple(CHANNELS.values()))
        registrar = self.clerks[number % 2] if source in ("police", "12345", "court", "scan") else mediator
        yield self._open(ref, committee, area, registrar, at, kind, source)
        # Most oral matters are settled where they are told: what a mediator hears is not dispatched first.
        on_the_spot = oral and not fails and number % 4 != 3
        if on_the_spot and registrar == mediator:
            yield from self._agreed(ref, mediator, at, oral, amount, confirmed, on_the_spot)
            return
        at = self._next(at, 0, 1)
        yield self._act("dispatch", self.clerks[number % 2], ref, at, {"committee": self.zone.organs[committee], "risk": world.pick(("low", "middle", "high"), (88, 10, 2))})
        if number % 190 == 7:
            at = self._next(at, 0, 1)
            yield self._act("return", mediator, ref, at, {"return_ground": "当事人住所地在其他社区，建议由属地调委会办理。"})
            at = self._next(at, 0, 0)
            yield self._act("dispatch", self.clerks[0], ref, at, {"committee": self.zone.organs[committee], "risk": "low"})
        if number % 730 == 3:
            at += timedelta(minutes=9)
            address = f"{world.estate()}{world.random.randint(1, 40)}幢"
            yield corrected(at, ref, "address", address, registrar, None, "登记地址录入错误，以当事人确认为准。")
        if on_the_spot:
            yield from self._agreed(ref, mediator, self._next(at, 0, 1), oral, amount, confirmed, on_the_spot)
            return
        at = self._next(at, 0, 1)
        yield self._act("accept", head if number % 9 == 0 else mediator, ref, at, {"start_mode": "referred" if source == "court" else "applied"})
        at = self._next(at, 0, 2)
        yield self._act("mediate", mediator, ref, at, {"session": "双方陈述意见，调解员释法说理，就争议事项协商。"})
        if fails:
            yield from self._failed(ref, mediator, at)
        else:
            yield from self._agreed(ref, mediator, at, oral, amount, confirmed, on_the_spot)

    def _agreed(self, ref: str, by: int, at: datetime, oral: bool, amount: int | None, confirmed: bool, on_the_spot: bool) -> Iterator[Order]:
        world = self.world
        at = self._next(at, 0, 0)
        day = at.date()
        data = {
            "agreed_on": day, "agreement": "双方自愿达成协议，互谅互让，按约履行，今后无其他争议。", "oral": oral, "outcome": "agreed", "amount": amount,
            "perform_by": min(day + timedelta(days=world.random.choice((3, 7, 15, 30))), date(YEAR, 12, 31)) if amount else None,
        }  # fmt: skip
        if not oral:
            data["cautions"] = []
        if on_the_spot:
            told = {"agreed_on": day, "agreement": data["agreement"], "amount": amount, "performed": "full"}
            yield self._act("settle", by, ref, at, {"start_mode": "applied", **told})
        else:
            yield self._act("agree_oral" if oral else "agree_written", by, ref, at, data)
        at = self._next(at, 0, 0)
        yield self._act("report_back", by, ref, at, {"reported": "已调解，双方达成协议。"})
        if not on_the_spot:  # what was settled on the spot was closed with it
            at = self._next(at, 0, 0)
            yield self._act("close", by, ref, at, {})
        later = self._next(at, 5, 25)
        if later.year == YEAR and later.date() > at.date() and world.random.random() < 0.975:
            if amount and not on_the_spot:
                yield self._act("performance", by, ref, later, {"performed": "full"})
                later = self._next(later, 0, 0)
            if confirmed:
                yield self._act("apply_confirm", by, ref, later, {"court": "昆山市人民法院"})
                later = self._next(later, 3, 12)
                if later.year == YEAR and later.date() < date(YEAR, 12, 31):
                    yield self._act("ruling", by, ref, later, {"ruling": "confirmed"})
                    later = self._next(later, 0, 0)
            yield self._act("visit", by, ref, later, {"visit_note": "电话回访，协议已履行，关系缓和。", "content_with": world.pick(("yes", "fair"), (9, 1))})
            if on_the_spot:  # its page is the file
                return
            later = self._next(later, 0, 0)
            filed = self._act("archive", by, ref, later, {})
            # Now and then a file is put away and entered days afterwards 补录.
            yield replace(filed, recorded=self._next(later, 4, 8)) if int(ref.removeprefix("dispute-")) % 120 == 11 else filed

    def _failed(self, ref: str, by: int, at: datetime) -> Iterator[Order]:
        routed = self.world.pick(("lawsuit", "arbitration", "legal_aid", "petition"), (70, 18, 8, 4))
        at = self._next(at, 0, 0)
        yield self._act("fail", by, ref, at, {"failure": "双方分歧较大，未能达成一致。", "routed_to": routed, "outcome": "failed"})
        at = self._next(at, 0, 0)
        yield self._act("report_back", by, ref, at, {"reported": "已调解，未达成协议，已告知其他途径。"})
        for step in ("close", "archive"):
            at = self._next(at, 0, 0)
            yield self._act(step, by, ref, at, {})

    def declined(self) -> Iterator[Order]:
        """What belongs to another authority: declined, the party told where to go; counts nowhere."""
        for number in range(26):
            committee, area = self._where("neighbour")
            mediator = self.zone.role("mediator", committee)[0]
            at, ref = self._begins(), f"declined-{number}"
            yield self._open(ref, committee, area, self.clerks[0], at, "neighbour", "12345")
            at = self._next(at, 0, 0)
            yield self._act("dispatch", self.clerks[0], ref, at, {"committee": self.zone.organs[committee], "risk": "low"})
            at = self._next(at, 0, 0)
            yield self._act("decline", mediator, ref, at, {"decline_reason": "属于行政机关处理的事项。", "routed_to": "ruling", "outcome": "declined"})
            at = self._next(at, 0, 0)
            yield self._act("close", mediator, ref, at, {})

    # -- parts ------------------------------------------------------------------------------------------------------------

    def _where(self, kind: str) -> tuple[str, str]:
        """The committee and the place: serious kinds go to the zone's committee."""
        code = self.world.pick(self.zone.communities)
        central = kind in ("workinjury", "medical", "demolition") or self.world.random.random() < 0.1
        return ("mediation" if central else f"{code}-m"), code

    def _begins(self) -> datetime:
        day = self.world.day(MONTHS, working=self.world.random.random() < 0.8)
        return self.world.at(day, 8, 15)

    def _next(self, at: datetime, least: int, most: int) -> datetime:
        """A later moment: minutes on the same day, or office hours of a later working day; never past the year."""
        days = self.world.random.randint(least, most)
        if days == 0:
            return at + timedelta(minutes=self.world.random.randint(4, 18))
        day = current_calendar().next_day(at.date() + timedelta(days=days))
        if day.year > YEAR:
            return at + timedelta(minutes=9)
        return datetime(day.year, day.month, day.day, self.world.random.randint(8, 14), self.world.random.randint(0, 59), tzinfo=CHINA)

    def _open(self, ref: str, committee: str, area: str, by: int, at: datetime, kind: str, source: str) -> Order:
        world = self.world
        firm = kind in ("consumer", "labour", "estate", "prepaid", "workinjury")
        asking = self.parties.person(world.person(), world.phone())
        name, phone = world.firm() if firm else world.person(), world.phone()
        other = self.parties.firm(name) if firm else self.parties.person(name, phone)
        people = [{"side": side, "name": one.name, "phone": one.phone} for side, one in (("a", asking), ("b", other))]
        number = {"12345": f"KS{YEAR}{world.random.randint(10**6, 10**7 - 1)}", "police": f"J3205830{world.random.randint(10**6, 10**7 - 1)}"}.get(source)
        data = {
            "received_on": at.date(), "source": source, "source_number": number, "kind": kind, "referral": {"court": "delegated", "police": "transferred"}.get(source, "none"),
            "summary": world.pick(SUMMARIES.get(kind, ("双方就权利义务发生争议",))), "address": f"{world.estate()}{world.random.randint(1, 40)}幢", "persons": 2 if world.random.random() < 0.93 else world.random.randint(3, 9),
            "minor": False, "urgent": "normal", "risk": "low", "disputants": people,
        }  # fmt: skip
        opening = Opening(
            "mediation.dispute", lead=self.zone.organs[committee], area=self.zone.organs[area], region=self.zone.region, members=((by, "登记人"),),
            parties=parts(asking, other),
        )
        return Order("register", by, ref=ref, opening=opening, data=data, at=at, recorded=at + timedelta(minutes=2))

    def _act(self, step: str, by: int, ref: str, at: datetime, data: dict) -> Order:
        return Order(step, by, ref=ref, data=data, at=at, recorded=at + timedelta(minutes=2))

