"""What the steps of the annual report fill in by themselves, through whichever door they come: units and legal days at the start,
who sent a passage, what a confirmed figure was, the digest of what is published."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from yuheng.kernel.engine.completing import Completed, register
from yuheng.kernel.indicators.declare import all_indicators
from yuheng.kernel.indicators.evaluate import Period, value
from yuheng.kernel.law import LawError, law
from yuheng.kernel.procedure.state import Act, Refusal, Snapshot
from yuheng.kernel.records.models import Organ
from yuheng.report.compose import UnknownFigure, faults
from yuheng.report.confirming import confirmations, owner_of, owners, row_of, units_of_report
from yuheng.report.publish import Moving, frozen
from yuheng.report.shown import shown

PROCEDURE = "report.annual"
_BEFORE = re.compile(r"(\d{1,2})月(\d{1,2})日之前")
_DAYS = (("submit_by", "rol_report.submit", "报送"), ("publish_by", "rol_report.publish", "公开"))


def legal_day(key: str, year: int) -> tuple[date, str] | None:
    """The day before which a report of the year must be sent or public, with the article; None where the law does not say."""
    try:
        parameter = law(key, on=date(year + 1, 1, 1))
    except LawError:
        return None
    found = _BEFORE.search(str(parameter.value))
    return (date(year + 1, int(found[1]), int(found[2])), parameter.citation.zh) if found else None


def start(act: Act, state: Snapshot) -> Completed | Refusal:
    """Title, units and the two legal days, where they were left open; a later day than the law's is refused."""
    data = dict(act.data)
    year = _year(data.get("year"))
    if year is None:
        return Completed(data)
    if year >= act.day.year and act.day < date(year, 11, 1):
        return _refusal("year", f"{year} 年尚未结束，十一月起才可以启动该年度报告。", "请核对报告年度。")
    for name, key, act_name in _DAYS:
        found = legal_day(key, year)
        if found is None:
            continue
        limit, cite = found
        given = data.get(name)
        if given in (None, ""):
            data[name] = limit - timedelta(days=1)
        elif str(given) >= limit.isoformat():
            return _refusal(name, f"应当在 {limit} 之前{act_name}（{cite}），所填 {given} 已经晚了。", "请填写法定期限以内的日期。")
    if not data.get("title"):
        data["title"] = f"{_zone(state)}{year}年法治政府建设年度报告"
    if not data.get("units"):
        data["units"] = [{"unit": unit} for unit in units_of_report(state.lead or 0)]
    return Completed(data)


def _year(given: Any) -> int | None:
    text = str(given or "").strip()
    return int(text) if text.isdigit() and 2000 <= int(text) <= 2100 else None


def _zone(state: Snapshot) -> str:
    top = state.lead_line[-1] if state.lead_line else state.lead
    organ = Organ.objects.filter(pk=top or 0).values("name", "short").first()
    return (organ["short"] or organ["name"]) if organ else ""


def collect(act: Act, state: Snapshot) -> Completed | Refusal:
    """A passage bears the unit that sent it; a chapter that the unit sent before is replaced, the old text stays in the ledger."""
    unit = _unit(act, state)
    if isinstance(unit, Refusal):
        return unit
    before = state.rows.get("passages", {})
    items = []
    for item in _items(act, "passages"):
        number = item.get("row")
        if number is not None and before.get(number, {}).get("unit") != unit:
            return _refusal("passages", "只能修改本单位报送的材料。", "请核对所选的材料。")
        if number is None and not item.get("voided"):
            same = [n for n, row in before.items() if row.get("unit") == unit and row.get("chapter") == item.get("chapter") and not row.get("voided")]
            item = {**item, **({"row": same[0]} if same else {})}
        items.append(item if item.get("voided") else {**item, "unit": unit})
    return Completed({**act.data, "passages": items})


def confirm(act: Act, state: Snapshot) -> Completed | Refusal:
    """A confirmation bears the value that the records give at that moment, who confirmed and when."""
    unit = _unit(act, state)
    if isinstance(unit, Refusal):
        return unit
    owned, known, lead = owners(), all_indicators(), state.lead or 0
    before = state.rows.get("confirmations", {})
    period = Period.year(int(state.facts.get("year") or 0))
    items: dict[str, dict[str, Any]] = {}
    for item in _items(act, "confirmations"):
        indicator = known.get(str(item.get("indicator")))
        if indicator is None:
            return _refusal("confirmations", f"指标“{item.get('indicator')}”没有定义。", "请从本单位的数字中选择。")
        if owner_of(indicator, owned, lead) != unit:
            return _refusal("confirmations", f"“{indicator.caption}”不由本单位负责，不能确认。", "请由责任单位确认。")
        figure = value(indicator, period)
        seen = str(item.get("shown") or "")
        if seen and seen != shown(figure):
            message = f"“{indicator.caption}”的记录已经变动：您看到的是{seen}，现为{shown(figure)}，没有确认。"
            return _refusal("confirmations", message, "请核对现在的数字后再确认。")
        number = row_of(indicator.id, before)
        items[indicator.id] = {
            **({"row": number} if number is not None else {}),
            "indicator": indicator.id, "unit": unit, "shown": shown(figure), "numerator": figure.value.numerator,
            "denominator": figure.value.denominator, "confirmed_by": act.by.person, "confirmed_at": act.at,
        }  # fmt: skip
    return Completed({**act.data, "confirmations": list(items.values())})


def _unit(act: Act, state: Snapshot) -> int | Refusal:
    """The unit whose row the act is done for, if the acting person belongs to it."""
    unit = state.rows.get("units", {}).get(act.row, {}).get("unit")
    if unit is None:
        return Refusal("row", "没有这一参编单位。", remedy="请由年度报告编辑先增加参编单位。")
    if unit not in act.by.line:
        return Refusal("organ", f"{act.by.name}不是该参编单位的人员，不能代为办理。", remedy="请由该单位的供稿人员办理。")
    return int(unit)


def _items(act: Act, kind: str) -> list[dict[str, Any]]:
    found = act.data.get(kind)
    return [dict(item) for item in found] if isinstance(found, list | tuple) else []


def join(act: Act, state: Snapshot) -> Completed | Refusal:
    """A draft whose figures are not declared is not taken in."""
    wrong = faults(str(act.data.get("draft") or "")) if act.data.get("draft") else []
    if not wrong:
        return Completed(act.data)
    more = f"（共 {len(wrong)} 处）" if len(wrong) > 1 else ""
    return Refusal("data", f"报告正文有误{more}：{wrong[0]}", fields={"draft": "".join(wrong[:8])})


def publish(act: Act, state: Snapshot) -> Completed | Refusal:
    """Freezes the draft: composes it, digests it, and writes it beside the event. Figures that their units have not confirmed
    are published only with a reason."""
    try:
        found = frozen(str(state.facts.get("draft") or ""), int(state.facts.get("year") or 0))
    except (Moving, UnknownFigure) as error:
        return Refusal("figures", str(error), remedy="请稍后重试；指标有误的请重新统稿。")
    lacking = [
        one
        for one in confirmations(found.composed.figures(), state.rows.get("confirmations", {}), state.lead or 0)
        if one.state != "confirmed"
    ]
    if lacking and len(str(act.data.get("unconfirmed_reason") or "").strip()) < 2:
        return _unconfirmed(lacking)
    given = act.data.get("digest")
    if given and given != found.digest:
        return _refusal("digest", "公开文本摘要由系统计算，不能填写。", "请留空。")
    return Completed({**act.data, "digest": found.digest}, lambda matter: _kept(found, matter, act))


def _kept(found: Any, matter: int, act: Act) -> None:
    found.keep(matter, act.at)


def _unconfirmed(lacking: list[Any]) -> Refusal:
    names = dict(Organ.objects.filter(pk__in={one.unit for one in lacking}).values_list("pk", "name"))
    by_unit: dict[int, list[str]] = {}
    for one in lacking:
        by_unit.setdefault(one.unit, []).append(one.figure.indicator.caption)
    told = "；".join(f"{names.get(unit, '')}{len(captions)}个（{captions[0]}等）" for unit, captions in by_unit.items())
    message = f"还有 {len(lacking)} 个数字未经责任单位确认或者确认后又有变动：{told}。"
    return Refusal(
        "unconfirmed", message, remedy="请提请这些单位确认；来不及确认的，写明仍予公开的理由。", fields={"unconfirmed_reason": message}
    )


def _refusal(field: str, message: str, remedy: str) -> Refusal:
    return Refusal("data", message, remedy=remedy, fields={field: message})


def register_all() -> None:
    """Ties these to the procedure's steps; called once when the application starts."""
    register(PROCEDURE, "start", start)
    register(PROCEDURE, "collect", collect)
    register(PROCEDURE, "confirm", confirm)
    register(PROCEDURE, "join", join)
    register(PROCEDURE, "publish", publish, final="报告已经向社会公开，不能撤回；有错误的，公开更正。")
