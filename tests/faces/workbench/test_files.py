"""The files a browser gets: vendored by manifest, nothing from outside, one place for colours, readable contrast."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import yuheng.faces

FACES = Path(yuheng.faces.__file__).parent
ROOT = FACES.parents[2]
MANIFEST = json.loads((FACES / "static/vendor/manifest.json").read_text())
TEMPLATES = sorted((FACES / "workbench/templates").rglob("*.html"))
THEME = (FACES / "static/yuheng/theme.css").read_text()


def test_vendored_files_are_those_of_the_manifest():
    done = subprocess.run([sys.executable, ROOT / "tools/vendor_assets", "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_vendored_packages_are_permissive_and_pinned():
    for package in MANIFEST["packages"]:
        assert package["licence"] in {"MIT", "Apache-2.0", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC"}
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
        assert package["integrity"].startswith("sha512-")


def test_every_icon_named_in_a_template_is_in_the_sprite():
    sprite = (FACES / "static/vendor/tabler/icons.svg").read_text()
    named = {name for file in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', file.read_text())}
    assert named
    assert {name for name in named if f'id="{name}"' not in sprite} == set()


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_has_no_inline_style_no_handler_and_no_address_from_outside(file):
    text = file.read_text()
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son\w+=", text)
    assert not re.search(r"https?://", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
    assert "！" not in text
    assert "亲" not in text


def test_colours_are_named_in_the_theme_only():
    css = (FACES / "static/yuheng/workbench.css").read_text()
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,}])|rgba?\(|hsla?\(", css) == []


def test_every_colour_used_is_a_token():
    css = (FACES / "static/yuheng/workbench.css").read_text() + THEME
    used = {name for name in re.findall(r"var\(--([\w-]+)\)", css) if not name.startswith("tblr-")}
    assert used - set(re.findall(r"--([\w-]+):", THEME)) == set()


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens(selector: str) -> dict[str, str]:
    block = THEME.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


@pytest.mark.parametrize("selector", [":root", '[data-theme="dark"]', '[data-theme="auto"]'])
def test_text_can_be_read_on_everything_it_stands_on(selector):
    theme = tokens(selector)
    pairs = [(ink, ground) for ink in ("ink", "second", "faint", "jade", "amber", "cinnabar", "indigo") for ground in ("paper", "surface")]
    pairs += [("second", "hover"), ("jade", "jade-tint"), ("ink", "jade-tint"), ("amber", "amber-tint"), ("cinnabar", "cinnabar-tint"),
              ("indigo", "indigo-tint"), ("on-jade", "jade"), ("on-cinnabar", "cinnabar"), ("ink", "cinnabar-tint"), ("sheet-ink", "sheet")]  # fmt: skip
    weak = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in pairs if contrast(theme[pair[0]], theme[pair[1]]) < 4.5}
    assert weak == {}


def test_automatic_dark_is_the_chosen_dark():
    assert tokens('[data-theme="dark"]') == tokens('[data-theme="auto"]')
