from yuheng.systems.enforcement.inspection.facts import Inspection
from yuheng.systems.enforcement.inspection.plan_facts import (
    EnterpriseCall,
    InspectionPlan,
    InspectionStandard,
    PlanLine,
    StandardPoint,
)
from yuheng.systems.enforcement.inspection.rating_facts import RatingMonth
from yuheng.systems.enforcement.inspection.ratings import RatingInvitation, RatingTally, RatingTicket
from yuheng.systems.enforcement.inspection.task_facts import CheckPoint, InspectionTask, TaskOfficer

__all__ = [
    "CheckPoint", "EnterpriseCall", "Inspection", "InspectionPlan", "InspectionStandard", "InspectionTask", "PlanLine", "RatingInvitation", "RatingMonth", "RatingTally",
    "RatingTicket", "StandardPoint", "TaskOfficer",
]  # fmt: skip
