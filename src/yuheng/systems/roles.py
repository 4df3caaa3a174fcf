"""The roles that posts give: how far each reaches, which matters it may read and up to which secrecy level.

What a role may never do follows from these and from the steps: whoever sees no enforcement file cannot open one, and no step
names a role that may not take it.
"""

from __future__ import annotations

from yuheng.kernel.procedure.declare import Role

CASES = ("penalty.*", "enforcement.*", "leniency.*", "oversight.clue", "oversight.letter", "oversight.reviewed_file")
DISPUTES = ("mediation.*", "disputes.*", "desk.*")
CONTESTS = ("litigation.*",)
PETITIONS = ("petition.*", "petitions.*")
REGISTERS = (
    "study.*",
    "decisions.*",
    "counsel.*",
    "services.*",
    "culture.*",
    "training.*",
    "oversight.*",
    "report.*",
    "coordination.*",
    "style.*",
)
MONEY = ("money.*",)

# Enforcement
ENFORCER = Role("enforcer", "行政执法人员", "unit", certified=True, sees=CASES, level=2)
AUXILIARY = Role("auxiliary", "执法辅助人员", "member", sees=CASES)
SQUAD_HEAD = Role("squad_head", "中队负责人", "unit", sees=CASES, level=2)
BUREAU_LEADER = Role("bureau_leader", "分管负责人", "organ", sees=(*CASES, *CONTESTS, "credit.*"), level=2)
ORGAN_HEAD = Role("organ_head", "行政机关负责人", "organ", sees=(*CASES, *CONTESTS, *REGISTERS, *MONEY), level=2)
LEGAL_REVIEWER = Role("legal_reviewer", "法制审核人员", "organ", sees=(*CASES, *CONTESTS, "credit.*", "training.*"), level=2)
HEARING_OFFICER = Role("hearing_officer", "听证主持人", "organ", sees=CASES, level=2)
DISCUSSION_CLERK = Role("discussion_clerk", "集体讨论记录人员", "organ", sees=CASES, level=2)
CASE_REVIEWER = Role("case_reviewer", "案卷评查人员", "zone", sees=("oversight.*", "case_review.*"))
ARCHIVIST = Role("archivist", "档案管理人员", "organ", sees=("*",), level=2)
CREDIT_CLERK = Role("credit_clerk", "信用管理人员", "zone", sees=("credit.*", "penalty.*", "services.licence"), level=2)
CASHIER = Role("cashier", "罚没收入核对人员", "organ", sees=CASES, level=2)
EXAMINEE = Role("examinee", "参考人员", "member", sees=("training.exam",), level=3)
"""Whoever may be examined; sees the own results only."""
TRAINEE = Role("trainee", "参训人员", "zone", sees=("training.plan",))
"""Whoever may sign up for a training."""
SCORE_READER = Role("score_reader", "考核成绩查看人员", "unit", sees=("training.exam",), level=3)
"""The head of a squad, for the scores of its people."""

# Justice office and coordination
JUSTICE_CLERK = Role("justice_clerk", "依法治区办工作人员", "zone", sees=(*REGISTERS, *DISPUTES, *CONTESTS, *CASES))
JUSTICE_HEAD = Role("justice_head", "司法所所长", "zone", sees=(*REGISTERS, *DISPUTES, *CONTESTS, *CASES, "case_review.*"), level=2)
SUPERVISOR = Role("supervisor", "行政执法监督人员", "zone", sees=(*CASES, *CONTESTS, *REGISTERS), level=2)
REPORT_EDITOR = Role("report_editor", "年度报告编辑", "zone", sees=(*REGISTERS, "report.*"))
REPORT_CONTRIBUTOR = Role("report_contributor", "年度报告供稿人员", "zone", sees=("report.*",))
UNIT_CLERK = Role("unit_clerk", "单位联络员", "unit", sees=(*REGISTERS, *CONTESTS, "report.*"))
UNIT_LEADER = Role("unit_leader", "单位负责人", "unit", sees=(*REGISTERS, *CONTESTS, "report.*", "credit.*", *MONEY))
ZONE_LEADER = Role("zone_leader", "党工委、管委会负责人", "zone", sees=REGISTERS)

# Style and public money
FINANCE_SUPERVISOR = Role("finance_supervisor", "财政监督人员", "zone", sees=(*MONEY, "report.*"), level=2)
UNIT_ACCOUNTANT = Role("unit_accountant", "单位财务人员", "unit", sees=MONEY)
DISCIPLINE_CLERK = Role("discipline_clerk", "作风监督人员", "zone", sees=("style.*", "oversight.rule", "money.doubt", "report.*"))
"""The discipline office's link: measures, rules and what became of doubts; clues stay outside the platform, and payments are not opened here."""

# Disputes and services
MEDIATOR = Role("mediator", "人民调解员", "unit", sees=DISPUTES, level=2)
COMMITTEE_HEAD = Role("committee_head", "调解委员会主任", "unit", sees=DISPUTES, level=2)
GRID_WORKER = Role("grid_worker", "网格员", "member", sees=(*DISPUTES, "services.call"))
DISPUTE_CLERK = Role("dispute_clerk", "矛调中心工作人员", "zone", sees=DISPUTES, level=2)
COMMUNITY_CLERK = Role("community_clerk", "村（社区）工作人员", "unit", sees=(*DISPUTES, *REGISTERS))
LEGAL_AID_CLERK = Role("legal_aid_clerk", "法律援助工作人员", "zone", sees=("legal_aid.*", "services.*"), level=3)
PETITION_CLERK = Role("petition_clerk", "信访工作人员", "zone", sees=(*PETITIONS, "desk.*"), level=3)
DESK_RECEIVER = Role("desk_receiver", "来件承接人员", "unit", sees=("desk.*",), level=2)
"""Whoever takes up, for a unit outside mediation, what the one desk sends there; sees that alone."""
WINDOW_CLERK = Role("window_clerk", "窗口工作人员", "unit", sees=("services.*",))
ADVISER = Role("adviser", "法律顾问", "member", sees=("counsel.*", "decisions.*", *CONTESTS))

# Administration: three separate persons, no business data
SECURITY_ADMIN = Role("security_admin", "安全管理员", "zone", sees=())
SYSTEM_ADMIN = Role("system_admin", "系统管理员", "zone", sees=())
AUDIT_ADMIN = Role("audit_admin", "审计管理员", "zone", sees=())
AUDITOR = Role("auditor", "审计人员（只读）", "zone", sees=("*",), level=2)

ALL: dict[str, Role] = {role.id: role for role in list(globals().values()) if isinstance(role, Role)}

ERASERS = tuple(role.id for role in (SQUAD_HEAD, BUREAU_LEADER, ORGAN_HEAD, LEGAL_REVIEWER, ARCHIVIST, COMMITTEE_HEAD, UNIT_LEADER, JUSTICE_HEAD, DISPUTE_CLERK))
"""Roles that may ask for an erasure by law in a matter of their line, and confirm one of another."""

FILE_READERS = tuple(
    role.id
    for role in (ENFORCER, SQUAD_HEAD, BUREAU_LEADER, ORGAN_HEAD, LEGAL_REVIEWER, CREDIT_CLERK, WINDOW_CLERK, JUSTICE_HEAD, SUPERVISOR, ZONE_LEADER, AUDITOR)
)
"""Roles that may open the file of an enterprise for a task of theirs or a stated reason."""

TASK_READERS = (*FILE_READERS, AUXILIARY.id)
"""The same, and whoever may open one only for a task in which they help."""

FILE_WATCHERS = (AUDIT_ADMIN.id, JUSTICE_HEAD.id)
"""Who is told when somebody opens many files in a day."""

LEADERS = tuple(role.id for role in (SQUAD_HEAD, BUREAU_LEADER, ORGAN_HEAD, COMMITTEE_HEAD, UNIT_LEADER, JUSTICE_HEAD, DISPUTE_CLERK))
"""Roles that answer for the people of a unit: told of what is late, and free to hand matters over."""
