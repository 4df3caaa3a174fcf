from yuheng.systems.enforcement.training.facts import CertificateReview, Course, ExamResult

__all__ = ["CertificateReview", "Course", "ExamResult"]
