"""What stands behind one figure of the text: records, definition, calibre, parts, last year, months, units, who confirmed it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench import figureparts as parts
from yuheng.faces.workbench.tiles import number
from yuheng.faces.workbench.views.reporting.reading import Reading
from yuheng.kernel.access.figures import matters_behind, procedures_of
from yuheng.kernel.indicators.declare import Indicator, all_indicators
from yuheng.kernel.indicators.evaluate import Figure, Period, rows, value
from yuheng.kernel.indicators.explain import explain
from yuheng.report.confirming import confirmations
from yuheng.report.proof.checks.claims import UNEXPLAINED_FROM
from yuheng.report.publish import changed_since
from yuheng.report.records.models import FrozenFigure
from yuheng.report.shown import shown

ROWS = 10


def pane(request: HttpRequest, found: Reading, name: str) -> ui.ChipPane:
    """The pane of a figure. Of a published report it shows the figure as published, and what changed since."""
    indicator, seen = all_indicators()[name], found.seen
    period, before = Period.year(found.year), Period.year(found.year - 1)
    now, last = value(indicator, period), value(indicator, before)
    frozen = found.published.figures.filter(indicator=name).first() if found.published is not None else None
    readable = bool(procedures_of(indicator) & seen.reads)
    chart = parts.months(indicator, found.year, None, seen)
    months = [list(series.values) for series in chart.series]
    href = f"{reverse('figure', args=[name])}?as_year={found.year}"
    return ui.ChipPane(
        caption=indicator.caption,
        value=frozen.shown.removesuffix(indicator.unit) if frozen else number(now),
        unit=indicator.unit,
        scope=f"{found.year} 年 · 全区{'（已公开）' if frozen else ''}",
        definition=indicator.definition,
        before=_before(now, last),
        rows=parts.table(matters_behind(seen, rows(indicator, period)), indicator, seen, ROWS) if readable else None,
        warnings=_warnings(indicator, now, last, readable),
        figure=ui.Link(f"打开全部 {now.rows:,} 条记录", href) if readable else None,
        also=parts.used_in(name, seen),
        facts=_facts(found, indicator, now),
        explanation=explain(indicator, period),
        months=ui.FigureTile("按月", number(now), indicator.unit, href if readable else "#pane", "各月", months=months[0], months_before=months[1] if len(months) > 1 else ()),
        shares=parts.shares(indicator, period, None, seen, now)[:6],
        drift=_drift(found, frozen),
    )


def _before(now: Figure, last: Figure) -> str:
    if not last.rows:
        return "上年无记录"
    change = parts.change(now, last)
    return f"上年 {number(last)} {now.indicator.unit}" + (f"，{change}" if change else "")


def _facts(found: Reading, indicator: Indicator, now: Figure) -> list[ui.Calibre]:
    facts = [ui.Calibre("文中写作", shown(now))]
    if now.denominator is not None:
        facts.append(ui.Calibre("分子、分母", f"{now.numerator:,} ÷ {now.denominator:,}"))
    facts += [one for one in parts.calibres(indicator) if one.label != "单位"]
    stands = confirmations([now], found.rows("confirmations"), found.lead)[0]
    return [*facts, ui.Calibre("确认", stands.words(found.seen.staff.names, found.seen.staff.people))]


def _warnings(indicator: Indicator, now: Figure, last: Figure, readable: bool) -> list[str]:
    found = [f"与“{one.caption}”是同一批记录，按一组计" for one in all_indicators().values()
             if one.same_set and one.same_set == indicator.same_set and one.id != indicator.id]  # fmt: skip
    if last.value and abs(now.value - last.value) > UNEXPLAINED_FROM * abs(last.value):
        found.append(f"较上年变动超过{int(UNEXPLAINED_FROM * 100)}%，文中应当说明原因")
    if now.blanks:
        found.append(f"其中 {now.blanks:,} 条没有填写该数，不计入合计")
    if not readable:
        found.append("记录由责任单位保管，您可以看到数字，不能打开记录")
    return found


def _drift(found: Reading, frozen: FrozenFigure | None) -> str:
    if frozen is None or found.published is None:
        return ""
    changed = next((one for one in changed_since(found.published, only=frozen.indicator)), None)
    return f"{changed.words}，现为{shown(changed.now)}" if changed else ""
