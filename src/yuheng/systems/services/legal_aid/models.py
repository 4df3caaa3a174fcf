from yuheng.systems.services.legal_aid.facts import FirstReview

__all__ = ["FirstReview"]
