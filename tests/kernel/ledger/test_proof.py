"""Checkpoints, proofs, receipts and keys: they hold as issued, and fail when a single character differs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuheng.kernel.ledger import checkpoint, keys
from yuheng.kernel.ledger.checkpoint import BadCheckpoint
from yuheng.kernel.ledger.proof import BadProof, read_proof
from yuheng.kernel.ledger.receipt import BadReceipt, issue, read_code, receipt_json

KEY = keys.generate(bytes(range(32)))
MADE = checkpoint.sign(KEY, "示范区", 3, bytes(32), 1_683_165_600_000)


def test_a_checkpoint_read_back_is_the_one_that_was_signed() -> None:
    assert checkpoint.verify(MADE.text(), {KEY.id: KEY.public}) == MADE


@given(st.integers(0, len(MADE.text()) - 1), st.characters(max_codepoint=0x3000, exclude_categories=["Cs"]))
@settings(max_examples=150, deadline=None)
def test_a_checkpoint_with_one_changed_character_is_refused(place: int, letter: str) -> None:
    text = MADE.text()
    changed = text[:place] + letter + text[place + 1 :]
    if changed != text:
        with pytest.raises(BadCheckpoint):
            checkpoint.verify(changed, {KEY.id: KEY.public})


def test_a_checkpoint_of_an_unknown_key_and_an_impossible_origin_are_refused() -> None:
    with pytest.raises(BadCheckpoint, match="没有这把公钥"):
        checkpoint.verify(MADE.text(), {})
    with pytest.raises(BadCheckpoint, match="不是检查点"):
        checkpoint.sign(KEY, "a\nsize 9", 1, bytes(32), 0)


def test_every_event_has_a_proof_that_holds_and_travels_as_json(ledger: Any) -> None:
    for leaf in range(40):
        text = json.dumps(ledger.prove(leaf).to_json(), ensure_ascii=False)
        read = read_proof(text)
        assert read == ledger.prove(leaf)
        read.verify(ledger.keys)
    ledger.prove(7, whole=False).verify(ledger.keys)


def altered(proof: dict[str, Any], member: str) -> dict[str, Any]:
    """The proof with one member made another's or slightly wrong."""
    value = proof[member]
    changes: dict[str, Any] = {
        "event": 99,
        "hash": value[::-1] if member == "hash" else None,
        "leaf": 8,
        "path": value[:-1] if member == "path" else None,
        "body": str(value).replace("12345", "12346"),
        "openings": [item | {"value": '"张三"'} for item in value] if member == "openings" else None,
        "checkpoint": str(value).replace("size 40", "size 41"),
    }
    return proof | {member: changes[member]}


@pytest.mark.parametrize("member", ["event", "hash", "leaf", "path", "body", "openings", "checkpoint"])
def test_a_proof_with_one_member_altered_does_not_hold(ledger: Any, member: str) -> None:
    proof = altered(ledger.prove(7).to_json(), member)
    with pytest.raises((BadProof, BadCheckpoint)):
        read_proof(proof).verify(ledger.keys)


@pytest.mark.parametrize(
    "text", ["[]", "{}", "x", '{"format":"yuheng-proof/2"}', '{"format":"yuheng-proof/1","event":"1"}']
)
def test_what_is_no_proof_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadProof):
        read_proof(text)


def test_openings_without_a_body_prove_nothing(ledger: Any) -> None:
    proof = ledger.prove(7).to_json()
    del proof["body"]
    with pytest.raises(BadProof, match="没有记录正文"):
        read_proof(proof).verify(ledger.keys)


def test_a_receipt_holds_against_its_checkpoint_and_says_no_more_than_it_proves(ledger: Any) -> None:
    proof = ledger.prove(7)
    read = read_code(issue(proof).code())
    assert read == issue(proof)
    meaning = read.verify(proof.checkpoint, ledger.keys)
    assert "不晚于 2023年05月04日10时00分00秒" in meaning
    assert receipt_json(proof)["proves"] == meaning


def test_a_short_receipt_fits_a_small_qr_code_and_needs_the_path(ledger: Any) -> None:
    proof = ledger.prove(7)
    code = issue(proof, short=True).code()
    assert len(code) <= 90
    assert set(code) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    with pytest.raises(BadReceipt, match="短回执"):
        read_code(code).verify(proof.checkpoint, ledger.keys)
    assert read_code(code.lower()).verify(proof.checkpoint, ledger.keys, proof.path)


def test_a_receipt_does_not_hold_against_another_checkpoint_or_another_record(ledger: Any) -> None:
    receipt = issue(ledger.prove(7))
    with pytest.raises(BadReceipt, match="换对应的检查点"):
        receipt.verify(ledger.checkpoints[1], ledger.keys)
    with pytest.raises(BadReceipt, match="回执不成立"):
        issue(ledger.prove(8)).verify(ledger.checkpoints[2], ledger.keys, ledger.prove(7).path)


def test_a_mistyped_receipt_is_refused_letter_by_letter(ledger: Any) -> None:
    code = issue(ledger.prove(7), short=True).code()
    for place in range(len(code)):
        with pytest.raises(BadReceipt):
            read_code(code[:place] + ("A" if code[place] != "A" else "B") + code[place + 1 :])


def test_a_key_is_created_once_private_and_loads_again(tmp_path: Path) -> None:
    made = keys.create(tmp_path / "keys")
    assert (tmp_path / "keys" / "ledger.key").stat().st_mode & 0o777 == 0o600
    assert keys.load(tmp_path / "keys").id == made.id
    assert keys.public_keys(tmp_path / "keys") == {made.id: made.public}
    with pytest.raises(keys.KeyProblem, match="已经存在"):
        keys.create(tmp_path / "keys")
    assert keys.load(tmp_path / "keys").id == made.id
    assert made.public.hex() not in repr(made)


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    keys.create(tmp_path)
    (tmp_path / "ledger.key").chmod(0o640)
    with pytest.raises(keys.KeyProblem, match=r"0640.*0600"):
        keys.load(tmp_path)


def test_a_replaced_key_still_verifies_what_it_signed(tmp_path: Path) -> None:
    old = keys.create(tmp_path)
    text = checkpoint.sign(old, "示范区", 0, bytes(32), 0).text()
    new = keys.replace(tmp_path)
    assert keys.load(tmp_path).id == new.id != old.id
    assert set(keys.public_keys(tmp_path)) == {old.id, new.id}
    checkpoint.verify(text, keys.public_keys(tmp_path))
    assert (tmp_path / f"{old.id}.key").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / f"{new.id}.key").exists()


def test_missing_broken_and_foreign_key_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(keys.KeyProblem, match="找不到签名密钥"):
        keys.load(tmp_path)
    (tmp_path / "ledger.key").touch(0o600)
    with pytest.raises(keys.KeyProblem, match="不是可读的 PEM"):
        keys.load(tmp_path)
    (tmp_path / "00.pub").write_bytes(keys.public_pem(KEY.public))
    with pytest.raises(keys.KeyProblem, match="另一把密钥"):
        keys.public_keys(tmp_path)
    (tmp_path / "00.pub").write_bytes(b"")
    with pytest.raises(keys.KeyProblem, match="PEM"):
        keys.public_keys(tmp_path)
