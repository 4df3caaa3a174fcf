from yuheng.systems.disputes.mediation.facts import Disputant, Dispute, Distinct, Instalment

__all__ = ["Disputant", "Dispute", "Distinct", "Instalment"]
