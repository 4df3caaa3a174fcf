"""What a figure page, a statement or a sheet is asked for: period, organ and calibre, read from the address.

A value that is none of those offered reads as not given, so that no address leads to an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from yuheng.faces.workbench import components as ui
from yuheng.faces.workbench.framing import organ_of, viewer_of, year_of
from yuheng.kernel.indicators.calibre import EVERY, Calibre, dates_of
from yuheng.kernel.indicators.declare import Indicator
from yuheng.kernel.indicators.period import Period

LAST_FROM_DAY = 28
"""The latest day on which a statistical month may begin: every month has it."""

KEPT = ("date", "from_day", "then", "regular", "own")
"""The parameters that make a calibre; period and organ are chosen apart."""


@dataclass(frozen=True)
class Question:
    """Period, organ and calibre of one question, with the parameters that ask for them."""

    year: int
    month: int
    quarter: int
    from_day: int
    organ: int | None
    calibre: Calibre
    place: str

    @property
    def period(self) -> Period:
        return self.of_year(self.year)

    def of_year(self, year: int) -> Period:
        """The same month, quarter or whole of another year."""
        if self.month:
            return Period.month(year, self.month, from_day=self.from_day)
        if self.quarter:
            return Period.quarter(year, self.quarter, from_day=self.from_day)
        return Period.year(year, from_day=self.from_day)

    @property
    def words(self) -> str:
        """Period and organ as people say them; a statistical period with its days."""
        name = f"{self.year}年" + (f"{self.month}月" if self.month else f"第{'一二三四'[self.quarter - 1]}季度" if self.quarter else "")
        if self.from_day > 1:
            name += f"（统计期间 {self.period.first} 至 {self.period.last}）"
        return f"{name} · {self.place}"

    def address(self, **changes: object) -> str:
        """The address of this question with changes; what is empty is left out."""
        given = {
            "year": self.year, "month": self.month or "", "quarter": self.quarter or "", "from_day": self.from_day if self.from_day > 1 else "",
            "organ": self.organ or "", "date": self.calibre.date, "then": self.calibre.then or "", "regular": self.calibre.regular or "", "own": self.calibre.own or "",
        } | changes  # fmt: skip
        return "?" + urlencode({name: "1" if value is True else value for name, value in given.items() if value not in ("", None)})


def asked(request: HttpRequest, dates: Sequence[str] = ()) -> Question:
    """The question of this address; `dates` are the dates that may be chosen."""
    seen, query = viewer_of(request), request.GET
    organ = _number(query, "organ")
    if organ not in seen.staff.parents:
        organ = 0
    chosen = organ or organ_of(request)
    date = query.get("date", "")
    calibre = Calibre(date if date in dates else "", *(query.get(name) == "1" for name in ("then", "regular", "own")))
    year = _number(query, "year")
    return Question(
        year if 2000 <= year <= 2100 else year_of(request),
        _within(_number(query, "month"), 12),
        _within(_number(query, "quarter"), 4),
        max(1, _within(_number(query, "from_day"), LAST_FROM_DAY)),
        chosen,
        calibre,
        seen.staff.names.get(chosen, "") if chosen else "全区",
    )


def _number(query: QueryDict, name: str) -> int:
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _within(number: int, most: int) -> int:
    return number if 0 < number <= most else 0


def asked_of(request: HttpRequest, indicator: Indicator) -> Question:
    """The question about one indicator, which says by which dates it may be counted."""
    return asked(request, tuple(dates_of(indicator)) or tuple(EVERY))


def period_fields(request: HttpRequest, question: Question, *, months: bool = True) -> list[ui.FormField]:
    """The choice of period and organ."""
    names = viewer_of(request).staff.names
    years = range(question.year + 2, question.year - 6, -1)
    found = [_select("year", "年度", [(str(year), f"{year} 年") for year in years], str(question.year))]
    if months:
        found.append(_select("quarter", "季度", [("", "全年"), *((str(n), f"第{'一二三四'[n - 1]}季度") for n in range(1, 5))], str(question.quarter or "")))
        found.append(_select("month", "月份", [("", "不限"), *((str(n), f"{n} 月") for n in range(1, 13))], str(question.month or "")))
        help_ = "统计月从上月这一天起，到本月前一天止，如 21 日起、20 日止"
        found.append(_select("from_day", "统计月起日", [(str(n), "自然月" if n == 1 else f"上月 {n} 日起") for n in range(1, LAST_FROM_DAY + 1)], str(question.from_day), help_))
    found.append(_select("organ", "单位", [("", "全区"), *((str(organ), name) for organ, name in names.items())][:400], str(question.organ or "")))
    return found


def calibre_fields(indicator: Indicator, question: Question) -> list[ui.FormField]:
    """The choice of calibre."""
    calibre = question.calibre
    dates = dates_of(indicator)
    found = []
    if dates:
        found.append(_select("date", "计数日期", list(dates.items()), calibre.date))
    found.append(_select("then", "机关", [("", "按现承办单位"), ("1", "按立案（登记）时的单位")], "1" if calibre.then else ""))
    found.append(_select("regular", "程序瑕疵", [("", "计入"), ("1", "不计")], "1" if calibre.regular else ""))
    found.append(_select("own", "存量案件", [("", "计入"), ("1", "不计")], "1" if calibre.own else ""))
    return found


def kept(query: QueryDict) -> str:
    """The part of an address that a saved calibre keeps."""
    return urlencode([(name, query[name]) for name in KEPT if query.get(name) and not (name == "from_day" and query[name] == "1")])


def _select(name: str, label: str, options: list[tuple[str, str]], chosen: str, help: str = "") -> ui.FormField:
    shown = [ui.Option(value, text, value == chosen) for value, text in options]
    return ui.FormField(name=name, label=label, kind="select", options=shown, help=help, prefix="ask_")
