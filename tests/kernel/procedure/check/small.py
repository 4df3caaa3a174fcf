"""A small but real penalty procedure, sound as it stands; tests spoil it one fault at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from yuheng.kernel.procedure.check.law import Law
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import (
    Beyond,
    Due,
    Forbidden,
    Procedure,
    Role,
    Stale,
    Step,
    Until,
    Wait,
    Without,
    any_of,
)
from yuheng.kernel.procedure.shape import Field, Shape

ACT = "行政处罚法(2021-01-22)"
OFFICER = Role("officer", "执法人员", certified=True)
REVIEWER = Role("reviewer", "法制审核人员", "organ")
HEAD = Role("head", "负责人", "organ")

SHAPE = Shape(
    {
        name: Field(name, label)
        for name, label in {
            "violation": "违法事实",
            "fine": "拟罚款",
            "notified": "告知的罚款",
            "drop": "不予处罚",
            "paid": "缴款",
        }.items()
    },
    {"parties": Shape({"name": Field("name", "名称")}, label="当事人")},
)

major = Condition("major", "重大处罚", ("fine",), lambda f: f.fine > 100, (f"{ACT}#58",))
within = Condition("within", "不超出告知", ("fine", "notified"), lambda f: f.fine <= f.notified, (f"{ACT}#44",))
drop = Condition("drop", "不予处罚", ("drop",), lambda f: f.drop, (f"{ACT}#33",))

STEPS = (
    Step(
        "file",
        "立案",
        (OFFICER,),
        (f"{ACT}#54",),
        opens=True,
        writes=("violation", "parties"),
        needs=("parties",),
        obliges=(Due("conclude", within="penalty.decide"),),
    ),
    Step("seal", "查封", (OFFICER,), (f"{ACT}#56",), after=("file",), obliges=(Due("unseal", within="seal"),)),
    Step("unseal", "解除查封", (OFFICER,), (f"{ACT}#56",), after=("seal",)),
    Step(
        "conclude",
        "调查终结",
        (OFFICER,),
        (f"{ACT}#57",),
        after=("file",),
        repeat=True,
        writes=("fine", "drop"),
        voids=("review", "notify", "rethink"),
    ),
    Step(
        "notify",
        "告知",
        (OFFICER,),
        (f"{ACT}#44",),
        after=("conclude",),
        when=~drop,
        writes=("notified",),
        for_each="parties",
    ),
    Step(
        "defend",
        "陈述申辩",
        (),
        (f"{ACT}#45",),
        after=("notify",),
        citizen=True,
        repeat=True,
        for_each="parties",
        until=Until("notify", "defence"),
        obliges=(Due("rethink"),),
    ),
    Step("rethink", "复核", (OFFICER,), (f"{ACT}#45",), after=("notify",), repeat=True),
    Step(
        "review",
        "法制审核",
        (REVIEWER,),
        (f"{ACT}#58",),
        after=("conclude",),
        when=major & ~drop,
        separate_from=("conclude",),
        effect="reviews",
    ),
    Step(
        "decide",
        "处罚决定",
        (HEAD,),
        (f"{ACT}#57",),
        after=("conclude", "notify", "review"),
        wait=(Wait("notify", "defence"),),
        blocked_by=("rethink",),
        when=within & ~drop,
        effect="penalises",
        obliges=(Due("serve", within="serve"), Due("publish", within="publish")),
        excludes=("conclude",),
    ),
    Step(
        "serve",
        "送达",
        (OFFICER,),
        (f"{ACT}#61",),
        after=("decide",),
        for_each="parties",
        obliges=(Due("collect", within="pay"),),
    ),
    Step("pay", "缴款", (), (f"{ACT}#67",), after=("serve",), for_each="parties", outside="当事人"),
    Step("collect", "核收或者申请强制执行", (OFFICER,), (f"{ACT}#72",), after=("serve",), for_each="parties"),
    Step("spare", "不予处罚决定", (HEAD,), (f"{ACT}#57",), after=("conclude",), when=drop, excludes=("conclude",)),
    Step(
        "close",
        "结案",
        (HEAD,),
        (f"{ACT}#57",),
        after=(any_of("decide", "spare"), "serve"),
        closes=True,
        leaves=("publish",),
        obliges=(Due("archive", within="archive"),),
    ),
    Step("publish", "公示", (OFFICER,), (f"{ACT}#48",), after=("decide",), after_close=True),
    Step("archive", "归档", (OFFICER,), after=("close",), after_close=True, statutory=False),
)

NEVER = (
    Without("decide", "notify", cites=(f"{ACT}#44",)),
    Without("decide", "review", major, (f"{ACT}#58",)),
    Stale("decide", "review", "conclude", (f"{ACT}#58",)),
    Beyond("decide", "notify", within, (f"{ACT}#44",)),
    Forbidden("decide", drop, (f"{ACT}#33",)),
)

PENALTY = Procedure("penalty.small", "小处罚程序", SHAPE, STEPS, NEVER, in_force=date(2021, 7, 15))


def but(
    procedure: Procedure = PENALTY, *, add: Iterable[Step] = (), drop_: str = "", **changes: dict[str, Any]
) -> Procedure:
    """The procedure with some steps changed, added or dropped."""
    steps = [replace(step, **changes.get(step.id, {})) for step in procedure.steps if step.id != drop_]
    return replace(procedure, steps=(*steps, *add))


class Term:
    """A parameter of the law for tests."""

    def __init__(self, name: str, value: int, unit: str, first: date = date(2021, 7, 15)) -> None:
        self.name, self.value, self.unit, self.first = name, value, unit, first


class Terms:
    """Parameters of the law for tests."""

    def __init__(self, **terms: Term) -> None:
        self.terms = {
            "penalty.decide": Term("办案期限", 90, "day"),
            "defence": Term("申辩期限", 5, "working_day"),
            "seal": Term("查封期限", 30, "day"),
            "serve": Term("送达期限", 7, "working_day"),
            "publish": Term("公示期限", 7, "working_day"),
            "pay": Term("缴款期限", 15, "day"),
            "archive": Term("归档期限", 30, "day"),
            **terms,
        }

    def ask(self, key: str, on: date) -> Term | None:
        term = self.terms.get(key)
        return term if term is not None and term.first <= on else None

    def changes(self, key: str) -> list[date]:
        return [self.terms[key].first] if key in self.terms else []


class Articles:
    """The act for tests: it has 86 articles, and there is no other."""

    def fault(self, citation: str) -> str:
        name, _mark, place = citation.partition("#")
        if name != ACT:
            return "没有这部法律。"
        return "" if int(place.split(".")[0]) <= 86 else "没有这一条。"


LAW = Law(Terms(), Articles(), date(2024, 1, 1))
