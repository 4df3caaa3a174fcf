"""What administrators changed: organs, persons, posts, certificates, accounts, parties. Insert-only, as the ledger is."""

from __future__ import annotations

from django.db import models

from yuheng.kernel.records.ids import new_id


class Change(models.Model):
    """One change, who made it, when, why and by which paper. Rows form one hash chain (SM3) in order of `seq`.

    `on` is the day from which the change holds; `before` and `after` are the columns changed. Of parties they hold numbers and
    kinds only, never personal data, so that erasure by law stays possible.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    seq = models.BigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间")
    account = models.BigIntegerField("账号")
    person = models.BigIntegerField("人员", null=True)
    act = models.CharField("办理", max_length=40)
    subject = models.CharField("对象类型", max_length=20)
    subject_id = models.BigIntegerField("对象")
    organ = models.BigIntegerField("单位", null=True)
    on = models.DateField("生效日期")
    reason = models.CharField("理由", max_length=300, blank=True)
    paper = models.CharField("依据文件", max_length=200, blank=True)
    before = models.JSONField("变更前", default=dict)
    after = models.JSONField("变更后", default=dict)
    previous = models.CharField("前一条摘要", max_length=64, blank=True)
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "机构人员变更记录"
        indexes = [models.Index(fields=["subject", "subject_id"]), models.Index(fields=["organ"])]


class PartyMerge(models.Model):
    """Two registrations found to be one party, with the proof; taken back it stays, marked."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    kept = models.ForeignKey("kernel.Party", models.PROTECT, related_name="+")
    merged = models.ForeignKey("kernel.Party", models.PROTECT, related_name="merges")
    ground = models.CharField("合并依据", max_length=20)
    proof = models.CharField("证明材料", max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("kernel.Account", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("kernel.Account", models.PROTECT, null=True, related_name="+")
    undone_why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "当事人合并"
