"""What the office keeps beside the matters: looks, drafts, saved filters, notices, import batches."""

from __future__ import annotations

from django.db import models

from yuheng.kernel.records.ids import new_id


class Look(models.Model):
    """Who looked at what, when, and why where a reason was asked for. `party` is whose file 企业档案 was opened, `matter` then the task."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("kernel.Account", models.PROTECT, related_name="+")
    person = models.ForeignKey("kernel.Person", models.PROTECT, null=True, related_name="+")
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, null=True, related_name="looks")
    party = models.ForeignKey("kernel.Party", models.PROTECT, null=True, related_name="+", db_index=False)
    what = models.CharField("内容", max_length=200)
    field = models.CharField("字段", max_length=60, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    at = models.DateTimeField("时间")
    address = models.CharField("来源地址", max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["matter", "-at"]),
            models.Index(fields=["account", "-at"]),
            models.Index(fields=["party", "-at"], condition=models.Q(party__isnull=False), name="looks_at_a_party"),
        ]


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


class ErasureRequest(models.Model):
    """An erasure by law 依法删除 that one person prepared and another has to confirm; it names what goes, never what it holds."""

    matter = models.ForeignKey("kernel.Matter", models.PROTECT, related_name="+")
    names = models.JSONField("要素", default=list)
    papers = models.JSONField("上传的文件", default=list)
    ground = models.CharField("法律依据", max_length=200)
    reason = models.CharField("事由", max_length=300)
    asked_by = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="open")
    ended_by = models.ForeignKey("kernel.Person", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter"], condition=models.Q(state="open"), name="one_open_erasure")]


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
    """One import of a sheet: who, what file, what became of it; can be undone as a whole.

    `kind`: records (the opening step of the procedure, one matter a row), adopt (存量案件建档), receipts (bank receipts for fines).
    `state`: checked (nothing recorded yet), accepting, accepted, discarded, undoing, undone. A process that was killed leaves
    accepting or undoing, and whoever comes back goes on from there. `organ` is the author's unit on that day: those above it may see the batch.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey("kernel.Account", models.PROTECT, related_name="+")
    organ = models.ForeignKey("kernel.Organ", models.PROTECT, null=True, related_name="+")
    post = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=20, default="records")
    procedure = models.CharField(max_length=60)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=20, default="checked")
    columns = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    rows_read = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-made_at"], name="my_batches"), models.Index(fields=["organ", "-made_at"], name="unit_batches")]


class ImportRow(models.Model):
    """What became of one record of an import, by the number of its first row in the sheet.

    `state`: new, known (already there), refused, done (recorded), undone, kept (recorded, and can no longer be undone). `cells` are shown
    to people, personal data masked; `problems` are lists of column, value, reason; `data` is what the engine is asked, kept only until it was.
    `key` is the record's content: a second import of the same content finds it.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="new")
    cells = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    data = models.JSONField(null=True)
    key = models.CharField(max_length=64, blank=True, db_index=True)
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, null=True)
    event = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_import_row")]
        indexes = [models.Index(fields=["batch", "state", "number"], name="import_rows_by_state")]
