"""本次检查前须知: what an officer reads before the door opens, on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yuheng.systems.enforcement.enterprise import file as files
from yuheng.systems.enforcement.enterprise import words
from yuheng.systems.enforcement.enterprise.file import EnterpriseFile
from yuheng.systems.enforcement.enterprise.reading import Entry

LINES = 4
"""Lines of a part: more than a page holds is told as a number."""

RULES = (
    "检查时不少于两名执法人员，主动出示执法证件；当事人有权拒绝没有出示证件的检查（《行政处罚法》第四十二条、第五十五条）。",
    "只检查本次任务所列事项；发现其他问题的，另行登记。能够当场改正的轻微问题，先行指导改正。",
    "本页只供本次检查使用，不得向企业和他人提供；检查结束后随案归档或者销毁。",
)
"""What holds for every inspection."""


@dataclass(frozen=True)
class Part:
    """A part of the brief: its heading, lines, how many more there are, and what to heed."""

    heading: str
    lines: Sequence[str]
    more: int = 0
    heed: str = ""


def brief(file: EnterpriseFile, day: date, units: dict[int, str]) -> list[Part]:
    """The parts in the order in which they are needed; one without lines says that there is nothing."""
    recent = date(day.year - 1, 1, 1)
    checks, fines, lenient = (file.since(recent, heading) for heading in ("inspection", "penalty", "leniency"))
    some = len(checks) > files.WHOLE
    times = [f"{n} 次{'以上' if some else ''}" for n in (sum(1 for e in checks[: files.WHOLE] if e.day.year == day.year), min(len(checks), files.WHOLE))]
    disputes = Counter(words.title(e) for e in file.since(recent, "dispute"))
    return [
        _part("未了事项", file.problems, units, "到场先核对这些事项的改正、履行情况。"),
        _part("有效许可", _valid(file, day), units, "请核对许可证原件、经营范围和有效期。"),
        _part(f"检查记录（{day.year} 年 {times[0]}，{recent.year} 年以来 {times[1]}）", checks, units, "同一事项能合并的合并检查，避免重复入企。" if checks else ""),
        _part(f"处罚记录（{recent.year} 年以来）", fines, units, ""),
        _part(f"免罚轻罚记录（{recent.year} 年以来）", lenient, units, "再次发生同类违法的，不再适用首违不罚。" if lenient else ""),
        Part(f"纠纷（{recent.year} 年以来，只列类别和件数）", ["；".join(f"{kind} {n} 件" for kind, n in disputes.most_common(LINES))] if disputes else [], heed="纠纷当事人的信息不在本页提供。" if disputes else ""),
    ]  # fmt: skip


def _part(heading: str, entries: Sequence[Entry], units: dict[int, str], heed: str) -> Part:
    return Part(heading, [line(entry, units) for entry in entries[:LINES]], max(len(entries) - LINES, 0), heed)


def line(entry: Entry, units: dict[int, str]) -> str:
    """An entry as one line: day, what, by when, result, number, unit; on paper its end may be cut."""
    due = f"应于 {entry.due_on} 前办理" if entry.open and entry.due_on else ""
    return "　".join(filter(None, [str(entry.day), words.title(entry), due, words.result(entry), words.number(entry), units.get(entry.lead, "")]))


def _valid(file: EnterpriseFile, day: date) -> list[Entry]:
    """Licences that were granted, have not ended, and run on the day."""
    found = []
    for entry in file.since(date.min, "permit"):
        told = entry.told
        ends = told.get("valid_to")
        if told.get("result") == "granted" and not told.get("ended_how") and (not ends or date.fromisoformat(ends) >= day):
            found.append(entry)
    return found
