"""Enterprises that a record names by their code and that nobody registered yet enter the register of parties, in that record's transaction.

So that what was ever recorded of a code has one file, found by its name. The register of parties stands beside the ledger: a record taken
back leaves the registration, which then has nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yuheng.kernel.identity.names import normalised
from yuheng.kernel.now import today
from yuheng.kernel.records.models import Party, PartyName

AT_ONCE = 500


def enrol(named: Iterable[tuple[str, str, date | None]]) -> int:
    """Registers those (code, name, since when it is known so) whose code is new. Returns how many."""
    wanted = {code: (normalised(name)[:200], since) for code, name, since in named}
    if not wanted:
        return 0
    codes = list(wanted)
    there: set[str | None] = set()
    for start in range(0, len(codes), AT_ONCE):
        there |= set(Party.objects.filter(uscc__in=codes[start : start + AT_ONCE]).values_list("uscc", flat=True))
    fresh = [code for code in codes if code not in there and wanted[code][0]]
    if not fresh:
        return 0
    # Two records of one new enterprise at the same moment: the second finds the first one's registration.
    Party.objects.bulk_create([Party(kind=_kind(code), name=wanted[code][0], uscc=code) for code in fresh], batch_size=AT_ONCE, ignore_conflicts=True)
    made = _nameless(fresh)
    PartyName.objects.bulk_create([PartyName(party_id=pk, name=wanted[code][0], from_on=wanted[code][1] or today()) for code, pk in made.items()], batch_size=AT_ONCE)
    return len(made)


def _nameless(codes: list[str]) -> dict[str, int]:
    """Registrations of these codes that have no dated name yet."""
    found: dict[str, int] = {}
    for start in range(0, len(codes), AT_ONCE):
        found |= {code or "": pk for code, pk in Party.objects.filter(uscc__in=codes[start : start + AT_ONCE], names__isnull=True).values_list("uscc", "pk")}
    return found


def _kind(code: str) -> str:
    """By the department and category of GB 32100: 92 an individual business, other 9 an enterprise, the rest bodies."""
    if code.startswith("92"):
        return Party.Kind.INDIVIDUAL
    return Party.Kind.ENTERPRISE if code.startswith("9") else Party.Kind.BODY
