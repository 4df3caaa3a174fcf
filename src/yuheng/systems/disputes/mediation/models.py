from yuheng.systems.disputes.mediation.facts import Disputant, Dispute, Instalment

__all__ = ["Disputant", "Dispute", "Instalment"]
