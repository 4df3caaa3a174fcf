from yuheng.systems.enforcement.credit.facts import NoViolation, Repair, RepairNotice

__all__ = ["NoViolation", "Repair", "RepairNotice"]
