"""Published lists as data: `law/lists/leniency.yaml` holds items taken from lists of many places, in our own words, each with its source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from yuheng.kernel.tables.content import Table, read


def listed(*files: Path) -> Table:
    """One table of the items of several files; the first one names table and 其余情形, items of the last are offered first. Raises BadTable."""
    held = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    content: dict[str, Any] = {**held[0], "options": {"violation": [pair for one in reversed(held) for pair in one["options"]["violation"]]}, "rows": [row for one in held for row in one["rows"]]}
    return read(content)
