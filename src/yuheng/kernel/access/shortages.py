"""What a unit can no longer do, because nobody there may: asked after posts end and by `yuheng check --staff`."""

from __future__ import annotations

from yuheng.kernel.engine.office import office
from yuheng.kernel.now import today
from yuheng.kernel.procedure import registry
from yuheng.kernel.procedure.check.result import Problem
from yuheng.kernel.procedure.check.staffing import Unit, understaffed
from yuheng.kernel.procedure.check.static import roles
from yuheng.kernel.procedure.declare import Procedure


def shortage(procedure: Procedure, organ: int | None = None) -> list[Problem]:
    """What each unit that opens such matters (or the one unit) lacks today."""
    here, day = office(), today()
    seats = [seat for person in here.people for seat in here.seats(person, day) if seat.roles]
    opening = {role.id for role in roles(procedure.opening) if role.reach == "unit"}
    units = sorted({seat.organ for seat in seats if seat.organ is not None and seat.roles & opening})
    found: list[Problem] = []
    for one in units:
        if organ is None or organ in here.line(one):
            found += understaffed(procedure, Unit(one, here.names.get(one, str(one)), here.line(one), here.power_of(one)), seats)
    return found


def shortages(organ: int | None) -> list[str]:
    """The steps that an organ and the units below it cannot staff today, in Chinese."""
    if organ is None:
        return []
    newest = {procedure.id: procedure for procedure in registry.all_procedures()}
    lines = (problem.message for procedure in newest.values() if not procedure.is_register for problem in shortage(procedure, organ))
    return list(dict.fromkeys(lines))
