from yuheng.systems.enforcement.credit.facts import NoViolation, PublicityBatch, PublicityItem, Repair, RepairNotice

__all__ = ["NoViolation", "PublicityBatch", "PublicityItem", "Repair", "RepairNotice"]
