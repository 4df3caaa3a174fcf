"""Random procedures."""

from __future__ import annotations

from hypothesis import strategies as st

from yuheng.kernel.procedure.conditions import Condition, Formula
from yuheng.kernel.procedure.declare import AnyOf, Due, Never, Procedure, Stale, Step, Until, Wait, Without
from yuheng.kernel.procedure.shape import Field, Shape

FIELDS = ("f", "g", "h")
CONDITIONS = (
    Condition("c", "甲", ("f",), lambda v: bool(v.f)),
    Condition("d", "乙", ("g",), lambda v: bool(v.g)),
    Condition("e", "丙", ("f", "h"), lambda v: bool(v.h)),
)


def _formula(draw: st.DrawFn) -> Formula | None:
    kind = draw(st.sampled_from(("none", "none", "one", "not", "and", "or")))
    if kind == "none":
        return None
    a = draw(st.sampled_from(CONDITIONS))
    if kind == "one":
        return a
    if kind == "not":
        return ~a
    b = draw(st.sampled_from(CONDITIONS))
    return a & b if kind == "and" else a | ~b


@st.composite
def procedures(draw: st.DrawFn, most: int = 6, rows: bool = True, timed: bool = True) -> Procedure:
    """A procedure of a few steps with relations at random; `a` opens, the last step closes."""
    names = [chr(ord("a") + i) for i in range(draw(st.integers(3, most)))]
    blank = {name: draw(st.booleans()) for name in FIELDS}
    steps = [_step(draw, names, i, rows, timed) for i in range(len(names))]
    never: list[Never] = []
    if draw(st.booleans()):
        x, y = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        never.append(Without(x, y, _formula(draw)))
    if draw(st.booleans()):
        x, y, z = (draw(st.sampled_from(names)) for _ in range(3))
        never.append(Stale(x, y, z))
    shape = Shape({name: Field(name, name, blank=blank[name]) for name in FIELDS}, {"r": Shape(label="行")})
    return Procedure("random", "随机程序", shape, tuple(steps), tuple(never))


def _step(draw: st.DrawFn, names: list[str], i: int, rows: bool, timed: bool) -> Step:
    first, last = i == 0, i == len(names) - 1
    others = [name for name in names if name != names[i]]

    def some(most: int, pool: list[str] = others) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(pool), max_size=most, unique=True))) if pool else ()

    earlier = names[:i]
    after: list[str | AnyOf] = [] if first else list(some(2, earlier))
    if len(earlier) > 1 and draw(st.integers(0, 3)) == 0:
        after.append(AnyOf(some(2, earlier) or (earlier[0],)))
    wait: tuple[Wait, ...] = ()
    until = None
    if timed and not first and draw(st.integers(0, 3)) == 0:
        waiver = draw(st.sampled_from([None, *others]))
        wait = (Wait(draw(st.sampled_from(earlier)), "p", waiver),)
    citizen = not first and not last and draw(st.integers(0, 3)) == 0
    if timed and citizen and draw(st.booleans()):
        until = Until(draw(st.sampled_from(earlier)), "p", tuple(Due(n) for n in some(1)))
    return Step(
        names[i],
        f"环节{names[i]}",
        opens=first,
        closes=last,
        after=tuple(after),
        wait=wait,
        until=until,
        when=None if first else _formula(draw),
        blocked_by=() if first else some(1),
        obliges=tuple(Due(name) for name in some(2)),
        voids=some(1) if draw(st.booleans()) else (),
        excludes=some(1) if draw(st.booleans()) else (),
        includes=some(1) if draw(st.integers(0, 3)) == 0 else (),
        repeat=draw(st.booleans()),
        for_each="r" if rows and not first and not last and draw(st.integers(0, 2)) == 0 else None,
        none_ok="可以没有" if draw(st.booleans()) else "",
        starts_out=not first and draw(st.integers(0, 5)) == 0,
        leaves=some(1) if last else (),
        after_close=draw(st.integers(0, 3)) == 0,
        writes=tuple(draw(st.lists(st.sampled_from(FIELDS), max_size=2, unique=True))),
        citizen=citizen,
        outside="" if citizen else draw(st.sampled_from(("", "", "", "当事人", "法院"))),
    )
