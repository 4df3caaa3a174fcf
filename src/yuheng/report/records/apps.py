from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "yuheng.report.records"
    label = "report"
    default_auto_field = "django.db.models.BigAutoField"
