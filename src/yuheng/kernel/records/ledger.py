"""The ledger's tables. `event` and `leaf` are insert-only: triggers refuse UPDATE and DELETE (docs/ledger.md)."""

from __future__ import annotations

from django.db import models

from yuheng.kernel.records.ids import new_id
from yuheng.kernel.records.sealing import OpeningText


class Event(models.Model):
    """One performed step. `body` is canonical JSON, stored as bytes and never re-serialised; the columns index it."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    procedure = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    row = models.IntegerField(default=0)
    day = models.DateField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    organ = models.BigIntegerField(null=True)
    person = models.BigIntegerField(null=True)
    participants = models.JSONField(default=list)
    account = models.BigIntegerField(null=True)
    key = models.CharField(max_length=80, null=True)
    key_digest = models.CharField(max_length=64, blank=True)
    late = models.BooleanField(default=False)
    backlog = models.BooleanField(default=False)
    hash = models.CharField(max_length=64)
    body = models.BinaryField()

    class Meta:
        verbose_name = "过程记录"
        constraints = [
            models.UniqueConstraint(fields=["matter", "seq"], name="one_event_a_seq"),
            models.UniqueConstraint(fields=["account", "key"], name="one_event_a_key"),
        ]
        indexes = [
            models.Index(fields=["procedure", "step", "day", "organ"], name="event_index"),
            models.Index(fields=["person", "day"], name="event_person"),
        ]


class Amended(models.Model):
    """What later events made of an event: taken back, or its act time corrected. The event itself never changes."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="amended")
    undone = models.BooleanField(default=False)
    day = models.DateField(null=True)


class Opening(models.Model):
    """Value and salt of a commitment in an event; deleted only by `erase`."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="openings")
    field = models.CharField(max_length=100)
    salt = models.CharField(max_length=32)
    value = OpeningText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "field"], name="one_opening")]


class Unsequenced(models.Model):
    """Events that are not yet leaves; a trigger fills it on insert."""

    event = models.BigIntegerField(primary_key=True)


class Leaf(models.Model):
    """The place of an event in the tree. Tree order is sequencing order."""

    index = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.PROTECT, related_name="leaf")


class TreeNode(models.Model):
    """A complete subtree's hash, so that proofs read O(log n) rows."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="one_node")]


class Checkpoint(models.Model):
    """A signed root: what an outside witness keeps."""

    size = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    text = models.TextField()
