from yuheng.systems.enforcement.disclosure.facts import OpenItem
from yuheng.systems.enforcement.disclosure.publication import Publication

__all__ = ["OpenItem", "Publication"]
