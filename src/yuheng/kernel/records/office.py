"""What the office keeps beside the matters: looks, drafts, saved filters, notices, import batches."""

from __future__ import annotations

from django.db import models

from yuheng.kernel.records.ids import new_id


class Look(models.Model):
    """Who looked at what, when, and why where a reason was asked for."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("kernel.Account", models.PROTECT, related_name="+")
    person = models.ForeignKey("kernel.Person", models.PROTECT, null=True, related_name="+")
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, null=True, related_name="looks")
    what = models.CharField("内容", max_length=200)
    field = models.CharField("字段", max_length=60, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    at = models.DateTimeField("时间")
    address = models.CharField("来源地址", max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["matter", "-at"]), models.Index(fields=["account", "-at"])]


class Draft(models.Model):
    """What a person typed and has not yet performed."""

    account = models.ForeignKey("kernel.Account", models.CASCADE)
    place = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "place"], name="one_draft")]


class SavedFilter(models.Model):
    account = models.ForeignKey("kernel.Account", models.CASCADE)
    page = models.CharField(max_length=100)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "page", "name"], name="one_filter")]


class Notice(models.Model):
    """A message for a person: in the site, to a file, or through an interface (短信, 政务微信) that a deployment brings.

    `sent_at` is when the channel took it, `receipt` what the channel called it, `answered_at` when it was reported as delivered.
    A try that failed counts in `tries` with its `problem`; after the last one `given_up` waits for a person.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    channel = models.CharField(max_length=20, default="site")
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)
    given_up = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"])]


class ImportBatch(models.Model):
    """One import of a sheet: who, what file, what became of it; can be undone as a whole."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("kernel.Account", models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=60)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    accepted = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)


class ImportRow(models.Model):
    """What became of one row of an import."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, null=True)
    reason = models.CharField(max_length=500, blank=True)
