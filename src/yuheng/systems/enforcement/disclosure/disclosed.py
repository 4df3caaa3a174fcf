"""What this system has for the public: the organs' own words by subject, the procedures with their terms, the remedies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.db.models import Q

from yuheng.kernel.engine.legal import cite_words
from yuheng.kernel.identity.scrubbing import scrubbed
from yuheng.kernel.law import law
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.systems.disclosing import Section, Told, contribute
from yuheng.systems.enforcement.disclosure.choices import SORTS
from yuheng.systems.enforcement.disclosure.facts import OpenItem

RULE = ("行政处罚法(2021-01-22)#39", "国办发〔2018〕118号(2018-12-05)#（四）")
INSIDE = frozenset({"archive", "credit", "credit_end", "study", "recheck"})
"""Steps inside the office, of no use to whoever is concerned."""


def items(*sorts: str) -> Callable[[date], Iterable[Told]]:
    """Reads what the organs themselves have made public under these subjects."""

    def read(on: date) -> Iterator[Told]:
        shown = OpenItem.objects.filter(sort__in=sorts, matter__status="open", matter__stage="公开中", from_on__lte=on).filter(Q(to_on=None) | Q(to_on__gte=on))
        names = dict(SORTS)
        rows = [
            (one.title or "", names[str(one.sort)], one.unit.name if one.unit else "", scrubbed(one.content or ""), f"{one.from_on} {'至 ' + str(one.to_on) if one.to_on else '起'}")
            for one in shown.select_related("unit").order_by("sort", "-from_on", "pk")
        ]
        if rows:
            yield Told(("标题", "类别", "公开机关", "内容", "公开时间"), rows)

    return read


def procedures(on: date) -> Iterator[Told]:
    """How a penalty comes about: what is done in which order, who does it, by when, by which article."""
    for name in ("penalty.summary", "penalty.ordinary"):
        procedure = registry.current(name, on)
        told = [(step.stage or "—", step.name, _who(step), _term(procedure, step, on), cite_words(step.cites)) for step in procedure.steps if step.id not in INSIDE]
        yield Told(("阶段", "环节", "办理", "期限", "依据"), told, title=procedure.name)


def _who(step: Step) -> str:
    if step.outside:
        return step.outside
    seats = ["或者".join(role.name for role in (seat if isinstance(seat, tuple) else (seat,))) for seat in step.by]
    return f"两名{seats[0]}" if len(seats) == 2 and seats[0] == seats[1] else "、".join(dict.fromkeys(seats))


def _term(procedure: Procedure, step: Step, on: date) -> str:
    """The terms within which this step follows others, as the law of the day has them."""
    found = [f"{'' if other.id == procedure.opening.id else other.name + '后 '}{law(due.within, on=on).words()}内" for other in procedure.steps for due in other.obliges if due.step == step.id and due.within]
    return "；".join(dict.fromkeys(found)) or "—"


REMEDIES = (
    ("陈述、申辩", "收到告知以后、作出决定以前", "不因陈述、申辩而加重处罚", "行政处罚法(2021-01-22)#45"),
    ("要求听证", "penalty.hearing.request", "较大数额罚款、没收，降低资质等级、吊销许可证件，责令停产停业、关闭、限制从业等", "行政处罚法(2021-01-22)#63"),
    ("申请行政复议", "reconsider.apply", "向有管辖权的行政复议机关申请", ""),
    ("提起行政诉讼", "litigation.sue.direct", "自知道或者应当知道作出行政行为之日起，向人民法院起诉", ""),
    ("申请暂缓、分期缴纳罚款", "缴纳期限内", "确有经济困难的", "行政处罚法(2021-01-22)#66.2"),
    ("申诉、检举", "随时", "对行政机关的处罚行为，公民、法人和其他组织有权申诉或者检举", "行政处罚法(2021-01-22)#75.2"),
)  # fmt: skip
"""What a party may do: the term (a parameter of the law, which names its article of the day, or words), what it is for, by which article."""


def remedies(on: date) -> Iterator[Told]:
    asked = [(name, *(_told(term, on) if "." in term else (term, "")), what, cite) for name, term, what, cite in REMEDIES]
    rows = [(name, term, what, cite_words((cite,)) if cite else ruled) for name, term, ruled, what, cite in asked]
    yield Told(("渠道", "期限", "说明", "依据"), rows)
    yield from items("remedy")(on)


def _told(key: str, on: date) -> tuple[str, str]:
    """The term that a parameter of the law gives, and its article as of that day."""
    found = law(key, on=on)
    return f"{found.words()}内", found.citation.zh


contribute(
    Section("duties", "职责权限和服务指南", "各机关的职责权限、服务指南、公告", items("duties", "guide", "notice"), 15, RULE),
    Section("procedures", "执法程序", "行政处罚的步骤、办理人员和期限，执法流程图", lambda on: (*procedures(on), *items("flow")(on)), 40, RULE),
    Section("remedies", "救济渠道", "对行政处罚不服怎么办", remedies, 50, RULE),
    Section("inspections", "检查事项和监控设备", "随机抽查事项清单、检查计划公告、电子技术监控设备设置地点", items("random", "plan", "devices"), 70, RULE),
    Section("lists", "审核和记录清单", "重大执法决定法制审核目录、音像记录事项清单", items("review", "recording"), 80, ("国办发〔2018〕118号(2018-12-05)#（八）", "国办发〔2018〕118号(2018-12-05)#（十二）")),
    Section("complaints", "监督投诉", "对执法行为投诉、举报的方式", items("complaint"), 90, ("行政处罚法(2021-01-22)#75.2",)),
)
