"""Statute texts imported into the data directory, so that pages can show the article behind a citation.

`statutes/index.json` under YUHENG_HOME names every text with its digest; the texts lie beside it by digest. The index is
replaced in one move, so that an import happened or did not. No text belongs to the project: without them every citation stands
by the project's own words.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from yuheng.kernel.files import put
from yuheng.kernel.law.articles import BadText, Text, parse
from yuheng.kernel.law.citation import Citation

LARGEST = 5_000_000
"""Bytes of one text; a larger one is another file given by mistake."""

KEPT = ("short", "full", "version", "number", "adopted", "published", "in_force", "ceased", "superseded_by", "articles")
"""What of an index entry is kept."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadImport(ValueError):
    """Texts that cannot be imported; `problems` says in Chinese what is wrong with which. Nothing was imported."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Entry:
    """One version of a statute as the index tells it."""

    short: str
    version: str
    digest: str
    full: str = ""
    number: str = ""
    in_force: date | None = None
    ceased: date | None = None
    superseded_by: str = ""
    articles: int | None = None

    @property
    def cite_as(self) -> str:
        return f"{self.short}({self.version})"


@dataclass
class Imported:
    """What an import did, by `short(version)`."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)


def home() -> Path:
    """Where imported texts lie: `statutes/` under YUHENG_HOME."""
    return Path(os.environ.get("YUHENG_HOME", "var")) / "statutes"


def import_texts(source: Path) -> Imported:
    """Imports every text that `index.yaml` of a directory names. All or nothing; the same again changes nothing. Raises BadImport."""
    problems: list[str] = []
    held = {entry["cite_as"]: entry for entry in _index()}
    found, fresh, seen = Imported(), dict(held), dict[str, bytes]()
    for name, entry, content in _read(source, problems):
        digest = hashlib.sha256(content).hexdigest()
        kept = {key: _plain(entry[key]) for key in KEPT if entry.get(key) not in (None, "")}
        fresh[name] = {"cite_as": name, "digest": digest, **kept}
        seen[digest] = content
        before = held.get(name)
        (found.new if before is None else found.same if before == fresh[name] else found.changed).append(name)
    if problems:
        raise BadImport(problems[:20] + ([f"另有 {len(problems) - 20} 处问题。"] if len(problems) > 20 else []))
    if found.new or found.changed:
        for digest, content in seen.items():
            if not (home() / f"{digest}.md").exists():
                put(home() / f"{digest}.md", content)
        put(home() / "index.json", json.dumps({"texts": list(fresh.values())}, ensure_ascii=False, indent=1))
    _sweep({entry["digest"] for entry in fresh.values()})
    return found


def _sweep(wanted: set[str]) -> None:
    """Removes texts that no index names any more, and drafts that a killed import left."""
    for path in home().glob("*.md") if home().is_dir() else ():
        if path.stem not in wanted:
            path.unlink(missing_ok=True)
    for path in home().glob(".*.md.*") if home().is_dir() else ():
        path.unlink(missing_ok=True)


def _read(source: Path, problems: list[str]) -> Iterator[tuple[str, Mapping[str, Any], bytes]]:
    """Each text that the index names, with what is wrong noted in `problems`."""
    names: set[str] = set()
    for position, entry in enumerate(_entries(source), start=1):
        try:
            if not isinstance(entry, Mapping):
                raise BadText("不是一部法律的条目")
            name = _named(entry)
            if name in names:
                raise BadText("列了两次")
            names.add(name)
            content = _content(source, entry)
            text = parse(content.decode("utf-8-sig"))
            told = entry.get("articles")
            if told is not None and told != len(text.articles):
                raise BadText(f"目录写明 {told} 条，正文为 {len(text.articles)} 条")
        except UnicodeDecodeError:
            problems.append(f"{_label(entry, position)}：正文不是 UTF-8 文本。")
        except BadText as error:
            problems.append(f"{_label(entry, position)}：{str(error).rstrip('。')}。")
        else:
            yield name, entry, content


def _entries(source: Path) -> list[Any]:
    path = source / "index.yaml"
    if not path.is_file():
        raise BadImport([f"{source} 中没有目录文件 index.yaml。"])
    try:
        if path.stat().st_size > LARGEST:
            raise BadImport(["index.yaml 过大，不是目录文件。"])
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise BadImport(["index.yaml 不能读取" + (f"（第 {mark.line + 1} 行附近）" if mark else "") + "。"]) from None
    entries = content.get("texts") if isinstance(content, Mapping) else None
    if not isinstance(entries, list) or not entries:
        raise BadImport(["index.yaml 中没有 texts，或者没有列出任何法律。"])
    return entries


def _label(entry: Any, position: int) -> str:
    short = entry.get("short") if isinstance(entry, Mapping) else None
    return f"《{short}》" if short else f"第 {position} 项"


def _named(entry: Mapping[str, Any]) -> str:
    for key in ("short", "version", "file"):
        if not entry.get(key):
            raise BadText(f"缺少 {key}")
    name = f"{entry['short']}({entry['version']})"
    try:
        if Citation.parse(f"{name}#1").version != str(entry["version"]):
            raise ValueError
    except ValueError:
        raise BadText(f"“{name}”不能作为引用，version 应当为日期，如 2021-01-22") from None
    for key in ("in_force", "ceased"):
        try:
            _date(entry.get(key))
        except ValueError:
            raise BadText(f"{key}“{entry[key]}”不是日期") from None
    return name


def _content(source: Path, entry: Mapping[str, Any]) -> bytes:
    name = str(entry["file"])
    path = source / name
    if Path(name).name != name or not path.is_file():
        raise BadText(f"没有文件“{name}”")
    if path.stat().st_size > LARGEST:
        raise BadText(f"文件“{name}”过大，不是法律文本")
    content = path.read_bytes()
    if not content.strip():
        raise BadText(f"文件“{name}”是空的")
    return content


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _date(value: Any) -> date | None:
    return value if isinstance(value, date) or value is None else date.fromisoformat(str(value)) if value != "" else None


def _index() -> list[dict[str, Any]]:
    try:
        return json.loads((home() / "index.json").read_text(encoding="utf-8"))["texts"]
    except FileNotFoundError:
        return []


def entries() -> dict[str, Entry]:
    """Every text that is held, by `short(version)`."""
    path = home() / "index.json"
    try:
        stamp = path.stat()
    except OSError:
        return {}
    return _entries_of(str(path), stamp.st_mtime_ns, stamp.st_ino)


@lru_cache(maxsize=4)
def _entries_of(_path: str, _stamp: int, _inode: int) -> dict[str, Entry]:
    return {
        entry["cite_as"]: Entry(
            str(entry["short"]),
            str(entry["version"]),
            entry["digest"],
            str(entry.get("full") or ""),
            str(entry.get("number") or ""),
            _date(entry.get("in_force")),
            _date(entry.get("ceased")),
            str(entry.get("superseded_by") or ""),
            entry.get("articles"),
        )
        for entry in _index()
    }


def text_of(short: str, version: str) -> Text | None:
    """The text of one version of a statute; None where it was not imported."""
    entry = entries().get(f"{short}({version})")
    return _text(str(home()), entry.digest) if entry is not None else None


@lru_cache(maxsize=64)
def _text(place: str, digest: str) -> Text | None:
    try:
        return parse((Path(place) / f"{digest}.md").read_text(encoding="utf-8-sig"))
    except OSError:
        return None
