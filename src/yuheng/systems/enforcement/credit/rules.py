"""How a penalty is classed and how long it is shown: by the rule of the day of the decision. Derived, never typed."""

from __future__ import annotations

from datetime import date

from yuheng.kernel.documents.context import money_text
from yuheng.kernel.law import LawError
from yuheng.kernel.law import law as law_of
from yuheng.kernel.procedure.conditions import Condition, View
from yuheng.kernel.procedure.declare import Derived
from yuheng.kernel.procedure.shape import BadValue
from yuheng.systems.enforcement.credit.choices import MATERIALS

ORDER_58 = "失信行为纠正后的信用信息修复管理办法（试行）(2023-01-13)"
ORDER_36 = "信用修复管理办法(2025-11-20)"
PLAN = "国办发〔2025〕22号(2025-06-22)"

SERIOUS_KINDS = frozenset({"suspend_licence", "revoke_licence", "lower_grade", "restrict", "stop", "shut", "bar"})
LIGHT_KINDS = frozenset({"warning", "criticism"})

LEAST = {"common": "credit.publication.least", "uniform": "credit.publication.least", "strict": "credit.publication.least.serious"}
"""Class of the period → the shortest publication. What is slight may be repaired as soon as the duties are fulfilled, what is grave never."""

MOST = {
    "common": "credit.publication.most", "uniform": "credit.publication.most.serious", "strict": "credit.publication.most.serious",
    "grave": "credit.publication.most.serious",
}  # fmt: skip
SLIGHT_MOST = "credit.publication.most.slight"


def _rule(f: View) -> str:
    """Which rule classes a decision of that day; between the plan and the order the officer says which of the two."""
    try:
        rule = str(law_of("credit.publication.rule", on=f.decided_on).value)
    except LawError:
        raise BadValue("2019年7月1日以前的处罚决定不适用现有公示期规则，请线下核对。") from None
    if not _graded_by_plan(f.decided_on):
        if f.transition:
            raise BadValue("只有2025年6月22日至2026年3月31日的处罚决定需要选择过渡期适用的规则，请清空“过渡期适用的规则”。")
        return rule
    if not f.transition:
        raise BadValue("该决定处在过渡期（58号令和2025年实施方案并行），请选择“过渡期适用的规则”。")
    return str(f.transition)


def _graded_by_plan(on: date) -> bool:
    try:
        law_of("credit.repair.plan2025", on=on)
    except LawError:
        return False
    return True


def _class(f: View) -> str | None:
    """轻微、一般、严重. The standard of the sector goes first; order 58 knew no classes but what is not shown at all."""
    kinds = frozenset(f.kinds or ())
    if f.rule == "2019":
        return f.sector_class or "common"
    if f.rule == "2023":
        return "slight" if f.summary or (kinds and kinds <= LIGHT_KINDS) else None
    if f.sector_class == "grave":
        raise BadValue("2023年5月以后没有“特定严重”这一类别，请按轻微、一般或者严重选择。")
    return f.sector_class or _by_articles(f, kinds)


def _by_articles(f: View, kinds: frozenset[str]) -> str:
    if f.listed or kinds & SERIOUS_KINDS or f.fine_size == "huge":
        return "serious"
    if "fine" in kinds and not f.fine_size and not f.summary:
        # Of several kinds the one with the longest period counts, so the size of the fine is asked whatever else was given.
        raise BadValue("请按行业主管部门公布的标准选择“罚款数额档次”，失信程度由此确定。")
    if f.fine_size == "large" or "confiscate_goods" in kinds:
        return "common"
    if f.summary or (kinds and kinds <= LIGHT_KINDS) or f.fine_size == "small":
        return "slight"
    if not kinds:
        raise BadValue("请选择处罚种类：失信程度由处罚种类和罚款数额档次确定（《信用修复管理办法》第七条至第十一条）。")
    raise BadValue("该处罚种类没有列入《信用修复管理办法》的分类，请按行业标准选择类别并写明标准名称。")


def _period(f: View) -> str:
    if f.seriousness == "grave":
        return "grave"
    if f.seriousness == "slight":
        return "slight" if f.necessary and f.rule in ("2025", "2026") else "none"
    if f.rule == "2023":
        return "strict" if f.field not in (None, "", "general") else "uniform"
    return "strict" if f.seriousness == "serious" else "common"


def _earliest(f: View) -> date | None:
    """The day from which repair may be asked for; none where it may be asked at once (轻微), or never (特定严重)."""
    key = LEAST.get(f.period)
    if key is None and f.period != "slight":
        return None
    earliest = f.last_day(key, f.decided_on) if key else f.decided_on
    # A penalty that lasts (暂扣、限制) is shown at least as long as it lasts.
    return max(earliest, f.lasts_until) if f.lasts_until and earliest else earliest


def _ends(f: View) -> date | None:
    key = SLIGHT_MOST if f.period == "slight" else MOST.get(f.period)
    return f.last_day(key, f.decided_on) if key else None


CLASSED = (
    Derived("rule", ("decided_on", "transition"), _rule, at="transition"),
    Derived("seriousness", ("rule", "kinds", "summary", "fine_size", "sector_class", "listed"), _class, at="kinds"),
    Derived("period", ("rule", "seriousness", "field", "necessary"), _period),
    Derived("earliest_on", ("period", "decided_on", "lasts_until"), _earliest),
    Derived("ends_on", ("period", "decided_on"), _ends),
    Derived("slight_ends_on", ("period", "ends_on"), lambda f: f.ends_on if f.period == "slight" else None),
)

repairable = Condition("repairable", "可以申请修复", ("period",), lambda f: f.period not in ("none", "grave"), (f"{ORDER_36}#7",))


# -- the check of an application ------------------------------------------------------------------------------------------


def owing_words(fine: int, paid: int) -> str:
    return f"罚款尚有 {money_text(fine - paid)} 元未缴清（应缴 {money_text(fine)} 元，已缴 {money_text(paid)} 元）"


def _owing(f: View) -> int:
    return max(0, (f.fine or 0) - (f.paid or 0))


def _lacking(f: View) -> str | None:
    """Everything that is missing, told at once (一次性告知)."""
    faults = [words for missing, words in _faults(f) if missing]
    return "；".join(faults) + "。" if faults else None


def _faults(f: View) -> tuple[tuple[bool, str], ...]:
    names, given = dict(MATERIALS), frozenset(f.materials or ())
    early = f.earliest_on is not None and f.applied_on < f.earliest_on
    return (
        (early, f"最短公示期至 {f.earliest_on} 届满，{f.earliest_on} 起可以申请"),
        ((f.owing or 0) > 0, owing_words(f.fine or 0, f.paid or 0)),
        (not f.performed and not f.owing, "处罚决定的其他义务尚未履行完毕"),
        (not f.corrected, "违法行为尚未纠正"),
        (not f.promise, "没有公开作出信用承诺"),
        ("performed" not in given, f"缺少{names['performed']}"),
        ("promise" not in given, f"缺少{names['promise']}"),
    )


CHECKED = (
    Derived("owing", ("fine", "paid"), _owing),
    Derived("lacking", ("materials", "earliest_on", "applied_on", "owing", "fine", "paid", "performed", "corrected", "promise"), _lacking),
    Derived("ready", ("lacking",), lambda f: not f.lacking),
)


def _cleared(f: View) -> None:
    """The door of acceptance: what is missing is named, the sum still due among it."""
    if f.lacking:
        raise BadValue(f"申请尚不具备受理条件：{f.lacking}")


CLEARED = (Derived("lacking", ("lacking",), _cleared),)

ready = Condition("ready", "材料齐全、义务履行完毕", ("ready",), lambda f: f.ready)
