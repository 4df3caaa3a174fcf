from yuheng.systems.enforcement.items.facts import PowerItem, Subject

__all__ = ["PowerItem", "Subject"]
