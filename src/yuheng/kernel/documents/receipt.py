"""How every 送达回证 ends: the places for the hands of those who received it, and what is done where they refuse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from yuheng.kernel.documents.blocks import Label, Note, Value

SIGNATURES: Final[Sequence[Sequence[Label | Value]]] = (
    [Label("受送达人签收"), Value("", 3, lines=4, foot="签名（盖章）：______　　____年__月__日__时__分")],
    [Label("代收人签收及代收理由"), Value("", 3, lines=4, foot="签名：______　与受送达人关系：______　　____年__月__日")],
    [Label("见证人"), Value("", 3, lines=3, foot="签名：______　单位（职务）：__________　　____年__月__日")],
    [Label("备注"), Value("", 3, lines=3)],
)

REFUSED: Final = Note("受送达人拒绝签收的，送达人在备注栏注明情况，邀请见证人签名，或者以拍照、录像等方式记录送达过程。")
