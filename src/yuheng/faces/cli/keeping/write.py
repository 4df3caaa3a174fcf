"""Writing a backup: a snapshot of the database first, then the files that it names, public keys, checkpoint, list of erasures.

A file is stored before the act that names it commits, so whatever the snapshot names is there when files are copied after it.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from yuheng.faces.cli.keeping import database
from yuheng.faces.cli.keeping.manifest import NAME, Manifest, digest, durable, fingerprints, force
from yuheng.kernel.documents.store import MissingFile, fetch, place_of
from yuheng.kernel.engine import sequencer
from yuheng.kernel.engine.erase import settle
from yuheng.kernel.engine.erasures import erasures
from yuheng.kernel.ledger.keys import PRIVATE, KeyProblem
from yuheng.kernel.now import now

BESIDE = ("calendar", "statutes", "fonts", "law")
"""Folders of the data directory that are copied as they are."""


class NoBackup(Exception):
    """The backup was not begun; the message is Chinese."""


@dataclass(frozen=True)
class Made:
    """A whole backup. `missing` are files that papers name and that were not there, or not what was stored."""

    path: Path
    manifest: Manifest

    @property
    def missing(self) -> list[str]:
        return self.manifest.missing

    def words(self) -> str:
        m = self.manifest
        lines = [f"已备份到 {self.path}：{m.matters:,} 件事项、{m.events:,} 条记录（总账 {m.size:,} 条）、{len(m.files):,} 个文件。"]
        if not m.with_key:
            lines.append("不含签名密钥。恢复后可以核验，继续签名须另有密钥或者换用新密钥。")
        if not m.with_secrets:
            lines.append("不含字段密钥 secrets/fields、secrets/index：没有它们，加密的证件号码不能读出，请另行保管，恢复时以 --secrets 指明。")
        lines += [f"  缺少文件：{one}" for one in m.missing]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        m = self.manifest
        return {
            "path": str(self.path), "matters": m.matters, "events": m.events, "size": m.size, "files": len(m.files),
            "with_key": m.with_key, "with_secrets": m.with_secrets, "missing": m.missing,
        }  # fmt: skip


def write(home: Path, target: Path, *, with_key: bool = False, with_secrets: bool = False) -> Made:
    """Writes a backup into the new directory `target`. Raises NoBackup; a process killed before the end leaves no `target`."""
    if target.exists():
        raise NoBackup(f"{target} 已经存在。请给出新的目录。")
    if target.resolve().is_relative_to(home):
        raise NoBackup("备份不能放在数据目录之内。请给出数据目录之外的目录。")
    settle()
    sequencer.drain()
    with suppress(KeyProblem):  # a restored ledger without its key is backed up like any other
        sequencer.checkpoint(home, settings.ORIGIN)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part-{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    try:
        manifest = _written(home, part, with_key, with_secrets)
        force(part)
        part.rename(target)
        force(target.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return Made(target, manifest)


def _written(home: Path, part: Path, with_key: bool, with_secrets: bool) -> Manifest:
    with database.snapshot(part):
        counts, applied = database.counts(), database.migrations()
        missing = _files(home / "files", part / "files")
        _ledger(home / "ledger", part, with_key)
        durable(part / "erasures.json", json.dumps(erasures(), ensure_ascii=False, indent=1).encode())
    for name in BESIDE:
        if (home / name).is_dir():
            shutil.copytree(home / name, part / name)
    demonstration = home / "demonstration.json"
    if demonstration.exists():
        shutil.copy2(demonstration, part / demonstration.name)
    keys = fingerprints(home / "secrets")
    for name in keys if with_secrets else ():
        durable(part / "secrets" / name, (home / "secrets" / name).read_bytes())
    manifest = Manifest(
        now().isoformat(), version("yuheng"), connection.vendor, *counts, migrations=applied, demonstration=demonstration.exists(),
        with_key=with_key, with_secrets=with_secrets, secrets=keys, missing=missing,
    )  # fmt: skip
    for path in sorted(part.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
            manifest.files[path.relative_to(part).as_posix()] = list(digest(path))
    assert NAME not in manifest.files
    manifest.write(part)
    return manifest


def _files(store: Path, target: Path) -> list[str]:
    """Copies every file that a paper names; returns what is not there, or not what was stored, in Chinese."""
    missing = []
    for wanted in database.digests():
        try:
            data = fetch(store, wanted)
        except (MissingFile, ValueError) as error:
            missing.append(f"{wanted} {error}")
            continue
        durable(place_of(target, wanted), data, 0o440)
    return missing


def _ledger(ledger: Path, part: Path, with_key: bool) -> None:
    from yuheng.kernel.records.models import Checkpoint

    for public in sorted(ledger.glob("*.pub")) if ledger.exists() else []:
        durable(part / "ledger" / public.name, public.read_bytes(), 0o644)
    last = Checkpoint.objects.order_by("-size").values_list("text", flat=True).first()
    if last is not None:
        durable(part / "checkpoint.txt", last.encode())
    if with_key and (ledger / PRIVATE).exists():
        durable(part / "ledger" / PRIVATE, (ledger / PRIVATE).read_bytes())
