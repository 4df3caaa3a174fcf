"""Restoring: the backup is checked whole, put into emptiness, verified; what is missing is named, later erasures are done again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yuheng.faces.cli import setup
from yuheng.faces.cli.keeping.manifest import SECRETS, BadBackup, Manifest, durable, fingerprints, force, load

COPIED = ("files", "ledger", "calendar", "statutes", "fonts", "law")


SHOWN = 50
"""Problems that are listed one by one; the others are counted (`yuheng ledger verify` and `replay` name all)."""


class NoSecrets(Exception):
    """The keys of sealed numbers are not there, or are others; the message is Chinese."""


class NotEmpty(Exception):
    """There is something where the backup should go; the message is Chinese."""


@dataclass
class Restored:
    """What came back. `missing` counts the records of the given checkpoint that the backup does not hold; `wrong` is what was found."""

    manifest: Manifest
    home: Path
    wrong: list[str] = field(default_factory=list)
    missing: int = 0
    erased: int = 0
    signs: bool = False
    lost: tuple[str, ...] = ()
    """Keys of sealed numbers that did not come back: what they sealed stays unreadable."""

    def words(self) -> str:
        m = self.manifest
        lines = [f"已恢复到 {self.home}：{m.matters:,} 件事项、{m.events:,} 条记录，备份时间 {m.made_at[:19].replace('T', ' ')}。"]
        if self.erased:
            lines.append(f"已再次执行备份之后的依法删除 {self.erased} 次。")
        if not self.signs:
            lines.append("没有签名密钥：把原密钥放入 ledger/，或者用 yuheng ledger key --new 换用新密钥。")
        if self.lost:
            names = "、".join(f"secrets/{name}" for name in self.lost)
            lines.append(f"没有字段密钥 {names}：备份中加密的证件号码不能读出，也不能按号码查找；此后登记的用新密钥。原密钥找到后，请清空并重新恢复。")
        lines.append(f"发现 {len(self.wrong)} 个问题：" if self.wrong else "核验没有发现问题。")
        more = len(self.wrong) - SHOWN
        lines += [f"  {one}" for one in self.wrong[:SHOWN]]
        return "\n".join([*lines, *([f"  另有 {more} 个，请运行 yuheng ledger verify --deep 和 yuheng ledger replay 逐一查看。"] if more > 0 else [])])

    def to_json(self) -> dict[str, Any]:
        m = self.manifest
        return {
            "home": str(self.home), "made_at": m.made_at, "matters": m.matters, "events": m.events, "size": m.size,
            "missing": self.missing, "erased": self.erased, "signs": self.signs, "lost_secrets": list(self.lost), "problems": self.wrong,
        }  # fmt: skip


def read(
    root: Path,
    home: Path,
    *,
    secrets: Path | None = None,
    without_secrets: bool = False,
    witness: str | None = None,
    erased: Iterable[Mapping[str, Any]] = (),
) -> Restored:
    """Restores the backup `root` into the empty `home`. Raises BadBackup, NoSecrets and NotEmpty; then nothing was changed.

    `secrets` is where the keys of sealed numbers lie, if not in the backup; `without_secrets` says that they are lost.
    """
    if home.exists() and any(home.iterdir()):
        raise NotEmpty(f"数据目录 {home} 不是空的。请指定空的 YUHENG_HOME；不再需要的，请自行移走。")
    manifest = load(root)
    wanted = "postgresql" if os.environ.get("YUHENG_DATABASE_URL") else "sqlite"
    if manifest.vendor != wanted:
        name = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}[manifest.vendor]
        raise NotEmpty(f"这是 {name} 的备份，请{'设置' if wanted == 'sqlite' else '不要设置'} YUHENG_DATABASE_URL 后再恢复。")
    kept = _secrets(root, manifest, secrets, without_secrets)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / setup.RESTORING).touch()
    force(home)
    try:
        if kept is not None:
            for name in manifest.secrets:
                durable(home / "secrets" / name, (kept / name).read_bytes())
        _put(root, home, manifest)
    except (NotEmpty, BadBackup):
        shutil.rmtree(home)
        raise
    (home / setup.RESTORING).unlink()
    force(home)
    lost = () if kept else tuple(manifest.secrets)
    return _checked(root, Restored(manifest, home, lost=lost), witness, list(erased))


def _secrets(root: Path, manifest: Manifest, given: Path | None, without: bool) -> Path | None:
    """Where the keys of sealed numbers lie; None where they are lost and that was said. Raises NoSecrets: a key that is made anew
    unnoticed would seal new numbers beside old ones that nobody can open."""
    if given is None and manifest.with_secrets:
        return root / "secrets"
    names = "、".join(f"secrets/{name}" for name in SECRETS)
    if given is not None:
        if fingerprints(given) != manifest.secrets:
            raise NoSecrets(f"{given} 中的字段密钥不是备份时使用的（{names}）。请核对后重试。没有恢复。")
        return given
    if manifest.secrets and not without:
        raise NoSecrets(
            f"备份不含字段密钥（{names}），没有它们，加密的证件号码不能读出。请用 --secrets 指明原 secrets 目录；"
            "确已遗失的，加 --without-secrets。没有恢复。"
        )
    return None


def _put(root: Path, home: Path, manifest: Manifest) -> None:
    for name in COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, home / name)
    for private in (home / "ledger", home / "secrets"):
        if private.is_dir():
            private.chmod(0o700)
    if (root / "demonstration.json").exists():
        shutil.copy2(root / "demonstration.json", home)
    if manifest.vendor == "sqlite":
        shutil.copy2(root / "database" / "yuheng.sqlite3", home / "yuheng.sqlite3")
    _django()
    from yuheng.faces.cli.keeping import database

    if database.known_migrations() != manifest.migrations:
        raise BadBackup(f"备份由 {manifest.version} 版写成，数据库结构与本软件不同。请用写成备份的版本恢复，再升级。没有恢复。")
    if manifest.vendor == "postgresql":
        if not database.is_empty():
            raise NotEmpty("数据库不是空的。请在 YUHENG_DATABASE_URL 中指定空的数据库。")
        database.bring_back(root)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuheng.site.settings")
    import django

    django.setup()
    from yuheng.systems import catalogue

    catalogue.load()


def _checked(root: Path, found: Restored, witness: str | None, erased: list[Mapping[str, Any]]) -> Restored:
    """Verifies what was restored against the backup's own checkpoint and the one given; then erases again what the law demanded since."""
    from yuheng.kernel.engine.erasures import erase_again
    from yuheng.kernel.engine.replay import replay
    from yuheng.kernel.engine.sequencer import drain
    from yuheng.kernel.engine.verification import verify
    from yuheng.kernel.ledger import keys
    from yuheng.kernel.ledger.checkpoint import parse

    own = root / "checkpoint.txt"
    setup.continue_simulated_time(found.home)
    result = verify(found.home, own.read_text(encoding="utf-8") if own.exists() else None, deep=True)
    found.wrong = [str(finding) for finding in result.findings]
    found.wrong += [str(difference) for difference in replay()]
    if witness is not None:
        given = parse(witness)
        found.missing = max(given.size - result.leaves, 0)
        later = verify(found.home, witness)
        found.wrong += [str(finding) for finding in later.findings if str(finding) not in found.wrong]
        if found.missing:
            found.wrong.append(f"与所给检查点（共 {given.size} 条）相比，备份之后的 {found.missing} 条记录没有恢复，请从纸质或者其他来源补录。")
    found.erased, failed = erase_again(erased)
    found.wrong += failed
    drain()
    found.signs = (found.home / "ledger" / keys.PRIVATE).exists()
    return found
