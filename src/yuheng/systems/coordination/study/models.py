from yuheng.systems.coordination.study.facts import StudySession

__all__ = ["StudySession"]
