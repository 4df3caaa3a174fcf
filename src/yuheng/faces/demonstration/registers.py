"""The year's registers, as the offices would have kept them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.inspections import Draw, chosen
from yuheng.faces.demonstration.supervising import PLAN
from yuheng.faces.demonstration.world import ROADS, YEAR, World, spread
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.identity.resident_id import made as made_id
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.now import CHINA
from yuheng.kernel.time import current_calendar

POINTS = ("1、2、3", "4、5", "6、7", "8、9")
"""Key points that each quarter's supervision looked at; the tenth has no check all year."""


class Registers:
    """Orders for every register; one method a system."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.serial = 200_000
        self.longer: list[Draw] = []

    def orders(self) -> Iterator[Order]:
        for part in (
            self.study, self.decisions, self.counsel, self.registration, self.lectures, self.consultations, self.legal_aid,
            self.publicity, self.training, self.supervision, self.integrity, self.petitions,
            self.litigation, self.licences, self.inspections, self.coercions,
        ):  # fmt: skip
            yield from part(World(part.__name__))

    # -- parts ------------------------------------------------------------------------------------------------------------

    def _row(self, procedure: str, organ: str, by: int, at: datetime, data: dict[str, Any], area: str = "") -> Order:
        recorded = at + timedelta(minutes=20)
        lead = self.zone.organs[organ]
        opening = Opening(procedure, lead=lead, area=self.zone.organs[area] if area else None, region=self.zone.region)
        return Order("record", by, opening=opening, data=data, at=at, recorded=recorded)

    def _uscc(self, kind: str) -> str:
        self.serial += 1
        return made_uscc(kind, self.zone.region, self.serial)

    def study(self, world: World) -> Iterator[Order]:
        topics = (
            "习近平法治思想专题学习", "宪法和立法法", "行政处罚法与严格规范公正文明执法", "民法典与基层治理", "安全生产法和消防法", "行政复议法修订要点",
        )  # fmt: skip
        by = self.zone.role("unit_clerk", "party-office")[0]
        for month, topic in zip((2, 4, 5, 7, 9, 11), topics, strict=True):
            day = current_calendar().next_day(date(YEAR, month, world.random.randint(8, 22)))
            away = world.random.choice((0, 0, 1, 2))
            data = {
                "held_on": day, "topic": topic, "form": world.pick(("lecture", "seminar", "group")), "lecturer": world.person(),
                "should_attend": 24, "attended": 24 - away, "made_up": away, "made_up_on": day if away else None, "planned_month": month,
                "absence": "因公出差请假，已补学。" if away else "", "minutes": "围绕主题学习讨论，明确贯彻落实措施。",
            }  # fmt: skip
            yield self._row("study.session", "party-office", by, world.at(day), data)

    def decisions(self, world: World) -> Iterator[Order]:
        by = self.zone.role("justice_clerk", "justice-office")[0]
        data = {
            "name": "娄苑路南侧、皇仓泾河西侧商业用房新建项目", "catalogued_on": date(YEAR, 3, 20), "unit": self.zone.organs["party-office"],
        }  # fmt: skip
        first = self._row("decisions.item", "party-office", by, datetime(YEAR, 3, 20, 10, tzinfo=CHINA), data)
        yield replace(first, ref="decision-1")
        progress: tuple[tuple[date, dict[str, Any]], ...] = (
            (date(YEAR, 5, 12), {"participation_from": date(YEAR, 4, 6), "participation_to": date(YEAR, 5, 8), "comments": 23, "adopted": 9}),
            (date(YEAR, 5, 26), {"experts_on": date(YEAR, 5, 25), "experts": 5, "risk_on": date(YEAR, 5, 25), "risk": "low", "fair_on": date(YEAR, 5, 26)}),
            (date(YEAR, 6, 9), {"legality_on": date(YEAR, 6, 8), "legality_number": f"昆高合审〔{YEAR}〕12号"}),
            (date(YEAR, 6, 21), {"discussed_on": date(YEAR, 6, 20), "published_on": date(YEAR, 6, 21), "outcome": "同意实施，按修改后的方案公布。"}),
        )  # fmt: skip
        for day, written in progress:
            at = datetime(day.year, day.month, day.day, 16, tzinfo=CHINA)
            yield Order("progress", by, ref="decision-1", data=written, at=at, recorded=at + timedelta(minutes=20))

    def counsel(self, world: World) -> Iterator[Order]:
        by = self.zone.role("justice_clerk", "justice-office")[0]
        firms = [f"江苏{a}律师事务所" for a in ("玉峰", "鹿城", "亭林", "阳澄")]
        for dimension, firm in zip(("social", "economy", "enforcement", "planning"), firms, strict=True):
            data = {
                "firm": firm, "lawyer": world.person(), "licence": f"13205{world.random.randint(10**11, 10**12 - 1)}", "dimension": dimension,
                "from_on": date(YEAR, 1, 9), "to_on": date(YEAR + 1, 1, 8), "fee": "80000",
            }  # fmt: skip
            yield self._row("counsel.engagement", "justice-office", by, datetime(YEAR, 1, 9, 14, tzinfo=CHINA), data)
        subjects = ("厂房租赁合同审查", "物业服务采购合同审查", "征收补偿协议审查", "行政处罚听证法律意见", "信访事项法律意见", "项目投资协议审查", "诉讼应诉方案")
        advice, risks = [1] * 65, [1] * 32
        letters = 30
        advice_of, risk_of = spread(sum(advice), [world.random.random() + 0.6 for _ in range(letters)]), spread(sum(risks), [world.random.random() + 0.3 for _ in range(letters)])
        for number in range(letters):
            day = world.day()
            points = [
                {"sort": "advice", "content": world.pick(("明确付款节点与验收条件。", "补充违约责任条款。", "完善送达与公示程序。", "核实对方主体资格。")), "adopted": True, "given_on": day}
                for _ in range(advice_of[number])
            ] + [
                {"sort": "risk", "content": world.pick(("合同主体不适格的风险。", "程序不完备的败诉风险。", "付款超前的资金风险。")), "adopted": True, "resolved_on": day, "given_on": day}
                for _ in range(risk_of[number])
            ]  # fmt: skip
            data = {
                "subject": world.pick(subjects), "unit": self.zone.organs[world.pick(("approval", "enforcement", "finance", "petition", "party-office"))],
                "asked_on": day, "answered_on": day, "kind": world.pick(("contract", "decision", "enforcement", "petition", "lawsuit")),
                "adviser": world.person(), "points": points,
            }  # fmt: skip
            yield self._row("counsel.advice", "justice-office", by, world.at(day), data)

    def registration(self, world: World) -> Iterator[Order]:
        clerks = self.zone.role("window_clerk", "approval")
        online = [True] * 3280 + [False] * 240
        world.random.shuffle(online)
        for whole_chain in online:
            day = world.day((7, 7, 11, 9, 9, 8, 8, 8, 9, 7, 9, 8))
            data = {
                "name": world.firm(), "uscc": self._uscc("91"), "registered_on": day, "online": whole_chain, "licence": True,
                "seal": whole_chain or None, "insurance": whole_chain or None, "bank": whole_chain or None, "hours": world.random.randint(2, 8),
            }  # fmt: skip
            yield self._row("services.startup", "approval", world.pick(clerks), world.at(day), data)
        for _ in range(7):
            day = world.day()
            name, uscc, places = f"昆山{world.pick(('优品', '鲜达', '百果', '康宁', '邻里', '好邻', '每日'))}连锁有限公司", self._uscc("91"), world.random.randint(3, 9)
            sites = [{"address": f"{ROADS[number]}{20 + number * 8}号", "opened_on": day, "permit": False} for number in range(places)]
            data = {"name": name, "uscc": uscc, "registered_on": day, "places": places, "sites": sites}
            yield self._row("services.chain", "approval", world.pick(clerks), world.at(day), data)
        for _ in range(28):
            day = world.day()
            data = {"name": world.firm(), "uscc": self._uscc("91"), "closed_on": day, "licences": world.random.randint(1, 3), "tax_clear_on": day}
            yield self._row("services.deregistration", "approval", world.pick(clerks), world.at(day), data)
        for _ in range(506):
            day = world.day()
            data = {"name": world.shop(), "uscc": self._uscc("92"), "changed_on": day, "before": world.person(), "after": world.person(), "direct": True}
            yield self._row("services.operator_change", "approval", world.pick(clerks), world.at(day), data)
        for _ in range(10):
            day, code = world.day(), self._uscc("92")
            data = {"name": world.firm(), "uscc": code, "before_name": world.shop(), "before_uscc": code, "approved_on": day, "direct": True}
            yield self._row("services.conversion", "approval", world.pick(clerks), world.at(day), data)

    def lectures(self, world: World) -> Iterator[Order]:
        topics = {
            "fraud": "守好钱袋子：防范金融诈骗", "women": "妇女权益保障法解读", "civil_code": "民法典与日常生活", "labour": "劳动合同常见问题",
            "minors": "未成年人保护与家庭教育", "estate": "业主自治与物业管理",
        }  # fmt: skip
        for _ in range(386):
            code = world.pick(self.zone.communities)
            theme = world.pick(tuple(topics))
            day = world.day((4, 5, 11, 9, 11, 9, 7, 7, 9, 8, 9, 11), working=False)
            data = {
                "held_on": day, "topic": topics[theme], "theme": theme, "place": world.pick(("居民议事厅", "社区活动中心", "村民礼堂", "学校报告厅", "企业会议室")),
                "lecturer": world.person(), "audience": world.random.randint(18, 90),
            }  # fmt: skip
            yield self._row("services.lecture", code, self.zone.role("community_clerk", code)[0], world.at(day), data, code)

    def consultations(self, world: World) -> Iterator[Order]:
        kinds, weights = ("labour", "family", "estate", "consumer", "injury", "contract", "house", "other"), (22, 14, 15, 12, 10, 13, 8, 6)
        for _ in range(10_236):
            code = world.pick(self.zone.communities)
            day = world.day((7, 6, 10, 8, 9, 9, 8, 8, 9, 8, 9, 9), working=False)
            data = {
                "asked_on": day, "channel": world.pick(("desk", "phone", "lecture", "online"), (45, 25, 20, 10)), "topic": world.pick(kinds, weights),
                "asker": world.person(), "answer": "已就权利义务和救济途径作出解答。",
            }  # fmt: skip
            yield self._row("services.consultation", code, self.zone.role("community_clerk", code)[0], world.at(day), data, code)

    def legal_aid(self, world: World) -> Iterator[Order]:
        by = self.zone.role("legal_aid_clerk")[0]
        for number in range(196):
            day = world.day()
            kind = world.pick(("wages", "injury", "family", "traffic", "violence", "other"), (42, 20, 14, 14, 4, 6))
            passed = world.random.random() < 0.9
            data = {
                "applied_on": day, "reviewed_on": day, "applicant": world.person(), "id_kind": "resident", "id_number": made_id("320583", world.born(), number % 999 + 1),
                "matter_kind": kind, "group": world.pick(("migrant", "old", "disabled", "woman", "general"), (50, 12, 6, 12, 20)),
                "exempt": kind in ("wages", "injury"), "exempt_ground": "wages" if kind in ("wages", "injury") else None,
                "result": "passed" if passed else "returned", "sent_on": day if passed else None, "lack": None if passed else "补充劳动关系证明材料。",
            }  # fmt: skip
            yield self._row("legal_aid.review", "justice-office", by, world.at(day), data)

    def publicity(self, world: World) -> Iterator[Order]:
        for name, code in zip(("新乐锦园", "九方城市花园天玺", "娄江佳苑", "江南名邸", "玉景花园"), self.zone.communities, strict=False):
            day = world.day((0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 0))
            data = {"name": name, "built_on": day, "households": world.random.randint(620, 2400), "last_topic_on": day, "work": "援法议事、法治宣传栏、法律顾问驻点。"}
            yield self._row("culture.community", code, self.zone.role("community_clerk", code)[0], world.at(day), data, code)
        items = spread(6_240, [world.random.random() + 0.3 for _ in range(86)])
        for given in items:
            code = world.pick(self.zone.communities)
            day = world.day((4, 4, 12, 8, 14, 9, 6, 6, 9, 8, 8, 16), working=False)
            data = {
                "held_on": day, "theme": world.pick(("宪法宣传周", "民法典宣传月", "法治电影夜市", "金秋文化汇演", "国家安全教育日", "反诈宣传", "消防安全宣传")),
                "place": world.pick(("大西门商业街", "社区广场", "南星渎郊野公园", "城北中心小学", "工业园区")),
                "venue": world.pick(("office", "village", "school", "firm", "unit"), (10, 45, 20, 18, 7)), "people": world.random.randint(40, 400), "items": given,
            }  # fmt: skip
            yield self._row("culture.activity", code, self.zone.role("community_clerk", code)[0], world.at(day), data, code)
        named = ["西塘小学青少年宪法教育主题馆", "新乐村民法典长廊", "五联村消防安全体验馆", "南星渎法治郊野公园", "城北中心小学知识产权法普及基地"]
        kinds = {"hall": "宪法展馆", "gallery": "民法典长廊", "park": "法治公园", "square": "法治广场", "corner": "法治角", "base": "普法基地"}
        for number in range(110):
            code = self.zone.communities[number % len(self.zone.communities)]
            kind = world.pick(tuple(kinds), (10, 25, 12, 15, 33, 5))
            opened = date(2019 + world.random.randint(0, 3), world.random.randint(1, 12), 10)
            name = named[number] if number < len(named) else f"{world.estate()}{kinds[kind]}"
            data = {
                "name": name, "kind": kind, "grade": world.pick(("town", "city", "province"), (80, 16, 4)), "opened_on": opened,
                "manager": world.pick(("社区居委会", "村委会", "学校", "物业服务中心")), "patrolled_on": date(YEAR, 1, 4),
            }  # fmt: skip
            at = datetime(YEAR, 1, 4, 9, number // 4, tzinfo=CHINA)
            yield self._row("culture.site", code, self.zone.role("community_clerk", code)[0], at, data, code)

    def training(self, world: World) -> Iterator[Order]:
        by = self.zone.role("unit_clerk", "enforcement")[0]
        for level, count in (("own", 14), ("city", 7), ("province", 2)):
            for _ in range(count):
                day = world.day()
                data = {
                    "held_on": day, "level": level, "topic": world.pick(("行政处罚法实务", "案卷制作规范", "证据收集与审查", "裁量基准适用", "听证程序")),
                    "teacher": world.person(), "people": world.random.randint(60, 180), "hours": world.random.randint(2, 6),
                }  # fmt: skip
                yield self._row("training.course", "enforcement", by, world.at(day), data)
        for position, (person, number) in enumerate(self.zone.certified):
            day = date(YEAR, 10, 20)
            data = {"reviewed_on": day, "holder": person, "number": number, "score": world.random.randint(80, 100), "result": "passed"}
            yield self._row("training.certificate_review", "enforcement", by, datetime(YEAR, 10, 20, 10, position // 3, tzinfo=CHINA), data)

    def supervision(self, world: World) -> Iterator[Order]:
        by = self.zone.role("supervisor", "justice-office")[0]
        points = (
            "行政执法公示", "执法全过程记录", "重大执法决定法制审核", "执法人员持证上岗", "裁量基准适用", "免罚轻罚落实", "涉企执法规范", "案卷质量", "罚缴分离", "执法监督问题整改",
        )  # fmt: skip
        for number, content in enumerate(points, start=1):
            data = {"planned_on": date(YEAR, 2, 10), "number": number, "content": content}
            row = self._row("oversight.key_point", "justice-office", by, datetime(YEAR, 2, 10, 10, number, tzinfo=CHINA), data)
            yield replace(row, ref=PLAN) if number == 1 else row
        for quarter, (month, day) in enumerate(((3, 28), (6, 27), (9, 26), (12, 27)), start=1):
            held = date(YEAR, month, day)
            files = (700, 800, 800, 800)[quarter - 1]
            review, ref = {"name": f"{YEAR}年第{quarter}季度案卷评查", "method": "full", "supervised": True}, f"review-{quarter}"
            yield replace(self._row("oversight.review", "justice-office", by, datetime(YEAR, month, day, 8, 30, tzinfo=CHINA), review), step="plan", ref=ref)
            for minute, step, said in ((0, "offline", {"frame": files, "sample": files}), (30, "publish", {"held_on": held})):
                moment = datetime(YEAR, month, day, 16, minute, tzinfo=CHINA)
                yield Order(step, by, ref=ref, data=said, at=moment, recorded=moment + timedelta(minutes=5))
            data = {"held_on": held, "name": f"{YEAR}年第{quarter}次执法监督", "quarter": quarter, "units": "综合行政执法局各中队", "files": files, "points": POINTS[quarter - 1]}
            yield self._row("oversight.supervision", "justice-office", by, datetime(YEAR, month, day, 10, tzinfo=CHINA), data)

    def integrity(self, world: World) -> Iterator[Order]:
        for position, code in enumerate(self.zone.communities):
            data = {"year": YEAR, "listed_on": date(YEAR, 3, 31), "village": self.zone.organs[code], "signed": True, "signed_on": date(YEAR, 3, 31)}
            by = self.zone.role("unit_clerk", "party-office")[0]
            yield self._row("oversight.pledge", "party-office", by, datetime(YEAR, 3, 31, 14, position, tzinfo=CHINA), data)

    def petitions(self, world: World) -> Iterator[Order]:
        clerks = self.zone.role("petition_clerk", "petition")
        persons = [1] * 414
        for _ in range(577 - 414):
            while True:
                i = world.random.randrange(414)
                if persons[i] < 5 and (persons[i] > 1 or world.random.random() < 0.2):
                    persons[i] += 1
                    break
        for count in persons:
            day = world.day((8, 6, 13, 8, 8, 7, 7, 7, 10, 8, 7, 11))
            code = world.pick(self.zone.communities)
            data = {
                "received_on": day, "form": world.pick(("visit", "letter", "online", "call"), (48, 12, 28, 12)), "persons": count,
                "first": world.random.random() < 0.86, "kind": world.pick(("advice", "accuse", "appeal"), (10, 5, 85)),
                "content": world.pick(("estate", "demolition", "labour", "planning", "education", "environment", "other"), (26, 17, 20, 11, 7, 9, 10)),
                "petitioner": world.person(), "place": self.zone.organs[code], "unit": self.zone.organs[world.pick(("enforcement", "approval", "finance", "disputes"))],
            }  # fmt: skip
            yield self._row("petition.batch", "petition", world.pick(clerks), world.at(day), data, code)
        for number in range(14):
            day = current_calendar().next_day(date(YEAR, min(12, 1 + number * 12 // 14), 5 + number))
            data = {
                "held_on": day, "topic": world.pick(("重点信访事项研判", "欠薪矛盾化解", "物业纠纷专题", "征迁遗留问题化解")), "chair": world.person(),
                "units": "信访办、司法所、综合执法局、矛调中心及属地社区",
            }  # fmt: skip
            yield self._row("petition.conference", "petition", clerks[0], world.at(day), data)

    def litigation(self, world: World) -> Iterator[Order]:
        by = self.zone.role("justice_clerk", "justice-office")[0]
        for position in range(13):
            year = 2019 + position % 5
            lawsuit = position % 3 != 0
            number = f"({year})苏0583行初{world.random.randint(20, 400)}号" if lawsuit else f"〔{year}〕昆行复第{world.random.randint(10, 200)}号"
            data = {
                "case_number": number, "kind": "lawsuit" if lawsuit else "reconsideration", "ended_year": year,
                "unit": self.zone.organs[world.pick(("enforcement", "approval"))], "cause": world.pick(("fact", "procedure", "law", "duty", "flaw")),
                "reviewed_on": date(YEAR, 9, 15), "measure": "开展专题培训，修订审批流程，纳入案卷评查重点。",
            }  # fmt: skip
            yield self._row("disputes.lost_case", "justice-office", by, datetime(YEAR, 9, 15, 14, position, tzinfo=CHINA), data)

    # -- what the yearly statistics of enforcement count beside penalties ---------------------------------------------------

    def licences(self, world: World) -> Iterator[Order]:
        clerks = self.zone.role("window_clerk", "approval")
        items = (("食品经营许可", "食品经营许可证", "common"), ("公共场所卫生许可", "卫生许可证", "common"), ("户外广告设置许可", "户外广告设置许可证", "common"),
                 ("城市道路占用许可", "占道许可证", "common"), ("排水许可", "排水许可证", "common"), ("特种设备使用登记", "使用登记证", "registration"))  # fmt: skip
        results = ["granted"] * 412 + ["refused"] * 9 + ["rejected"] * 13
        world.random.shuffle(results)
        for number, result in enumerate(results, start=1):
            item, certificate, kind = world.pick(items)
            day = world.day()
            applied = current_calendar().next_day(max(date(YEAR, 1, 3), day - timedelta(days=world.random.randint(1, 9))))
            day = max(day, applied)
            shop = world.random.random() < 0.6
            data: dict[str, Any] = {
                "applied_on": applied, "accepted_on": None if result == "rejected" else applied, "decided_on": day, "result": result, "item": item, "kind": kind,
                "holder_kind": "individual" if shop else "organisation", "holder": world.shop() if shop else world.firm(),
                "uscc": self._uscc("92" if shop else "91"), "legal_person": world.person(),
            }  # fmt: skip
            if result == "granted":
                data |= {
                    "paper_name": "准予行政许可决定书", "number": f"昆高审许准〔{YEAR}〕{number:04d}号", "certificate_name": certificate, "certificate_number": f"JY2320583{number:06d}",
                    "content": f"准予{item}。", "valid_from": day, "valid_to": date(day.year + 5, day.month, min(day.day, 28)),
                }  # fmt: skip
            else:
                data["reason"] = "经营场所不符合规定条件。" if result == "refused" else "申请事项不属于本机关职权范围。"
            order = replace(self._row("services.licence", "approval", world.pick(clerks), world.at(day), data), ref=f"licence-{number}")
            yield order
            if result == "granted" and number % 60 == 0 and day.month < 10:
                at = world.at(current_calendar().next_day(day + timedelta(days=world.random.randint(30, 70))))
                ended = {"ended_on": at.date(), "ended_how": world.pick(("cancelled", "revoked"), (5, 1))}
                yield Order("end", order.by, ref=order.ref, data=ended, at=at, recorded=at + timedelta(minutes=15))

    def inspections(self, world: World) -> Iterator[Order]:
        """Most as rows of the register; what goes the long way is left for `Visits` in `longer`."""
        draws: list[Draw] = []
        for _ in range(860):
            squad = f"squad-{world.random.randint(1, 6)}"
            day = world.day((6, 6, 9, 8, 9, 10, 8, 8, 10, 8, 9, 9))
            way = world.pick(("random", "daily", "special", "triggered"), (18, 52, 20, 10))
            firm = world.random.random() < 0.7
            result = world.pick(("fine", "corrected", "filed"), (70, 26, 4))
            data = {
                "inspected_on": day, "target": world.firm() if firm else world.shop(), "uscc": self._uscc("91" if firm else "92"), "place": f"{world.pick(ROADS)}{world.random.randint(1, 600)}号",
                "way": way, "officers": 2, "enterprise": firm, "coded": firm and day.month > 6, "result": result, "problems": 0 if result == "fine" else world.random.randint(1, 4),
                "plan": f"{YEAR}-{day.month:02d}" if way in ("random", "special") else None, "ground": "投诉举报" if way == "triggered" else None,
            }  # fmt: skip
            draws.append(Draw(squad, world.pick(self.zone.role("enforcer", squad)), world.at(day), data))
        taken = chosen(draws)
        self.longer = [draws[n] for n in taken]
        for number, one in enumerate(draws):
            if number not in taken:
                yield self._row("enforcement.inspection", one.squad, one.by, one.at, one.data)

    def coercions(self, world: World) -> Iterator[Order]:
        kinds = ["seal"] * 6 + ["seize"] * 17 + ["clear"] * 9 + ["substitute"] * 4
        for number, kind in enumerate(kinds, start=1):
            squad = f"squad-{world.random.randint(1, 6)}"
            by = self.zone.role("squad_head", squad)[0]
            day = world.day((1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0))
            data = {
                "kind": kind, "decided_on": day, "number": f"昆高执强〔{YEAR}〕{number}号", "party_kind": "individual", "party_name": world.shop(), "uscc": self._uscc("92"),
                "basis": "《中华人民共和国行政强制法》和有关法律、法规", "goods": "清单所列场所、物品。" if kind in ("seal", "seize") else None,
            }  # fmt: skip
            order = replace(self._row("enforcement.coercion", squad, by, world.at(day), data), ref=f"coercion-{number}")
            yield order
            at = world.at(min(current_calendar().next_day(day + timedelta(days=world.random.randint(3, 20))), date(YEAR, 12, 29)))
            ended = {"ended_on": at.date(), "ended_how": "lifted" if kind in ("seal", "seize") else "done"}
            yield Order("end", by, ref=order.ref, data=ended, at=at, recorded=at + timedelta(minutes=15))
