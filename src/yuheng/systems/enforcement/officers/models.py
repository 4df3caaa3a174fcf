from yuheng.systems.enforcement.officers.facts import OfficerCard, Qualification

__all__ = ["OfficerCard", "Qualification"]
