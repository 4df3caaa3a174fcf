"""Models over reconsideration and litigation: acts struck down, publicity that stayed, papers that lay on a desk, answers that came late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q

from yuheng.kernel.records.models import Clock
from yuheng.systems.disputes.litigation.analysis import standing
from yuheng.systems.disputes.litigation.choices import OVERTURNS, RESULTS
from yuheng.systems.disputes.litigation.rules import NEW, SUIT
from yuheng.systems.oversight.clues.found.by_clock import hits, late
from yuheng.systems.oversight.clues.model import ClueModel, Hit, horizon, register

ACT = "行政处罚法(2021-01-22)"
CASES = ("litigation.reconsideration", "litigation.lawsuit")
NAMES = dict(RESULTS)


def _overturned(on: date) -> Iterator[Hit]:
    lost = standing().filter(lost=True, result__in=OVERTURNS, ended_on__gte=horizon(on), unit__isnull=False).exclude(matter__procedure="litigation.past")
    for one in lost.select_related("matter").order_by("pk").iterator():
        yield Hit(
            one.unit_id or one.matter.lead_id, one.docket or one.matter.number or one.matter.title, f"{one.ended_on} {NAMES[str(one.result)]}（{one.body}），请核对同类案件是否有同样的问题。",
            f"结果文书：{one.result_number or ''}。", file=one.act_file_id or one.pk, since=one.ended_on, occasion=f"k{one.pk}",
        )  # fmt: skip


def _late(step: str, what: str):
    def find(on: date) -> Iterator[Hit]:
        terms = Clock.objects.filter(step=step, matter__procedure__in=CASES).exclude(matter__status="void")
        still = Q(ended=0, asleep=False, suspended=False, due_on__lt=on)
        done = Q(ended__gt=0, ended_how="done", ended_on__gt=F("due_on"), ended_on__gte=horizon(on))
        yield from hits(terms.filter(still | done), what)

    return find


register(
    ClueModel("overturned", "行为被复议、诉讼纠错", "行政行为在复议、诉讼中被撤销、变更、确认违法或者无效。", (f"{ACT}#48.2", f"{SUIT}#70"), "grave", _overturned),
    late("not_withdrawn", "纠错后未撤回公示", "处罚决定被变更、撤销、确认违法或者无效以后，没有在期限内撤回公示。", (f"{ACT}#48.2",), "grave", "withdraw", "处罚决定已经变动，没有按期撤回公示", also_done=True),
    ClueModel("handed_late", "复议应诉收文未当日转办", "收到复议申请书、起诉状副本，当日没有转办。", (f"{NEW}#48", f"{SUIT}#67.1"), "common", _late("hand_over", "收文没有当日转办")),
    ClueModel("answered_late", "逾期答复、答辩", "没有在法定期限内提出答复（答辩）和证据。", (f"{NEW}#48", f"{SUIT}#67.1"), "grave", _late("answer", "没有按期提出答复（答辩）和证据")),
)  # fmt: skip
