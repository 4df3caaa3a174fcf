from yuheng.systems.coordination.decisions.facts import DecisionItem

__all__ = ["DecisionItem"]
