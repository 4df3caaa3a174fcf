"""How a procedure is declared: steps, and the relations that the law puts between them.

The model is the timed DCR graph with the extensions that statutes need. Every name here is a word of the house
(architecture.md); its exact meaning is in docs/semantics.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from yuheng.kernel.procedure.conditions import Condition, Formula, View
from yuheng.kernel.procedure.shape import Shape


@dataclass(frozen=True)
class Role:
    """A role that a post gives.

    `reach` says where the post must sit in relation to the matter: `unit` (the lead unit or above it, inside the organ in
    whose name the power is exercised), `organ` (anywhere inside that organ), `zone` (anywhere), `member` (only who is a
    member of the matter). `certified` asks for a certificate of enforcement valid on the day of the act. `sees` names the
    procedures whose matters the role may read (`penalty.*`), `level` the highest secrecy level: 0 公开, 1 内部, 2 敏感, 3 专封.
    """

    id: str
    name: str
    reach: str = "unit"
    certified: bool = False
    sees: tuple[str, ...] = ("*",)
    level: int = 1


@dataclass(frozen=True)
class Due:
    """After this step, `step` must be done within the period `within` (a law parameter) or on the date in fact `on`
    (`kind.column` for the date that each row of a step done for each row bears: the day on which an instalment falls due).

    `starts` names the date fact from which the period runs (default: the day of the act). `within_by` picks the parameter by
    the value of a fact: `("source", {"12345": "…"})`. A repeated trigger never postpones unless `restarts` (with `cites`).
    """

    step: str
    within: str | None = None
    on: str | None = None
    starts: str | None = None
    within_by: tuple[str, dict[str, str]] | None = None
    clock: str | None = None
    restarts: bool = False
    cites: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name under which suspensions and extensions speak of this clock."""
        return self.clock or self.step


@dataclass(frozen=True)
class Wait:
    """Not before the period `within` has run out, counted from the latest act day of `step`; `unless` a waiver was given."""

    step: str
    within: str
    unless: str | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Until:
    """Not after the period `within` from the latest act day of `step`: a party's right lapses.

    An act of a citizen is never refused: past the period it is recorded, marked 逾期, has no effect on the marking, and
    opens the obligations in `late`.
    """

    step: str
    within: str
    late: tuple[Due, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extend:
    """Lengthens a clock by the period `by` (a law parameter), at most `times` times."""

    clock: str
    by: str
    times: int = 1


@dataclass(frozen=True)
class Lapse:
    """When `clock` expires, `then` happens by law. Never a step that grants, penalises, reviews, approves or closes."""

    clock: str
    then: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class AnyOf:
    """One of several ways: needs one done, and is not satisfied when none exists."""

    steps: tuple[str, ...]


def any_of(*steps: str) -> AnyOf:
    return AnyOf(steps)


@dataclass(frozen=True)
class Derived:
    """A fact that follows from others: computed when the step is performed, never given by anybody.

    `compute` sees the facts in `reads` as the step leaves them, the law parameters and the decision tables; it may raise BadValue,
    which is told at the field `at`. So nobody can write a digest, a proof or the answer of a table by hand.
    """

    field: str
    reads: tuple[str, ...]
    compute: Callable[[View], Any]
    at: str = ""


@dataclass(frozen=True)
class Step:
    """One act in a procedure. Performing it is the only way anything changes."""

    id: str
    name: str
    by: tuple[Role | tuple[Role, ...], ...] = ()
    cites: tuple[str, ...] = ()
    stage: str = ""
    after: tuple[str | AnyOf, ...] = ()
    wait: tuple[Wait, ...] = ()
    until: Until | None = None
    when: Formula | None = None
    blocked_by: tuple[str, ...] = ()
    obliges: tuple[Due, ...] = ()
    voids: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    suspends: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: tuple[Extend, ...] = ()
    repeat: bool = False
    for_each: str | None = None
    row_organ: str = ""
    none_ok: str = ""
    starts_out: bool = False
    opens: bool = False
    closes: bool = False
    leaves: tuple[str, ...] = ()
    after_close: bool = False
    separate_from: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    derives: tuple[Derived, ...] = ()
    requires: tuple[str, ...] = ()
    produces: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    approval: str = ""
    asks: tuple[str, ...] = ()
    numbers: str = ""
    citizen: bool = False
    outside: str = ""
    effect: str = ""
    statutory: bool = True
    help: str = ""

    # `row_organ`: the field of the row that names the organ whose people the row waits for;
    # `needs`: written fields that may not stay empty although the model lets them; `derives`: facts computed from what was written;
    # `requires`: kinds of papers that must lie in
    # the file; `produces`: kinds of papers that the step makes; `serves`: kinds of papers whose service it records; `approval`: id of the approval sheet that carries it;
    # `asks`: ids of questions beyond relations and fields (`kernel.engine.asking`) that the engine puts to every performance;
    # `numbers`: the kind of number that the matter takes at this step;
    # `citizen`: an act of a party, never refused for being late; `outside`: whose act it is when not the organ's (法院, 公安,
    # 银行, 当事人), so that the checker knows that nobody here can force it; `effect`: grants | penalises | reviews | approves
    # (a Lapse may not do these); `statutory`: False only for steps of pure office practice, which may lack a citation.

    @property
    def repeatable(self) -> bool:
        return self.repeat

    @cached_property
    def fills(self) -> tuple[str, ...]:
        """All that the step leaves in the facts: what is written and what is derived."""
        return (*self.writes, *(one.field for one in self.derives))

    @cached_property
    def waited_for(self) -> tuple[str, ...]:
        """The steps that this one waits for."""
        names: list[str] = []
        for after in self.after:
            names.extend([after] if isinstance(after, str) else after.steps)
        names.extend(wait.step for wait in self.wait)
        return tuple(names)


class Never:
    """A rule that no performance may break; `check` proves it and the engine asserts it."""

    cites: tuple[str, ...] = ()

    def words(self, names: dict[str, str]) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class Without(Never):
    """At no performance of `step`, judged after its writes, is `when` true or unknown and `needs` not done."""

    step: str
    needs: str
    when: Formula | None = None
    cites: tuple[str, ...] = ()

    def words(self, names: dict[str, str]) -> str:
        scope = f"（{self.when.words()}时）" if self.when else ""
        return f"未经“{names[self.needs]}”不得“{names[self.step]}”{scope}"


@dataclass(frozen=True)
class Stale(Never):
    """No performance of `step` rests on a performance of `on` that is older than the latest `since`."""

    step: str
    on: str
    since: str
    cites: tuple[str, ...] = ()

    def words(self, names: dict[str, str]) -> str:
        return f"“{names[self.step]}”所依据的“{names[self.on]}”不得早于“{names[self.since]}”"


@dataclass(frozen=True)
class Beyond(Never):
    """No performance of `step` goes beyond what `notice` said: `notice` is done and `within` is true after the writes."""

    step: str
    notice: str
    within: Formula
    cites: tuple[str, ...] = ()

    def words(self, names: dict[str, str]) -> str:
        return f"“{names[self.step]}”不得超出“{names[self.notice]}”的内容"


@dataclass(frozen=True)
class Forbidden(Never):
    """At no performance of `step`, judged after its writes, is `when` true or unknown."""

    step: str
    when: Formula
    cites: tuple[str, ...] = ()

    def words(self, names: dict[str, str]) -> str:
        return f"{self.when.words()}时不得“{names[self.step]}”"


@dataclass(frozen=True)
class Excludes:
    """These two conditions are never true together (a fact about the field, asserted at run time)."""

    a: Condition
    b: Condition


@dataclass(frozen=True)
class Implies:
    """Where the first condition is true, so is the second (asserted at run time)."""

    a: Condition
    b: Condition


@dataclass(frozen=True)
class Procedure:
    """The declaration of one procedure in one version.

    `papers` gives the Chinese name of each kind of paper that its files hold, `paper_numbers` the kind of number that a kind
    of paper takes, `patterns` how each kind of number is written: `{prefix}罚决〔{year}〕{no:04d}号`, with the prefix of the organ
    in whose name the power is exercised.
    `in_force` is the first day on which a matter may be opened under this version, `ceased` the first on which it may no
    longer; matters finish under the version they were opened with. `level` is the default secrecy level of its matters:
    0 公开, 1 内部, 2 敏感, 3 专封. `title` makes the title of a matter from its facts. `for_any_unit`: whoever reaches the whole zone in
    the opening step may open it for any unit, whose matter it then is (a payment of a unit, recorded by the finance office).
    """

    id: str
    name: str
    shape: Shape
    steps: tuple[Step, ...]
    never: tuple[Never, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    given: tuple[Excludes | Implies, ...] = ()
    version: int = 1
    in_force: date = date(2021, 7, 15)
    ceased: date | None = None
    stages: tuple[str, ...] = ()
    level: int = 1
    title: str = "{name}"
    chapter: int = 0
    cites: tuple[str, ...] = ()
    papers: Mapping[str, str] = field(default_factory=dict)
    paper_numbers: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)
    for_any_unit: bool = False

    @cached_property
    def by_id(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def names(self) -> dict[str, str]:
        return {step.id: step.name for step in self.steps}

    @cached_property
    def opening(self) -> Step:
        """The one step with which a matter begins."""
        return next(step for step in self.steps if step.opens)

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """All conditions that steps, rules and givens speak of, by id, in a stable order."""
        found: dict[str, Condition] = {}
        for step in self.steps:
            if step.when is not None:
                found.update((c.id, c) for c in step.when.atoms())
        for rule in self.never:
            formula = getattr(rule, "when", None) or getattr(rule, "within", None)
            if formula is not None:
                found.update((c.id, c) for c in formula.atoms())
        for pair in self.given:
            found.update({pair.a.id: pair.a, pair.b.id: pair.b})
        return dict(sorted(found.items()))

    @cached_property
    def stale_rules(self) -> tuple[Stale, ...]:
        """The rules that ask which of two steps came later."""
        return tuple(rule for rule in self.never if isinstance(rule, Stale))

    @cached_property
    def row_kinds(self) -> tuple[str, ...]:
        """The kinds of rows that steps are done for, in order of the alphabet."""
        return tuple(sorted({step.for_each for step in self.steps if step.for_each}))

    @property
    def is_register(self) -> bool:
        """A register 台账 is complete with its first step; what may follow on a row (整改, 巡查) only adds to it."""
        return any(step.opens and step.closes for step in self.steps)
