from yuheng.systems.services.licence.facts import Licence

__all__ = ["Licence"]
