"""The signatures of an approval sheet, as a case signed on paper brings them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from yuheng.kernel.procedure.chains import PROPOSER, chain_of
from yuheng.kernel.procedure.declare import Step

SIGNERS = {
    PROPOSER: "a", "共同承办人意见": "b", "承办机构负责人意见": "chief", "法制机构意见": "reviewer", "分管负责人意见": "deputy",
}  # fmt: skip


def signatures(bureau: SimpleNamespace, step: Step, by: int) -> dict[str, Any]:
    """What an order of the step carries beside its data: everybody who signs before the last."""
    chain = chain_of(step.approval)
    if chain is None:
        return {}
    parts = [PROPOSER, *(level.name for level in chain.levels if level.name in SIGNERS)]
    people = [(getattr(bureau, SIGNERS[part]), part) for part in parts]
    people = [(person, part) for person, part in people if person != by]
    return {"with_": tuple(p for p, _ in people), "parts": tuple(part for _, part in people), "opinions": tuple("同意。" for _ in people)}
