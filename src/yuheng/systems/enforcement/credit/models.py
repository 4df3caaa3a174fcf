from yuheng.systems.enforcement.credit.facts import (
    NoViolation,
    PublicityBatch,
    PublicityItem,
    Receiver,
    Repair,
    RepairNotice,
)

__all__ = ["NoViolation", "PublicityBatch", "PublicityItem", "Receiver", "Repair", "RepairNotice"]
