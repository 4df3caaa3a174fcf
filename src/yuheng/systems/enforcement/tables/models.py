from yuheng.systems.enforcement.tables.facts import TableVersion

__all__ = ["TableVersion"]
