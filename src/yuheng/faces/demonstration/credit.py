"""Credit in the demonstration year: notices with the penalties of enterprises, reminders, repairs until every receiver has answered, and
certificates of no violation. Loaded after the penalties, because each notice bears its real decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from yuheng.faces.demonstration.world import YEAR, World
from yuheng.faces.demonstration.zone import Zone
from yuheng.kernel.engine.orders import Opening, Order
from yuheng.kernel.identity.uscc import made as made_uscc
from yuheng.kernel.now import CHINA
from yuheng.kernel.time import current_calendar
from yuheng.systems.enforcement.credit.facts import RepairNotice
from yuheng.systems.enforcement.penalty.facts import Penalty

NOTICES, REPAIRED, CERTIFICATES = 284, 40, 39
ORDER_58 = date(YEAR, 5, 1)
LAST = date(YEAR, 12, 28)
TOLD = ("credit_china", "province", "city", "gsxt")


class Credit:
    """One method a part of the year; each reads what the part before it left in the records. The closing of a repair ends the publication."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.world = World("credit")
        self.clerk = zone.role("credit_clerk")[0]
        self.reviewer = zone.role("legal_reviewer")[0]
        self.leader = zone.role("bureau_leader")[0]

    def _opening(self, procedure: str) -> Opening:
        return Opening(procedure, lead=self.zone.organs["enforcement"], region=self.zone.region)

    def _do(self, step: str, by: int, ref: str, on: date, hour: int, data: dict[str, Any], **more: Any) -> Order:
        at = datetime(on.year, on.month, on.day, hour, self.world.random.randint(0, 40), tzinfo=CHINA)
        return Order(step, by, ref=ref, data=data, at=at, recorded=at + timedelta(minutes=5), **more)

    def notices(self) -> Iterator[Order]:
        """Both letters together, the receipt, and for some the reminder before the earliest day."""
        fined = Penalty.objects.filter(outcome="penalised", party_kind="organisation", decided_fine__gt=0).order_by("decided_on", "pk")
        for position, one in enumerate(fined[:NOTICES]):
            decided, ref = one.decided_on, f"notice-{position}"
            assert decided is not None
            given = min(current_calendar().next_day(decided + timedelta(days=position % 3)), date(YEAR, 12, 29))
            data: dict[str, Any] = {
                "given_on": given, "enterprise": one.party_name, "uscc": one.uscc, "way": "with", "decision_number": f"案件{position + 1:04d}", "decided_on": decided,
                "penalty": one.pk, "field": "general",
            }  # fmt: skip
            if decided < ORDER_58:
                data |= {"sector_class": "common", "sector_standard": "发改办财金〔2019〕527号"}
            yield self._do("give", self.clerk, ref, given, 15, data, opening=self._opening("credit.notice"))
            if position % 23:
                yield self._do("receipt", self.clerk, ref, given, 16, {"receipt_on": given, "signed_by": self.world.person()})
            reminded = current_calendar().next_day(decided + timedelta(days=80))
            if position % 19 and reminded <= LAST and not (one.overturned_on and one.overturned_on <= reminded):
                yield self._do("remind", self.clerk, ref, reminded, 9, {"reminded_on": reminded, "reminded_how": self.world.pick(("sms", "phone", "visit"))})
            if one.overturned_on:
                why = f"{one.overturned_by}，{one.overturned_on}"
                ended = {"ended_how": "withdrawn", "stopped_on": one.overturned_on, "stopped_why": why}
                yield self._do("stop", self.clerk, ref, max(one.overturned_on, given), 17, ended)

    def repairs(self) -> Iterator[Order]:
        """Applications on the paid fines. The last three are on their way at the end of the year: refused, waiting for a receiver, stopped."""
        notices = RepairNotice.objects.filter(matter__procedure="credit.notice", penalty__isnull=False, decided_on__lt=date(YEAR, 8, 20), stopped_on=None).order_by("decided_on", "matter_id")
        paid = [n for n in notices if (file := Penalty.objects.get(pk=n.penalty_id)).paid is not None and file.paid >= (file.decided_fine or 0)]
        for position, notice in enumerate(paid[: REPAIRED + 2]):
            yield from self._repair(position, notice)
        unpaid = [n for n in notices if not Penalty.objects.get(pk=n.penalty_id).paid][:1]
        for notice in unpaid:
            yield from self._stopped(notice)

    def _repair(self, position: int, notice: RepairNotice) -> Iterator[Order]:
        calendar, ref = current_calendar(), f"repair-{position}"
        assert notice.earliest_on is not None
        applied = calendar.next_day(max(notice.earliest_on, ORDER_58) + timedelta(days=3 + position % 20))
        if position >= REPAIRED:
            applied = calendar.next_day(date(YEAR, 12, 18) + timedelta(days=position - REPAIRED))
        day = applied
        days = []
        for _ in range(6):
            day = calendar.next_day(day + timedelta(days=1))
            days.append(day)
        yield self._apply(ref, applied, notice)
        yield self._do("check", self.clerk, ref, applied, 14, {"fine": notice.fine, "paid": notice.fine, "performed": True, "corrected": True, "promise": True})
        yield self._do("accept", self.clerk, ref, days[0], 10, {})
        yield self._do("review", self.reviewer, ref, days[1], 10, {"opinion": "材料齐全，义务履行完毕，符合修复条件。"})
        if position >= REPAIRED:
            refused = {"repaired_on": days[2], "result": "refused", "refused_why": "同类违法行为再次发生，整改不到位。"}
            yield self._do("decide", self.leader, ref, days[2], 15, refused)
            return
        told = [{"name": name, "state": "waiting"} for name in TOLD]
        yield self._do("decide", self.leader, ref, days[2], 15, {"repaired_on": days[2], "result": "repaired", "told": told})
        for row in range(1, len(TOLD) + 1):
            yield self._do("transmit", self.clerk, ref, days[3], 9, {}, row=row)
        silent = position in (37, 39)
        for row in range(1, len(TOLD) + 1 - silent):
            yield self._do("acknowledge", self.clerk, ref, days[4] if row < len(TOLD) else days[5], 10, {}, row=row)
        if not silent:
            yield self._do("close", self.clerk, ref, days[5], 16, {})

    def _apply(self, ref: str, on: date, notice: RepairNotice) -> Order:
        data = {
            "applied_on": on, "notice": notice.pk, "enterprise": notice.enterprise, "uscc": notice.uscc, "decision_number": notice.decision_number,
            "materials": ["performed", "corrected", "promise"],
        }  # fmt: skip
        return self._do("apply", self.clerk, ref, on, 9, data, opening=self._opening("credit.repair"))

    def _stopped(self, notice: RepairNotice) -> Iterator[Order]:
        """An application while the fine is not paid: told at once what is still due."""
        on = date(YEAR, 12, 26)
        yield self._apply("repair-unpaid", on, notice)
        yield self._do("check", self.clerk, "repair-unpaid", on, 14, {"fine": notice.fine, "paid": 0, "performed": False, "corrected": True, "promise": True})
        yield self._do("supplement", self.clerk, "repair-unpaid", on, 15, {"supplement_by": date(YEAR + 1, 1, 10)})

    def certificates(self) -> Iterator[Order]:
        """Certificates of no violation, each with its code."""
        for number in range(CERTIFICATES):
            yield from self._certificate(number)

    def _certificate(self, number: int) -> Iterator[Order]:
        day = self.world.day()
        asked = max(current_calendar().next_day(date(YEAR, 1, 3)), day)
        data = {
            "sheet": "certificate", "asked_on": asked, "enterprise": self.world.firm(), "uscc": made_uscc("91", self.zone.region, 700_000 + number),
            "sector": "城市管理领域", "from_on": date(YEAR - 3, 1, 1), "to_on": asked, "purpose": self.world.pick(("上市", "项目申报", "招投标", "融资")),
        }  # fmt: skip
        ref = f"no-violation-{number}"
        yield self._do("apply", self.clerk, ref, asked, 9, data, opening=self._opening("credit.certificate"))
        yield self._do("issue", self.clerk, ref, asked, 15, {"issued_on": asked})
