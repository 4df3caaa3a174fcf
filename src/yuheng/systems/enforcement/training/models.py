from yuheng.systems.enforcement.training.exam_facts import (
    Attendee,
    Enrolled,
    ExamRound,
    PaperRule,
    Question,
    TrainingPlan,
)
from yuheng.systems.enforcement.training.facts import CertificateReview, Course, ExamResult
from yuheng.systems.enforcement.training.sittings import Sitting

__all__ = ["Attendee", "CertificateReview", "Course", "Enrolled", "ExamResult", "ExamRound", "PaperRule", "Question", "Sitting", "TrainingPlan"]
