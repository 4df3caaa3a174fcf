"""Organs, persons, posts, certificates, accounts."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from yuheng.kernel.records.ids import new_id


class Organ(models.Model):
    """A unit in the organ tree: the zone, its departments, communities, mediation committees, courts, outside bodies."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    code = models.CharField("编码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=100)
    short = models.CharField("简称", max_length=40, blank=True)
    kind = models.CharField("类型", max_length=30, db_index=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    holds_power = models.BooleanField("以自己名义行使行政职权", default=False)
    prefix = models.CharField("文书字号", max_length=20, blank=True)
    from_on = models.DateField("设立日期", null=True, blank=True)
    to_on = models.DateField("撤销日期", null=True, blank=True)
    facts = models.JSONField("其他", default=dict, blank=True)

    class Meta:
        verbose_name = "单位"

    def __str__(self) -> str:
        return self.short or self.name


class OrganName(models.Model):
    """The name an organ bore from one day to another, with the paper that gave it."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=100)
    short = models.CharField("简称", max_length=40, blank=True)
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)
    paper = models.CharField("依据文件", max_length=200, blank=True)


class Person(models.Model):
    """A member of staff, or an outside person who takes part in the work."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("姓名", max_length=100)
    initials = models.CharField("拼音首字母", max_length=40, blank=True, db_index=True)
    phone = models.CharField("手机", max_length=40, blank=True)
    left_on = models.DateField("离岗日期", null=True, blank=True)

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A person holds a post in an organ from one day to another; the post gives roles."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts")
    title = models.CharField("职务", max_length=60)
    roles = models.JSONField("角色", default=list)
    how = models.CharField("方式", max_length=20, default="任职")
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)
    paper = models.CharField("依据文件", max_length=200, blank=True)

    class Meta:
        verbose_name = "岗位"
        indexes = [models.Index(fields=["organ", "from_on"])]


class Certificate(models.Model):
    """A certificate of enforcement: who may enforce for which organ, in what kinds of matters, from when to when.

    It mirrors the file `matter` in which it was issued, suspended, renewed and ended. `auxiliary`: of one who assists and never
    is one of the officers.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="certificates")
    number = models.CharField("证号", max_length=40, unique=True)
    kinds = models.JSONField("执法类别", default=list)
    auxiliary = models.BooleanField("辅助人员证件", default=False)
    matter = models.OneToOneField("Matter", models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField("起")
    to_on = models.DateField("止")
    stopped_on = models.DateField("注销日期", null=True, blank=True)
    stopped_why = models.CharField("注销原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "行政执法证"


class CertificatePause(models.Model):
    """From one day to another a certificate is suspended 暂扣."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="pauses")
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)
    why = models.CharField("原因", max_length=200, blank=True)


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **extra: object) -> Account:
        account = self.model(username=username, **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """What signs in: a person's account, or one of a system that calls the API."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    username = models.CharField("用户名", max_length=60, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="accounts")
    kind = models.CharField("类型", max_length=20, default="person")
    is_active = models.BooleanField("启用", default=True)
    must_change = models.BooleanField("须修改密码", default=False)
    failures = models.PositiveIntegerField("连续失败次数", default=0)
    locked_until = models.DateTimeField("锁定至", null=True, blank=True)
    password_on = models.DateField("密码设置日期", null=True, blank=True)
    token_hash = models.CharField("令牌摘要", max_length=64, blank=True, db_index=True)
    duty = models.CharField("管理员类别", max_length=20, blank=True)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    class Meta:
        verbose_name = "账号"
