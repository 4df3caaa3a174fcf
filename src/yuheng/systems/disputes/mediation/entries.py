"""Disputes in the file of an enterprise: that there was one, of which kind, and how it ended. Who complained, and of what, stays with the committee."""

from __future__ import annotations

from yuheng.systems.disputes.mediation.facts import Dispute
from yuheng.systems.entries import Source, register

register(
    Source(
        ("mediation.dispute",), "dispute", "矛盾纠纷", Dispute, ("received_on",), title=("kind",), result=("outcome", "performed"), parts=("申请人", "被申请人"), others=2, problem=False,
    ),
)  # fmt: skip
