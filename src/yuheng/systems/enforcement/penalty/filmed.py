"""音像记录: which acts of a case must or should be filmed, and which have a clip (行政处罚法 第四十七条, 国办发〔2018〕118号（八）).

A clip lies where the device keeps it; the file names device, times and digest. It counts for the act that it is entered for, or for what was done on its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yuheng.kernel.now import CHINA
from yuheng.kernel.procedure.state import Snapshot

WHOLE, AS_NEEDED = "全程音像记录", "根据实际情况音像记录"
CITE = "国办发〔2018〕118号(2018-12-05)#（八）"
STEPS = {
    "seize": ("seize", WHOLE), "preserve": ("preserve", AS_NEEDED), "sample": ("sample", AS_NEEDED), "investigate": ("scene", AS_NEEDED), "recheck": ("scene", AS_NEEDED),
    "hearing": ("hearing", AS_NEEDED), "discover": ("spot", AS_NEEDED),
}  # fmt: skip
"""Acts on the list, by step: what a clip of it is entered as, and how far it is to be filmed."""
WAYS = {"left": ("left", AS_NEEDED), "public": ("public", AS_NEEDED)}
"""Ways of service that lead to quarrels."""


@dataclass(frozen=True)
class Filmed:
    """One act on the list: its step, day, how far it is to be filmed, and its clips."""

    name: str
    day: date
    need: str
    clips: tuple[Mapping[str, Any], ...]

    @property
    def lacking(self) -> bool:
        return not self.clips

    @property
    def grave(self) -> bool:
        """Filmed whole by rule, and not filmed at all."""
        return self.lacking and self.need == WHOLE


def coverage(state: Snapshot, acts: Iterable[tuple[str, int, datetime]]) -> list[Filmed]:
    """The acts (step, row, time) of the case that are on the list, in their order, each with the clips that show it."""
    clips = [row for row in state.rows.get("recordings", {}).values() if not row.get("voided")]
    found = []
    for step, row, at in acts:
        listed = _listed(state, step, row)
        if listed is not None:
            code, need = listed
            day = at.astimezone(CHINA).date()
            mine = tuple(clip for clip in clips if _shows(clip, code, day))
            found.append(Filmed(state.procedure.names.get(step, step), day, need, mine))
    return found


def _listed(state: Snapshot, step: str, row: int) -> tuple[str, str] | None:
    if step == "serve":
        return WAYS.get(str(state.rows.get("addressees", {}).get(row, {}).get("way")))
    return STEPS.get(step)


def _shows(clip: Mapping[str, Any], code: str, day: date) -> bool:
    covers, on = clip.get("covers"), clip["started_at"].astimezone(CHINA).date()
    return on == day and (covers in (None, code))
