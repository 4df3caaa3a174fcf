from yuheng.systems.assessment.annual_report.facts import AnnualReport, Confirmation, Passage, ReportUnit

__all__ = ["AnnualReport", "Confirmation", "Passage", "ReportUnit"]
