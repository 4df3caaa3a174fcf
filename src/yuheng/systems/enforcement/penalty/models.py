from yuheng.systems.enforcement.penalty.facts import Addressee, Evidence, Instalment, Penalty, SummaryPenalty

__all__ = ["Addressee", "Evidence", "Instalment", "Penalty", "SummaryPenalty"]
