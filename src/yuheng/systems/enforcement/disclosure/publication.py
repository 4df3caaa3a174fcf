"""The record of a publication: exactly what was shown of a decision, from when till when, by its digest.

It is kept beside the file of the penalty, inside the transaction of the act that shows or takes back (`keeping.py`), and is all that the public pages read.
"""

from __future__ import annotations

from django.db import models

from yuheng.kernel.records.ids import new_id

SHOWN, WITHDRAWN, REPLACED = "shown", "withdrawn", "replaced"


class Publication(models.Model):
    """One version of what was shown of one decision.

    `state`: shown, until `to_on`; withdrawn, of which only that and why is told; replaced by a corrected version or taken back, told no more.
    `record` is the fact `shown_record` of the file word for word, `digest` its SM3, which the event of the publication bears in the ledger.
    `stale`: the file was corrected since, and the record no longer says what it would say today.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey("kernel.Matter", models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField("公示的过程记录")
    organ = models.ForeignKey("kernel.Organ", models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="处罚机关")
    number = models.CharField("决定书文号", max_length=80, blank=True, db_index=True)
    kind = models.CharField("最重的处罚种类", max_length=40)
    cause = models.CharField("案由", max_length=200)
    party = models.CharField("当事人", max_length=200)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, db_index=True)
    decided_on = models.DateField("决定日期")
    from_on = models.DateField("公示日期")
    to_on = models.DateField("公示期满日期", null=True)
    state = models.CharField("状态", max_length=10, default=SHOWN)
    ended_on = models.DateField("撤下日期", null=True)
    why = models.CharField("撤下理由", max_length=500, blank=True)
    record = models.TextField("公示内容")
    digest = models.CharField("公示内容摘要", max_length=64)
    words = models.TextField("检索词", blank=True)
    stale = models.BooleanField("案件已更正", default=False)

    class Meta:
        verbose_name = "处罚决定公示"
        constraints = [models.UniqueConstraint(fields=["matter", "seq"], name="publication_once")]
        indexes = [
            models.Index(fields=["state", "decided_on", "id"], name="publication_day"),
            models.Index(fields=["state", "organ", "decided_on", "id"], name="publication_organ"),
            models.Index(fields=["state", "kind", "decided_on", "id"], name="publication_kind"),
            models.Index(fields=["state", "cause", "decided_on", "id"], name="publication_cause"),
        ]
