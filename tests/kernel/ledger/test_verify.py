"""Whatever is done to the tables behind the engine's back is found, and the record it was done to is named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.ledger import keys
from yuheng.kernel.ledger.body import read_body, seal
from yuheng.kernel.ledger.canonical import sm3
from yuheng.kernel.ledger.findings import Fault, Finding
from yuheng.kernel.ledger.verify_chains import check_chains
from yuheng.kernel.ledger.verify_tree import check_checkpoints, check_leaves, join_leaves, split_leaves

from .sample import SampleLedger


def faults(found: list[Finding]) -> set[Fault]:
    return {finding.fault for finding in found}


def named(found: list[Finding], fault: Fault) -> str:
    return "".join(finding.message for finding in found if finding.fault == fault)


def rewritten(ledger: Any, place: int, **changes: Any) -> None:
    """Change an event's body and make its hash fit again."""
    row = ledger.events[place]
    written, hashed = seal(read_body(row.body) | changes)
    ledger.events[place] = row._replace(body=written, hash=hashed)


def chain_rewritten(ledger: Any, place: int, **changes: Any) -> None:
    """Change an event and recompute its matter's chain to the end, as an able forger would."""
    rewritten(ledger, place, **changes)
    prev = ledger.events[place].hash
    for later in range(place + 1, len(ledger.events)):
        row = ledger.events[later]
        if row.matter == ledger.events[place].matter:
            body = read_body(row.body)
            written, hashed = seal(body | {"_": body["_"] | {"prev": prev}})
            ledger.events[later] = row._replace(body=written, hash=hashed)
            prev = hashed


def test_an_untouched_ledger_has_no_findings(ledger: Any) -> None:
    assert ledger.verify(witness=ledger.checkpoints[1]) == []


def test_events_not_yet_sequenced_are_counted_not_blamed(ledger: Any) -> None:
    rows = sorted((row._replace(leaf=None) if row.leaf == 39 else row for row in ledger.events), key=lambda r: r[1:3])
    seen = check_chains(rows)
    assert (seen.events, seen.matters, seen.unsequenced, seen.oldest) == (40, 4, 1, ledger.leaves[39])
    assert not seen.findings


@given(st.integers(0, 39), st.integers(0, 5000))
@settings(max_examples=40, deadline=None)
def test_any_flipped_bit_of_any_body_is_found_and_the_event_named(place: int, bit: int) -> None:
    ledger = SampleLedger()
    rows = [ledger.perform(1 + number % 3, number) for number in range(place + 1)]
    body = bytearray(rows[place].body)
    body[bit // 8 % len(body)] ^= 1 << bit % 8
    ledger.events[place] = rows[place]._replace(body=bytes(body))
    assert [(finding.fault, finding.event) for finding in ledger.verify()] == [(Fault.CHANGED, rows[place].id)]


def test_a_body_changed_together_with_its_hash_is_named_by_its_successor_and_by_its_run(ledger: Any) -> None:
    rewritten(ledger, 5, step="decide")
    found = ledger.verify()
    assert str(ledger.events[5].id) in named(found, Fault.CHANGED)
    assert str(ledger.events[5].id) in named(found, Fault.NODE)
    assert Fault.ROOT in faults(found)


def test_a_wholly_recomputed_chain_is_named_by_the_runs_of_the_tree_and_the_first_checkpoint(ledger: Any) -> None:
    chain_rewritten(ledger, 5, step="decide")
    found = ledger.verify()
    assert faults(found) == {Fault.NODE, Fault.ROOT}
    assert str(ledger.events[5].id) in named(found, Fault.NODE)
    assert "第 0–9 个叶子" in named(found, Fault.ROOT)


def test_a_ledger_rewritten_with_its_nodes_and_checkpoints_is_found_by_the_witness(ledger: Any) -> None:
    witness = ledger.checkpoints[1]
    chain_rewritten(ledger, 5, step="decide")
    ledger.nodes = {key: node for key, node in ledger.nodes.items() if key[0] > 9}
    ledger.checkpoints = []
    hashes = ledger.hashes()
    leaves = [(index, event, hashes[event]) for index, event in enumerate(ledger.leaves)]
    tree = check_leaves(leaves, 0, [witness.size])
    assert faults(check_checkpoints(tree, [], ledger.keys, witness)) == {Fault.ROOT}


def test_a_changed_column_is_named(ledger: Any) -> None:
    for change in ({"seq": 99}, {"matter": 99}, {"id": 99}):
        row = ledger.events[39]
        ledger.events[39] = row._replace(**change)
        assert Fault.COLUMNS in faults(ledger.verify())
        ledger.events[39] = row


def test_a_deleted_event_is_named_by_its_place_and_by_its_leaf(ledger: Any) -> None:
    gone = ledger.events.pop(5)
    found = ledger.verify()
    assert f"事项 {gone.matter} 缺少第 {gone.seq} 条" in named(found, Fault.DELETED)
    assert str(gone.id) in named(found, Fault.LEAF_ORPHAN)


def test_a_wholly_deleted_matter_is_named_by_its_leaves(ledger: Any) -> None:
    matter = ledger.events[0].matter
    gone = [row for row in ledger.events if row.matter == matter]
    ledger.events = [row for row in ledger.events if row.matter != matter]
    found = ledger.verify()
    assert all(str(row.id) in named(found, Fault.LEAF_ORPHAN) for row in gone)


def test_an_event_deleted_with_its_leaf_leaves_a_gap(ledger: Any) -> None:
    gone = ledger.events.pop(20)
    ledger.leaves[20] = 0
    found = ledger.verify()
    assert "缺少第 20 个叶子" in named(found, Fault.LEAF_MISSING)
    assert f"缺少第 {gone.seq} 条" in named(found, Fault.DELETED)
    assert "无法核对" in named(found, Fault.ROOT)


def test_an_inserted_event_is_named(ledger: Any) -> None:
    model = ledger.events[10]
    body = read_body(model.body)
    written, hashed = seal(body | {"_": body["_"] | {"id": 77}})
    ledger.events.insert(11, model._replace(id=77, body=written, hash=hashed))
    assert "77" in named(ledger.verify(), Fault.INSERTED)


def test_reordered_leaves_are_named_within_a_matter_and_found_between_matters(ledger: Any) -> None:
    same = [row.leaf for row in ledger.events if row.matter == ledger.events[0].matter]
    other = next(row.leaf for row in ledger.events if row.matter != ledger.events[0].matter)
    for one, two, expected in ((same[1], same[2], Fault.REORDERED), (same[0], other, Fault.NODE)):
        ledger.leaves[one], ledger.leaves[two] = ledger.leaves[two], ledger.leaves[one]
        assert {expected, Fault.ROOT} <= faults(ledger.verify())
        ledger.leaves[one], ledger.leaves[two] = ledger.leaves[two], ledger.leaves[one]


def test_a_duplicate_leaf_is_named(ledger: Any) -> None:
    rows = [(0, 5, "aa" * 32), (1, 6, "bb" * 32), (1, 7, "cc" * 32)]
    assert named(check_leaves(rows, 0, []).findings, Fault.INSERTED)


def test_a_cut_tail_is_found_against_the_witness_though_all_else_agrees(ledger: Any) -> None:
    witness = ledger.checkpoints.pop()
    ledger.events, ledger.leaves = ledger.events[:30], ledger.leaves[:30]
    assert ledger.verify() == []
    found = ledger.verify(witness)
    assert faults(found) == {Fault.TAIL_CUT}
    assert "末尾 10 条被截去" in found[0].message


def test_a_changed_node_and_a_foreign_signature_are_named(ledger: Any) -> None:
    ledger.nodes[4, 1] = sm3(b"")
    assert "第 16–31 个叶子" in named(ledger.verify(), Fault.NODE)
    ledger.keys = {ledger.checkpoints[0].key: keys.generate(bytes(32)).public}
    assert Fault.SIGNATURE in faults(ledger.verify())


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_leaves_checked_in_parts_agree_with_the_whole(ledger: Any, parts: int) -> None:
    hashes = ledger.hashes()
    leaves = [(index, event, hashes[event]) for index, event in enumerate(ledger.leaves)]
    sizes = [0, 10, 16, 25, 32, 40, 41]
    cuts = split_leaves(40, parts)
    seen = [check_leaves(leaves[a:b], a, [s for s in sizes if a <= s <= b], ledger.nodes) for a, b in cuts]
    whole = join_leaves(seen, ledger.nodes)
    assert whole.whole == ledger.frontier
    assert sorted(whole.at) == sizes[:-1]
    assert {size: part.root() for size, part in whole.at.items()} == {
        size: check_leaves(leaves[:size], 0, [size]).at[size].root() for size in sizes[:-1]
    }
    assert not whole.findings


def test_a_part_with_a_gap_spoils_the_roots_after_it_only(ledger: Any) -> None:
    hashes = ledger.hashes()
    leaves = [(index, event, hashes[event]) for index, event in enumerate(ledger.leaves) if index != 20]
    whole = join_leaves([check_leaves(leaves[:16], 0, [10]), check_leaves(leaves[16:], 16, [25, 40])])
    assert whole.broken
    assert list(whole.at) == [10]
