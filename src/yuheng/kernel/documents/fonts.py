"""Which fonts a PDF is set in: those of the standard where the machine has them, else the nearest that it has.

Fonts are never shipped. A directory of an office's own licensed fonts can be given besides those of the system.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

from yuheng.kernel.documents.styles import Face

_SYMBOLS = "DejaVu Sans Mono"
"""Comes with the typesetter; holds the ticked box ☑ that many Chinese fonts lack."""

_SERIF = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Songti SC",
    "SimSun",
    "FandolSong",
    "AR PL UMing CN",
)
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "WenQuanYi Zen Hei")

CANDIDATES: dict[Face, tuple[tuple[str, bool], ...]] = {
    "title": (("方正小标宋简体", False), ("FZXiaoBiaoSong-B05S", False), ("FZXiaoBiaoSong-B05", False), ("STZhongsong", False), *((name, True) for name in _SERIF)),
    "black": (("SimHei", False), ("黑体", False), ("STHeiti", False), ("FandolHei", False), *((name, True) for name in _SANS), *((name, True) for name in _SERIF)),
    "script": (("KaiTi_GB2312", False), ("楷体_GB2312", False), ("KaiTi", False), ("STKaiti", False), ("LXGW WenKai", False), ("FandolKai", False), ("AR PL UKai CN", False), *((name, False) for name in (*_SERIF, *_SANS))),
    "text": (("FangSong_GB2312", False), ("仿宋_GB2312", False), ("FangSong", False), ("STFangsong", False), ("FandolFang", False), *((name, False) for name in (*_SERIF, *_SANS))),
    "plain": tuple((name, False) for name in (*_SERIF, *_SANS)),
}  # fmt: skip
"""For each face the families to try in order, each with whether it must be set bold to stand for the face."""


class NoFont(RuntimeError):
    """This machine has no Chinese font; the message is Chinese and says what to install."""


@dataclass(frozen=True)
class Chosen:
    """The fonts of one face: first choice, then what fills its gaps."""

    families: tuple[str, ...]
    bold: bool


def choose(families: Iterable[str]) -> dict[Face, Chosen]:
    """The best of the given families for each face. Raises NoFont if a face has none."""
    known = set(families)
    return {face: _best(face, known) for face in CANDIDATES}


def _best(face: Face, known: set[str]) -> Chosen:
    found = [(name, heavy) for name, heavy in CANDIDATES[face] if name in known]
    if not found:
        raise NoFont(
            "本机没有可用的中文字体，不能生成 PDF。请安装思源宋体（如 fonts-noto-cjk），或将单位已获授权的字体放入数据目录的 fonts 文件夹。"
        )
    # A second family fills gaps (rare characters, symbols) of an old font.
    names = tuple(dict.fromkeys([found[0][0], found[-1][0], *(name for name, _ in found[1:3]), _SYMBOLS]))
    return Chosen(names, found[0][1])


@lru_cache(maxsize=4)
def collection(folder: Path | None = None) -> typst.Fonts:
    """The machine's fonts and those of a folder, searched once per process."""
    paths = [str(folder)] if folder and folder.is_dir() else []
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=paths)
