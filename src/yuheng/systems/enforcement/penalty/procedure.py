"""The two procedures of administrative penalty, with their approval sheets and the questions that their steps ask."""

from yuheng.systems.enforcement.penalty import approvals, competence, discretion, hearing, questions, reviewing
from yuheng.systems.enforcement.penalty.ordinary import ORDINARY_PENALTY
from yuheng.systems.enforcement.penalty.summary import SUMMARY_PENALTY

__all__ = ["ORDINARY_PENALTY", "SUMMARY_PENALTY", "approvals", "competence", "discretion", "hearing", "questions", "reviewing"]
