"""The platform's answers: a file of numbers, return codes and words, tied to the records of a delivery by their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yuheng.kernel.now import today
from yuheng.kernel.sheets.columns import Column, Option
from yuheng.kernel.sheets.reading import read

COLUMNS = (
    Column("number", "决定书文号", "code", ("行政处罚决定书文号", "行政许可决定文书号", "文号", "CF_WSH", "XK_WSH"), required=True),
    Column(
        "state", "处理结果", "choice", ("结果", "状态", "回执"),
        choices=(Option("accepted", "已接收", ("成功", "接收", "入库", "通过")), Option("rejected", "退回", ("失败", "错误", "未通过", "驳回"))),
    ),
    Column("answer", "返回码", "code", ("代码", "状态码", "错误码")),
    Column("message", "返回说明", "text", ("说明", "错误信息", "原因", "退回原因"), max_length=500),
    Column("answered_on", "回执日期", "date", ("日期", "处理日期", "返回日期")),
)  # fmt: skip

GOOD = frozenset({"0", "00", "000", "0000", "200"})
"""Return codes that mean accepted where the file names no result."""


@dataclass
class Answers:
    """What a file of answers says of a delivery: rows to write by their number, and lines that could not be used, with the reason."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    unchanged: int = 0

    def count(self, state: str) -> int:
        return sum(1 for row in self.rows if row["state"] == state)


def answers(data: bytes, items: Mapping[int, Mapping[str, Any]], sent_on: date | None) -> Answers:
    """Reads the file and ties it to the items of a delivery (row number → item). Raises BadSheet for a file that is none."""
    table = read(data, COLUMNS)
    found = Answers(problems=[(table.header_row, reason) for reason in table.complaints])
    if table.complaints:
        return found
    by_number: dict[str, list[int]] = {}
    for row, item in items.items():
        by_number.setdefault(str(item["number"]), []).append(row)
    used: set[str] = set()
    for line in table.rows:
        reason = "；".join(problem.reason for problem in line.problems) or _why_not(line.values, by_number, used)
        if reason:
            found.problems.append((line.number, reason))
            continue
        number = str(line.values["number"])
        used.add(number)
        answer = _answer(line.values)
        if answer["answered_on"] and sent_on and answer["answered_on"] < sent_on:
            found.problems.append((line.number, f"“{number}”的回执日期 {answer['answered_on']} 早于报送日期 {sent_on}"))
            continue
        for row in by_number[number]:
            if all(items[row].get(name) == value for name, value in answer.items()):
                found.unchanged += 1
            else:
                found.rows.append({"row": row, **answer})
    return found


def _why_not(values: Mapping[str, Any], by_number: Mapping[str, Sequence[int]], used: set[str]) -> str:
    number = str(values.get("number") or "")
    if not number:
        return "没有决定书文号"
    if number not in by_number:
        return f"本批次没有“{number}”"
    if number in used:
        return f"“{number}”在文件中出现了两次"
    if not values.get("state") and not values.get("answer"):
        return f"“{number}”既没有处理结果，也没有返回码"
    return ""


def _answer(values: Mapping[str, Any]) -> dict[str, Any]:
    code = values.get("answer") or None
    state = values.get("state") or ("accepted" if code in GOOD else "rejected")
    return {"state": state, "answer": code, "message": values.get("message") or None, "answered_on": values.get("answered_on") or today()}
