from yuheng.systems.services.legal_service.facts import Consultation, Lecture

__all__ = ["Consultation", "Lecture"]
