"""Rules over several payments: cut below a limit, round sums in a row, one account under two names, the rush at the year's end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Sum

from yuheng.kernel.identity import masking
from yuheng.systems.oversight.money.choices import SPENT
from yuheng.systems.oversight.money.model import Hit, Rule, Run, limit, register, yuan
from yuheng.systems.oversight.money.standing import blind, contracts, line, payments

PLAIN = ("unit", "payee", "paid_on", "amount", "pk", "number")
_MOST = 20


def _streams(found: QuerySet[Any], run: Run) -> Iterator[list[tuple[Any, ...]]]:
    """The payments of each unit to each payee, in order of time: one walk along an index."""
    if run.only is not None:
        found = found.filter(payee__in=payments(run).values("payee"))
    rows = found.filter(paid_on__gte=run.since).order_by("unit", "payee", "paid_on", "amount", "pk").values_list(*PLAIN).iterator(chunk_size=5000)
    for _key, group in groupby(rows, key=lambda row: (row[0], row[1])):
        yield list(group)


def _series(rows: list[tuple[Any, ...]], days: int, least: int, enough: int) -> Iterator[list[tuple[Any, ...]]]:
    """Runs of at least `least` payments each within `days` of one another that come to `enough`; overlapping ones are one."""
    if len(rows) < least or sum(row[3] for row in rows) < enough:
        return
    start, total, held = 0, 0, (0, 0)
    for place, row in enumerate(rows):
        total += row[3]
        while row[2] - rows[start][2] > timedelta(days=days):
            total -= rows[start][3]
            start += 1
        if place - start + 1 < least or total < enough:
            continue
        if held[1] and start >= held[1]:
            yield rows[held[0] : held[1]]
            held = (start, place + 1)
        else:
            held = (held[0] if held[1] else start, place + 1)
    if held[1]:
        yield rows[held[0] : held[1]]


def _hit(rows: list[tuple[Any, ...]], said: str) -> Hit:
    first, total = rows[0], sum(row[3] for row in rows)
    words = said.format(n=len(rows), since=first[2], until=rows[-1][2], payee=masking.name(first[1] or ""), total=yuan(total))
    return Hit(first[0], words, [(row[4], line(row[5], row[2], row[1], row[3])) for row in rows[-_MOST:]], str(first[4]), first[1] or "", total)


def _split(run: Run) -> Iterable[Hit]:
    below = limit("split.limit", run.on)
    # What stands under a contract above the limit went the way that the limit asks for.
    bought = contracts().filter(number=OuterRef("contract"), amount__gte=below)
    found = payments().filter(amount__gt=0, amount__lt=below, kind__in=SPENT).filter(~Exists(bought))
    for rows in _streams(found, run):
        for series in _series(rows, limit("split.days", run.on), 2, below):
            yield _hit(series, f"{{since}} 至 {{until}} 向“{{payee}}”支付 {{n}} 笔，每笔不足 {yuan(below)}，合计 {{total}}。")


def _round(run: Run) -> Iterable[Hit]:
    unit, count, days = limit("round.unit", run.on), limit("round.count", run.on), limit("round.days", run.on)
    found = payments().annotate(rest=F("amount") % unit).filter(rest=0, amount__gt=0).exclude(kind__in=("staff", "grant", "refund")).filter(contract=None)
    for rows in _streams(found, run):
        for series in _series(rows, days, count, 1):
            yield _hit(series, "{since} 至 {until} 向“{payee}”连续支付 {n} 笔整数金额，合计 {total}。")


def _account(run: Run) -> Iterator[Hit]:
    found = payments().exclude(account=None).filter(payee_kind="body").annotate(index=blind())
    if run.only is not None:
        found = found.filter(index__in=payments(run).exclude(account=None).annotate(index=blind()).values("index"))
    groups = found.values("index").annotate(n=Count("payee", distinct=True)).filter(n__gt=1).order_by("index")
    for group in groups:
        by_payee: dict[str, tuple[Any, ...]] = {}
        for row in found.filter(index=group["index"]).order_by("paid_on", "pk").values_list(*PLAIN):
            by_payee.setdefault(row[1] or "", row)
        rows = list(by_payee.values())
        last = rows[-1]
        names = "、".join(f"“{masking.name(name)}”" for name in list(by_payee)[:_MOST])
        yield Hit(
            last[0], f"同一收款账号用于 {len(rows)} 个单位：{names}。", [(row[4], line(row[5], row[2], row[1], row[3])) for row in rows[:_MOST]],
            f"{group['index'][:16]}-{len(rows)}", last[1] or "", last[3],
        )  # fmt: skip


def _year_end(run: Run) -> Iterator[Hit]:
    """The last days of a year that is over, or of the present one once they have begun."""
    days, share, least = limit("year_end.days", run.on), limit("year_end.share", run.on), limit("year_end.least", run.on)
    for year in (run.on.year - 1, run.on.year):
        last = date(year, 12, 31)
        first = last - timedelta(days=days - 1)
        if run.on < first:
            continue
        spent = payments().filter(paid_on__gte=date(year, 1, 1), paid_on__lte=last).exclude(kind__in=("staff", "grant"))
        whole = dict(spent.values_list("unit").annotate(total=Sum("amount")).order_by("unit"))
        for unit, late in spent.filter(paid_on__gte=first).values_list("unit").annotate(total=Sum("amount")).order_by("unit"):
            if late < least or late * 100 < whole[unit] * share:
                continue
            rows = spent.filter(unit=unit, paid_on__gte=first).order_by("-amount", "pk").values_list(*PLAIN)[:_MOST]
            yield Hit(
                unit, f"{first} 至 {last} 支付 {yuan(late)}，占全年 {yuan(whole[unit])} 的 {late * 100 // whole[unit]}%。",
                [(row[4], line(row[5], row[2], row[1], row[3])) for row in rows], f"{unit}-{year}", "", late,
            )  # fmt: skip


register(
    Rule(
        "split", "疑似拆分支付规避限额", "同一单位{days}内向同一收款人支付两笔以上，每笔不足{limit}、合计达到{limit}的，应当说明是否拆分；合同金额已达限额的除外。",
        "yellow", "支付审核岗", _split, limits=("split.limit", "split.days"),
    ),
    Rule(
        "round_sums", "连续整数支付", "{days}内向同一收款人支付{count}笔以上{unit}整倍数金额且没有合同的，应当说明。", "yellow", "支付审核岗", _round,
        limits=("round.unit", "round.count", "round.days"),
    ),
    Rule("same_account", "同一账号两个收款人", "不同单位不使用同一收款账号；更名的，应当说明。", "yellow", "支付审核岗", _account),
    Rule(
        "year_end", "年末集中支付", "年末最后{days}支付{least}以上且占全年{share}以上的，应当说明；人员经费、拨款补助除外。", "yellow", "预算管理岗", _year_end, ("after",),
        limits=("year_end.days", "year_end.share", "year_end.least"),
    ),
)  # fmt: skip
