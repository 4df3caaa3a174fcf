from yuheng.systems.enforcement.leniency.facts import Leniency

__all__ = ["Leniency"]
