from yuheng.systems.oversight.case_review.facts import Deduction, Panel, ReviewSheet, Sampled, UnitResult

__all__ = ["Deduction", "Panel", "ReviewSheet", "Sampled", "UnitResult"]
