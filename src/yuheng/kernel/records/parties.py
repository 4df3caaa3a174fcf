"""Parties 当事人: one party, many matters, dated names."""

from __future__ import annotations

from django.db import models

from yuheng.kernel.identity.initials import initials
from yuheng.kernel.records.ids import new_id
from yuheng.kernel.search.words import indexed


class Initials(models.CharField):
    """The initials of the name beside it, whichever way the row is written."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        found = initials(getattr(model_instance, "name", ""))
        setattr(model_instance, self.attname, found)
        return found


class Words(models.TextField):
    """Pairs of characters of every name that an enterprise, shop or body ever bore, for finding it by a part of one.

    Words are only added: who was once called so is still found so. Names of natural persons are not spread out here.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        known = str(getattr(model_instance, self.attname) or "")
        if getattr(model_instance, "kind", "") != "person":
            found = (word for word in indexed(getattr(model_instance, "name", "")).split() if len(word) > 1 or word.isascii())
            known = " ".join(dict.fromkeys([*known.split(), *found]))
        setattr(model_instance, self.attname, known)
        return known


class Party(models.Model):
    """An enterprise, individual business, person or other body that a matter concerns.

    `uscc` is the unified social credit code, `old_number` the 15-digit 工商注册号 of the time before it. A resident identity number lies encrypted in `id_sealed`, with a blind index
    for equality in `id_index`.
    """

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", "企业"
        INDIVIDUAL = "individual", "个体工商户"
        PERSON = "person", "自然人"
        BODY = "body", "其他组织"

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField("类型", max_length=20, choices=Kind.choices)
    name = models.CharField("姓名（名称）", max_length=200, db_index=True)
    initials = Initials("拼音首字母", max_length=60, blank=True, default="", editable=False)
    uscc = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    old_number = models.CharField("旧注册号", max_length=15, blank=True, default="", db_index=True)
    id_kind = models.CharField("证件类型", max_length=20, blank=True)
    id_sealed = models.TextField("证件号码（密文）", blank=True)
    id_index = models.CharField("证件号码索引", max_length=64, blank=True, db_index=True)
    born_on = models.DateField("出生日期", null=True, blank=True)
    sex = models.CharField("性别", max_length=4, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    address = models.CharField("住所（地址）", max_length=300, blank=True)
    head = models.CharField("法定代表人（负责人、经营者）", max_length=100, blank=True)
    operator_index = models.CharField("经营者证件索引", max_length=64, blank=True, db_index=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    words = Words("名称用字", blank=True, default="", editable=False)

    class Meta:
        verbose_name = "当事人"

    def __str__(self) -> str:
        return self.name


class PartyName(models.Model):
    """The name a party bore from one day to another."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=200, db_index=True)
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)
