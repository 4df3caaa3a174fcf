"""docs/ledger.md suffices: its example is recomputed from the page, and a verifier written from it agrees with ours."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.ledger import checkpoint, keys
from yuheng.kernel.ledger.body import KINDS, read_body
from yuheng.kernel.ledger.commitment import Opening, opens
from yuheng.kernel.ledger.nodes import STRIDE
from yuheng.kernel.ledger.proof import BadProof, read_proof
from yuheng.kernel.ledger.receipt import issue, read_code
from yuheng.kernel.ledger.tree import node_hash, root_of, verify_consistency, verify_inclusion

from .sample import KEY, forty_events

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "ledger.md").read_text()


def block(name: str) -> str:
    found = re.search(rf"^```{name}\n(.*?)^```$", PAGE, re.M | re.S)
    assert found, name
    return found[1]


EXAMPLE = dict(line.split(" = ", 1) for line in block("example").splitlines())


def sm3(*parts: bytes) -> bytes:
    return hashlib.new("sm3", b"".join(parts)).digest()


def example_hash(name: str) -> bytes:
    return bytes.fromhex(EXAMPLE[name])


LEAVES = [example_hash(f"hash {number}") for number in range(3)]


@pytest.mark.parametrize("number", range(3))
def test_the_hashes_of_the_example_are_those_of_its_bodies(number: int) -> None:
    written = EXAMPLE[f"body {number}"].encode()
    assert sm3(b"\0", written) == LEAVES[number]
    assert read_body(written)["_"]["seq"] == (2 if number == 2 else 1)


def test_the_chain_and_the_commitment_of_the_example_hold() -> None:
    first, third = read_body(EXAMPLE["body 0"].encode()), read_body(EXAMPLE["body 2"].encode())
    assert third["_"]["prev"] == EXAMPLE["hash 0"]
    value, salt = EXAMPLE["value"].encode(), example_hash("salt")
    assert sm3(b"\2", salt, b"\0\x0aparty_name", b"\0\0\0\x08", value).hex() == EXAMPLE["commitment"]
    assert first["commitments"] == {"party_name": EXAMPLE["commitment"]}
    assert opens(Opening("party_name", value, salt), EXAMPLE["commitment"])


def test_the_tree_of_the_example_has_its_nodes_roots_and_proofs() -> None:
    node, root = example_hash("node 1 0"), example_hash("root of 3")
    assert sm3(b"\1", LEAVES[0], LEAVES[1]) == node == example_hash("root of 2")
    assert sm3(b"\1", node, LEAVES[2]) == node_hash(node, LEAVES[2]) == root == root_of(LEAVES)
    path = [bytes.fromhex(sibling) for sibling in EXAMPLE["path of leaf 0"].split()]
    assert verify_inclusion(LEAVES[0], 0, 3, path, root)
    assert verify_inclusion(LEAVES[2], 2, 3, [example_hash("path of leaf 2")], root)
    assert verify_consistency(2, 3, node, root, [example_hash("consistency 2 3")])


def test_checkpoint_proof_receipt_and_key_of_the_example_hold() -> None:
    key = keys.generate(example_hash("seed"))
    assert (key.public.hex(), key.id) == (EXAMPLE["public key"], EXAMPLE["key id"])
    assert sm3(key.public)[:8].hex() == key.id
    assert keys.public_from_pem(block("pem").encode()) == key.public
    made = checkpoint.sign(key, "示范区法治台账", 3, example_hash("root of 3"), 1_683_165_801_000)
    assert made.text() == block("checkpoint")
    proof = read_proof(block("proof"))
    proof.verify({key.id: key.public})
    assert proof.checkpoint == made
    long, short = block("receipt").split()
    assert (issue(proof).code(), issue(proof, short=True).code()) == (long, short)
    assert read_code(long).verify(made, {key.id: key.public})


def test_the_page_names_every_kind_of_event_and_the_stored_levels() -> None:
    table = PAGE.split("| `kind` | act | needs |")[1].split("\n\n")[0]
    rows = [line.split("|") for line in table.splitlines()[2:]]
    said = {
        kind: set(re.findall(r"@reason|details\.(\w+)", row[3]))
        for row in rows
        for kind in re.findall("`(.+?)`", row[1])
    }
    assert said.keys() == KINDS.keys()
    for kind, needs in KINDS.items():
        assert said[kind] - {""} == needs - {"reason"}
    assert f"levels {STRIDE}, {STRIDE * 2}, {STRIDE * 3}" in PAGE


def stranger() -> Any:
    spec = importlib.util.spec_from_file_location("verify_proof", ROOT / "tools" / "verify_proof.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


VERIFIER = stranger()


def run(tmp_path: Path, proof: Any, public: bytes = KEY.public) -> int:
    (tmp_path / "proof.json").write_text(proof if isinstance(proof, str) else json.dumps(proof))
    (tmp_path / "key.pem").write_bytes(keys.public_pem(public))
    return VERIFIER.main([str(tmp_path / "proof.json"), str(tmp_path / "key.pem")])


def test_the_stand_alone_verifier_shares_no_code_with_the_platform() -> None:
    assert "yuheng.kernel" not in (ROOT / "tools" / "verify_proof.py").read_text()


def test_the_stand_alone_verifier_accepts_every_proof_of_a_ledger(tmp_path: Path) -> None:
    ledger = forty_events()
    assert {run(tmp_path, ledger.prove(leaf).to_json()) for leaf in range(40)} == {0}
    assert run(tmp_path, ledger.prove(3, whole=False).to_json()) == 0
    assert run(tmp_path, block("proof"), example_hash("public key")) == 0


def test_the_stand_alone_verifier_refuses_foreign_keys_and_what_is_no_proof(tmp_path: Path) -> None:
    assert run(tmp_path, forty_events().prove(3).to_json(), keys.generate(bytes(32)).public) == 1
    assert {run(tmp_path, text) for text in ("", "{}", "[]", '{"format":"x"}')} == {2}
    assert VERIFIER.main([]) == 2


TEXT = json.dumps(forty_events().prove(7).to_json(), ensure_ascii=False)


@given(st.integers(0, len(TEXT) - 1), st.sampled_from('0123456789abcdef张 "x,'))
@settings(max_examples=250, deadline=None)
def test_both_verifiers_refuse_any_changed_character_of_a_proof(place: int, letter: str) -> None:
    changed = TEXT[:place] + letter + TEXT[place + 1 :]
    if _same(changed, TEXT):
        return
    with pytest.raises((BadProof, checkpoint.BadCheckpoint)):
        read_proof(changed).verify({KEY.id: KEY.public})
    with pytest.raises((VERIFIER.DoesNotHold, ValueError, KeyError, TypeError)):
        VERIFIER.verify(json.loads(changed), {KEY.id: KEY.public})


def _same(changed: str, text: str) -> bool:
    """Whether the change is none to the proof: white space, or the name of an optional member."""
    try:
        now, before = json.loads(changed), json.loads(text)
    except ValueError:
        return False
    return now == before or any(now.get(name) != before[name] and name not in now for name in ("openings",))
