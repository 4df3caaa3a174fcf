"""Ratings by enterprises: what is kept, so that nobody can tell who rated how. docs/inspection.md says against whom this protects.

A rating is no act of an office and has no event, time, address or row of its own: it adds one to a tally of its organ and month. What entitles
to it is a ticket that knows no matter, and that is deleted when it is used. The month's totals are sealed by one event once the month is over.
"""

from __future__ import annotations

import secrets

from django.db import models


def random_id() -> int:
    """An identifier that tells no order: rows made one after the other do not stand beside each other."""
    return secrets.randbits(52)


class RatingTicket(models.Model):
    """The right to rate one organ once: the digest of a code that only the enterprise has. Of which matter is not known."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    digest = models.CharField("评价码摘要", max_length=64, unique=True)
    organ = models.ForeignKey("kernel.Organ", models.PROTECT, related_name="+")
    until = models.DateField("有效期至")

    class Meta:
        verbose_name = "评价码"


class RatingInvitation(models.Model):
    """That an enterprise was asked to rate this inspection, so that it is not asked twice; not by which code, nor whether it did."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    matter = models.OneToOneField("kernel.Matter", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "评价邀请"


class RatingTally(models.Model):
    """How many gave one answer about one organ in one month."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    organ = models.ForeignKey("kernel.Organ", models.PROTECT, related_name="+")
    month = models.DateField("月份")
    question = models.CharField("问题", max_length=16)
    answer = models.CharField("回答", max_length=8)
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "评价累计"
        constraints = [models.UniqueConstraint(fields=["organ", "month", "question", "answer"], name="inspection_rating_tally")]
