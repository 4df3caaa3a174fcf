"""What part a quantity plays in its sentence: a result of the year, or only perhaps, or something else, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from .quantities import Amount
from .sentences import Sentence
from .units import is_time


class Role(StrEnum):
    """How far a quantity may be taken for a result."""

    RESULT = "result"
    PERHAPS = "perhaps"  # a result only if its words clearly name an indicator
    CHANGE = "change"  # against last year
    EARLIER = "earlier"  # of another year
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Part:
    """The role with the reason people read."""

    role: Role
    reason: str = ""


_INDEFINITE = frozenset({"批", "种", "类", "套", "片", "层", "度", "级", "大", "点", "部", "块", "面", "站", "门", "支"})
_PER = re.compile(r"(?<!平均)每(?:半|一|两)?个?(?:年|季度?|月|周|日|天|次|批|村|户|家|人|名|镇|街道|社区|单位|场|班)[\u4e00-\u9fff]{0,2}(?:至少|不少于|开展|组织|召开|安排|不低于)?[\u4e00-\u9fff]{0,4}$")
_RECENT = re.compile(r"(?:近|过去|未来|今后|连续|最近|前|历时|为期|提前|延长|缩短)$")
_SPAN_AFTER = re.compile(r"^(?:内|之内|以内|来|以来|前|后|之后|间|期间|期|制|届|任)")
_CHANGE = re.compile(r"(?:增长|上升|下降|减少|增加|提高|提升|压减|压缩|降低|回落|同比|环比|增幅|降幅|缩减|节约|节省)(?:率)?(?:了|约|近|超|超过|达|至少|为)?$")
_AGAINST = re.compile(r"(?:较|比|同比|环比|与)[^，,。；]{0,8}$")
_PLAN = re.compile(r"(?:力争|预计|争取|拟于|拟在|拟开展|计划(?:于|在|到|再|新增|明年)|明年|下一年|下年)")
_YEAR = re.compile(r"((?:19|20)\d{2})年|(上一?年度?(?!度)|去年|前年)")
_COMPARED = re.compile(r"(?:较|比|与)$|^(?:同期|相比|增|减|下降|上升)")
_REACHED = re.compile(r"(?:降|升|提高|增加|增|减少|减|压缩|缩短|扩大)(?:低)?(?:至|到|为)[约近]?$")
_UNTIL = re.compile(r"^(?:至|到|以来|起|[-—~～])")


def part(amount: Amount, sentence: Sentence, year: int | None) -> Part:
    """The part the quantity plays. `year` is the year reported on."""
    if amount.mask:
        return Part(Role.NONE, amount.mask.reason)
    text = sentence.folded
    start, end = amount.start - sentence.start, amount.end - sentence.start
    clause = max((at for at in sentence.clauses if at <= start), default=0)
    before, after = text[clause:start], text[end : end + 8]
    if sentence.plan or _PLAN.search(before):
        return Part(Role.NONE, "下一年度安排，不是本年成果")
    if before and before[-1].isascii() and before[-1].isalpha():
        return Part(Role.NONE, "型号、版本或者代号")
    change = _change(amount, before)
    return change or _other_year(before, year) or _perhaps(amount, before, after) or Part(Role.RESULT)


def _change(amount: Amount, before: str) -> Part | None:
    moved = _CHANGE.search(before)
    relative = amount.unit in ("%", "倍", "个百分点", "百分点", "成", "‰")
    if moved and (relative or _AGAINST.search(before[: moved.start()])):
        return Part(Role.CHANGE, "与上年相比的变化")
    if amount.unit == "比" and before[-2:-1] == "%":
        return Part(Role.NONE, "比率的分子和分母")
    return None


def _other_year(before: str, year: int | None) -> Part | None:
    """A clause that last named another year tells of that year, unless only to compare or to say since when."""
    named = list(_YEAR.finditer(before))
    if not named or year is None:
        return None
    last = named[-1]
    if last[1] == str(year) or _UNTIL.match(before[last.end() :]):
        return None
    if _REACHED.search(before[last.end() :]):
        return None
    if _COMPARED.search(before[: last.start()]) and re.search(r"增|减|升|降|提高", before[last.end() :]):
        return Part(Role.CHANGE, "与上年相比的变化")
    return Part(Role.EARLIER, f"所述为{last.group()}的情况")


def _perhaps(amount: Amount, before: str, after: str) -> Part | None:
    if is_time(amount.unit) and (_RECENT.search(before) or amount.text[:1] == "近" or _SPAN_AFTER.match(after)):
        return Part(Role.PERHAPS, "时间跨度或者期限")
    if amount.structural:
        return Part(Role.PERHAPS, "结构性说法")
    if _PER.search(before):
        return Part(Role.NONE, "按周期或者单位计的要求，不是全年的数")
    if amount.by_hand and amount.value == 1:
        reason = "泛指，不是确数"
        return Part(Role.NONE if amount.unit in _INDEFINITE else Role.PERHAPS, reason)
    return None
