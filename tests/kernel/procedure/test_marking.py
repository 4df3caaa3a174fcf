"""Markings as bitmasks against the slow reading of the text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.kernel.procedure.oracle import Oracle, Stand
from tests.kernel.procedure.procedures import CONDITIONS, procedures
from yuheng.kernel.procedure.conditions import Condition
from yuheng.kernel.procedure.declare import Due, Procedure, Stale, Step, Until, Wait, any_of
from yuheng.kernel.procedure.marking import CLOSED, GHOST, OPENED, Compiled, Marking, compiled
from yuheng.kernel.procedure.shape import Field, Shape


def seen(c: Compiled, m: Marking, oracle: Oracle) -> Stand:
    """The marking in the oracle's words."""

    def keys(mask: int) -> frozenset:
        return frozenset(key for i, key in enumerate(c.keys) if mask >> i & 1)

    every = (1 << len(c.keys)) - 1
    over = set()
    for timer in c.timers:
        if m.over & timer.bit:
            name, row = c.keys[timer.slot]
            over.add((name, row, -1 if timer.kind == "until" else 0))
    return Stand(
        done=keys(m.done),
        out=keys(every & ~m.on),
        owed=keys(m.owed),
        over=frozenset(over),
        fresh=frozenset(k for k in range(len(oracle.stale())) if m.fresh >> k & 1),
        opened=bool(m.flags & OPENED),
        closed=bool(m.flags & CLOSED),
    )


truth = st.sampled_from((True, True, False, None))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(procedure=procedures(), data=st.data())
def test_a_marking_is_what_the_text_says(procedure, data):
    rows = {"r": tuple(range(1, data.draw(st.integers(0, 3)) + 1))}
    c, oracle = compiled(procedure, rows), Oracle(procedure, rows)
    assert c.keys == oracle.keys
    m, stand = c.start(), oracle.start()
    for _ in range(data.draw(st.integers(1, 14))):
        truths = {condition.id: data.draw(truth) for condition in CONDITIONS}
        e = c.existence(truths)
        assert seen(c, m, oracle) == stand
        may = {key for i, key in enumerate(c.keys) if c.may(m, e) >> i & 1}
        assert may == {key for key in oracle.keys if oracle.may(stand, key, truths)}
        assert may == {c.keys[slot.index] for slot in c.slots if c.allows(m, e, slot)}
        for slot in c.slots:
            if slot.row != GHOST:
                assert set(c.broken(m, slot, truths)) == oracle.breaks(stand, c.keys[slot.index], truths)
        if may and data.draw(st.integers(0, 3)):
            key = data.draw(st.sampled_from(sorted(may)))
            m, stand = c.perform(m, c.slots[c.index[key]]), oracle.perform(stand, key)
        elif c.timers:
            timer = data.draw(st.sampled_from(c.timers))
            name, row = c.keys[timer.slot]
            m = m._replace(over=m.over | timer.bit)
            stand = Stand(**{**stand.__dict__, "over": stand.over | {(name, row, -1 if timer.kind == "until" else 0)}})


def test_a_wait_is_waived_only_when_every_party_waived_it():
    shape = Shape({}, {"parties": Shape(label="当事人")})
    steps = (
        Step("file", "立案", opens=True),
        Step("notify", "告知", after=("file",), for_each="parties"),
        Step("waive", "放弃听证", after=("notify",), for_each="parties", citizen=True),
        Step("decide", "决定", after=("notify",), wait=(Wait("notify", "p", "waive"),)),
    )
    c = compiled(Procedure("p", "程序", shape, steps), {"parties": (1, 2)})
    m, e = c.start(), c.existence({})
    for key in (("file", 0), ("notify", 1), ("notify", 2), ("waive", 1)):
        m = c.perform(m, c.slots[c.index[key]])
    decide = c.slots[c.index[("decide", 0)]]
    assert not c.allows(m, e, decide)
    m = c.perform(m, c.slots[c.index[("waive", 2)]])
    assert c.allows(m, e, decide)


def test_a_way_whose_existence_is_unknown_satisfies_nothing():
    known = Condition("k", "条件", ("f",), lambda v: bool(v.f))
    steps = (
        Step("file", "立案", opens=True),
        Step("hear", "听证", when=known),
        Step("decide", "决定", after=(any_of("hear"),)),
    )
    c = compiled(Procedure("p", "程序", Shape({"f": Field("f", "要素")}), steps))
    m = Marking(done=0b011, on=0b111, flags=OPENED)
    decide = c.slots[2]
    assert c.allows(m, c.existence({"k": True}), decide)
    assert not c.allows(m, c.existence({"k": None}), decide)
    assert not c.allows(m, c.existence({"k": False}), decide)


def test_a_citizen_s_late_act_moves_nothing_but_its_answer():
    steps = (
        Step("file", "立案", opens=True),
        Step("ask", "申请", citizen=True, until=Until("file", "p", (Due("reply"),)), voids=("file",)),
        Step("reply", "答复", after=("file",)),
    )
    c = compiled(Procedure("p", "程序", Shape({}), steps))
    m = c.perform(c.start(), c.slots[0])._replace(over=c.timers[0].bit)
    assert c.allows(m, c.existence({}), c.slots[1])
    after = c.perform(m, c.slots[1])
    assert (after.done, after.owed) == (m.done, c.slots[2].bit)


def test_a_review_made_before_the_conclusion_is_stale():
    steps = (
        Step("a", "甲", opens=True),
        Step("conclude", "终结", repeat=True),
        Step("review", "审核"),
        Step("decide", "决定"),
    )
    c = compiled(Procedure("p", "程序", Shape({}), steps, (Stale("decide", "review", "conclude"),)))
    m = c.start()
    for i in (0, 1, 2):
        m = c.perform(m, c.slots[i])
    assert c.broken(m, c.slots[3], {}) == []
    assert c.broken(c.perform(m, c.slots[1]), c.slots[3], {}) == [0]


def test_the_compiled_form_is_kept_for_each_set_of_rows():
    steps = (Step("a", "甲", opens=True), Step("b", "乙", for_each="r"))
    procedure = Procedure("p", "程序", Shape({}, {"r": Shape()}), steps)
    assert compiled(procedure, {"r": (1, 2)}) is compiled(procedure, {"r": (1, 2), "other": (1,)})
    assert compiled(procedure, {"r": (1, 3)}) is not compiled(procedure, {"r": (1, 2)})
    assert compiled(procedure) is compiled(procedure, {})
