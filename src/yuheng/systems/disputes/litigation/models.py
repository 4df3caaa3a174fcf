from yuheng.systems.disputes.litigation.facts import LostCase

__all__ = ["LostCase"]
