"""The body of an event: the exact record of one act, and the only thing that the ledger hashes.

A body is built once, written as canonical JSON, stored as those bytes and never written again. What each member means,
to the byte, stands in docs/ledger.md. Members that are empty are left out, so that one act has one body.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Required, TypedDict

from yuheng.kernel.ledger.canonical import MAX_INT, canonical, event_hash

VERSION: Final = 1
"""Version of the shape of a body. A reader keeps every version it ever wrote."""

ENVELOPE: Final = "_"
"""Name of the member with id, matter, prev, seq and v. It sorts first, so that every body begins with known bytes."""

KINDS: Final[dict[str, frozenset[str]]] = {
    "open": frozenset(),
    "perform": frozenset(),
    "correct": frozenset({"reason"}),
    "undo": frozenset({"reason", "event"}),
    "adopt": frozenset({"acts"}),
    "record_defect": frozenset({"reason", "rules"}),
    "erase": frozenset({"fields", "ground"}),
    "join": frozenset({"matters"}),
    "split": frozenset({"matters"}),
    "succeed": frozenset({"reason"}),
    "handover": frozenset({"reason"}),
    "assist": frozenset({"reason"}),
    "print": frozenset({"paper", "copies"}),
    "serve": frozenset({"paper", "way", "reason"}),
    "lapse": frozenset({"clock"}),
    "seal": frozenset(),
    "publish": frozenset({"digest"}),
    "calendar": frozenset({"moved", "years"}),
    "simulate": frozenset({"from"}),
}
"""What an event can be, and what it cannot do without: `reason` as a commitment, the others in `details`."""

NO_HASH: Final = "0" * 64
"""`prev` of a matter's first event."""

REASON: Final = "@reason"
"""Name under which the commitment to the reason of an act stands."""

Id = int | str


class Actor(TypedDict, total=False):
    """Who acted: a person in a post of an organ. A system account has no person, a citizen no post."""

    person: Id
    post: Id
    organ: Id
    account: Id


class Participant(Actor, total=False):
    """Who took part beside the actor. An opinion in words is committed to under `opinion(n)`."""

    part: Required[str]
    confirmed: bool


class Due(TypedDict, total=False):
    """A date that the act set, moved or discharged, with the version of the parameter it was computed from."""

    clock: Required[str]
    step: str
    row: Id
    seq: int
    no: int
    start: str
    due: str | None
    warn: str | None
    provisional: bool
    suspended: bool
    parameter: str
    version: str
    ended: str


class Paper(TypedDict, total=False):
    """A document of the act. Digests of its data and file are committed to under `data(id)` and `file(id)`."""

    id: Required[Id]
    kind: Required[str]
    number: str
    template: str


def opinion(number: int) -> str:
    """Name of the commitment to what the participant of that place in the list said."""
    return f"@opinion/{number}"


def data(document: Id) -> str:
    """Name of the commitment to the digest of the data that a document was made from."""
    return f"@data/{document}"


def file(document: Id) -> str:
    """Name of the commitment to the digest of a document's bytes."""
    return f"@file/{document}"


def build_body(
    *,
    id: int,
    matter: int,
    seq: int,
    prev: str,
    kind: str,
    at: datetime,
    recorded: datetime,
    actor: Actor,
    procedure: str,
    version: Id,
    step: str = "",
    row: Id | None = None,
    participants: Sequence[Participant] = (),
    values: Mapping[str, Any] | None = None,
    commitments: Mapping[str, str] | None = None,
    conditions: Mapping[str, bool | None] | None = None,
    due: Sequence[Due] = (),
    documents: Sequence[Paper] = (),
    details: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The body of one event, ready for `seal`.

    `id` and `matter` are the rows' ids, `seq` counts the matter's events from 1, `prev` is the hash of the event before
    in hex (`NO_HASH` for the first). `at` is when the act happened, `recorded` when it was taken in; both aware.
    `values` are public writes, `commitments` all others in hex, `conditions` those that changed (None: unknown).
    Raises ValueError for what the shape forbids, naming it.
    """
    _check(kind, seq, prev, commitments or {}, details or {}, values or {})
    if not (0 < id <= MAX_INT and 0 < matter <= MAX_INT):
        raise ValueError("id and matter are integers from 1 to 2^53-1")
    body: dict[str, Any] = {
        ENVELOPE: {"id": id, "matter": matter, "prev": prev, "seq": seq, "v": VERSION},
        "actor": dict(actor),
        "at": act_time(at),
        "kind": kind,
        "procedure": procedure,
        "recorded": milliseconds(recorded),
        "version": version,
    }
    if step:
        body["step"] = step
    if row is not None:
        body["row"] = row
    maps = {"values": values, "commitments": commitments, "conditions": conditions, "details": details}
    lists = {"participants": participants, "due": due, "documents": documents}
    body.update({name: dict(content) for name, content in maps.items() if content})
    body.update({name: [dict(item) for item in content] for name, content in lists.items() if content})
    return body


def _check(
    kind: str,
    seq: int,
    prev: str,
    commitments: Mapping[str, str],
    details: Mapping[str, Any],
    values: Mapping[str, Any],
) -> None:
    if kind not in KINDS:
        raise ValueError(f"the ledger knows no kind of event {kind!r}")
    missing = KINDS[kind] - details.keys() - ({"reason"} if REASON in commitments else set())
    if missing:
        raise ValueError(f"an event of kind {kind!r} needs {', '.join(sorted(missing))}")
    if seq < 1 or len(prev) != 64 or (seq == 1) != (prev == NO_HASH):
        raise ValueError("seq counts from 1; prev is 64 hexadecimal digits, all zero for seq 1 only")
    if both := values.keys() & commitments.keys():
        raise ValueError(f"both public and committed: {', '.join(sorted(both))}")


def seal(body: Mapping[str, Any]) -> tuple[bytes, str]:
    """The bytes of a body, to be stored as they are, and their hash in hex. Raises what `canonical` raises."""
    written = canonical(body)
    return written, event_hash(written).hex()


def envelope(id: int, matter: int, seq: int, prev: str) -> bytes:
    """The first bytes of the body of that event. Verification compares them instead of parsing a million bodies."""
    return (f'{{"{ENVELOPE}":{{"id":{id},"matter":{matter},"prev":"{prev}","seq":{seq},"v":{VERSION}}},').encode()


def read_body(written: bytes) -> dict[str, Any]:
    """A body from its bytes. Raises ValueError if they are not the canonical bytes of a JSON object."""
    try:
        body = json.loads(written)
        if isinstance(body, dict) and canonical(body) == written:
            return body
    except (ValueError, TypeError):
        pass
    raise ValueError("these bytes are not canonical JSON of an object")


def act_time(moment: datetime) -> str:
    """A moment as in `at`: 2023-05-04T10:00:00.000+08:00. Raises ValueError if it bears no offset."""
    if moment.utcoffset() is None:
        raise ValueError("a moment in the ledger bears its offset from UTC")
    return moment.isoformat(timespec="milliseconds")


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(moment: datetime) -> int:
    """A moment as in `recorded`: whole milliseconds since 1970-01-01T00:00:00Z. Raises ValueError without an offset."""
    if moment.utcoffset() is None:
        raise ValueError("a moment in the ledger bears its offset from UTC")
    gone = moment - _EPOCH
    return (gone.days * 86_400 + gone.seconds) * 1000 + gone.microseconds // 1000
