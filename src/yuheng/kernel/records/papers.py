"""Papers 文书, their files and numbers, approval sheets."""

from __future__ import annotations

from django.db import models

from yuheng.kernel.records.ids import new_id


class Blob(models.Model):
    """A file kept by its digest (SM3) under YUHENG_HOME/files."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media = models.CharField(max_length=100)


class Paper(models.Model):
    """A file of a matter, made from a declaration or uploaded.

    A made paper is rendered when first opened, signed or served, then sealed with its digest. `state`: 草稿 draft, 审批 in
    approval, 已编号 numbered, 已送达 served, 签收件 returned, 已被替代 superseded, 作废 void.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, related_name="papers")
    seq = models.PositiveIntegerField("过程记录")
    step = models.CharField(max_length=60)
    row = models.IntegerField(default=0)
    kind = models.CharField("文书种类", max_length=60)
    name = models.CharField("文书名称", max_length=200)
    number = models.CharField("文号", max_length=80, blank=True, db_index=True)
    state = models.CharField("状态", max_length=20, default="numbered")
    made = models.BooleanField("由平台制作", default=True)
    template = models.CharField("模板摘要", max_length=64, blank=True)
    data = models.CharField("数据摘要", max_length=64, blank=True)
    pdf = models.CharField("PDF 摘要", max_length=64, blank=True)
    docx = models.CharField("docx 摘要", max_length=64, blank=True)
    file = models.CharField("文件摘要", max_length=64, blank=True)
    day = models.DateField("日期")
    binds = models.ForeignKey("self", models.PROTECT, null=True, related_name="scans", verbose_name="对应的打印件")

    class Meta:
        verbose_name = "文书"
        indexes = [models.Index(fields=["kind", "day"])]


class Handling(models.Model):
    """What was done with a made paper after its number: printed 打印, served 送达. Who received it and where stands in the event's reason."""

    matter = models.ForeignKey("kernel.Matter", models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="handlings")
    seq = models.PositiveIntegerField("过程记录")
    act = models.CharField("办理", max_length=10)
    day = models.DateField("日期")
    copies = models.PositiveSmallIntegerField("份数", default=0)
    way = models.CharField("送达方式", max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "seq"], name="one_handling")]


class NumberCounter(models.Model):
    """The last number given per organ, kind and year: gapless."""

    organ = models.ForeignKey("kernel.Organ", models.PROTECT)
    kind = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "kind", "year"], name="one_counter")]


class VoidNumber(models.Model):
    """A number that was taken and stands on no valid paper: it stays listed, with the reason."""

    organ = models.ForeignKey("kernel.Organ", models.PROTECT)
    kind = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    no = models.PositiveIntegerField()
    text = models.CharField(max_length=80)
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, null=True)
    why = models.CharField("作废原因", max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "kind", "year", "no"], name="one_void_number")]


class Sheet(models.Model):
    """An approval sheet 审批单 under way: it carries one step, which is performed on the last signature.

    `places` are the positions of the chain's levels that this sheet has, `level` the one at which it waits.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, related_name="sheets")
    step = models.CharField(max_length=60)
    row = models.IntegerField(default=0)
    chain = models.CharField(max_length=60)
    places = models.JSONField("签批的各级", default=list)
    proposal = models.CharField("承办意见", max_length=1000, blank=True)
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default="open")
    level = models.PositiveSmallIntegerField(default=0)
    started_by = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    waits_for_role = models.CharField(max_length=40, blank=True, db_index=True)
    waits_in_organ = models.ForeignKey("kernel.Organ", models.PROTECT, null=True, related_name="+")
    account = models.BigIntegerField("账号", null=True)
    key = models.CharField("请求编号", max_length=80, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="one_sheet_a_key")]


class Signature(models.Model):
    """One opinion on an approval sheet: 同意, 退回 with its reason, 会签, 加签."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="signatures")
    level = models.PositiveSmallIntegerField()
    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")
    post = models.ForeignKey("kernel.Post", models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=12)
    opinion = models.CharField("意见", max_length=1000)
    at = models.DateTimeField()
    account = models.BigIntegerField("账号", null=True)
    key = models.CharField("请求编号", max_length=80, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="one_signature_a_key")]
