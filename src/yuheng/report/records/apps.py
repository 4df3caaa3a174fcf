from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "yuheng.report.records"
    label = "report"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Publishing freezes through whichever door the act comes, so the engine knows it before anybody acts.
        from yuheng.kernel.engine.verification import register_check
        from yuheng.report.completing import register_all
        from yuheng.report.verifying import check_published

        register_all()
        register_check(check_published)
