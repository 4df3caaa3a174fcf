"""Answers of a running examination: no legal acts, and so a table beside the ledger, sealed by one event when handed in."""

from __future__ import annotations

from django.db import models

from yuheng.kernel.records.ids import new_id


class Sitting(models.Model):
    """One person's attempt at one round. `answers` is {number: [letters, revision]}; what was handed in lies sealed in `result`."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    exam = models.ForeignKey("kernel.Matter", models.PROTECT, related_name="+")
    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")
    attempt = models.PositiveIntegerField("第几次")
    started_at = models.DateTimeField("开考时间")
    ends_at = models.DateTimeField("应当交卷时间")
    answers = models.JSONField("作答", default=dict)
    saved_at = models.DateTimeField("最近保存时间", null=True)
    handed_in_at = models.DateTimeField("交卷时间", null=True)
    result = models.ForeignKey("kernel.Matter", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "答卷"
        constraints = [models.UniqueConstraint(fields=["exam", "person", "attempt"], name="training_sitting_once")]
        indexes = [models.Index(fields=["person", "handed_in_at"])]
