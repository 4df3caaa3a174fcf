"""What the records fill in: the unit whose record it is, what only the system may write, and the verdict that a step means."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from yuheng.kernel.engine.completing import Completed, Fill, register
from yuheng.kernel.engine.mirroring import mirrors
from yuheng.kernel.procedure.state import SYSTEM, Act, Refusal, Snapshot
from yuheng.systems.oversight.money.mirror import keep

answering: ContextVar[Mapping[str, Any] | None] = ContextVar("answering", default=None)
"""What a check before payment just answered; only `asking.ask` sets it."""


def _unit(act: Act, state: Snapshot) -> Completed:
    """The unit of a record is the unit that keeps it: one column, not two that may differ."""
    return Completed({**act.data, "unit": state.lead})


def _only_raised(act: Act, state: Snapshot) -> Completed | Refusal:
    if act.by is SYSTEM:
        return Completed(act.data)
    return Refusal("role", "疑点由规则从支付记录中自动发现，不由人填写。", remedy="纪检监察线索请按规定渠道反映，不在本平台登记。")


def _only_answered(act: Act, state: Snapshot) -> Completed | Refusal:
    told = answering.get()
    if told is None:
        return Refusal("role", "支付前校验由系统登记，不由人填写。", remedy="请在“支付前校验”页面提交。")
    return Completed({**told, "unit": state.lead})


def _verdict(value: str) -> Fill:
    def fill(act: Act, state: Snapshot) -> Completed:
        more = {"verdict": value}
        if value == "false":
            more["closed_on"] = act.data.get("judged_on")  # type: ignore[assignment]
        return Completed({**act.data, **more})

    return fill


for _one in ("budget", "contract", "invoice", "payment"):
    register(f"money.{_one}", "record", _unit)
register("money.precheck", "record", _only_answered)
register("money.doubt", "raise", _only_raised)
register("money.doubt", "confirm", _verdict("true"))
register("money.doubt", "dismiss", _verdict("false"))
mirrors("money.payment", keep)
