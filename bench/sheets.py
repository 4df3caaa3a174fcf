"""Reading and writing sheets: 10,000 rows from xlsx and csv with every kind of column, 100,000 rows written as they come."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bench.rows import Row
from yuheng.kernel.identity import uscc
from yuheng.kernel.sheets.columns import Column
from yuheng.kernel.sheets.reading import read
from yuheng.kernel.sheets.writing import write

_COUNT = 10_000
COLUMNS = (
    Column("name", "行政相对人名称", required=True, max_length=200),
    Column("uscc", "统一社会信用代码", "code", check=uscc.checked),
    Column("number", "行政处罚决定书文号", required=True, max_length=128),
    Column("cause", "违法事实", "long_text", max_length=5000),
    Column("basis", "处罚依据", "long_text"),
    Column("kind", "处罚类别", "choices", choices=(("warn", "警告"), ("fine", "罚款"), ("forfeit", "没收违法所得、没收非法财物"))),
    Column("fine", "罚款金额", "money", unit="万元"),
    Column("decided_on", "处罚决定日期", "date", required=True, latest=date(2026, 12, 31)),
    Column("until", "处罚有效期", "date"),
    Column("organ", "处罚机关", required=True),
    Column("source", "案件来源", "choice", choices=(("visit", "检查发现"), ("report", "投诉举报"))),
    Column("paid", "是否缴清", "bool"),
    Column("files", "案卷页数", "int", unit="页"),
    Column("phone", "联系电话", "code"),
    Column("note", "备注"),
)  # fmt: skip


def records(count: int) -> Iterator[dict[str, Any]]:
    """As many penalties, each different."""
    for n in range(count):
        yield {
            "name": f"昆山第{n}号精密模具有限公司", "uscc": uscc.made("91", "320583", n), "number": f"昆高新城罚决字〔2023〕第{n:05d}号",
            "cause": f"未按规定摆放第 {n} 处物品，影响市容环境卫生。", "basis": "《江苏省城市市容和环境卫生管理条例》", "kind": ["warn", "fine"],
            "fine": 50_000 + n, "decided_on": date(2023, 1, 1) + timedelta(days=n % 365), "until": date(2099, 12, 31), "organ": "综合执法局",
            "source": "visit", "paid": True, "files": n % 90, "phone": f"138{n:08d}",
        }  # fmt: skip


def rows() -> list[Row]:
    book = io.BytesIO()
    write(book, COLUMNS, records(_COUNT), title="行政处罚信息")
    data = book.getvalue()
    lines = [",".join(column.label for column in COLUMNS)]
    lines += [f"甲{n},{uscc.made('91', '320583', n)},第{n}号,某事,某法,警告；罚款,0.05万元,2023.9.1,2099年12月31日,综合执法局,检查发现,是,{n}页,13812348000," for n in range(_COUNT)]
    text = "\n".join(lines).encode("gb18030")
    found = [_read("xlsx", data), _read("csv, GB18030", text)]
    started = time.perf_counter()
    write(io.BytesIO(), COLUMNS, records(100_000), title="行政处罚信息")
    spent = time.perf_counter() - started
    return [*found, Row("100,000 rows written to xlsx", spent, "s", "", f"{len(COLUMNS)} columns, constant memory")]


def _read(kind: str, data: bytes) -> Row:
    started = time.perf_counter()
    table = read(data, COLUMNS)
    spent = time.perf_counter() - started
    if len(table.good) != _COUNT:
        raise RuntimeError(table.problems[:3] or table.complaints)
    return Row(f"10,000 rows read from {kind}", spent, "s", "≤ 3", f"{len(COLUMNS)} columns, {len(data) // 1024} KB")
