from yuheng.systems.enforcement.coercion.facts import Coercion

__all__ = ["Coercion"]
