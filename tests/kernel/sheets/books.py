"""Workbooks made for tests."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from yuheng.kernel.sheets.columns import Column, Option

PENALTIES = (
    Column("name", "当事人", synonyms=("行政相对人名称",), required=True, max_length=50),
    Column("uscc", "统一社会信用代码", "code", synonyms=("信用代码",)),
    Column("fine", "罚款金额", "money", required=True),
    Column("decided_on", "决定日期", "date", required=True, latest=date(2026, 11, 24)),
    Column(
        "source", "案件来源", "choice", choices=(Option("visit", "检查发现"), Option("report", "举报", ("投诉举报",)))
    ),
    Column("paid", "是否缴清", "bool"),
)


def book(fill: Callable[[Workbook, Any], None], name: str = "台账") -> bytes:
    """A workbook with one sheet, filled by the test."""
    buffer = io.BytesIO()
    work = Workbook(buffer, {"in_memory": True})
    fill(work, work.add_worksheet(name))
    work.close()
    return buffer.getvalue()


def table(rows: Iterable[Sequence[Any]], merged: Sequence[tuple[int, int, int, int, Any]] = ()) -> bytes:
    """A workbook of these rows; `merged` are ranges with their value."""

    def fill(work: Workbook, sheet: Any) -> None:
        day = work.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                elif isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write(number, place, value)
        for top, left, bottom, right, value in merged:
            sheet.merge_range(top, left, bottom, right, value)

    return book(fill)


HEAD = ["当事人", "统一社会信用代码", "罚款金额（元）", "决定日期", "案件来源", "是否缴清"]
GOOD = ["玉山镇老张面馆", "92320583MA1KGX207N", 500, date(2023, 9, 1), "举报", "是"]


_OLD = (
    r"c-rk)O-NKx6h8O88Rw0SI{rl(*dR2SDd|j+Eu6`s48o_Tkl2rDGg+8p3<lXEEt^du7;Z{xA?Tuw6+-_-?jj<~7C{g>iL_`_P|-"
    r"qtoqOJ!mtzJFl%%|GxaZz;?z!jOpL2iay&O#*@4uB9hB@$n2s4Tm;%3PhCToPT1J)}FFGg|+lVV^=!7AZG#+l(k!gC8>L%!Z&5a6"
    r"b11S!A=Ob6g3$SncCV-"
    r"c~P`cTh!ABvd?V^4sqm=Ym_`jtZT2+>rcH%Rv((QPE@CR&WT<E$1&y>f1m7RNP0Hq|8}WpIbuyd_B?q{CAl$L&2#)ipy&@Ob@+C0"
    r"3DTvcUl0l9u`d{vhX*U=ZQ~+7S88&G|mxIHcin55PCY0q`}lub(&!`QpkMp!`R)-0}yxgo`*=-"
    r"Yb{@IzTzhcrb^+1{Y1dMqmeJsWF6$zRJQQgRzhPDd>eHth1@d`DqI<7ZiXC+|YXHbCt7O1XfkoCEu4NVDHa@>}ks^50~ehnvfY+u"
    r"5I@;y}ESmvZU;&v?{nQhb#N`Px{w1VsZDe@3OzKCxFF`N1fH1+RXv%5bJQ%r2uSoxm^XDi`-"
    r"=;g?mbCTm@TXtn<i&4cISdbv(aW=p?d7okR(=KW#{T*lk`;rd?{siI}?nWvr~B!dpj@4!V8RJ8CVT5K!P8Z-"
    r"I>ysfOl+tmaaS4MfkA)zwtaB$|d>2y<sex>nfLNjev()`@=HgxB76v&uPG4t=V;n-"
    r"!YyuE+9FY4}Xq&>L?*WaFLb<I|77PRL_<tnUiPJ#Qpu+G+NVXvS|Rn<Ut^u_@X`oCMQ+FC&s^#9V{X=%O_kX>c1V$LCMfIRQD7&W"
    r"XsGb<TuboX(k%vuJ*VdHe|EN7D4wb>c6DM>I0-XUxLS>}Mka`cZYbhj_gO_pn0qAkOjd7%hwBLDd$c?2BZ-"
    r"E0x=Sq1zXu?2EenNp0k!`pOYf;5P3(-Wb2I7}3ady1b%MpH-"
    r"M|Rt*?1V8DO@1OEf~3xwb5qV_^IYi}Kk_FZQh(~R+%WZ7abwBWB5|5EOR0Omnxiz$9qf|*5Zu?4n?d@tnKhu(wG1P#=WrkLXw-"
    r">Pi(coy8y{`a;}to~<W>E}Q8{}a?wF#P"
)


def old_book() -> bytes:
    """An xls file (BIFF8) of an office: a title, the header, two rows whose first cells are merged, and a hidden sheet."""
    return zlib.decompress(base64.b85decode(_OLD))
