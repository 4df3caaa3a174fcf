"""Approval sheets in bulk: what everybody said on the way to the step, as a sheet signed on paper brings it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from yuheng.kernel.engine.orders import Order
from yuheng.kernel.procedure.chains import PROPOSER

__all__ = ["PROPOSER", "SHEETS", "countersigned"]

SHORT = (PROPOSER, "共同承办人意见", "承办机构负责人意见")
LONG = (*SHORT, "法制机构意见", "分管负责人意见")
WORDS = {
    PROPOSER: "案情清楚，提请审批。", "共同承办人意见": "同意承办意见。", "承办机构负责人意见": "同意承办意见，请领导审批。", "法制机构意见": "程序合法，同意。",
    "分管负责人意见": "同意，请主要负责人审定。",
}  # fmt: skip
SHEETS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("file", "not_file", "approve_preserve", "instalment", "close"), SHORT),
    **dict.fromkeys(("approve", "no_penalty", "drop", "transfer"), LONG), "extend": (*SHORT, "分管负责人意见"), "extend_seize": (*SHORT, "分管负责人意见"),
}  # fmt: skip
"""The places before the last of each sheet."""


def countersigned(order: Order, places: tuple[str, ...], signers: Mapping[str, int]) -> Order:
    """The order with everybody who signed the sheet before the last."""
    parts = tuple(place for place in places if place in signers)
    return replace(order, with_=tuple(signers[place] for place in parts), parts=parts, opinions=tuple(WORDS[place] for place in parts))
