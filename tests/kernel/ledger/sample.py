"""A small ledger in memory: four matters whose events were sequenced alternately, checkpoints on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from yuheng.kernel.ledger import checkpoint, keys
from yuheng.kernel.ledger.body import NO_HASH, build_body, seal
from yuheng.kernel.ledger.checkpoint import Checkpoint
from yuheng.kernel.ledger.commitment import Opening, commit_all
from yuheng.kernel.ledger.findings import Finding
from yuheng.kernel.ledger.nodes import Reader, grow
from yuheng.kernel.ledger.proof import Proof
from yuheng.kernel.ledger.tree import Range
from yuheng.kernel.ledger.verify_chains import Row, check_chains
from yuheng.kernel.ledger.verify_tree import check_checkpoints, check_leaves

KEY = keys.generate(bytes(range(32)))
ORIGIN = "示范区法治台账"
BEGIN = datetime(2023, 5, 4, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@dataclass
class SampleLedger:
    """Tables as lists; what a test changes here is what somebody would change in the database."""

    events: list[Row] = field(default_factory=list)
    leaves: list[int] = field(default_factory=list)
    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    openings: dict[int, list[Opening]] = field(default_factory=dict)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    frontier: Range = field(default_factory=Range)
    keys: dict[str, bytes] = field(default_factory=lambda: {KEY.id: KEY.public})

    def perform(self, matter: int, number: int) -> Row:
        """Append one event to a matter and to the tree."""
        before = [row for row in self.events if row.matter == matter]
        seq, prev = len(before) + 1, before[-1].hash if before else NO_HASH
        when = BEGIN + timedelta(minutes=number)
        id_ = 1000 + number
        commitments, openings = commit_all(
            {"name": f"当事人{number}", "@reason": "群众举报"}, lambda size: bytes([number % 256]) * size
        )
        body = build_body(
            id=id_, matter=matter, seq=seq, prev=prev, kind="perform" if before else "open", at=when, recorded=when,
            actor={"person": number % 5, "post": 1, "organ": 12}, procedure="penalty.ordinary", version=1, step="file",
            values={"source": "12345"}, commitments=commitments,
        )  # fmt: skip
        written, hashed = seal(body)
        row = Row(id_, matter, seq, hashed, written, len(self.leaves))
        self.events.append(row)
        self.openings[id_] = openings
        self.leaves.append(id_)
        self.nodes.update({(level, index): node for level, index, node in grow(self.frontier, [bytes.fromhex(hashed)])})
        return row

    def check_point(self) -> Checkpoint:
        """Sign the tree as it is."""
        made = checkpoint.sign(KEY, ORIGIN, self.frontier.end, self.frontier.root(), 1_683_165_600_000)
        self.checkpoints.append(made)
        return made

    def read(self, level: int, first: int, count: int) -> list[bytes]:
        """Hashes as the tables hold them."""
        hashes = self.hashes()
        if level:
            return [self.nodes[level, index] for index in range(first, first + count)]
        return [bytes.fromhex(hashes[event]) for event in self.leaves[first : first + count]]

    def hashes(self) -> dict[int, str]:
        return {row.id: row.hash for row in self.events}

    def prove(self, leaf: int, *, whole: bool = True) -> Proof:
        """The proof of a leaf against the last checkpoint; with body and openings if `whole`."""
        last = self.checkpoints[-1]
        row = next(row for row in self.events if row.id == self.leaves[leaf])
        path = tuple(Reader(self, last.size).inclusion(leaf))
        extra = (row.body, tuple(self.openings[row.id])) if whole else (None, ())
        return Proof(row.id, bytes.fromhex(row.hash), leaf, path, last, *extra)

    def verify(self, witness: Checkpoint | None = None) -> list[Finding]:
        """All that verification finds, read from the tables as it would be from a database."""
        places = {event: index for index, event in enumerate(self.leaves)}
        rows = sorted((row._replace(leaf=places.get(row.id)) for row in self.events), key=lambda row: row[1:3])
        hashes = self.hashes()
        leaves = [(index, event, hashes.get(event)) for index, event in enumerate(self.leaves) if event]
        kept = [*self.checkpoints, *([witness] if witness else [])]
        tree = check_leaves(leaves, 0, [one.size for one in kept], self.nodes)
        found = check_chains(rows).findings + tree.findings
        return found + check_checkpoints(tree, self.checkpoints, self.keys, witness)


def forty_events() -> SampleLedger:
    """Forty events of four matters, checkpoints after 10, 25 and 40."""
    made = SampleLedger()
    for number in range(40):
        made.perform(7000 + number * number % 7, number)
        if number + 1 in (10, 25, 40):
            made.check_point()
    return made
