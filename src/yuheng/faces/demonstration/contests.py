"""Reconsideration and litigation in the year: old cases from the courts' lists, and a few lived from the copy on the desk to the closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from yuheng.faces.demonstration.world import YEAR, World
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.identity.resident_id import made as made_id
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.now import CHINA
from yuheng.kernel.time import current_calendar
from yuheng.systems.disputes.litigation.facts import LostCase
from yuheng.systems.enforcement.penalty.facts import Penalty

COURT, GOVERNMENT = "苏州市姑苏区人民法院", "昆山市人民政府"
SORTS = ("penalty", "licence", "disclosure", "complaint", "duty", "registration")
OLD = (14, 17, 19, 22, 16)
"""Cases of five years that were not lost, up to the day on which the lists were entered."""
CLAIMS = "请求撤销被诉行为：认定事实不清，程序违法。"


class Contests:
    """Orders of the cases; everything rests on penalties of the year and on the register of lost cases."""

    def __init__(self, zone: Zone) -> None:
        self.zone, self.world, self.serial = zone, World("contests"), 0
        self.clerk = zone.role("justice_clerk", "justice-office")[0]
        self.chief = zone.role("justice_head", "justice-office")[0]
        self.reviewer, self.head = zone.role("legal_reviewer")[0], zone.role("organ_head")[0]
        self.deputy = zone.role("bureau_leader")[0]
        # One old acquaintance of the office: the same person in case after case, and another of the same name.
        self.known, self.namesake = self._person("周建国"), self._person("周建国")

    def orders(self) -> Iterator[Order]:
        yield from self._past()
        struck = list(Penalty.objects.filter(overturned_how="changed", overturned_on__lt=date(YEAR, 11, 1)).order_by("overturned_on", "pk")[:2])
        for n, penalty in enumerate(struck):
            yield from self._overturned(f"contest-changed-{n}", penalty)
        yield from self._lost_suit()
        yield from self._settled()
        yield from self._appealed()
        for n, month in enumerate((2, 4, 7, 9)):
            yield from self._maintained(f"contest-known-{n}", date(YEAR, month, 13), self.known if n < 3 else self.namesake)
        late = list(Penalty.objects.filter(outcome="penalised", decided_on__range=(date(YEAR, 10, 20), date(YEAR, 11, 24)), overturned_on=None, matter__power=self.zone.organs["enforcement"]).order_by("decided_on", "pk")[:3])
        yield from self._pending(late)

    # -- parts ------------------------------------------------------------------------------------------------------------------------

    def _person(self, name: str = "") -> dict[str, Any]:
        self.serial += 1
        return {"sort": "person", "name": name or self.world.person(), "id_number": made_id("320583", date(1960 + self.serial, 3, 8), 100 + self.serial)}

    def _firm(self) -> dict[str, Any]:
        self.serial += 1
        return {"sort": "organisation", "name": self.world.firm(), "uscc": made_uscc("91", self.zone.region, 700_000 + self.serial)}

    def _do(self, ref: str, step: str, by: int, day: date, data: dict[str, Any] | None = None, hour: int = 10, **more: Any) -> Order:
        at = datetime(day.year, day.month, day.day, hour, 20, tzinfo=CHINA)
        return Order(step, by, ref=ref, data=data or {}, at=at, recorded=at + timedelta(minutes=4), **more)

    def _past(self) -> Iterator[Order]:
        """The lost cases of the register and as many more that were not lost, entered from the courts' lists in September."""
        day = date(YEAR, 9, 18)
        for n, lost in enumerate(LostCase.objects.filter(case=None).order_by("matter")):
            ended = date(lost.ended_year or YEAR, 5, 12)
            who = self.known if n % 4 == 0 else self._person() if n % 2 else self._firm()
            yield self._old(f"past-lost-{n}", day, n, str(lost.kind), str(lost.case_number), lost.unit_id or 0, ended, who, {"result": self.world.pick(("revoked", "illegal", "changed")), "cause": lost.cause, "remedy": lost.measure})
        for year, count in zip(range(YEAR - 4, YEAR + 1), OLD, strict=True):
            for n in range(count):
                suit = bool(n % 3)
                number = f"（{year}）苏8601行初{500 + n}号" if suit else f"〔{year}〕昆行复第{400 + n}号"
                result = self.world.pick(("claims_rejected", "dismissed", "withdrawn") if suit else ("maintained", "rejected", "withdrawn"), (6, 2, 3))
                who = self.known if n == 0 else self._firm() if n % 3 == 1 else self._person()
                unit = self.zone.organs[self.world.pick(("enforcement", "approval"), (3, 1))]
                extra = {"result": result, **({"settled": "withdrawn"} if result == "withdrawn" and n % 2 else {}), **({"act_number": f"昆高执罚决〔{year}〕{30 + n // 5:04d}号"} if n % 5 in (2, 3) else {})}
                yield self._old(f"past-{year}-{n}", day, n + 20, "lawsuit" if suit else "reconsideration", number, unit, date(year, 2 + n % (10 if year < YEAR else 7), 11), who, extra)

    def _old(self, ref: str, day: date, n: int, route: str, number: str, unit: int, ended: date, who: dict[str, Any], extra: dict[str, Any]) -> Order:
        body = COURT if route == "lawsuit" else GOVERNMENT
        data = {"route": route, "docket": number, "body": body, "sort": SORTS[n % 6], "ended_on": ended, "applicants": [who], **extra}
        at = datetime(day.year, day.month, day.day, 14 + n // 30, n % 30 * 2, tzinfo=CHINA)
        return Order("record", self.clerk, ref=ref, opening=Opening("litigation.past", lead=unit, region=self.zone.region), data=data, at=at, recorded=at + timedelta(minutes=1))

    def _received(self, ref: str, day: date, route: str, number: str, who: dict[str, Any], hour: int = 15, **more: Any) -> Order:
        suit = route == "lawsuit"
        data = {
            "received_on": day, "way": "direct", "docket": number, "body": COURT if suit else GOVERNMENT, "accepted_on": day - timedelta(days=2), "sort": "penalty", "claims": CLAIMS, "applicants": [who],
            **({"track": "ordinary"} if suit else {}), **more,
        }  # fmt: skip
        return self._do(ref, "receive", self.clerk, day, data, hour, opening=Opening(f"litigation.{route}", lead=self.zone.organs["enforcement"], region=self.zone.region))

    def _answered(self, ref: str, day: date, until: str = "answer") -> Iterator[Order]:
        """Handed over the same day, then catalogue, signature and answer on the working days after it."""
        yield self._do(ref, "hand_over", self.clerk, day, {"handler": self.reviewer}, 16, with_=(self.reviewer,))
        names = (("record", "现场检查（勘验）笔录", 3, "违法事实"), ("statement", "询问笔录", 4, "当事人对事实的陈述"), ("document", "处罚告知书和送达回证", 2, "程序合法"), ("basis", "处罚依据和裁量基准", 5, "适用依据"))
        exhibits, page = [], 1
        for sort, name, pages, proves in names:
            exhibits.append({"sort": sort, "name": name, "first_page": page, "last_page": page + pages - 1, "digest": sha256(f"{ref}{name}".encode()).hexdigest(), "proves": proves})
            page += pages
        agents = [{"sort": "staff", "name": "陈法宁", "post": "法制科科员", "power": "general"}, {"sort": "lawyer", "name": "江一诺", "post": "江苏玉峰律师事务所", "power": "special"}]
        statement = "被诉行为认定事实清楚，有现场笔录、询问笔录为证。\n适用依据正确，裁量适当。\n告知、听取陈述申辩、决定、送达均符合法定程序。"
        steps: tuple[tuple[str, int, int, dict[str, Any]], ...] = (("prepare", self.reviewer, 3, {"statement": statement, "exhibits": exhibits, "agents": agents}), ("sign", self.deputy, 4, {}), ("answer", self.reviewer, 6, {}))
        for hour, (step, by, days, data) in enumerate(steps, start=10):
            on = current_calendar().next_day(day + timedelta(days=days))  # several may fall on the Monday after a weekend
            yield self._do(ref, step, by, on, {"answered_on": on} if step == "answer" else data, hour)
            if step == until:
                return

    def _session(self, ref: str, told: date, on: date, stage: str, came: bool = True) -> Iterator[Order]:
        yield self._do(ref, "summon", self.reviewer, told, {"hearings": [{"stage": stage, "on": on, "place": "第二审判庭"}]})
        row: dict[str, Any] = {"row": 1, "head": self.head, "rank": "chief"}
        if not came:
            row = {"row": 1, "excuse": "duty", "absent_why": "参加防汛指挥，无法由他人代替。", "staff": "分管副局长、法制科科员"}
        yield self._do(ref, "appear" if came else "absent", self.reviewer, on, {"hearings": [row]}, 16, row=1)

    def _analysed(self, ref: str, day: date, cause: str, defects: str, remedy: str) -> Iterator[Order]:
        data = {"cause": cause, "defects": defects, "remedy": remedy, "responsible": self.zone.role("squad_head")[0], "rule_fix": "修订裁量说明模板，列入案卷评查重点。"}
        yield self._do(ref, "analyse", self.reviewer, day + timedelta(days=5), data)
        yield self._do(ref, "review_analysis", self.chief, day + timedelta(days=8), {"analysis_opinion": "原因准确，措施可行，同意。"})
        yield self._do(ref, "account", self.head, day + timedelta(days=15), {"accountable": "criticised", "account_why": "未造成严重后果，批评教育并责令书面检查。"})

    # -- cases ------------------------------------------------------------------------------------------------------------------------

    def _overturned(self, ref: str, penalty: Penalty) -> Iterator[Order]:
        """A penalty of the year that a reconsideration changed: the file bears it already."""
        ended = penalty.overturned_on
        assert ended is not None
        assert penalty.decided_on is not None
        day = current_calendar().next_day(max(ended - timedelta(days=24), penalty.decided_on + timedelta(days=2)))
        who = {"sort": penalty.party_kind, "name": penalty.party_name, "id_number": penalty.id_number, "uscc": penalty.uscc}
        yield self._received(ref, day, "reconsideration", f"〔{YEAR}〕昆行复第{120 + penalty.pk % 50}号", who, act_file=penalty.pk, act_on=penalty.decided_on)
        yield from self._answered(ref, day)
        result = {"result": "changed", "result_number": f"〔{YEAR}〕昆行复决第{120 + penalty.pk % 50}号", "ended_on": ended, "after_change": False, "duty": "none"}
        yield self._do(ref, "result", self.reviewer, ended, result, 17)
        yield from self._analysed(ref, ended, "law", "裁量档次认定偏重，没有充分考虑及时改正的情节。", "同类案件逐件复核，裁量说明逐项写明。")
        yield self._do(ref, "close", self.reviewer, ended + timedelta(days=16))

    def _lost_suit(self) -> Iterator[Order]:
        """Lost in court: the head came, nobody appealed, it was analysed, accounted for, and the court's advice answered."""
        ref, day = "contest-lost", date(YEAR, 3, 6)
        yield self._received(ref, day, "lawsuit", f"（{YEAR}）苏8601行初88号", self._firm(), act_number=f"昆高执罚决〔{YEAR - 1}〕0231号", act_on=date(YEAR - 1, 11, 2))
        yield from self._answered(ref, day)
        yield from self._session(ref, date(YEAR, 3, 28), date(YEAR, 4, 18), "first")
        judged = {"first_result": "revoked", "paper": "judgment", "first_on": date(YEAR, 6, 9), "first_received_on": date(YEAR, 6, 12), "result_number": f"（{YEAR}）苏8601行初88号判决", "after_change": False}
        yield self._do(ref, "first", self.reviewer, date(YEAR, 6, 12), judged)
        yield self._do(ref, "consider", self.head, date(YEAR, 6, 19), {"appealing": False, "appeal_why": "判决认定正确，服从判决。"})
        yield self._do(ref, "effective", self.reviewer, date(YEAR, 6, 29), {"ended_on": date(YEAR, 6, 28), "duty": "redo", "perform_by": date(YEAR, 8, 31)})
        letter = {"sort": "judicial", "sender": COURT, "number": f"（{YEAR}）苏8601行建5号", "received_on": date(YEAR, 7, 3), "content": "规范听证告知，防止同类程序违法。", "answer_by": date(YEAR, 9, 1)}
        yield self._do(ref, "advised", self.clerk, date(YEAR, 7, 3), {"advices": [letter]})
        yield from self._analysed(ref, date(YEAR, 6, 30), "procedure", "没有告知要求听证的权利，即作出较大数额罚款。", "系统中设置告知听证的校验，全局培训一次。")
        yield self._do(ref, "perform", self.reviewer, date(YEAR, 8, 18), {"performed_on": date(YEAR, 8, 17), "performed": "重新告知、听证后另行作出决定。"})
        yield self._do(ref, "reply", self.reviewer, date(YEAR, 8, 21), {"advices": [{"row": 1, "answer": "已修订告知书模板并开展专项培训，附整改清单。"}]}, row=1)
        yield self._do(ref, "close", self.reviewer, date(YEAR, 8, 22))

    def _settled(self) -> Iterator[Order]:
        """Settled at the joint station of court and government; the suit was withdrawn."""
        ref, day = "contest-settled", date(YEAR, 5, 10)
        yield self._received(ref, day, "lawsuit", f"（{YEAR}）苏8601行初201号", self._person(), act_number=f"昆高执罚决〔{YEAR}〕0019号", act_on=date(YEAR, 2, 16))
        yield from self._answered(ref, day)
        joint = {"station": "joint", "mediable": "discretion", "taking_part": "法院行政庭、司法所、社区"}
        yield self._do(ref, "mediate", self.reviewer, date(YEAR, 5, 29), joint)
        yield self._do(ref, "settle", self.reviewer, date(YEAR, 6, 13), {"settled": "withdrawn", "terms": "原告限期拆除并整改到位，按期缴纳罚款，撤回起诉。"})
        judged = {"first_result": "withdrawn", "paper": "ruling", "first_on": date(YEAR, 6, 19), "first_received_on": date(YEAR, 6, 20), "result_number": f"（{YEAR}）苏8601行初201号裁定", "after_change": False}
        yield self._do(ref, "first", self.reviewer, date(YEAR, 6, 20), judged)
        yield self._do(ref, "effective", self.reviewer, date(YEAR, 6, 20), {"ended_on": date(YEAR, 6, 20), "duty": "none"}, 15)
        yield self._do(ref, "close", self.reviewer, date(YEAR, 6, 21))

    def _appealed(self) -> Iterator[Order]:
        """Won in both instances; the head could not come and said why."""
        ref, day = "contest-appealed", date(YEAR, 2, 7)
        yield self._received(ref, day, "lawsuit", f"（{YEAR}）苏8601行初31号", self.known, act_number=f"昆高执罚决〔{YEAR - 1}〕0188号", act_on=date(YEAR - 1, 9, 20))
        yield from self._answered(ref, day)
        yield from self._session(ref, date(YEAR, 2, 28), date(YEAR, 3, 16), "first", came=False)
        judged = {"first_result": "claims_rejected", "paper": "judgment", "first_on": date(YEAR, 5, 8), "first_received_on": date(YEAR, 5, 11), "result_number": f"（{YEAR}）苏8601行初31号判决", "after_change": False}
        yield self._do(ref, "first", self.reviewer, date(YEAR, 5, 11), judged)
        yield self._do(ref, "consider", self.head, date(YEAR, 5, 15), {"appealing": False, "appeal_why": "判决支持我局意见。"})
        yield self._do(ref, "appealed", self.reviewer, date(YEAR, 6, 1), {"appealed_on": date(YEAR, 6, 1)})
        yield self._do(ref, "answer_appeal", self.reviewer, date(YEAR, 6, 12), {"appeal_answer": "一审判决认定事实清楚，请求驳回上诉，维持原判。"})
        yield self._do(ref, "second", self.reviewer, date(YEAR, 8, 25), {"second_result": "upheld", "second_on": date(YEAR, 8, 22), "result_number": f"（{YEAR}）苏05行终301号"})
        yield self._do(ref, "effective", self.reviewer, date(YEAR, 8, 25), {"ended_on": date(YEAR, 8, 24), "duty": "none"}, 15)
        yield self._do(ref, "close", self.reviewer, date(YEAR, 8, 28))

    def _maintained(self, ref: str, day: date, who: dict[str, Any]) -> Iterator[Order]:
        day = current_calendar().next_day(day)
        yield self._received(ref, day, "reconsideration", f"〔{YEAR}〕昆行复第{60 + day.month * 9}号", who, sort="disclosure", act_number=f"昆高执公开〔{YEAR}〕{day.month}号", act_on=day - timedelta(days=20))
        yield from self._answered(ref, day)
        ended = current_calendar().next_day(day + timedelta(days=45))
        yield self._do(ref, "result", self.reviewer, ended, {"result": "maintained", "result_number": f"〔{YEAR}〕昆行复决第{60 + day.month * 9}号", "ended_on": ended, "after_change": False, "duty": "none"})
        yield self._do(ref, "close", self.reviewer, ended + timedelta(days=1))

    def _pending(self, penalties: list[Penalty]) -> Iterator[Order]:
        """What the new year finds: a hearing summoned, an answer due, a paper that lay on a desk over the holiday."""
        facts = [{"act_file": one.pk, "act_on": one.decided_on} for one in penalties]
        whose = [{"sort": one.party_kind, "name": one.party_name, "id_number": one.id_number, "uscc": one.uscc} for one in penalties]
        if len(penalties) < 3:
            return
        yield self._received("contest-court", date(YEAR, 11, 28), "lawsuit", f"（{YEAR}）苏8601行初377号", whose[0], **facts[0])
        yield from self._answered("contest-court", date(YEAR, 11, 28))
        yield self._do("contest-court", "summon", self.reviewer, date(YEAR, 12, 22), {"hearings": [{"stage": "first", "on": date(YEAR + 1, 1, 16), "place": "第一审判庭"}]})
        letter = {"sort": "procurator", "sender": "昆山市人民检察院", "number": f"昆检行建〔{YEAR}〕7号", "received_on": date(YEAR, 12, 12), "content": "完善裁量说明，统一同类案件尺度。", "answer_by": date(YEAR + 1, 1, 25)}
        yield self._do("contest-court", "advised", self.clerk, date(YEAR, 12, 12), {"advices": [letter]}, 14)
        yield self._received("contest-answer", date(YEAR, 12, 21), "reconsideration", f"〔{YEAR}〕昆行复第402号", whose[1], **facts[1])
        yield from self._answered("contest-answer", date(YEAR, 12, 21), until="prepare")
        yield self._received("contest-desk", date(YEAR, 12, 29), "reconsideration", f"〔{YEAR}〕昆行复第411号", whose[2], 16, **facts[2])
