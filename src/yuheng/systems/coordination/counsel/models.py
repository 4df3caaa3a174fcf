from yuheng.systems.coordination.counsel.facts import Advice, AdvicePoint, Engagement

__all__ = ["Advice", "AdvicePoint", "Engagement"]
