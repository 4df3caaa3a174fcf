from yuheng.systems.enforcement.spot_books.facts import Spent, SpotBook

__all__ = ["Spent", "SpotBook"]
