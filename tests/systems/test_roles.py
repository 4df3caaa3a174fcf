"""Who must act in a matter may read it."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.declare import Procedure, Role, Step
from yuheng.systems import catalogue
from yuheng.systems.roles import ALL


def roles_of(step: Step) -> Iterator[Role]:
    for one in step.by:
        yield from one if isinstance(one, tuple) else (one,)


def reads(role: Role, procedure: Procedure) -> bool:
    return role.level >= procedure.level and any(fnmatchcase(procedure.id, pattern) for pattern in role.sees)


def test_every_role_reads_the_ordinary_matters_in_which_a_step_names_it():
    """Whoever opens a matter takes part in it and so reads that one; every other step is done in somebody else's matter."""
    catalogue.load()
    blind = set()
    for procedure in registry.all_procedures():
        opening = set(roles_of(procedure.opening))
        for step in procedure.steps:
            blind |= {(procedure.id, step.id, role.id) for role in roles_of(step) if role.id in ALL and role not in opening and not reads(role, procedure)}
    assert not blind
