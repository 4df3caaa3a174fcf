"""Models that ask the clocks: what is overdue, and what was done late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from yuheng.kernel.records.models import Clock, StepState
from yuheng.systems.oversight.clues.model import ClueModel, Hit, horizon, register
from yuheng.systems.oversight.clues.rules import THREE_SYSTEMS

ACT = "行政处罚法(2021-01-22)"
COERCION = "行政强制法(2011-06-30)"
PROCEDURES = ("penalty.ordinary", "penalty.summary")
COLUMNS = ("matter_id", "seq", "no", "start", "due_on", "ended_on", "matter__lead_id", "matter__number", "matter__title")


def _clocks(step: str) -> QuerySet[Clock]:
    return Clock.objects.filter(step=step, matter__procedure__in=PROCEDURES).exclude(matter__status="void")


def open_late(step: str, on: date) -> QuerySet[Clock]:
    """Terms that have run out by the day and whose step is still owed."""
    return _clocks(step).filter(ended=0, asleep=False, suspended=False, due_on__lt=on)


def done_late(step: str, on: date) -> QuerySet[Clock]:
    """Terms whose step was done after they had run out, within the time that the models look back."""
    return _clocks(step).filter(ended__gt=0, ended_how="done", ended_on__gt=F("due_on"), ended_on__gte=horizon(on))


def hits(found: QuerySet[Clock], what: str) -> Iterator[Hit]:
    for matter, seq, no, start, due, ended, lead, number, title in found.values_list(*COLUMNS).order_by("matter_id", "seq", "no").iterator():
        fate = f"{ended} 才办理" if ended else f"至 {due + timedelta(days=1)} 仍未办理"
        yield Hit(
            lead, number or title, f"{what}：期限 {due} 届满，{fate}。", f"过程记录第 {seq} 条起算，{start} 起，{due} 届满；{fate}。",
            file=matter, since=due + timedelta(days=1), occasion=f"{seq}-{no}",
        )  # fmt: skip


def late(id: str, name: str, words: str, cites: tuple[str, ...], severity: str, step: str, what: str, *, also_done: bool = False, where: Q | None = None) -> ClueModel:
    """A model of one term: still owed past it, and with `also_done` what was done past it."""

    def find(on: date) -> Iterator[Hit]:
        yield from hits(open_late(step, on).filter(where or Q()), what)
        if also_done:
            yield from hits(done_late(step, on).filter(where or Q()), what)

    return ClueModel(id, name, words, cites, severity, find)


def _not_demanded(on: date) -> Iterator[Hit]:
    demanded = StepState.objects.filter(matter=OuterRef("matter_id"), step="demand", times__gt=0)
    unpaid = open_late("pay", on).filter(~Exists(demanded), matter__procedure="penalty.ordinary", matter__closed_on=None)
    return hits(unpaid, "罚款逾期未缴，没有催告")


def _closed_owed(on: date) -> Iterator[Hit]:
    return hits(open_late("pay", on).filter(matter__closed_on__isnull=False, matter__closed_on__gte=horizon(on)), "案件已经结案，罚款没有缴清")


register(
    late("overdue", "超期未作决定", "立案后超过法定期限没有作出决定，也没有办理延期。", (f"{ACT}#60",), "grave", "decide", "逾期未作处罚决定，没有办理延期", also_done=True, where=Q(extensions=[])),
    late("overdue_extended", "延期后仍未作决定", "经批准延期，延长的期限也已届满，没有作出决定。", (f"{ACT}#60",), "grave", "decide", "延期后仍逾期未作处罚决定", also_done=True, where=~Q(extensions=[])),
    late("verify_late", "线索核查超期", "登记线索以后没有在期限内核查、决定是否立案。", (f"{ACT}#54",), "common", "verify", "线索核查逾期"),
    late("not_served", "决定书未及时送达", "作出决定以后没有在期限内送达当事人。", (f"{ACT}#61",), "common", "serve", "决定书没有按期送达", also_done=True),
    late("unpublished", "处罚决定未公示", "作出处罚决定以后没有在期限内公示。", (f"{THREE_SYSTEMS}#（六）", f"{ACT}#48.1"), "common", "publish", "处罚决定没有按期公示", also_done=True),
    late("credit_unpublished", "信用信息未报送", "作出处罚决定以后没有在期限内报送信用公示。", (f"{THREE_SYSTEMS}#（六）",), "common", "credit", "信用公示没有按期报送", also_done=True),
    late("seizure_over", "查封扣押超期", "查封、扣押期限届满没有解除，也没有作出处理。", (f"{COERCION}#25", f"{COERCION}#28"), "grave", "release", "查封、扣押期限届满未处理", also_done=True),
    late("preserve_over", "先行登记保存超期", "先行登记保存以后没有在期限内作出处理决定。", (f"{ACT}#56",), "grave", "preserve_decide", "先行登记保存没有按期处理", also_done=True),
    late("not_rechecked", "责令改正未复查", "责令改正的期限届满没有复查。", (f"{ACT}#28",), "slight", "recheck", "责令改正期满没有复查"),
    late("spot_unrecorded", "当场处罚未备案", "当场处罚以后没有在期限内报所属机关备案。", (f"{ACT}#52.3",), "common", "record", "当场处罚没有按期备案", also_done=True),
    ClueModel("not_demanded", "罚款未缴未催告", "缴款期限届满，罚款没有缴清，也没有催告。", (f"{COERCION}#54", f"{ACT}#72"), "slight", _not_demanded),
    ClueModel("closed_owed", "未缴清即结案", "案件已经结案，罚款没有缴清。", (f"{ACT}#66.1", f"{ACT}#67"), "common", _closed_owed),
)  # fmt: skip
