"""How a figure is counted, told in words from its declaration: which records, by which date, with which conditions, counted how."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Model, Q

from yuheng.kernel.indicators.calibre import DECLARED, Calibre, dates_of
from yuheng.kernel.indicators.declare import (
    Count,
    Events,
    Indicator,
    Ratio,
    Records,
    Rows,
    Staff,
    Sum,
    Total,
    all_indicators,
)
from yuheng.kernel.indicators.period import Period
from yuheng.kernel.procedure import registry

_COMPARED = {
    "gt": "大于", "gte": "不小于", "lt": "小于", "lte": "不大于", "range": "介于", "in": "为", "contains": "含有", "startswith": "开头为",
    "last": "中最后一项（最重的一种）为",
}  # fmt: skip


def explain(indicator: Indicator, period: Period, calibre: Calibre = DECLARED) -> list[str]:
    """Sentences that say how the figure comes about."""
    source = indicator.source
    if isinstance(source, Total):
        names = "、".join(f"“{all_indicators()[part].caption}”" for part in source.parts)
        return [f"将{names}相加；各项所数的是不同的记录，没有重复。"]
    if isinstance(source, Staff):
        valid = "，且所持行政执法证在该日有效" if source.certified else ""
        share = [f"其中所持行政执法证在该日有效的为分子，两数相除，单位{indicator.unit}。"] if isinstance(indicator.measure, Ratio) else []
        return [f"取 {period.last} 在执法岗位上的人员{valid}，一人一计。", *share]
    found = [_taken(indicator, period), _counted(indicator)]
    if calibre.date:
        found.append(f"以上所说的日期改按“{dates_of(indicator)[calibre.date]}”计。")
    if calibre.regular or calibre.own:
        found.append("不计：" + "、".join(word for on, word in ((calibre.regular, "有程序瑕疵的"), (calibre.own, "存量案件")) if on) + "。")
    return found


def _taken(indicator: Indicator, period: Period) -> str:
    source = indicator.source
    within = f"{period.first} 至 {period.last}"
    if isinstance(source, Events):
        procedure = next(p for p in registry.all_procedures() if p.id == source.procedure)
        steps = "、".join(f"“{procedure.names[step]}”" for step in source.steps)
        narrowed = _conditions(source.facts, source.where) if source.facts is not None else ""
        return f"取{procedure.name}中办理日期在 {within} 之内的{steps}{narrowed}；更正的按更正后的日期，撤回的不计。"
    assert isinstance(source, Records | Rows)
    model: type[Model] = source.facts if isinstance(source, Records) else source.rows
    name = str(model._meta.verbose_name)
    if isinstance(source, Records) and source.until:
        start, end = _label(model, source.day), _label(model, source.until)
        return f"取{name}中“{start}”不晚于 {period.last}、“{end}”为空或者晚于该日的记录{_conditions(model, source.where)}。"
    closed = "，且已经办结" if isinstance(source, Records) and source.closed_only else ""
    voided = "；已撤销的不计" if isinstance(source, Rows) else ""
    return f"取{name}中“{_label(model, source.day)}”在 {within} 之内的记录{_conditions(model, source.where)}{closed}{voided}。"


def _counted(indicator: Indicator) -> str:
    source, measure = indicator.source, indicator.measure
    assert isinstance(source, Records | Events | Rows)
    model: Any = source.facts if isinstance(source, Records | Events) else source.rows
    if isinstance(measure, Sum):
        return f"将“{_label(model, measure.column)}”相加，空白的单独列出、不计入合计，单位{indicator.unit}。"
    if isinstance(measure, Ratio):
        return f"分母为以上全部记录，分子为其中{_words(model, measure.numerator)}的记录，两数相除，四舍五入到小数点后 {measure.places} 位。"
    if isinstance(measure, Count) and measure.distinct:
        return f"按“{_label(model, measure.distinct)}”去重后计数，单位{indicator.unit}。"
    return f"逐条计数，单位{indicator.unit}。"


def _conditions(model: type[Model], where: Q) -> str:
    words = _words(model, where)
    return f"，并且{words}" if words else ""


def _words(model: Any, where: Q) -> str:
    """A condition in words: fields by their names, choices by their labels."""
    children: list[Any] = list(where.children)
    parts = [_words(model, one) if isinstance(one, Q) else _test(model, *one) for one in children]
    parts = [part for part in parts if part]
    joined = ("或者" if where.connector == Q.OR else "、").join(parts)
    joined = f"（{joined}）" if len(parts) > 1 and where.connector == Q.OR else joined
    return f"不属于{joined}" if where.negated and joined else joined


def _test(model: Any, path: str, value: Any) -> str:
    names = path.split("__")
    how = names.pop() if names[-1] in (*_COMPARED, "isnull", "exact") else "exact"
    label = _label(model, "__".join(names))
    if how == "isnull":
        return f"“{label}”{'没有填写' if value else '已经填写'}"
    column = _column(model, names)
    if how == "in" and len(value) > 1:
        return f"“{label}”为{_value(column, value)}之一"
    return f"“{label}”{_COMPARED.get(how, '为')}{_value(column, value)}"


def _value(column: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "“是”" if value else "“否”"
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(_value(column, one) for one in value)
    choices = dict(getattr(column, "choices", None) or getattr(column, "yuheng", {}).get("choices", ()))
    if value in choices:
        return f"“{choices[value]}”"
    return str(value) if isinstance(value, int | date) else f"“{value}”"


def _column(model: Any, names: list[str]) -> Any:
    column = None
    for name in names:
        if model is None:
            return None
        column = model._meta.pk if name == "pk" else model._meta.get_field(name)
        model = getattr(column, "related_model", None)
    return column


def _label(model: Any, path: str) -> str:
    if not path:
        return "日期"
    column = _column(model, path.split("__"))
    return str(getattr(column, "verbose_name", path))
