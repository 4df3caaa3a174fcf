from yuheng.systems.oversight.style.facts import StyleCheck, StyleMeeting, StylePlan, StyleProblem

__all__ = ["StyleCheck", "StyleMeeting", "StylePlan", "StyleProblem"]
