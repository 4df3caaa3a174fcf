"""Matters, their markings and clocks, who takes part, who may see them."""

from __future__ import annotations

from django.db import models

from yuheng.kernel.records.ids import new_id


class Matter(models.Model):
    """One thing handled, under one procedure, from its first step to its last obligation.

    `lead` is the unit that handles it 承办机构, `power` the organ in whose name the power is exercised. `due_on`, `warn_on`
    and `due_step` mirror the earliest open obligation, so that lists need no second table. `seq` and `head` are the last
    event of its chain.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    procedure = models.CharField("程序", max_length=60)
    version = models.PositiveIntegerField("程序版本", default=1)
    number = models.CharField("编号", max_length=80, blank=True, db_index=True)
    title = models.CharField("事项名称", max_length=300)
    lead = models.ForeignKey("kernel.Organ", models.PROTECT, related_name="+", db_index=False, verbose_name="承办单位")
    power = models.ForeignKey(
        "kernel.Organ", models.PROTECT, null=True, related_name="+", verbose_name="行使职权的机关"
    )
    area = models.ForeignKey("kernel.Organ", models.PROTECT, null=True, related_name="+", verbose_name="属地")
    handler = models.ForeignKey("kernel.Person", models.PROTECT, null=True, related_name="+", verbose_name="承办人")
    field = models.CharField("执法领域", max_length=40, blank=True)
    region = models.CharField("地区", max_length=12, blank=True)
    act = models.CharField("行为", max_length=60, blank=True)
    level = models.PositiveSmallIntegerField("密级", default=1)
    status = models.CharField("状态", max_length=10, default="open")
    stage = models.CharField("阶段", max_length=40, blank=True)
    opened_at = models.DateTimeField("开始时间", null=True)
    opened_on = models.DateField("开始日期", null=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    closed_on = models.DateField("办结日期", null=True)
    due_on = models.DateField("最近期限", null=True)
    warn_on = models.DateField("临期日", null=True)
    due_step = models.CharField("最近待办环节", max_length=60, blank=True)
    provisional = models.BooleanField("暂定", default=False)
    irregular = models.BooleanField("程序瑕疵", default=False)
    adopted = models.BooleanField("存量案件", default=False)
    seq = models.PositiveIntegerField("最后一条过程记录", default=0)
    head = models.CharField("链首", max_length=64, blank=True)
    recorded_at = models.DateTimeField("最后记录时间", null=True)
    recused = models.JSONField("回避人员", default=list)
    batch = models.BigIntegerField("导入批次", null=True)

    class Meta:
        verbose_name = "事项"
        indexes = [
            models.Index(fields=["procedure", "opened_on", "id"]),
            models.Index(fields=["procedure", "closed_on"]),
            models.Index(fields=["procedure", "stage", "opened_on", "id"], name="matter_stage"),
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["lead", "opened_on"]),
        ]

    def __str__(self) -> str:
        return self.title


class MatterParty(models.Model):
    """A party's part in a matter: 当事人, 申请人, 被申请人, 第三人, 举报人."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="parties", db_index=False)
    party = models.ForeignKey("kernel.Party", models.PROTECT, related_name="matters")
    part = models.CharField("身份", max_length=30)
    hidden = models.BooleanField("对办理人员保密", default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "party", "part"], name="one_part_once")]


class Member(models.Model):
    """A person who takes part in handling a matter: lead officer, helper, reviewer, mediator.

    `HELPS` is the part of whoever was asked to help (`Helper`): it shows them the matter and gives no seat in a step.
    """

    HELPS = "协办"

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="members")
    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")
    part = models.CharField("分工", max_length=30)
    from_on = models.DateField("起", null=True)
    to_on = models.DateField("止", null=True)


class Helper(models.Model):
    """A request to a colleague to help with a matter 协办: asked by one event, ended by another (their answer, or a withdrawal).

    What was asked and answered lies in the openings of both events. Who helps is a `Member` with the part 协办 as well, so that
    they see the matter; the marking never moves by it.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="helpers", db_index=False)
    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+", db_index=False)
    asked = models.PositiveIntegerField("提请的过程记录")
    asked_on = models.DateField("提请日期")
    due_on = models.DateField("请于何日前答复", null=True)
    ended = models.PositiveIntegerField("答复或者撤回的过程记录", default=0)
    ended_how = models.CharField(max_length=20, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "asked"], name="one_request")]
        indexes = [models.Index(fields=["person", "due_on"], condition=models.Q(ended=0), name="open_requests")]


class Recusal(models.Model):
    """A person who may not act in a matter 回避, with ground and paper."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="recusals")
    person = models.ForeignKey("kernel.Person", models.PROTECT, related_name="+")
    ground = models.CharField("回避事由", max_length=300)
    decided_on = models.DateField("决定日期")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "person"], name="recused_once")]


class StepState(models.Model):
    """What became of one step (or one row of a step) of a matter: the marking in plain columns, rebuilt from events."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+", db_index=False)
    step = models.CharField(max_length=60)
    row = models.IntegerField(default=0)
    times = models.PositiveIntegerField(default=0)
    done = models.BooleanField(default=False)
    on = models.BooleanField(default=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    last_at = models.DateTimeField(null=True)
    last_seq = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "step", "row"], name="one_state_a_slot")]


class Clock(models.Model):
    """A legal period running on a matter and, with its step, the obligation 待办. One table serves both."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="clocks", db_index=False)
    seq = models.PositiveIntegerField()
    no = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    row = models.IntegerField(default=0)
    start = models.DateField()
    parameter = models.CharField(max_length=100, blank=True)
    on_fact = models.CharField(max_length=60, blank=True)
    start_fact = models.CharField(max_length=60, blank=True)
    spans = models.JSONField(default=list)
    extensions = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    warn_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    suspended = models.BooleanField(default=False)
    version = models.CharField(max_length=60, blank=True)
    asleep = models.BooleanField(default=False)
    ended = models.PositiveIntegerField(default=0)
    ended_how = models.CharField(max_length=20, blank=True)
    ended_on = models.DateField(null=True)
    met = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "seq", "no"], name="one_clock")]
        indexes = [
            models.Index(fields=["due_on", "matter"], condition=models.Q(ended=0), name="open_clocks"),
            models.Index(fields=["step", "due_on"], condition=models.Q(ended=0), name="open_clocks_by_step"),
        ]


class Link(models.Model):
    """A tie between two matters: 并案, 分案, 移送, 由…转入, 同一事项."""

    a = models.ForeignKey(Matter, models.PROTECT, related_name="links")
    b = models.ForeignKey(Matter, models.PROTECT, related_name="backlinks")
    kind = models.CharField("关系", max_length=30)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["a", "b", "kind"], name="linked_once")]


class Scope(models.Model):
    """Who may see a matter, written and never computed: one row per organ ancestor, area ancestor and member.

    `token` is `o<organ>`, `a<area>` or `p<person>`; a person's grants are tokens with a highest level.
    """

    token = models.CharField(max_length=24)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="scopes", db_index=False)
    procedure = models.CharField(max_length=60)
    sort_day = models.DateField()
    status = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "matter"], name="one_scope_row")]
        indexes = [
            models.Index(fields=["token", "procedure", "-sort_day", "-matter", "level"], name="scope_list"),
            models.Index(fields=["token", "-sort_day", "-matter", "procedure", "level"], name="scope_all"),
            models.Index(fields=["token", "procedure", "status", "-sort_day", "-matter", "level"], name="scope_status"),
            models.Index(fields=["token", "due_on", "matter"], name="scope_due"),
            models.Index(fields=["matter"], name="scope_matter"),
        ]


class SearchRow(models.Model):
    """The searchable words of a matter: number, title, parties, place; tokenised so that two characters are found."""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True, related_name="+")
    words = models.TextField()


class Tally(models.Model):
    """A count kept in the transaction that changes it, for lists too long to count."""

    name = models.CharField(max_length=120)
    shard = models.PositiveSmallIntegerField(default=0)
    value = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "shard"], name="one_tally")]
