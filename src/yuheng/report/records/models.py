from __future__ import annotations

from django.db import models


class Published(models.Model):
    """A published report: its text as it went out, sealed by the digest that stands in the ledger.

    `runs` is the same text cut at its figures: [[level, [[words, indicator or ""], …]], …].
    """

    matter = models.OneToOneField("kernel.Matter", models.PROTECT, primary_key=True, related_name="+")
    year = models.PositiveSmallIntegerField("年度", db_index=True)
    text = models.TextField("公开文本")
    digest = models.CharField("文本和数字的摘要", max_length=64)
    runs = models.JSONField("正文的段落和数字", default=list)
    published_at = models.DateTimeField("公开时间")


class FrozenFigure(models.Model):
    """A figure as it was published; `members` are the keys of the records behind it, so that later changes can be named."""

    report = models.ForeignKey(Published, models.PROTECT, related_name="figures")
    indicator = models.CharField(max_length=60)
    shown = models.CharField(max_length=60)
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(default=1)
    rows = models.BigIntegerField()
    rows_digest = models.CharField(max_length=64)
    members = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="one_frozen_figure")]
