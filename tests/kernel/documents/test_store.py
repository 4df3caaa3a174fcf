"""Files lie under their digest, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yuheng.kernel.documents.store import MissingFile, digests, erase, fetch, place_of, store, sweep
from yuheng.kernel.ledger.canonical import sm3


def test_a_file_is_kept_once_under_its_digest(tmp_path: Path) -> None:
    digest = store(tmp_path, b"paper")
    assert digest == sm3(b"paper").hex()
    assert store(tmp_path, b"paper") == digest
    assert fetch(tmp_path, digest) == b"paper"
    assert list(digests(tmp_path)) == [digest]
    assert place_of(tmp_path, digest) == tmp_path / digest[:2] / digest[2:4] / digest


def test_what_was_changed_or_is_gone_is_named(tmp_path: Path) -> None:
    digest = store(tmp_path, b"paper")
    place = place_of(tmp_path, digest)
    place.chmod(0o600)
    place.write_bytes(b"forge")
    with pytest.raises(MissingFile, match="不符"):
        fetch(tmp_path, digest)
    assert erase(tmp_path, digest)
    assert not erase(tmp_path, digest)
    with pytest.raises(MissingFile, match="没有"):
        fetch(tmp_path, digest)


def test_no_path_comes_from_outside(tmp_path: Path) -> None:
    for wrong in ("../../etc/passwd", "", "AB" * 32, "ab" * 31 + "/x"):
        with pytest.raises(ValueError, match="digest"):
            place_of(tmp_path, wrong)


@pytest.mark.faults
@pytest.mark.parametrize("point", ["fsync", "chmod", "replace", "after"])
def test_a_process_killed_anywhere_leaves_a_whole_file_or_none(tmp_path: Path, point: str) -> None:
    child = os.fork()
    if child == 0:
        _die_at(point, tmp_path)
        os._exit(1)  # not reached: the kill point comes first
    assert os.WEXITSTATUS(os.waitpid(child, 0)[1]) == 9
    kept = list(digests(tmp_path))
    assert kept == ([sm3(b"paper").hex()] if point == "after" else [])
    assert sweep(tmp_path, older_than=-60) == (1 if point in {"chmod", "replace"} else 0)
    assert store(tmp_path, b"paper") == sm3(b"paper").hex()
    assert [path.name for path in tmp_path.glob("??/??/*")] == [sm3(b"paper").hex()]


def _die_at(point: str, root: Path) -> None:
    def die(*_args: object, **_more: object) -> None:
        os._exit(9)

    if point == "after":
        store(root, b"paper")
        die()
    elif point == "replace":
        Path.replace = die  # type: ignore[method-assign,assignment]
    else:
        setattr(os, point, die)
    store(root, b"paper")
