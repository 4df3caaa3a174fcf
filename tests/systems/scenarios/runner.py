"""Runs scenarios: cases as a lawyer reads them, acted out through the engine.

A scenario names things by the words that users see: the procedure, its steps, the facts' labels and choices. Each act may say what
is owed after it (`期限`: the last day, and the article that gives it), what is owed no more (`不再`), or that it must be refused,
why and under which article (`不准`, `依据`). A step that an approval sheet carries is signed by everybody of the chain, unless the
scenario names who signs (`人` with more than one). A meeting that an act names is recorded, with its members' opinions, if no act
(`会议`, `性质`) recorded it before. An act of another procedure (`另办`, once for each of `逐件`) puts there what the case finds, or must be
refused likewise. What several scenarios begin with stands once in `前情` and is taken over by `承接`.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from tests.systems.enforcement.signing import signatures
from yuheng.kernel.engine.irregular import recuse
from yuheng.kernel.engine.legal import legal_day
from yuheng.kernel.engine.orders import Opening, Order, Refused
from yuheng.kernel.engine.perform import perform
from yuheng.kernel.engine.replay import replay
from yuheng.kernel.law import Citation, law
from yuheng.kernel.now import CHINA, at
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Step
from yuheng.kernel.procedure.shape import Field, Shape
from yuheng.kernel.records.models import Clock, Event, Matter, Organ, Paper
from yuheng.systems.enforcement.meetings.choices import MEETINGS
from yuheng.systems.enforcement.meetings.facts import Meeting

WORDS = {"名称", "说明", "程序", "领域", "层级", "承接", "经过", "结果"}
ACT = {
    "日",
    "时",
    "人",
    "办",
    "填",
    "对象",
    "期限",
    "不再",
    "不准",
    "依据",
    "怎么办",
    "迟",
    "阶段",
    "文书",
    "回避",
    "理由",
    "会议",
    "性质",
    "另办",
    "逐件",
}
UNITS = {"元": 100, "万元": 10_000 * 100}


class Unreadable(Exception):
    """A scenario says something that the procedure does not know."""


def read(file: Path) -> list[dict[str, Any]]:
    """The scenarios of a file, each with the acts that it takes over (`承接`) put before its own."""
    held: dict[str, Any] = yaml.safe_load(file.read_text())
    before: dict[str, dict[str, Any]] = held.get("前情", {})
    found = []
    for scenario in held["案例"]:
        _known(file, scenario, WORDS)
        acts = [*_taken_over(before, scenario.get("承接", "")), *scenario["经过"]]
        for act in acts:
            _known(file, act, ACT)
        found.append({**scenario, "程序": scenario.get("程序", held.get("程序")), "经过": acts})
    return found


def _known(file: Path, said: dict[str, Any], words: set[str]) -> None:
    if unknown := set(said) - words:
        raise Unreadable(f"{file.name}: {'、'.join(sorted(unknown))}")


def _taken_over(before: dict[str, dict[str, Any]], name: str) -> list[dict[str, Any]]:
    if not name:
        return []
    return [*_taken_over(before, before[name].get("承接", "")), *before[name]["经过"]]


class Play:
    """One scenario acted out."""

    def __init__(self, scenario: dict[str, Any], bureau: SimpleNamespace, lead: int) -> None:
        self.scenario, self.bureau, self.people, self.lead = scenario, bureau, people_of(bureau), lead
        self.procedure = _procedure(scenario["程序"], scenario["经过"][0]["日"])
        self.matter = 0
        self.scope = scenario.get("领域", "")

    def run(self) -> None:
        for number, act in enumerate(self.scenario["经过"], 1):
            try:
                self._act(act)
            except Refused as refused:
                pytest.fail(f"第{number}步“{act.get('办', '')}”被拒绝：{refused.refusal.code} {refused}")
            except AssertionError as wrong:
                pytest.fail(f"第{number}步“{act.get('办', '')}”：{wrong}")
        if not self.matter:
            return  # every act was refused: nothing began
        self._check_end(self.scenario.get("结果", {}))
        differs = list(replay([self.matter]))
        assert differs == [], differs

    def _act(self, act: dict[str, Any]) -> None:
        moment = datetime.combine(act["日"], time.fromisoformat(act.get("时", "10:00")), CHINA)
        if name := act.get("会议"):
            self._meeting(name, act.get("性质", "集体讨论"), moment)
            return
        if "另办" in act:
            self._beside(act, moment)
            return
        if name := act.get("回避"):
            with at(moment):
                recuse(self.matter, self.people[name], by=self._who(act)[0], ground=act["理由"])
            return
        order = self._order(act, moment)
        if "不准" in act:
            self._refused(order, act)
            return
        done = perform(order)
        self.matter = done.matter
        assert done.late == _yes(act.get("迟", False)), "是否逾期不符"
        for step, expected in act.get("期限", {}).items():
            self._owed(step, str(expected))
        for step in act.get("不再", []):
            assert not self._clocks(step), f"仍须办理“{step}”"
        if "阶段" in act:
            assert Matter.objects.get(pk=self.matter).stage == act["阶段"]
        if "文书" in act:
            names = [self.procedure.papers[p.kind] for p in Paper.objects.filter(pk__in=done.papers).order_by("pk")]
            assert names == act["文书"], f"产生的文书是{names}"

    def _meeting(self, name: str, sort: str, moment: datetime) -> int:
        """The meeting of this number, recorded with its members' opinions on this case if it was not before."""
        held = Meeting.objects.filter(number=name).first()
        if held is not None:
            return held.pk
        members = [self.people[one] for one in ("负责人", "分管负责人", "集体讨论记录人员")]
        data = {
            "number": name, "sort": {word: code for code, word in MEETINGS}[sort], "held_on": moment.date(), "place": "三楼会议室",
            "attendees": [{"person": one, "part": part} for one, part in zip(members, ("chair", "member", "recorder"), strict=True)],
            "opinions": [{"case": self.matter, "person": one, "stand": "agree"} for one in members[:2]],
        }  # fmt: skip
        opening = Opening("penalty.meeting", lead=self.lead)
        return perform(Order("record", members[2], opening=opening, data=data, at=moment, recorded=moment)).matter

    def _beside(self, act: dict[str, Any], moment: datetime) -> None:
        """Matters of another procedure, opened one after the other."""
        procedure = _procedure(act["另办"], act["日"])
        for one in act.get("逐件", [{}]):
            data = values(procedure.shape, {**(act.get("填") or {}), **one}, self.people)
            opening = Opening(procedure.id, lead=self.lead)
            order = Order(procedure.opening.id, self._who(act)[0], opening=opening, data=data, at=moment, recorded=moment)
            if "不准" in act:
                self._refused(order, act)
            else:
                perform(order)

    def _order(self, act: dict[str, Any], moment: datetime) -> Order:
        step = self._step(act["办"])
        by, *others = self._who(act)
        signed = {} if others else signatures(self.bureau, step, by)
        opening = None
        if not self.matter:
            opening = Opening(self.procedure.id, lead=self.lead, field=self.scope, level=self.scenario.get("层级"))
        return Order(
            step.id, by, matter=self.matter or None, opening=opening, data=self._filled(act, moment),
            row=act.get("对象", 0), at=moment, recorded=moment, reason=act.get("理由", ""), **{"with_": tuple(others), **signed},
        )  # fmt: skip

    def _filled(self, act: dict[str, Any], moment: datetime) -> dict[str, Any]:
        data = values(self.procedure.shape, act.get("填") or {}, self.people)
        for name, sort in (("discussed_at", "集体讨论"), ("study", "案情研究")):
            if isinstance(data.get(name), str):
                data[name] = self._meeting(data[name], sort, moment)
        return data

    def _who(self, act: dict[str, Any]) -> list[int]:
        names = act["人"] if isinstance(act["人"], list) else [act["人"]]
        return [self.people[name] for name in names]

    def _refused(self, order: Order, act: dict[str, Any]) -> None:
        before = Event.objects.count()
        try:
            perform(order)
        except Refused as caught:
            refusal = caught.refusal
        else:
            raise AssertionError("本应不准，却办成了")
        assert Event.objects.count() == before
        said = refusal.message + "".join(refusal.fields.values())
        assert act["不准"] in said, f"理由是：{refusal.code} {said}"
        if article := act.get("依据"):
            cited = "、".join(Citation.parse(text).zh for text in refusal.cites)
            assert article in cited, f"依据是：{cited}"
        if remedy := act.get("怎么办"):
            assert remedy in refusal.remedy, f"办法是：{refusal.remedy}"

    def _owed(self, name: str, expected: str) -> None:
        """`expected`: the last day, or 无固定期限, or 中止; then, after a comma, the article that gives it."""
        wanted, _comma, article = expected.partition("，")
        clocks = self._clocks(name)
        assert clocks, f"“{name}”没有待办"
        found = {"中止" if c.suspended else c.due_on.isoformat() if c.due_on else "无固定期限" for c in clocks}
        assert wanted in found, f"“{name}”的期限是{'、'.join(sorted(found))}"
        if article:
            clock = clocks[0]
            head = Matter.objects.get(pk=self.matter)
            scope = legal_day(head.field, head.region, head.act).scope
            cited = law(clock.parameter, on=clock.start, scope=scope).citation.zh if clock.parameter else ""
            assert article in cited, f"“{name}”的期限出自{cited or '（无）'}"

    def _clocks(self, name: str) -> list[Clock]:
        return list(
            Clock.objects.filter(matter=self.matter, step=self._step(name).id, ended=0, asleep=False).order_by("-seq")
        )

    def _step(self, name: str) -> Step:
        for step in self.procedure.steps:
            if step.name == name:
                return step
        raise Unreadable(f"“{self.procedure.name}”没有环节“{name}”")

    def _check_end(self, expected: dict[str, Any]) -> None:
        matter = Matter.objects.get(pk=self.matter)
        if "办结" in expected:
            assert bool(matter.closed_at) == _yes(expected["办结"]), "是否办结不符"
        if "待办" in expected:
            open_steps = Clock.objects.filter(matter=self.matter, ended=0, asleep=False).values_list("step", flat=True)
            assert {self.procedure.by_id[step].name for step in open_steps} == set(expected["待办"])
        if "要素" in expected:
            facts = self.procedure.shape.model.objects.get(pk=self.matter)
            for name, value in values(self.procedure.shape, expected["要素"], self.people).items():
                assert getattr(facts, name) == value, f"{name}是{getattr(facts, name)}"


def people_of(bureau: SimpleNamespace) -> dict[str, int]:
    """The bureau's persons by the names that scenarios use."""
    return {
        "甲": bureau.a, "乙": bureau.b, "丙（证件已到期）": bureau.expired, "辅助人员": bureau.helper, "中队长": bureau.chief, "分管负责人": bureau.deputy,
        "负责人": bureau.head, "法制审核人员": bureau.reviewer, "听证主持人": bureau.chair, "集体讨论记录人员": bureau.chair, "核对人员": bureau.cashier,
        "联络员": bureau.liaison, "单位财务人员": bureau.accountant, "财政监督人员": bureau.finance, "作风监督人员": bureau.watch,
        "信用管理人员": bureau.credit, "调解员": bureau.mediator, "矛调中心": bureau.clerk, "监督人员": bureau.supervisor, "司法所所长": bureau.justice_head, "司法所工作人员": bureau.justice_clerk, "系统": 0,
    }  # fmt: skip


def _procedure(name: str, on: date) -> Procedure:
    for one in registry.all_procedures():
        if one.name == name:
            return registry.current(one.id, on)
    raise Unreadable(f"没有程序“{name}”")


def values(shape: Shape, filled: dict[str, Any], people: dict[str, int] | None = None) -> dict[str, Any]:
    """What a scenario fills in, by label and in words, as an order carries it; persons by the names in `people`."""
    found: dict[str, Any] = {}
    rows = {row.label: (kind, row) for kind, row in shape.rows.items()}
    fields = {field.label: field for field in shape.fields.values()}
    for label, value in filled.items():
        if label in rows:
            kind, row = rows[label]
            found[kind] = [{**values(row, {k: v for k, v in one.items() if k != "第几项"}, people), **({"row": one["第几项"]} if "第几项" in one else {})} for one in value]
        elif label in fields:
            found[fields[label].name] = (people or {}).get(value, value) if fields[label].kind == "person" else _value(fields[label], value)
        else:
            raise Unreadable(f"“{shape.label}”没有“{label}”")
    return found


def _value(field: Field, value: Any) -> Any:
    if field.kind == "choices":
        return [_code(field, one) for one in value]
    if field.choices:
        return _code(field, value)
    if field.kind == "organ":
        return Organ.objects.get(name=value).pk
    if field.kind == "bool":
        return _yes(value)
    if field.kind == "matter" and isinstance(value, str) and value.startswith("案卷"):
        return _file(value)
    if field.kind == "money" and isinstance(value, str):
        unit = "万元" if value.endswith("万元") else "元"
        return int(Decimal(value.removesuffix(unit)) * UNITS[unit])
    if field.kind == "datetime" and isinstance(value, datetime):
        return value.replace(tzinfo=CHINA)
    return value


def _file(name: str) -> int:
    """A closed file of the squad, put there when it is first named."""
    squad, ended = Organ.objects.get(code="s").pk, datetime(2023, 9, 1, 10, tzinfo=CHINA)
    known, _made = Matter.objects.get_or_create(number=name, defaults={"procedure": "penalty.summary", "title": name, "lead_id": squad, "status": "rest", "closed_at": ended})
    return known.pk


def _yes(word: bool | str) -> bool:
    return word if isinstance(word, bool) else {"是": True, "否": False}[word]


def _code(field: Field, word: str) -> str:
    for code, label in field.choices:
        if label == word:
            return code
    raise Unreadable(f"“{field.label}”没有“{word}”，只有{'、'.join(label for _code, label in field.choices)}")
