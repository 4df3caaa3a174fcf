from yuheng.systems.enforcement.inspection.facts import Inspection

__all__ = ["Inspection"]
