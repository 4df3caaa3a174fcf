"""A date explained, line by line, in the words of a paper that a court may read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from yuheng.kernel.time.length import Length
from yuheng.kernel.time.reckon import Line, Reckoning, count

SILENT = "法无明文，从严"
HOLIDAYS = "《全国年节及纪念日放假办法》第二条"
WHOSE = {
    "party": "当事人行使权利的期间",
    "organ": "行政机关办理的期限",
    "measure": "对当事人采取措施的期限",
    "limitation": "追究时效",
    "minimum": "行政机关行为前须满足的最短期间",
    "minimum_party": "当事人申请前须满足的最短期间",
}


def lines(r: Reckoning) -> list[Line]:
    """The derivation of a reckoning."""
    found = [_first(r)]
    if r.length.unit == "hour":
        way = "自事项时刻向前" if r.direction == "backward" else "自起算时刻"
        found.append(Line(f"{way}连续计算 {r.length}，夜间和休息日不扣除", "《民法典》第二百零一条第二款"))
        ends = {"backward": "最迟于 {} 办理", "earliest": "最早可以行为的时刻为 {}"}.get(r.direction, "至 {} 止")
        return [*found, Line(ends.format(f"{r.due:%Y-%m-%d %H:%M}"), day=_day(r.due))]
    found.append(_unit(r))
    if r.direction == "backward":
        return [*found, *_backward(r), *_provisional(r)]
    found.extend(_off_days(r))
    found.append(_nominal(r))
    found.extend(_extensions(r))
    found.extend(_spans(r))
    if r.due is None:
        return [*found, Line("期间正在中止，恢复后再计算届满日")]
    found.extend(_move(r))
    if r.direction == "earliest":
        found.append(_earliest(r))
    else:
        found.append(Line(f"届满日为 {r.due}", day=_day(r.due)))
    return [*found, *_provisional(r)]


def _provisional(r: Reckoning) -> list[Line]:
    if not r.provisional:
        return []
    end = _day(r.due)
    if end is not None and end > r.calendar.horizon:
        year = r.calendar.horizon.year + 1
        return [Line(f"{year} 年及以后的放假安排尚未公布，只计入放假办法确定的节日；本日期为暂定，公布后重新计算", HOLIDAYS)]
    return [Line(f"{r.calendar.first.year} 年以前的放假安排没有收录，按周一至周五推算；本日期为暂定")]


def _day(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _first(r: Reckoning) -> Line:
    law = f"（{r.basis}）" if r.basis else ""
    kind = WHOSE.get(r.whose, "")
    if r.direction == "backward":
        return Line(f"事项日 {_start(r)}，须至少提前 {_written(r)}{law}；{kind}", r.basis, _day(r.start))
    first = "" if r.length.unit == "hour" else "，当日不计入"
    return Line(
        f"起算事由发生于 {_start(r)}，期间 {_written(r)}{law}；{kind}{first}",
        r.basis or "《民法典》第二百零一条",
        _day(r.start),
    )


def _start(r: Reckoning) -> str:
    return (
        f"{r.start:%Y-%m-%d %H:%M}" if isinstance(r.start, datetime) and r.length.unit == "hour" else f"{_day(r.start)}"
    )


def _written(r: Reckoning) -> str:
    return str(r.written or r.length)


def _unit(r: Reckoning) -> Line:
    cite = r.rule.cite.zh if r.rule.cite and (r.rule.working_days or r.rule.up_to or r.rule.all) else ""
    if r.length.unit == "working_day":
        if cite and r.written is not None and r.written.unit == "day":
            return Line(f"该法规定的{r.written}是工作日：周末和放假日不计，调休上班日计入（{cite}）", cite)
        if cite:
            return Line(f"按工作日计算：周末和放假日不计，调休上班日计入（{cite}）", cite)
        return Line("按工作日计算：周末和放假日不计，调休上班日计入")
    if r.length.unit in ("month", "year"):
        return Line("按月、年计算：到期月的对应日为最后一日，没有对应日的为月末日", "《民法典》第二百零二条")
    extra = f"，{r.rule.statute}未将该长度规定为工作日" if cite else ""
    return Line(f"按自然日计算{extra}", cite)


def _off_days(r: Reckoning) -> list[Line]:
    """For working days: the days off and the make-up days passed on the way."""
    end = _day(r.due) or _day(r.nominal)
    start = _day(r.start)
    if r.length.unit != "working_day" or end is None or start is None or (end - start).days > 400:
        return []
    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    off = [d for d in passed if d in r.calendar.off and r.calendar.is_rest(d)]
    worked = [d for d in passed if d in r.calendar.worked]
    found = []
    if off:
        found.append(Line("其间放假不计：" + "、".join(f"{d:%m-%d}（{r.calendar.name(d)}）" for d in off)))
    if worked:
        found.append(Line("其间调休上班计入：" + "、".join(f"{d:%m-%d}（{r.calendar.name(d)}）" for d in worked)))
    return found


def _nominal(r: Reckoning) -> Line:
    plain = count(r.length, r.start, r.rule, r.calendar, whose="organ")
    return Line(f"{r.length}的最后一日为 {plain.nominal}", day=_day(plain.nominal))


def _extensions(r: Reckoning) -> list[Line]:
    total: list[Length] = [r.length]
    found = []
    for length, approved, valid in r.extensions:
        if valid:
            total.append(length)
            found.append(Line(f"经批准（{approved}）延长 {length}，自起算日起合并计算", day=approved))
        else:
            found.append(Line(f"{approved} 批准的延长 {length} 晚于届满日，不发生效力", day=approved))
    if len(total) > 1:
        found.append(Line(f"延长后最后一日为 {r.nominal}", day=_day(r.nominal)))
    return found


def _spans(r: Reckoning) -> list[Line]:
    found = []
    for first, last in r.spans:
        found.append(Line(f"不计入期间：{first} 至 {last or '（尚未恢复）'}，首尾两日均扣除", day=first))
    if r.spans and r.due is not None:
        found.append(Line(f"扣除后最后一日顺延 {r.saved} 日"))
    return found


def _move(r: Reckoning) -> list[Line]:
    end = (_day(r.nominal) or date.min) + timedelta(days=r.saved)
    if not r.calendar.is_rest(end):
        return []
    why = r.calendar.name(end)
    if r.rule.moves_all:
        cite = r.rule.moves_cite.zh if r.rule.moves_cite else ""
        return [Line(f"最后一日 {end} 是休息日（{why}），顺延至其后第一个非休息日（{cite}）", cite)]
    if r.whose == "party":
        return [
            Line(
                f"最后一日 {end} 是休息日（{why}），当事人的期间顺延（{SILENT}：有利于当事人）",
                "《民法典》第二百零三条",
            )
        ]
    return [Line(f"最后一日 {end} 是休息日（{why}），{r.rule.statute or '该法'}未规定顺延，不顺延（{SILENT}）")]


def _earliest(r: Reckoning) -> Line:
    if r.whose == "minimum_party":
        return Line(f"当事人自最后一日 {r.due} 起可以提出", day=_day(r.due))
    return Line(f"最早可以行为之日为最后一日的次日 {r.due}", day=_day(r.due))


def _backward(r: Reckoning) -> list[Line]:
    return [
        Line("事项当日不计入，向前推算；不因休息日向事项日移动"),
        Line(f"最迟于 {r.due} 办理", day=_day(r.due)),
        Line(f"有观点认为应当空出整日，稳妥起见宜于 {r.plan} 或者之前办理（{SILENT}）", day=r.plan),
    ]
