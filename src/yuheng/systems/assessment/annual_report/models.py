from yuheng.systems.assessment.annual_report.facts import AnnualReport, Passage

__all__ = ["AnnualReport", "Passage"]
