from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "yuheng.kernel.records"
    label = "kernel"
    verbose_name = "玉衡"
    default_auto_field = "django.db.models.BigAutoField"
