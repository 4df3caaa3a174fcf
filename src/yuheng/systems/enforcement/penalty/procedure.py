"""The two procedures of administrative penalty."""

from yuheng.systems.enforcement.penalty.ordinary import ORDINARY_PENALTY
from yuheng.systems.enforcement.penalty.summary import SUMMARY_PENALTY

__all__ = ["ORDINARY_PENALTY", "SUMMARY_PENALTY"]
