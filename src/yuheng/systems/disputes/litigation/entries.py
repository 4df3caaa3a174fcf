"""Reconsideration and litigation in the file of an enterprise: to those who handle them, and to others once the result stands. Nobody is looked at askance for suing."""

from __future__ import annotations

from yuheng.systems.disputes.litigation.facts import Applicant, Contest
from yuheng.systems.entries import Source, register

register(
    Source(
        ("litigation.reconsideration", "litigation.lawsuit", "litigation.past"), "dispute", "复议应诉", Contest, ("ended_on", "received_on"), title=("route", "sort"), result=("result",),
        number="docket", row_codes=((Applicant, "uscc"),), parts=("申请人", "原告"), told="ended_on", problem=False,
    ),
)  # fmt: skip
